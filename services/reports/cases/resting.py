"""Offering a moderator who has read many hard cases that others go on. Nobody is made to, and nobody else hears of it.

How many somebody read is known in memory alone, for two hours: a count in the database would be a record of how people bear
their work. After a restart it begins anew, which costs an offer that comes later.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId, ServerId, UserId
from core.reports.cases import Step
from core.reports.hard_cases import HARD, HardReading
from services.base.ports import Clock, Storage
from services.reports.cases.access import AccessTx, CaseAccess
from services.reports.cases.handover import Handover
from services.reports.cases.review import Review
from services.reports.records import Case

_REMEMBERED: Final = 5_000  # moderators; who read longest ago is forgotten first
_ABOUT_WHOM: Final = frozenset({"handover-not-here", "handover-no-moderator"})
MOST_AT_ONCE: Final = 25  # cases that are handed over or put back by one click


class RestingStore(Protocol):
    """Table `declined_offers`, and which cases somebody holds."""

    async def declined(self, server: ServerId, user: UserId) -> bool:
        """Whether this moderator does not want to be offered it."""
        ...

    async def decline(self, server: ServerId, user: UserId, *, declined: bool) -> None:
        """Keep the choice, under the member's keyed hash."""
        ...

    async def held_by(self, caller: Caller, most: int) -> Sequence[CaseId]:
        """The cases that they claimed and nobody decided yet, the oldest first."""
        ...


class RestingTx(AccessTx, Protocol):
    """What a transaction offers to this."""

    @property
    def resting(self) -> RestingStore:
        """Table `declined_offers`, and which cases somebody holds."""
        ...


@dataclass(frozen=True, slots=True)
class RestOffer:
    """What is offered: that others go on with these cases, which the moderator holds."""

    read: int
    held: Sequence[CaseId]


@dataclass(frozen=True, slots=True)
class GivenAway:
    """What became of the cases that somebody held. `name`: of who has them now, '' where they wait in the queue."""

    done: Sequence[CaseId]
    left: Sequence[CaseId]
    name: str = ""


class Resting:
    """The use cases. Each raises UserError where the caller is no moderator."""

    def __init__(
        self,
        *,
        storage: Storage[RestingTx],
        access: CaseAccess,
        review: Review,
        handover: Handover,
        clock: Clock,
    ) -> None:
        self._storage = storage
        self._access = access
        self._review = review
        self._handover = handover
        self._clock = clock
        self._reading: dict[tuple[ServerId, UserId], HardReading] = {}

    async def after_reading(self, caller: Caller, case: Case) -> RestOffer | None:
        """What is offered to somebody who has just read this case; None: nothing."""
        if case.category not in HARD:
            return None
        now, who = self._clock(), (caller.server, caller.user)
        reading = self._reading.pop(who, HardReading()).with_case(case.id, now)
        self._reading[who] = reading
        while len(self._reading) > _REMEMBERED:
            del self._reading[next(iter(self._reading))]
        if not reading.is_due(now) or await self._storage.glance.resting.declined(*who):
            return None
        self._reading[who] = replace(reading, offered_at=now)
        return RestOffer(len(reading.cases), await self._held(caller))

    async def _held(self, caller: Caller) -> Sequence[CaseId]:
        return await self._storage.glance.resting.held_by(caller, MOST_AT_ONCE)

    async def hand_over(self, caller: Caller, to: UserId) -> GivenAway:
        """Hand all that the caller holds to another moderator. Raises UserError, too, where that person is none, and where
        nothing is held any more.
        """
        await self._access.moderator(caller)
        done: list[CaseId] = []
        left: list[CaseId] = []
        name, refusal = "", None
        for case in await self._held(caller):
            try:
                name = await self._handover.hand_over(caller, case, to)
                done.append(case)
            except UserError as error:  # decided meanwhile, or about a message of theirs
                if error.key in _ABOUT_WHOM:
                    raise
                refusal = error
                left.append(case)
        if not done:
            raise refusal or UserError("rest-nothing-held")
        return GivenAway(done, left, name)

    async def put_back(self, caller: Caller) -> GivenAway:
        """Put all that the caller holds back into the queue. Raises UserError, too, where nothing is held any more."""
        await self._access.moderator(caller)
        done: list[CaseId] = []
        left: list[CaseId] = []
        for case in await self._held(caller):
            try:
                await self._review.move(caller, case, Step.RELEASE)
                done.append(case)
            except UserError:
                left.append(case)
        if not done:
            raise UserError("rest-nothing-held")
        return GivenAway(done, left)

    async def choose(self, caller: Caller, *, offered: bool) -> None:
        """Choose whether it is offered to the caller from now on."""
        await self._access.moderator(caller)
        async with self._storage.durable() as tx:
            await tx.resting.decline(caller.server, caller.user, declined=not offered)

    async def is_declined(self, caller: Caller) -> bool:
        """Whether the caller chose that it is not offered."""
        return await self._storage.glance.resting.declined(caller.server, caller.user)
