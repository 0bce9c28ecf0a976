"""The helper that looks a key's sentence up: it finds what was said, in every variant, and fails on anything else."""

import re
from pathlib import Path

import pytest

from services.base.texts import LOCALES, default_texts
from tests.process import sentences
from tests.process.sentences import said, sentence, shows, unsaid

TEXTS = default_texts()
KEYS = re.compile(r"^([a-z][\w-]*) =", re.MULTILINE)


def keys() -> list[str]:
    """Every message key of English."""
    files = sorted((LOCALES / "en").rglob("*.ftl"))
    return [key for file in files for key in KEYS.findall(file.read_text(encoding="utf-8"))]


def variables(key: str) -> set[str]:
    return set(re.findall(r"\$(\w+)", sentences._patterns("en")[key][1]))


@pytest.mark.parametrize("value", ["some words", "yes", "own", 0, 1, 2, 12345], ids=str)
def test_every_sentence_is_found_as_it_is_said_with_its_values_and_without(value: str | int) -> None:
    tried = 0
    for key in keys():
        values = dict.fromkeys(variables(key), value)
        text = f"before: {TEXTS.say('en', key, **values)}\nand after"
        try:
            said(text, key)
            said(text, key, **values)
        except ValueError:
            continue  # it has no words of its own
        tried += 1
    assert tried > 700


def test_no_sentence_is_found_in_another_text() -> None:
    for key in keys():
        try:
            unsaid("Quokka.\n1, 2. ⚠️", key)
        except ValueError:
            continue
    unsaid(TEXTS.say("en", "case-held-by", case=1, name="x"), "case-held")
    unsaid("Opening", "case-state-open")
    unsaid("Reopen", "case-button-claim")
    unsaid("first line: Case 1 is\nclosed already.", "case-closed-already")


def test_a_given_value_must_stand_there() -> None:
    text = TEXTS.say("en", "case-claimed", case=12)
    said(text, "case-claimed", case=12)
    for other in (1, 2, 120):
        unsaid(text, "case-claimed", case=other)
    unsaid(TEXTS.say("en", "case-undone-related", count=2, cases="3, 4"), "case-undone-related", count=1)
    unsaid(TEXTS.say("en", "case-listed", new="no", pattern="x", case=1), "case-listed", new="yes")
    said(TEXTS.say("en", "queue-page", page=1, pages=1, total=12345), "queue-page", total=12345)


def test_a_failure_names_the_key_the_sentence_and_what_was_shown() -> None:
    with pytest.raises(AssertionError) as failed:
        said("No such thing.", "case-claimed", case=3)
    for part in ("case-claimed", "You are handling case { $case } now.", "'case': 3", "No such thing."):
        assert part in str(failed.value)
    with pytest.raises(AssertionError, match="said: case-claimed"):
        unsaid("You are handling case 3 now.", "case-claimed")


@pytest.mark.parametrize(
    ("key", "values", "error"),
    [
        ("no-such-key", {}, LookupError),
        ("case-claimed", {"kase": 1}, LookupError),
        ("history-other", {}, ValueError),
        ("history-other", {"action": "x"}, ValueError),
    ],
)
def test_a_mistake_in_a_test_is_an_error(key: str, values: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error, match=key):
        sentence(key, **values)


def test_another_language_with_marks_around_its_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ar").mkdir()
    (tmp_path / "ar" / "cases.ftl").write_text("case-test = القضية { $case } مغلقة\n", encoding="utf-8")
    monkeypatch.setattr(sentences, "LOCALES", tmp_path)
    sentences._patterns.cache_clear()
    said("القضية \u20687\u2069 مغلقة.", "case-test", in_language="ar", case=7)
    unsaid("القضية \u20688\u2069 مغلقة.", "case-test", in_language="ar", case=7)
    sentences._patterns.cache_clear()


def test_a_message_is_read_as_a_person_reads_it() -> None:
    message = {"content": "", "components": [{"type": 10, "content": "You are handling case 3 now."}]}
    said(message, "case-claimed", case=3)
    assert shows(message, "case 3")
    assert shows(message, sentence("case-claimed", case=3))
    assert not shows(message, "case 4")
