"""Questions of moderators to a reporter, and the answers: through Rowan, so that neither learns more than a pseudonym.

The steps: question saved -> direct message -> answer saved -> message in the review channel. Both texts are masked before
they are saved and defanged where they are shown. The reporter may end it at any time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId, ReportId, ServerId, UserId
from core.base.posts import MessagePlace
from core.reports.cases import Step
from core.reports.questions import (
    QUESTIONS_PER_CASE,
    AskedQuestion,
    ErasedAnswer,
    RelayId,
    RelayText,
    no_answer,
    said_before,
    screened,
)
from core.scanning.detections import Person
from services.base.outbox import Kind
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.reports.cases.access import AccessTx, CaseAccess, StoredCases, take_step
from services.reports.cases.traces import TracesTx
from services.reports.records import Case


class QuestionFate(StrEnum):
    """What became of a question or an answer. `closed`: the reporter takes no direct messages."""

    DELIVERED = "delivered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Question:
    """A question on its way to a reporter."""

    id: RelayId
    server: ServerId
    case: CaseId
    pseudonym: str
    reporter: UserId
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was saved: what was asked of whom."""

    id: RelayId
    pseudonym: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer on its way to the moderators. `author`: who wrote the reported message."""

    id: RelayId
    server: ServerId
    case: CaseId
    pseudonym: str
    question: str
    text: str
    author: Person | None


class QuestionStore(Protocol):
    """The store of table `relay_messages`, and `reports.relay_ended_at`."""

    async def reachable(self, case: CaseId) -> list[str]:
        """Pseudonyms of the case's reporters who can still be asked, in the order of the alphabet."""
        ...

    async def reachable_report(self, case: CaseId, pseudonym: str) -> ReportId | None:
        """The report of a reporter who can still be asked."""
        ...

    async def asked(self, case: CaseId) -> Sequence[RelayText]:
        """Give every question about the case."""
        ...

    async def answers(self, question: RelayId) -> Sequence[RelayText]:
        """Every answer to a question."""
        ...

    async def add(
        self,
        server: ServerId,
        case: CaseId,
        report: ReportId,
        text: str,
        now: datetime,
        *,
        to: RelayId | None = None,
    ) -> RelayId:
        """Save a question, or an answer to one."""
        ...

    async def question(self, relay: RelayId) -> AskedQuestion | None:
        """Give the question; None where there is no such one (any more)."""
        ...

    async def is_reporter(self, relay: RelayId, user: UserId) -> bool:
        """Whether the question goes to this very person, who is still known."""
        ...

    async def outgoing(self, relay: RelayId) -> Question | None:
        """The question with whom it goes to; None where they or the text are not known any more."""
        ...

    async def answer(self, relay: RelayId) -> Answer | None:
        """An answer, with what it answers; None where its time is over."""
        ...

    async def erased(self, relay: RelayId) -> ErasedAnswer | None:
        """What is left of an answer without its text; None where it has one, or is not there."""
        ...

    async def settle(self, relay: RelayId, delivery: QuestionFate) -> None:
        """Write down what became of the question or the answer."""
        ...

    async def forget(self, relay: RelayId) -> None:
        """Delete a question that nobody can have read."""
        ...

    async def end(self, report: ReportId, now: datetime) -> None:
        """Take no more questions to this reporter about this case."""
        ...


class QuestionsTx(AccessTx, TracesTx, Protocol):
    """What a transaction offers to questions and answers."""

    @property
    def cases(self) -> StoredCases:
        """The store of table `cases`."""
        ...

    @property
    def questions(self) -> QuestionStore:
        """The store of table `relay_messages`."""
        ...


