"""Sentences: found, filled, and never an exception."""

from pathlib import Path

import pytest

from services.base.texts import Texts


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
