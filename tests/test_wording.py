"""The helper that looks for a sentence finds what was said, and fails where it was not."""

import re

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message

from services.base.texts import default_texts
from tests import wording
from tests.wording import lines_saying, says


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few sentences of every make, in English and in a language that isolates values."""
    source = """
plain = Case { $case } is open.
counted = { $count ->
    [0] No case.
    [one] One case: { $cases }.
   *[other] { $count } cases: { $cases }.
}
with-tail = on the list{ $source ->
    [none] {""}
   *[other] , confirmed by { $source }
}
bare = { $name }
half-bare = { $known ->
    [yes] It is { $name }
   *[no] { $name }
}
within = Look: { plain }
lines =
    One thing,
    another thing.
"""
    read = {each.id.name: each for each in FluentParser().parse(source).body if isinstance(each, Message)}
    monkeypatch.setattr(wording, "_message", lambda _language, key: read.get(key))


@pytest.mark.parametrize(
    ("shown", "key", "values"),
    [
        ("Well. Case 7 is open. Go on", "plain", {}),
        ("Well. Case 7 is open. Go on", "plain", {"case": 7}),
        ("Case 7 is open.", "plain", {"case": "7"}),
        ("No case.", "counted", {"count": 0}),
        ("One case: 3.", "counted", {"count": 1, "cases": "3"}),
        ("1,234 cases: 3, 4.", "counted", {"count": 1234}),
        ("2 cases: 3, 4.", "counted", {}),
        ("on the list, confirmed by Ann", "with-tail", {}),
        ("on the list, confirmed by Ann", "with-tail", {"source": "Ann"}),
        ("on the list", "with-tail", {"source": "none"}),
        ("Ann (x)", "bare", {"name": "Ann (x)"}),
        ("Look: Case 7 is open.", "within", {"case": 7}),
        ("One thing,\nanother thing.", "lines", {}),
    ],
)
def test_what_was_said_is_found(spoken: None, shown: str, key: str, values: dict[str, str | int]) -> None:
    assert says(shown, key, **values)


@pytest.mark.parametrize(
    ("shown", "key", "values"),
    [
        ("", "plain", {}),
        ("Case 7 is closed.", "plain", {}),
        ("Case 7 is open.", "plain", {"case": 8}),
        ("Case 77 is open.", "plain", {"case": 7}),
        ("Bookcase 7 is open.".replace("Book", "BookC"), "plain", {}),  # inside another word
        ("Case 7\nis open.", "plain", {}),
        ("Case one\ntwo is open.", "plain", {}),  # a value stays on its line
        ("2 cases: 3, 4.", "counted", {"count": 1}),
        ("One case: 3.", "counted", {"count": 2}),
        ("No case.", "counted", {"count": 1}),
        ("on the list, confirmed by Ben", "with-tail", {"source": "Ann"}),
        ("Ben", "bare", {"name": "Ann"}),
    ],
)
def test_what_was_not_said_is_not_found(
    spoken: None, shown: str, key: str, values: dict[str, str | int]
) -> None:
    assert not says(shown, key, **values)


@pytest.mark.parametrize(
    ("key", "values", "error"),
    [
        ("no-such-key", {}, LookupError),
        ("plain", {"number": 7}, LookupError),  # a misspelt value would be no condition
        ("bare", {}, ValueError),  # it would be found in every text
        ("half-bare", {}, ValueError),
    ],
)
def test_an_expectation_that_cannot_fail_is_an_error(
    spoken: None, key: str, values: dict[str, str | int], error: type[Exception]
) -> None:
    with pytest.raises(error):
        says("Case 7 is open.", key, **values)


def test_marks_around_values_are_no_hindrance(spoken: None) -> None:
    assert says("Case \u20687\u2069 is open.", "plain", "ar", case="7")
    assert not says("Case \u20687\u2069 is open.", "plain", case="7")  # English has none


def test_each_line_that_says_it_is_given(spoken: None) -> None:
    shown = "Case 1 is open. So\nCase 2 is closed.\nCase 3 is open."
    assert lines_saying(shown, "plain") == ["Case 1 is open. So", "Case 3 is open."]
    assert lines_saying(shown, "plain", case=2) == []


def test_what_the_program_says_is_found_by_its_key() -> None:
    """With the real sentences: whatever `Texts` makes of a key and values is found by them."""
    texts = default_texts()
    for language in texts.languages:
        sources = wording._written_messages(language)
        assert len(sources) > 500
        for key, source in sources.items():
            names = re.findall(r"\$(\w+)", source)
            given: list[dict[str, str | int]] = [{name: f"what {name} is" for name in names}]
            if "->" in source:
                given += [dict.fromkeys(names, 1), dict.fromkeys(names, 1234)]
            for values in given:
                said = texts.say(language, key, **values)
                if any(character.isalnum() for character in said):
                    assert says(f"({said})", key, language, **values), (language, key, values)