class Questions:
    """The use cases of both sides. Each raises UserError where something is not possible."""

    def __init__(
        self, *, storage: Storage[QuestionsTx], access: CaseAccess, outbox_bell: Bell, clock: Clock
    ) -> None:
        self._storage = storage
        self._access = access
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def reachable(self, caller: Caller, case: Case) -> list[str]:
        """Whom one may ask; the case's card was clicked. Raises UserError where that is nobody."""
        await self._access.moderator(caller)
        self._access.require_possible(caller, case, Step.REPLY)
        found = await self._storage.read.questions.reachable(case.id)
        if not found:
            raise UserError("relay-nobody", case=str(case.id))
        return found

    async def ask(self, caller: Caller, case: CaseId, pseudonym: str, text: str) -> Asked:
        """Send a question. `pseudonym`: '' where the case has one reporter. The same again is the same."""
        people = await self.reachable(caller, await self._access.case(caller, case))
        if not pseudonym and len(people) == 1:
            pseudonym = people[0]
        if pseudonym not in people:
            raise UserError("relay-unreachable")
        asked = await self._ask(caller, case, pseudonym, screened(text))
        self._outbox_bell.ring()
        return Asked(asked, pseudonym)

    async def _ask(self, caller: Caller, case: CaseId, pseudonym: str, text: str) -> RelayId:
        now = self._clock()
        async with self._storage.durable() as tx:
            await take_step(tx, caller, case, Step.REPLY)
            report = await tx.questions.reachable_report(case, pseudonym)
            if report is None:
                raise UserError("relay-unreachable")
            earlier = await tx.questions.asked(case)
            same = said_before([said for said in earlier if said.report == report], text)
            if same is not None:
                return same
            if len(earlier) >= QUESTIONS_PER_CASE:
                raise UserError("relay-too-many", limit=QUESTIONS_PER_CASE)
            asked = await tx.questions.add(caller.server, case, report, text, now)
            await tx.outbox.arm(Kind.RELAY_QUESTION, asked, caller.server, now)
            await tx.outbox.arm(Kind.CASE_CARD, case, caller.server, now)
            subject = f"case/{case}"
            await tx.audit.note(caller.server, caller.user, "case-reply", subject, now, after=pseudonym)
        return asked

    async def take_back(self, caller: Caller, relay: RelayId) -> CaseId:
        """Take a question back that nobody can have read. Raises UserError where that is not certain."""
        known = await self._storage.read.questions.question(relay)
        if known is None:
            raise UserError("relay-takeback-late")
        await self._access.open_to(caller, known.case)
        now = self._clock()
        async with self._storage.durable() as tx:
            found = await tx.questions.question(relay)
            if found is None or found.server != caller.server:
                raise UserError("relay-takeback-late")
            if not await tx.outbox.drop_unsent(Kind.RELAY_QUESTION, relay, "taken back"):
                raise UserError("relay-takeback-late")
            await tx.questions.forget(relay)
            await tx.outbox.arm(Kind.CASE_CARD, found.case, caller.server, now)
            subject = f"case/{found.case}"
            await tx.audit.note(caller.server, caller.user, "case-unask", subject, now, after=found.pseudonym)
        return found.case

    async def outgoing(self, relay: RelayId) -> Question | None:
        """A question to be sent. None where there is nobody to ask (any more), or the case is closed."""
        known = await self._storage.read.questions.question(relay)
        if known is None or no_answer(known) is not None:
            return None
        return await self._storage.read.questions.outgoing(relay)

    async def settle(self, relay: RelayId, delivery: QuestionFate) -> None:
        """What became of a question or an answer; the card says where it could not be delivered."""
        now = self._clock()
        async with self._storage.durable() as tx:
            await tx.questions.settle(relay, delivery)
            found = await tx.questions.question(relay) if delivery is QuestionFate.CLOSED else None
            if found is not None:
                await tx.outbox.arm(Kind.CASE_CARD, found.case, found.server, now)

    async def for_reporter(self, relay: RelayId, user: UserId) -> ServerId:
        """Give the question to the reporter who pressed. Raises UserError for anybody but the reporter."""
        reading = self._storage.read.questions
        known = await reading.question(relay)
        if known is None or not await reading.is_reporter(relay, user):
            raise UserError("relay-not-yours")
        return known.server

    async def require_open(self, relay: RelayId) -> None:
        """Raises UserError where the question is closed, so that nobody writes an answer for nothing."""
        _require_open(await self._storage.read.questions.question(relay))

    async def answer(self, relay: RelayId, user: UserId, text: str) -> None:
        """Pass an answer on. The same answer again is not sent again."""
        await self.for_reporter(relay, user)
        said, now = screened(text), self._clock()
        async with self._storage.durable() as tx:
            asked = await tx.questions.question(relay)
            if said_before(await tx.questions.answers(relay), said) is None:
                await self._pass_on(tx, _require_open(asked), said, now)
        self._outbox_bell.ring()

    @staticmethod
    async def _pass_on(tx: QuestionsTx, asked: AskedQuestion, text: str, now: datetime) -> None:
        server, case = asked.server, asked.case
        given = await tx.questions.add(server, case, asked.report, text, now, to=asked.id)
        await tx.outbox.arm(Kind.RELAY_ANSWER, given, server, now)
        await tx.outbox.arm(Kind.CASE_CARD, case, server, now)
        # Who answered is nobody's business, the audit's neither.
        await tx.audit.note(server, None, "report-answer", f"case/{case}", now, after=asked.pseudonym)

    async def end(self, relay: RelayId, user: UserId) -> None:
        """The reporter wants no more questions about this case."""
        await self.for_reporter(relay, user)
        now = self._clock()
        async with self._storage.durable() as tx:
            asked = await tx.questions.question(relay)
            if asked is None or asked.ended:
                return
            await tx.questions.end(asked.report, now)
            subject = f"case/{asked.case}"
            await tx.audit.note(asked.server, None, "report-reply-ended", subject, now, after=asked.pseudonym)

    async def incoming(self, relay: RelayId) -> Answer | None:
        """An answer to be shown; None where its time is over."""
        return await self._storage.read.questions.answer(relay)

    async def erased(self, relay: RelayId) -> ErasedAnswer | None:
        """What is left of an answer without its text; None where it has one, or is not there."""
        return await self._storage.read.questions.erased(relay)

    async def at_answer(self, caller: Caller, relay: RelayId, place: MessagePlace) -> tuple[Answer, Case]:
        """The answer whose message was clicked, and its case. Raises UserError also where it stands elsewhere."""
        answer = await self.incoming(relay)
        if answer is None or answer.server != caller.server:
            raise UserError("relay-gone")
        case = await self._access.case(caller, answer.case)
        if await self._access.place_of(Kind.RELAY_ANSWER, relay) != place:
            raise UserError("case-elsewhere")
        return answer, case

    async def read(self, caller: Caller, answer: Answer, case: Case) -> None:
        """Look at an answer that is not shown to all who moderate, for it may concern one of them."""
        self._access.require_possible(caller, case, Step.REVEAL)
        async with self._storage.durable() as tx:
            subject = f"case/{answer.case}"
            await tx.audit.note(caller.server, caller.user, "case-answer-read", subject, self._clock())


def _require_open(question: AskedQuestion | None) -> AskedQuestion:
    if question is None:
        raise UserError("relay-not-yours")
    why = no_answer(question)
    if why is not None:
        raise UserError(why)
    return question
