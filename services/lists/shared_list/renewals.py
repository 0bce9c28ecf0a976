"""Asking servers to renew what they say on the shared list before it runs out, and renewing it.

One message in the review channel for all that runs out (core/lists/renewals.py says when). What was asked is remembered in
the database: it is asked once, and once more shortly before the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import ServerId, StanceId
from core.base.posts import MessagePlace
from core.lists.renewals import (
    ASK_ABOUT,
    ASK_BEFORE,
    REMIND_ABOUT,
    REMIND_BEFORE,
    RunningOut,
)
from services.base.outbox import Kind, OutboxStore, known_place
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.lists.shared_list.shared import require_not_banned
from services.lists.shared_list.stances import StancesTx, renew_stance
from services.servers.moderators import require_moderator_of

RENEWALS_LOOK_EVERY = timedelta(minutes=15)
PAGE = 5
_SERVERS, _STANCES = 50, 25  # in one transaction


@dataclass(frozen=True, slots=True)
class RenewalPage:
    """Some of what runs out, the first to end first; pages count from 0."""

    rows: Sequence[RunningOut]
    number: int
    pages: int
    total: int


class RenewalStore(Protocol):
    """The store of tables `renewals` and `stances_ending`. What a server lets run out is in no answer but `get`."""

    async def to_ask(self, now: datetime, until: datetime, after: ServerId, most: int) -> list[ServerId]:
        """Give the next servers with a stance that runs out by then and that they were not asked about."""
        ...

    async def to_remind(self, now: datetime, until: datetime, after: ServerId, most: int) -> list[ServerId]:
        """Give the next servers with a stance that runs out by then and that they were not reminded of."""
        ...

    async def was_asked(self, server: ServerId, until: datetime) -> None:
        """Note that the server was asked about all that runs out by then."""
        ...

    async def was_reminded(self, server: ServerId, until: datetime) -> None:
        """Note that the server was reminded of all that runs out by then."""
        ...

    async def count(self, server: ServerId, now: datetime, until: datetime) -> int:
        """Count the server's stances that run out by then."""
        ...

    async def page(
        self, server: ServerId, now: datetime, until: datetime, start: int, most: int
    ) -> list[RunningOut]:
        """Give some of them, the first to end first."""
        ...

    async def get(self, server: ServerId, stance: StanceId) -> RunningOut | None:
        """Give one stance of the server; None where it says something else by now, or nothing."""
        ...

    async def let_end(self, stance: StanceId) -> None:
        """Note that the server lets it run out."""
        ...


class RenewalsTx(StancesTx, Protocol):
    """What a transaction offers to renewals."""

    @property
    def renewals(self) -> RenewalStore:
        """The store of tables `renewals` and `stances_ending`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


class Renewals:
    """The job that asks, and the use cases of moderators. These raise UserError: no rights, banned, too late."""

    def __init__(self, *, storage: Storage[RenewalsTx], outbox_bell: Bell, clock: Clock) -> None:
        self._storage = storage
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def ask(self, now: datetime) -> int:
        """Have a message posted in each server that is to be asked or reminded; returns how many servers that were."""
        return await self._ask(now, again=False) + await self._ask(now, again=True)

    async def _ask(self, now: datetime, *, again: bool) -> int:
        before, about = (REMIND_BEFORE, REMIND_ABOUT) if again else (ASK_BEFORE, ASK_ABOUT)
        asked, after = 0, ServerId(0)
        while True:
            reading = self._storage.read.renewals
            find = reading.to_remind if again else reading.to_ask
            servers = await find(now, now + before, after, _SERVERS)
            if not servers:
                return asked
            async with self._storage.bulk() as tx:
                for server in servers:
                    note = tx.renewals.was_reminded if again else tx.renewals.was_asked
                    await note(server, now + about)
                    # A new message at the channel's end: an edit of the last one would be seen by nobody.
                    await tx.outbox.arm_anew(Kind.RENEWAL, server, server, now)
            asked += len(servers)
            after = servers[-1]

    async def running_out(self, server: ServerId, number: int = 0) -> RenewalPage:
        """Give a page of what runs out in the server soon and that it does not let run out."""
        now, read = self._clock(), self._storage.read.renewals
        total = await read.count(server, now, now + ASK_ABOUT)
        pages = -(-total // PAGE)
        shown = min(max(0, number), max(0, pages - 1))
        rows = await read.page(server, now, now + ASK_ABOUT, shown * PAGE, PAGE)
        return RenewalPage(rows, shown, pages, total)

    async def page(self, caller: Caller, number: int) -> RenewalPage:
        """Give a page to a moderator."""
        await require_moderator_of(self._storage.glance.servers, caller)
        return await self.running_out(caller.server, number)

    async def at_message(self, caller: Caller, server: ServerId, place: MessagePlace) -> None:
        """Raises UserError unless this is the newest message that asks the caller's server."""
        if caller.server != server:
            raise UserError("error-unknown-button")
        if await known_place(self._storage.glance.outbox, Kind.RENEWAL, server) != place:
            raise UserError("renewal-newer")

    async def renew_all(self, caller: Caller) -> int:
        """Renew all that runs out in the caller's server; returns how many stances that were."""
        await self._may_speak(caller)
        now, until, renewed, passed, portion = self._clock(), self._clock() + ASK_ABOUT, 0, 0, 1
        while portion:
            async with self._storage.bulk() as tx:
                found = await tx.renewals.page(caller.server, now, until, passed, _STANCES)
                done = 0
                for one in found:
                    done += await renew_stance(tx, caller.server, one.pattern, caller.user, now)
            portion = len(found)
            # What was renewed runs out later, and is not found again; past the rest the next portion goes.
            renewed, passed = renewed + done, passed + portion - done
        await self._redraw(caller.server, now)
        return renewed

    async def renew(self, caller: Caller, stance: StanceId) -> str:
        """Renew one stance; returns its pattern."""
        await self._may_speak(caller)
        now = self._clock()
        async with self._storage.durable() as tx:
            found = await self._theirs(tx, caller.server, stance, now)
            if not await renew_stance(tx, caller.server, found.pattern, caller.user, now):
                raise UserError("renewal-over")
        await self._redraw(caller.server, now)
        return found.pattern

    async def let_end(self, caller: Caller, stance: StanceId) -> RunningOut:
        """Ask about this one no more."""
        await require_moderator_of(self._storage.glance.servers, caller)
        now = self._clock()
        async with self._storage.durable() as tx:
            found = await self._theirs(tx, caller.server, stance, now)
            await tx.renewals.let_end(stance)
            await tx.audit.note(caller.server, caller.user, "stance-ending", f"shared/{found.pattern}", now)
        await self._redraw(caller.server, now)
        return found

    async def _theirs(self, tx: RenewalsTx, server: ServerId, stance: StanceId, now: datetime) -> RunningOut:
        found = await tx.renewals.get(server, stance)
        if found is None or not found.may_be_renewed(now):
            raise UserError("renewal-over")
        return found

    async def _may_speak(self, caller: Caller) -> None:
        require_not_banned(await require_moderator_of(self._storage.glance.servers, caller))

    async def _redraw(self, server: ServerId, now: datetime) -> None:
        """Have the message in the review channel say what is left."""
        async with self._storage.relaxed() as tx:
            await tx.outbox.refresh(Kind.RENEWAL, server, server, now)
        self._outbox_bell.ring()
