"""Questions to a reporter and their answers: what may be said, and whether it is possible after what was said before."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from core.base.errors import UserError
from core.base.ids import CaseId, ReportId, ServerId
from core.base.redact import redact
from core.base.well_formed import well_formed
from core.links.lookalikes import INVISIBLE

RELAY_LENGTH = 1000  # characters of a question or an answer
QUESTIONS_PER_CASE = 5
ANSWERS_PER_QUESTION = 3

RelayId = NewType("RelayId", int)


class NoAnswer(StrEnum):
    """Why a question takes no (further) answer; each is the key of a sentence."""

    NOT_YOURS = "relay-not-yours"
    ENDED = "relay-ended"
    CASE_CLOSED = "relay-case-closed"
    ANSWERED = "relay-answered"


@dataclass(frozen=True, slots=True)
class ErasedAnswer:
    """What is left of an answer that its reporter had erased, or whose time is over."""

    id: RelayId
    server: ServerId
    case: CaseId
    pseudonym: str


@dataclass(frozen=True, slots=True)
class RelayText:
    """A question or an answer, as it is kept. `text` None: its time is over."""

    id: RelayId
    report: ReportId
    text: str | None


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with what decides whether it takes an answer. `reporter_known`: until retention forgets them."""

    id: RelayId
    server: ServerId
    case: CaseId
    report: ReportId
    pseudonym: str
    reporter_known: bool
    ended: bool
    case_closed: bool
    answers: int


def screened(text: str) -> str:
    """What somebody typed, masked and trimmed. Raises UserError: too long, nothing (to see) in it."""
    if len(text) > RELAY_LENGTH:
        raise UserError("relay-long", limit=RELAY_LENGTH)
    said = redact(INVISIBLE.sub("", well_formed(text))).strip()
    if not said:
        raise UserError("relay-empty")
    return said


def said_before(earlier: Sequence[RelayText], text: str) -> RelayId | None:
    """A form that arrives twice says the same: what it became the first time."""
    return next((said.id for said in earlier if said.text == text), None)


def no_answer(question: AskedQuestion) -> NoAnswer | None:
    """Why the question takes no (further) answer; None where it takes one."""
    if not question.reporter_known:
        return NoAnswer.NOT_YOURS
    if question.ended:
        return NoAnswer.ENDED
    if question.case_closed:
        return NoAnswer.CASE_CLOSED
    return NoAnswer.ANSWERED if question.answers >= ANSWERS_PER_QUESTION else None
