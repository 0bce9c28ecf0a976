"""What `make check` says about message keys: a key that is made from a value is asked for like one that is named."""

from pathlib import Path

import pytest

from core.base.categories import Category
from tests.check_messages import Code, Made, faults, keys, note, read_language, table_faults
from tests.made_keys import MADE, NO_KEYS


def code(source: str) -> Code:
    found = Code()
    note(source, "cogs/some.py", found)
    return found


def about(word: str, source: str, made: Made = MADE, **languages: str) -> list[str]:
    """The faults that name `word`, where the languages hold these keys and no others."""
    spoken = {language: {key: set() for key in text.split()} for language, text in languages.items()}
    return [fault for fault in faults(code(source), spoken, made, NO_KEYS) if word in fault]


def test_a_new_category_without_words_is_named_in_every_language() -> None:
    source = 'say(f"category-{case.category}")'
    assert about("sea_monsters", source, en="", ar="") == []
    grown = {**MADE, "category-{}": ((*Category, "sea_monsters"),)}
    made = "lacks 'category-sea_monsters', which cogs/some.py:1 makes as 'category-{}'"
    assert about("monsters", source, grown, en="", ar="") == [f"locales/en: {made}", f"locales/ar: {made}"]
    assert about("monsters", source, grown, en="category-sea_monsters", ar="category-sea_monsters") == []


def test_an_f_string_that_could_make_a_key_must_stand_in_the_table() -> None:
    for source in ('say(f"mood-{mood}")', 'key = f"{mood}-mood{end}"', 'words("mood-" + mood)'):
        (fault,) = about("mood", source, en="")
        assert fault.startswith("cogs/some.py:1: makes a key")
    for source in ('f"mood:{mood}"', 'f"A mood-{mood}"', 'f"{mood}"', 'f"### {mood}-x"', '"xn--"', '"-mood"'):
        assert about("mood", source, en="") == []


def test_a_row_that_nothing_makes_any_more_is_named() -> None:
    stale = table_faults(code('say(f"category-{case.category}")'), MADE, NO_KEYS)
    assert "tests/made_keys.py: nothing makes 'tier-{}' any more" in stale
    assert not any("category-" in fault for fault in stale)


def test_a_sentence_that_nothing_says_is_named_though_it_begins_like_a_made_key() -> None:
    assert about("category-old", 'say(f"category-{category}")', en="category-old category-scam") == [
        "locales/en: nothing says 'category-old'"
    ]


def test_both_ends_of_a_condition_are_keys() -> None:
    source = 'say("mood-good" if good else "mood-bad")'
    assert about("mood", source, en="mood-good") == ["cogs/some.py:1: no message 'mood-bad'"]


def test_the_rows_of_the_table_give_keys() -> None:
    assert list(keys("a-{}{}", (("x", "y"), ("", "-z")))) == ["a-x", "a-x-z", "a-y", "a-y-z"]
    assert all(list(keys(template, values)) for template, values in MADE.items())
    assert not MADE.keys() & NO_KEYS.keys()


def test_a_malformed_sentence_is_named_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.ftl").write_text("mood-good = fine\nmood-bad = { $x\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"a\.ftl: malformed: mood-bad = \{ \$x"):
        read_language(tmp_path)
