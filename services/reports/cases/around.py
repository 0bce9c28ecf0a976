"""The messages around a reported one: asked of Discord when a moderator wants to see them, and kept nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId, MessageId, ServerId, UserId
from core.base.posts import MessagePlace
from services.base.ports import Audit, Clock, Storage
from services.reports.cases.access import CaseAccess

ON_EACH_SIDE = 5
"""How many messages before the reported one are shown, and how many after it."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One message as Discord gives it now."""

    id: MessageId
    author: str
    at: datetime
    text: str
    files: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What stands around a message, oldest first. `reported`: None where it is gone."""

    before: Sequence[Neighbour]
    reported: Neighbour | None
    after: Sequence[Neighbour]


class NeighbourSource(Protocol):
    """Discord, asked now."""

    async def around(
        self, server: ServerId, reported: MessagePlace, reader: UserId, count: int
    ) -> Neighbourhood:
        """Give at most `count` messages before and after. Raises UserError where the channel is gone, where Rowan cannot
        read it, and where Discord does not show it to the reader; Unavailable where Discord does not answer.
        """
        ...


class AroundTx(Protocol):
    """What a transaction offers to this look."""

    @property
    def audit(self) -> Audit:
        """Table `audit`."""
        ...


class Around:
    """The use case."""

    def __init__(
        self, *, storage: Storage[AroundTx], access: CaseAccess, source: NeighbourSource, clock: Clock
    ) -> None:
        self._storage = storage
        self._access = access
        self._source = source
        self._clock = clock

    async def look(self, caller: Caller, case: CaseId, *, further: bool = False) -> Neighbourhood:
        """Give what stands around the case's message; the audit remembers who looked. `further`: another page, which is
        noted already. Raises UserError: who may not look into the case, one without a message, and as the source does.
        """
        found = await self._access.open_to(caller, case)
        if found.place is None:
            raise UserError("around-no-message", case=str(case))
        seen = await self._source.around(found.server, found.place, caller.user, ON_EACH_SIDE)
        if not further:
            async with self._storage.durable() as tx:
                await tx.audit.note(caller.server, caller.user, "case-around", f"case/{case}", self._clock())
        return seen
