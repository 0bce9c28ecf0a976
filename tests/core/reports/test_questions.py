"""Which questions take an answer, and what was said before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.errors import UserError
from core.base.ids import CaseId, ReportId, ServerId
from core.reports.questions import (
    ANSWERS_PER_QUESTION,
    RELAY_LENGTH,
    AskedQuestion,
    NoAnswer,
    RelayId,
    RelayText,
    no_answer,
    said_before,
    screened,
)

texts = st.one_of(st.none(), st.sampled_from(["where?", "when?", "who?"]))


@given(st.booleans(), st.booleans(), st.booleans(), st.integers(0, ANSWERS_PER_QUESTION + 2))
def test_why_a_question_takes_no_answer_tells_no_stranger_more_than_that_it_is_not_theirs(
    known: bool, ended: bool, closed: bool, answers: int
) -> None:
    asked = AskedQuestion(
        id=RelayId(1),
        server=ServerId(1),
        case=CaseId(1),
        report=ReportId(1),
        pseudonym="AB",
        reporter_known=known,
        ended=ended,
        case_closed=closed,
        answers=answers,
    )
    reasons = [
        (not known, NoAnswer.NOT_YOURS),
        (ended, NoAnswer.ENDED),
        (closed, NoAnswer.CASE_CLOSED),
        (answers >= ANSWERS_PER_QUESTION, NoAnswer.ANSWERED),
    ]
    assert no_answer(asked) == next((reason for holds, reason in reasons if holds), None)


@given(st.lists(texts), st.sampled_from(["where?", "when?"]))
def test_what_was_said_before_is_what_it_became_the_first_time(earlier: list[str | None], text: str) -> None:
    said = [RelayText(RelayId(number), ReportId(1), each) for number, each in enumerate(earlier, start=1)]
    found = said_before(said, text)
    assert found == (RelayId(earlier.index(text) + 1) if text in earlier else None)


@given(st.text(alphabet="a b\u200b\u2060", max_size=20))
def test_what_is_said_has_something_to_see_and_nothing_invisible(text: str) -> None:
    seen = text.replace("\u200b", "").replace("\u2060", "").strip()
    if seen:
        assert screened(text) == seen
    else:
        with pytest.raises(UserError, match="relay-empty"):
            screened(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("x" * (RELAY_LENGTH + 1), "relay-long"), ("", "relay-empty"), (" \u200b ", "relay-empty")],
)
def test_what_cannot_be_said(text: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        screened(text)


def test_an_address_to_write_to_is_masked() -> None:
    assert "jane@mail.example" not in screened("  write to jane@mail.example  ")
