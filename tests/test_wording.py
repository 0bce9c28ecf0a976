"""The helper that looks a key's sentence up: it finds what was said, in every variant, and fails on anything else."""

import re

import pytest

from services.base.texts import default_texts
from tests import wording
from tests.conftest import share
from tests.wording import lines_saying, said, sentence, shows, unsaid

TEXTS = default_texts()

MADE_UP = {
    "plain": "Case { $case } is open.",
    "counted": """{ $count ->
    [0] No case.
    [one] One case: { $cases }.
   *[other] { $count } cases: { $cases }.
}""",
    "with-tail": """on the list{ $source ->
    [none] {""}
   *[other] , confirmed by { $source }
}""",
    "bare": "{ $name }",
    "half-bare": """{ $known ->
    [yes] It is { $name }
   *[no] { $name }
}""",
    "within": "Look: { plain }",
    "lines": """
    One thing,
    another thing.""",
    "arabic": "القضية { $case } مغلقة",
}


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few sentences of every make, in whichever language."""
    monkeypatch.setattr(
        wording, "_sources", lambda _: {key: f"{key} = {text}\n" for key, text in MADE_UP.items()}
    )


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
@pytest.mark.usefixtures("made_up")
def test_what_was_said_is_found(shown: str, key: str, values: dict[str, str | int]) -> None:
    said(shown, key, **values)
    with pytest.raises(AssertionError, match=f"said: {key}"):
        unsaid(shown, key, **values)


@pytest.mark.parametrize(
    ("shown", "key", "values"),
    [
        ("", "plain", {}),
        ("Case 7 is closed.", "plain", {}),
        ("Case 7 is open.", "plain", {"case": 8}),
        ("Case 77 is open.", "plain", {"case": 7}),
        ("BookCase 7 is open.", "plain", {}),  # inside another word
        ("Case 7\nis open.", "plain", {}),
        ("Case one\ntwo is open.", "plain", {}),  # a value stays on its line
        ("Case  is open.", "plain", {}),  # a value is something
        ("2 cases: 3, 4.", "counted", {"count": 1}),
        ("One case: 3.", "counted", {"count": 2}),
        ("No case.", "counted", {"count": 1}),
        ("on the list, confirmed by Ben", "with-tail", {"source": "Ann"}),
        ("Ben", "bare", {"name": "Ann"}),
    ],
)
@pytest.mark.usefixtures("made_up")
def test_what_was_not_said_is_not_found(shown: str, key: str, values: dict[str, str | int]) -> None:
    unsaid(shown, key, **values)
    with pytest.raises(AssertionError, match=f"not said: {key}"):
        said(shown, key, **values)


@pytest.mark.parametrize(
    ("key", "values", "error"),
    [
        ("no-such-key", {}, LookupError),
        ("plain", {"number": 7}, LookupError),  # a misspelt value would be no condition
        ("within", {"number": 7}, LookupError),
        ("bare", {}, ValueError),  # it would be found in every text
        ("bare", {"name": "x"}, ValueError),
        ("half-bare", {}, ValueError),
    ],
)
@pytest.mark.usefixtures("made_up")
def test_an_expectation_that_cannot_fail_is_an_error(
    key: str, values: dict[str, str | int], error: type[Exception]
) -> None:
    with pytest.raises(error, match=key):
        sentence(key, **values)


@pytest.mark.usefixtures("made_up")
def test_another_language_with_marks_around_its_values() -> None:
    said("القضية \u20687\u2069 مغلقة.", "arabic", in_language="ar", case=7)
    unsaid("القضية \u20688\u2069 مغلقة.", "arabic", in_language="ar", case=7)


@pytest.mark.usefixtures("made_up")
def test_each_line_that_says_it_is_given() -> None:
    shown = "Case 1 is open. So\nCase 2 is closed.\nCase 3 is open."
    assert lines_saying(shown, "plain") == ["Case 1 is open. So", "Case 3 is open."]
    assert lines_saying(shown, "plain", case=2) == []


@pytest.mark.parametrize("language", TEXTS.languages)
def test_every_sentence_is_found_as_it_is_said_with_its_values_and_without(language: str) -> None:
    tried = 0
    walked = share(list(wording._sources(language).items()))
    for key, source in walked:
        try:
            whatever = sentence(key, in_language=language)
        except ValueError:
            continue  # it has no words of its own
        names = re.findall(r"\$(\w+)", source)
        for value in ("some words", 12345, *(("yes", "own", 0, 1, 2) if "->" in source else ())):
            values = dict.fromkeys(names, value)
            text = f"before: {TEXTS.say(language, key, **values)}\nand after"
            assert whatever.stands_in(text), (key, text)
            said(text, key, in_language=language, **values)
        tried += 1
    assert tried > 0.9 * len(walked)


def test_no_sentence_is_found_in_another_text() -> None:
    for key in share(list(wording._sources("en"))):
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
    said(TEXTS.say("en", "queue-title-active", total=12345), "queue-title-active", total=12345)


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
        ("case-claimed", {"kase": 1}, LookupError),
        ("history-other", {}, ValueError),
        ("history-other", {"action": "x"}, ValueError),
    ],
)
def test_a_mistake_in_a_test_is_an_error(
    key: str, values: dict[str, str | int], error: type[Exception]
) -> None:
    with pytest.raises(error, match=key):
        sentence(key, **values)


def test_a_message_is_read_as_a_person_reads_it() -> None:
    message = {"content": "", "components": [{"type": 10, "content": "You are handling case 3 now."}]}
    said(message, "case-claimed", case=3)
    assert shows(message, "case 3")
    assert shows(message, sentence("case-claimed", case=3))
    assert not shows(message, "case 4")
