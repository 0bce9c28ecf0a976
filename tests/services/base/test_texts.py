"""Sentences: found, filled, and never an exception."""

from collections import defaultdict
from pathlib import Path

import pytest
from fluent.runtime import FluentResource
from fluent.syntax.ast import Message, Resource, Term

from services.base import texts as texts_module
from services.base.texts import LOCALES, Texts


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    for language, sentence in (("en", "Hello { $name }"), ("ar", "مرحبا { $name }")):
        (tmp_path / language).mkdir()
        (tmp_path / language / "a.ftl").write_text(f"hello = {sentence}\n", encoding="utf-8")
    (tmp_path / "en" / "b.ftl").write_text("only-english = Only here\n")
    return Texts.load(tmp_path)


def test_a_sentence_is_said_in_the_language(texts: Texts) -> None:
    assert texts.say("en", "hello", name="Ann") == "Hello Ann"
    assert texts.say("ar", "hello", name="Ann").startswith("مرحبا")


def test_arabic_isolates_values_so_that_they_do_not_turn_the_sentence(texts: Texts) -> None:
    assert "\u2068Ann\u2069" in texts.say("ar", "hello", name="Ann")


def test_what_a_language_lacks_is_said_in_english(texts: Texts) -> None:
    assert texts.say("ar", "only-english") == "Only here"
    assert texts.say("xx", "only-english") == "Only here"


def test_an_unknown_key_or_a_missing_value_is_no_exception(texts: Texts) -> None:
    assert texts.say("en", "no-such-key") == "no-such-key"
    assert "Hello" in texts.say("en", "hello")


def test_a_malformed_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "bad.ftl").write_text("= nothing\n")
    with pytest.raises(ValueError, match="malformed"):
        Texts.load(tmp_path)


def test_a_message_is_parsed_when_it_is_first_said(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a.ftl").write_text(
        "bad = { nothing\n# Said with another's words.\ngood = { part }, { -name }!\n"
    )
    (tmp_path / "en" / "b.ftl").write_text("part =\n    Hello\n    again\ngood = twice\n-name = Rowan\n")
    texts = Texts.unparsed(tmp_path)
    assert texts.say("en", "good") == "Hello\nagain, Rowan!"
    assert not texts.has("name")
    with pytest.raises(ValueError, match="malformed"):
        texts.say("en", "bad")


@pytest.mark.long  # every message of every language, twice
def test_parsed_one_by_one_the_messages_are_those_of_the_whole_files(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: defaultdict[str, list[Message | Term]] = defaultdict(list)

    def parse(source: str) -> Resource:
        resource = FluentResource(source)
        for entry in messages(resource):
            parsed[entry.id.name].append(entry)
        return resource

    monkeypatch.setattr(texts_module, "FluentResource", parse)
    whole = [
        entry
        for path in LOCALES.rglob("*.ftl")
        for entry in messages(FluentResource(path.read_text(encoding="utf-8")))
    ]
    texts = Texts.unparsed()
    for language in texts.languages:
        for entry in whole:
            texts.say(language, f"-{entry.id.name}" if isinstance(entry, Term) else entry.id.name)
    assert sum(map(len, parsed.values())) == len(whole)
    for entry in whole:
        assert any(entry.equals(other, ignored_fields=["span", "comment"]) for other in parsed[entry.id.name])


def messages(resource: Resource) -> list[Message | Term]:
    return [entry for entry in resource.body if isinstance(entry, Message | Term)]
