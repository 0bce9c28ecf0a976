"""Counting posts of one place, and opening an alert where they are a brigade.

A post is noted in the transaction that saves what was found in it, or what became of its removal (`BrigadeNotes.note`), and its place is counted a moment later,
beside the scanning: at most once a second for each place, however many posts there are. What was noted shortly before a crash is
counted by the process that has the server's shard next: the same one at its start, or one that took the shard over. Of two processes that count the same place, one opens the alert: the row of the brigade is unique.
"""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from core.base.errors import Unavailable
from core.base.limits import looked_back, next_possible
from core.scanning.brigades import (
    ALERTS,
    BETWEEN_COUNTS,
    QUIET,
    WINDOW,
    Brigade,
    Counted,
    Place,
    is_brigade,
    is_over,
)
from services.base.outbox import Kind, OutboxStore
from services.base.ports import Clock, Storage
from services.base.shards.ports import OurShards, all_shards
from services.base.worker import Bell
from services.scanning.brigades.ports import BrigadeStore

_log = logging.getLogger(__name__)

_BETWEEN_SECONDS = 1.0
_LOOK_SECONDS = 2.0  # between two looks whether this process has more shards
_ENDED_AT_ONCE = 100


class CountingBrigadesTx(Protocol):
    """What a transaction offers here."""

    @property
    def brigades(self) -> BrigadeStore:
        """The store of tables `place_posts` and `brigades`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


class BrigadeCounting:
    """Takes places whose posts were noted, counts them, and owes alerts."""

    def __init__(
        self,
        *,
        storage: Storage[CountingBrigadesTx],
        outbox_bell: Bell,
        clock: Clock,
        ours: OurShards = all_shards,
    ) -> None:
        self._storage = storage
        self._outbox_bell = outbox_bell
        self._clock = clock
        self._ours = ours
        self._had: frozenset[int] = frozenset()  # the shards whose places of before were looked for
        self._waiting: dict[Place, None] = {}
        self._bell = Bell()

    def noted(self, places: Iterable[Place]) -> None:
        """Have these places counted soon: a post of each was saved."""
        for place in places:
            self._waiting[place] = None
        self._bell.ring()

    async def run(self) -> None:
        """Count until cancelled."""
        while True:
            self._bell.silence()
            try:
                await self.look_at_new_shards()
            except Unavailable as error:
                _log.warning("brigades: %s", error.key)
            if not self._waiting:
                await self._bell.heard(_LOOK_SECONDS)
            await self.step()
            await asyncio.sleep(_BETWEEN_SECONDS)

    async def look_at_new_shards(self) -> None:
        """Have places counted whose posts were noted by who had a shard before this process got it. Raises Unavailable."""
        ours = self._ours()
        new = replace(ours, shards=ours.shards - self._had)
        if new.shards:
            found = await self._storage.read.brigades.lately_found(self._clock() - WINDOW)
            self.noted(place for place in found if new.has(place.server))
        self._had = ours.shards

    async def step(self) -> int:
        """Count each place that waits, once; returns how many did. What the database does not answer waits on."""
        waiting, self._waiting = list(self._waiting), {}
        for number, place in enumerate(waiting):
            try:
                await self._count(place)
            except Unavailable as error:
                _log.warning("brigades: %s", error.key)
                self.noted(waiting[number:])
                return 0
            except Exception:  # noqa: BLE001  # one place must not keep the others from being counted
                _log.exception("a place could not be counted")
        return len(waiting)

    async def _count(self, place: Place) -> None:
        read, now = self._storage.read, self._clock()
        going_on = await read.brigades.going_on(place)
        if going_on is not None and is_over(going_on.counted.last_at, now):
            await self._end(going_on, now)
            going_on = None
        since = now - WINDOW
        lately = await read.brigades.counted(place, since)
        if lately is None:
            return
        servers = await read.brigades.servers(place, since)
        lately = _with_servers(lately, len(servers))
        if going_on is not None:
            whole = await read.brigades.counted(place, going_on.counted.began_at) or lately
            await self._go_on(going_on, _with_servers(whole, len(servers)), now)
        elif is_brigade(lately):
            await self._open(place, lately, now)
        else:
            return
        for server in servers:  # they learn it too, as soon as it is one
            other = Place(server, place.found, place.text)
            if server != place.server and await read.brigades.going_on(other) is None:
                self.noted([other])

    async def _go_on(self, brigade: Brigade, counted: Counted, now: datetime) -> None:
        async with self._storage.bulk() as tx:
            if await tx.brigades.count(brigade.id, counted) and brigade.has_card:
                at = now + BETWEEN_COUNTS
                await tx.outbox.arm_at(Kind.BRIGADE_ALERT, brigade.id, brigade.place.server, at)

    async def _open(self, place: Place, counted: Counted, now: datetime) -> None:
        async with self._storage.bulk() as tx:
            lately = await tx.brigades.alerts_since(place.server, now - looked_back(ALERTS))
            has_card = next_possible([at for _, at in lately], ALERTS, now) is None
            opened = await tx.brigades.open(place, counted, now, has_card=has_card)
            if opened is None:
                return
            shown = opened if has_card else lately[0][0]  # the last alert says how many have none
            await tx.outbox.arm(Kind.BRIGADE_ALERT, shown, place.server, now)
        _log.info("brigade %s: %s accounts", opened, counted.accounts)
        self._outbox_bell.ring()

    async def end_quiet(self, now: datetime) -> int:
        """End brigades that have become quiet; returns how many. The work of a job."""
        quiet = await self._storage.read.brigades.quiet(now - QUIET, _ENDED_AT_ONCE)
        for brigade in quiet:
            await self._end(brigade, now)
        return len(quiet)

    async def _end(self, brigade: Brigade, now: datetime) -> None:
        async with self._storage.bulk() as tx:
            if await tx.brigades.end(brigade.id, now) and brigade.has_card:
                await tx.outbox.refresh(Kind.BRIGADE_ALERT, brigade.id, brigade.place.server, now)


def _with_servers(counted: Counted, servers: int) -> Counted:
    return Counted(
        counted.accounts, counted.posts, counted.channels_used, servers, counted.began_at, counted.last_at
    )
