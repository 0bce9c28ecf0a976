"""Trying out whether cards arrive: a test message, its report and its card, made for a manager and taken away again.

A rehearsal is no report and no case: it has a table of its own, so no queue, figure, limit or list can count it, and it
mentions nobody. It goes the way of a card all the same: saved, posted by the outbox to the review channel that is checked
before each post, found again after a crash. Its steps: a manager presses -> the message is owed -> it stands, and is
reported -> the card is owed -> it stands. Whatever dies, it ends: by a button, after a quarter of an hour, at a start.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.authority import Caller, require_manager, require_moderator
from core.base.errors import UserError
from core.base.ids import ServerId
from core.base.posts import MessagePlace
from services.base.outbox import Kind, OutboxStore, known_place
from services.base.patience import Sleep, until_known
from services.base.ports import Audit, Clock, Storage
from services.base.worker import Bell
from services.servers.setup import ServerStore

LASTS = timedelta(minutes=15)
"""How long a test stands where nobody takes it away."""

REHEARSALS_LOOK_EVERY = timedelta(minutes=1)

_LOOKS, _LOOK_SECONDS = 40, 0.2  # how often, and after how long, it is looked whether the card arrived
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """One test. `message`: where its message stands, once it was reported."""

    id: int
    server: ServerId
    made_at: datetime
    message: MessagePlace | None
    ended: bool

    @property
    def until(self) -> datetime:
        """When it is taken away by itself."""
        return self.made_at + LASTS


class RehearsalStore(Protocol):
    """Table `rehearsals`."""

    async def get(self, rehearsal: int) -> Rehearsal | None:
        """Give one by its id."""
        ...

    async def running(self, server: ServerId) -> Rehearsal | None:
        """Give the one that runs in a server."""
        ...

    async def begin(self, server: ServerId, now: datetime) -> int:
        """Make one in a server where none runs; returns its id."""
        ...

    async def report(self, rehearsal: int, place: MessagePlace) -> bool:
        """Note where its message stands; False where it is over."""
        ...

    async def end(self, rehearsal: int, now: datetime) -> bool:
        """End it; False where it is over already."""
        ...

    async def made_before(self, moment: datetime, limit: int) -> Sequence[Rehearsal]:
        """Give those that run and were made before a moment, oldest first."""
        ...


class RehearsalsTx(Protocol):
    """What a transaction offers to rehearsals."""

    @property
    def servers(self) -> ServerStore:
        """Table `servers`."""
        ...

    @property
    def rehearsals(self) -> RehearsalStore:
        """Table `rehearsals`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """Table `outbox`."""
        ...

    @property
    def audit(self) -> Audit:
        """Table `audit`."""
        ...


class Rehearsals:
    """The use cases."""

    def __init__(
        self,
        *,
        storage: Storage[RehearsalsTx],
        outbox_bell: Bell,
        clock: Clock,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._storage = storage
        self._outbox_bell = outbox_bell
        self._clock = clock
        self._sleep = sleep
        self._started = clock()

    async def begin(self, caller: Caller) -> Rehearsal:
        """Have a test made; the one that runs, where one does. Raises UserError: no manager, a server that is not set up."""
        require_manager(caller)
        now = self._clock()
        async with self._storage.durable() as tx:
            if not (await tx.servers.get(caller.server)).set_up:
                raise UserError("error-not-set-up")
            found = await tx.rehearsals.running(caller.server)
            if found is None:
                made = await tx.rehearsals.begin(caller.server, now)
                await tx.outbox.arm(Kind.REHEARSAL_MESSAGE, made, caller.server, now)
                await tx.audit.note(caller.server, caller.user, "rehearsal", f"rehearsal/{made}", now)
                found = Rehearsal(made, caller.server, now, None, ended=False)
        self._outbox_bell.ring()
        return found

    async def get(self, rehearsal: int) -> Rehearsal | None:
        """A test as it stands, for what is drawn from it."""
        return await self._storage.read.rehearsals.get(rehearsal)

    async def reported(self, rehearsal: Rehearsal, message: MessagePlace) -> None:
        """Report the message, now that it stands: its card is owed from here on."""
        now = self._clock()
        async with self._storage.durable() as tx:
            if await tx.rehearsals.report(rehearsal.id, message):
                await tx.outbox.arm(Kind.REHEARSAL_CARD, rehearsal.id, rehearsal.server, now)
        self._outbox_bell.ring()

    async def arrived(self, rehearsal: Rehearsal) -> MessagePlace | None:
        """Where the card stands; waited for some seconds. None: it has not arrived."""
        outbox = self._storage.glance.outbox
        return await until_known(
            lambda: outbox.place_of(Kind.REHEARSAL_CARD, rehearsal.id),
            again=_LOOKS,
            seconds=_LOOK_SECONDS,
            sleep=self._sleep,
        )

    async def place_of(self, kind: Kind, rehearsal: int) -> MessagePlace | None:
        """Where a message of a test stands; waited for a moment where that is just being saved."""
        return await known_place(self._storage.glance.outbox, kind, rehearsal, self._sleep)

    async def end(self, caller: Caller, rehearsal: int) -> None:
        """Take a test away. Raises UserError: no moderator, another server's test, one that is over."""
        settings = await self._storage.glance.servers.get(caller.server)
        require_moderator(caller, settings.moderator_role)
        found = await self._storage.read.rehearsals.get(rehearsal)
        if found is None or found.server != caller.server or not await self._end([found]):
            raise UserError("rehearsal-over")

    async def end_old(self, now: datetime) -> int:
        """End what has stood long enough, and what an earlier process began; returns how many that were."""
        before = max(now - LASTS, self._started)
        return await self._end(await self._storage.read.rehearsals.made_before(before, _AT_ONCE))

    async def _end(self, found: Sequence[Rehearsal]) -> int:
        """End them; both messages of each are owed once more, and go (cogs/servers/rehearsals.py)."""
        if not found:
            return 0
        now, ended = self._clock(), 0
        async with self._storage.durable() as tx:
            for each in found:
                if await tx.rehearsals.end(each.id, now):
                    ended += 1
                    for kind in (Kind.REHEARSAL_MESSAGE, Kind.REHEARSAL_CARD):
                        await tx.outbox.refresh(kind, each.id, each.server, now)
        self._outbox_bell.ring()
        return ended
