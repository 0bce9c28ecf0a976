"""Questions of moderators to a reporter, and the answers: through Rowan, so that neither learns more than a pseudonym.

The steps: question saved -> direct message -> answer saved -> message in the review channel. Both texts are masked before
they are saved and defanged where they are shown. The reporter may end it at any time.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType, Protocol

from core.base.authority import Caller, require_moderator
from core.base.errors import UserError
from core.base.ids import CaseId, ChannelId, MessageId, ServerId, UserId
from core.base.redact import redact
from core.base.well_formed import well_formed
from core.links.lookalikes import INVISIBLE
from core.reports.cases import Step
from core.scanning.detections import Person
from services.base.outbox import Kind, PlaceSource, known_place
from services.base.ports import Clock
from services.base.worker import Bell
from services.reports.records import Case, CaseStore, Refused
from services.reports.review import refused_step
from services.servers.setup import ServerStore

RELAY_LENGTH = 1000  # characters of a question or an answer
QUESTIONS_PER_CASE = 5
ANSWERS_PER_QUESTION = 3

RelayId = NewType("RelayId", int)


class Delivery(StrEnum):
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
    """What was asked of whom."""

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
    """Table `relay_messages`, and `reports.relay_ended_at`."""

    async def reachable(self, case: CaseId) -> list[str]:
        """Pseudonyms of the case's reporters who can still be asked, in the order of the alphabet."""
        ...

    async def ask(
        self, case: CaseId, by: Caller, pseudonym: str, text: str, now: datetime
    ) -> RelayId | Refused:
        """Save a question and make it due. The same again is the same. Raises UserError: too many, nobody to ask."""
        ...

    async def case_of(self, relay: RelayId) -> CaseId | None:
        """Which case a question is about; None where there is no such question (any more)."""
        ...

    async def take_back(self, relay: RelayId, by: Caller, now: datetime) -> bool:
        """Forget a question that was not sent; False where it was, or may have been."""
        ...

    async def question(self, relay: RelayId) -> Question | None:
        """None where there is nobody to ask (any more), or the case is closed."""
        ...

    async def settle(self, relay: RelayId, delivery: Delivery, now: datetime) -> None:
        """What became of it; the card says so."""
        ...

    async def asked_of(self, relay: RelayId, user: UserId) -> ServerId | None:
        """The server of a question to this very person; None where it is not theirs, or not any more."""
        ...

    async def require_open(self, relay: RelayId) -> None:
        """Raises UserError where the question takes no answer: ended, closed, answered often enough."""
        ...

    async def answer(self, relay: RelayId, text: str, now: datetime) -> None:
        """Save an answer and make it due. The same again is none. Raises UserError as `require_open`."""
        ...

    async def end(self, relay: RelayId, now: datetime) -> None:
        """No more questions to this reporter about this case."""
        ...

    async def found(self, relay: RelayId) -> Answer | None:
        """An answer, with what it answers; None where its time is over."""
        ...

    async def read(self, answer: Answer, by: Caller, now: datetime) -> None:
        """The audit says that somebody read it."""
        ...


class Questions:
    """The use cases of both sides. Each raises UserError where something is not possible."""

    def __init__(
        self,
        store: QuestionStore,
        cases: CaseStore,
        servers: ServerStore,
        places: PlaceSource,
        outbox_bell: Bell,
        clock: Clock,
    ) -> None:
        self._store = store
        self._cases = cases
        self._servers = servers
        self._places = places
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def reachable(self, caller: Caller, case: Case) -> list[str]:
        """Whom one may ask; the case's card was clicked. Raises UserError where that is nobody."""
        await self._require_moderator(caller)
        refused = self._cases.refusal(case, Step.REPLY, caller)
        if refused is not None:
            raise refused_step(case.id, refused)
        found = await self._store.reachable(case.id)
        if not found:
            raise UserError("relay-nobody", case=str(case.id))
        return found

    async def ask(self, caller: Caller, case: CaseId, pseudonym: str, text: str) -> Asked:
        """Send a question. `pseudonym`: '' where the case has one reporter."""
        found = await self._case(caller, case)
        people = await self.reachable(caller, found)
        if not pseudonym and len(people) == 1:
            pseudonym = people[0]
        if pseudonym not in people:
            raise UserError("relay-unreachable")
        asked = await self._store.ask(case, caller, pseudonym, _screened(text), self._clock())
        if isinstance(asked, Refused):
            raise refused_step(case, asked)
        self._outbox_bell.ring()
        return Asked(asked, pseudonym)

    async def take_back(self, caller: Caller, relay: RelayId) -> CaseId:
        """Take a question back that nobody can have read. Raises UserError where that is not certain."""
        case = await self._store.case_of(relay)
        if case is None:
            raise UserError("relay-takeback-late")
        refused = self._cases.refusal(await self._case(caller, case), Step.REVEAL, caller)
        if refused is not None:
            raise refused_step(case, refused)
        if not await self._store.take_back(relay, caller, self._clock()):
            raise UserError("relay-takeback-late")
        return case

    async def for_reporter(self, relay: RelayId, user: UserId) -> ServerId:
        """Whose question it is, by who pressed. Raises UserError for anybody but the reporter."""
        server = await self._store.asked_of(relay, user)
        if server is None:
            raise UserError("relay-not-yours")
        return server

    async def require_open(self, relay: RelayId) -> None:
        """So that nobody writes an answer for nothing."""
        await self._store.require_open(relay)

    async def answer(self, relay: RelayId, user: UserId, text: str) -> None:
        """Pass an answer on."""
        await self.for_reporter(relay, user)
        await self._store.answer(relay, _screened(text), self._clock())
        self._outbox_bell.ring()

    async def end(self, relay: RelayId, user: UserId) -> None:
        """The reporter wants no more questions about this case."""
        await self.for_reporter(relay, user)
        await self._store.end(relay, self._clock())

    async def at_answer(
        self, caller: Caller, relay: RelayId, place: tuple[ChannelId, MessageId]
    ) -> tuple[Answer, Case]:
        """The answer whose message was clicked, and its case. Raises UserError also where it stands elsewhere."""
        answer = await self._store.found(relay)
        if answer is None or answer.server != caller.server:
            raise UserError("relay-gone")
        case = await self._case(caller, answer.case)
        if await known_place(self._places, Kind.RELAY_ANSWER, relay) != place:
            raise UserError("case-elsewhere")
        return answer, case

    async def read(self, caller: Caller, answer: Answer, case: Case) -> None:
        """Look at an answer that is not shown to all who moderate, for it may concern one of them."""
        refused = self._cases.refusal(case, Step.REVEAL, caller)
        if refused is not None:
            raise refused_step(case.id, refused)
        await self._store.read(answer, caller, self._clock())

    async def _require_moderator(self, caller: Caller) -> None:
        settings = await self._servers.get(caller.server)
        require_moderator(caller, settings.moderator_role)

    async def _case(self, caller: Caller, case: CaseId) -> Case:
        await self._require_moderator(caller)
        found = await self._cases.get(case)
        if found is None or found.server != caller.server:
            raise UserError("case-unknown")
        return found


def _screened(text: str) -> str:
    if len(text) > RELAY_LENGTH:
        raise UserError("relay-long", limit=RELAY_LENGTH)
    said = redact(INVISIBLE.sub("", well_formed(text))).strip()
    if not said:
        raise UserError("relay-empty")
    return said
