"""Checking afterwards what was posted while nobody listened, within limits.

While a process is connected to Discord it notes so every two seconds. A new session (the first one, or one after a
session that could not be resumed) ends a gap: from the last note, less some slack, to now, at most
`catch_up_hours` ago. The gap is a row, so that a process that dies over it leaves it to the next one; one process
at a time works on it, channel by channel beside live scanning, which it does not hold up. What is found goes the
same way as anything new; what was found before is known by its row.

Limits: the newest 200 messages of a channel, channels whose history Rowan may read, the present names of threads.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.errors import Unavailable
from core.base.ids import ChannelId, ServerId
from core.servers.policy import ChannelMode
from services.base.ports import Clock, Storage
from services.servers.cache import ServerCache

_log = logging.getLogger(__name__)

MESSAGES_A_CHANNEL = 200
SLACK = timedelta(seconds=90)  # a dead connection is noticed after a minute
CLOSED_GAPS_KEPT = timedelta(days=30)  # for people who wonder what was missed
_NOTE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which nobody listened."""

    id: int
    since: datetime
    until: datetime


class GapStore(Protocol):
    """Tables `listened` and `gaps`."""

    async def listened_until(self) -> datetime | None:
        """Give the time until which some process was last known to be connected; None in a new database."""
        ...

    async def note_listened(self, now: datetime) -> None:
        """Note that some process is connected now. An earlier time than the one that is known changes nothing."""
        ...

    async def begin_session(self, now: datetime) -> None:
        """Note that a process connected afresh: what counts as listened until ends now,
        whatever the clock said before.
        """
        ...

    async def add(self, since: datetime, until: datetime) -> None:
        """Write a gap: nobody listened between the two times."""
        ...

    async def any_free(self, process: str, now: datetime) -> bool:
        """Whether `take` would find a gap."""
        ...

    async def take(self, process: str, now: datetime) -> Gap | None:
        """Take the oldest gap that is open and that no other living process is working on: it is now this process's."""
        ...

    async def close(self, gap: Gap, now: datetime) -> None:
        """Note that the gap was worked through."""
        ...

    async def forget_closed(self, before: datetime) -> None:
        """Remove gaps that were closed before then."""
        ...


class GapsTx(Protocol):
    """What a transaction offers to catching up."""

    @property
    def gaps(self) -> GapStore:
        """Tables `listened` and `gaps`."""
        ...


@dataclass(frozen=True, slots=True)
class PastPlace:
    """A channel or thread with messages newer than the gap's beginning. `channels`: its ids from the inside out."""

    server: ServerId
    channels: Sequence[ChannelId]
    readable: bool


class Past(Protocol):
    """Reads what stands in Discord's channels. Never raises for what Discord answers."""

    def servers(self) -> Sequence[ServerId]:
        """Give the servers in which Rowan is."""
        ...

    def places(self, server: ServerId, since: datetime) -> Sequence[PastPlace]:
        """Give the places where something was posted since."""
        ...

    def read(self, place: PastPlace, gap: Gap, limit: int) -> AsyncIterator[int]:
        """Scan what was posted in the gap, newest first; yields how many messages each step took."""
        ...

    async def read_names(self, server: ServerId) -> int:
        """Scan the names of the server's threads; returns how many."""
        ...


class CatchUp:
    """Opens a gap when a session begins, and works through gaps."""

    def __init__(
        self,
        *,
        storage: Storage[GapsTx],
        past: Past,
        server_cache: ServerCache,
        clock: Clock,
        process: str,
        hours: int,
    ) -> None:
        """`hours`: how far back a gap may reach; 0 switches all of this off."""
        self._storage = storage
        self._past = past
        self._server_cache = server_cache
        self._clock = clock
        self._process = process
        self._limit = timedelta(hours=hours)
        self._connected = False
        self._began = asyncio.Event()

    async def session_began(self) -> None:
        """Note that a session began: what came before will not be delivered any more, so it is a gap."""
        while not self._connected:
            try:
                await self._open_gap()
            except Unavailable as error:
                _log.warning("catching up waits: %s", error.key)
                await asyncio.sleep(_NOTE_SECONDS)
            else:
                self._connected = True
                self._began.set()

    async def _open_gap(self) -> None:
        """Open a gap from the last note that somebody listened, less some slack, to now."""
        now = self._clock()
        async with self._storage.bulk() as tx:
            last = await tx.gaps.listened_until()
            if last is not None:
                await tx.gaps.add(last - SLACK, now)
            await tx.gaps.begin_session(now)
            await tx.gaps.forget_closed(now - CLOSED_GAPS_KEPT)

    def session_went_on(self) -> None:
        """Note that the session went on: the connection is back, and what was missed has been delivered."""
        self._connected = True

    def connection_lost(self) -> None:
        """Note that the connection broke: nothing is heard until a session begins or goes on."""
        self._connected = False

    async def run(self) -> None:
        """Note that somebody listens, and work through gaps, until cancelled."""
        while True:
            self._began.clear()
            if self._connected:
                try:
                    await self._note_listened()
                    await self.step()
                except Unavailable as error:
                    _log.warning("catching up waits: %s", error.key)
                except Exception:  # noqa: BLE001  # a gap that fails must not end the notes about listening; it is tried again
                    _log.exception("catching up failed")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_NOTE_SECONDS):
                    await self._began.wait()

    async def step(self) -> bool:
        """Work through one gap, if there is one."""
        gap = await self._take()
        if gap is None:
            return False
        noting = asyncio.create_task(self._keep_noting())
        try:
            await self._work(gap)
        finally:
            noting.cancel()
        async with self._storage.durable() as tx:
            await tx.gaps.close(gap, self._clock())
        return True

    async def _take(self) -> Gap | None:
        now = self._clock()
        # Most looks find nothing, and then cost no write.
        if not await self._storage.glance.gaps.any_free(self._process, now):
            return None
        async with self._storage.durable() as tx:
            return await tx.gaps.take(self._process, now)

    async def _note_listened(self) -> None:
        async with self._storage.relaxed() as tx:
            await tx.gaps.note_listened(self._clock())

    async def _keep_noting(self) -> None:
        while True:
            await asyncio.sleep(_NOTE_SECONDS)
            if self._connected:
                try:
                    await self._note_listened()
                except Unavailable as error:
                    _log.warning("catching up: %s", error.key)

    async def _work(self, gap: Gap) -> None:
        since = max(gap.since, self._clock() - self._limit)
        if not self._limit or since >= gap.until:
            return
        gap = Gap(gap.id, since, gap.until)
        channels = messages = unreadable = 0
        for server in self._past.servers():
            view = await self._server_cache.get(server)
            if not view.settings.set_up:
                continue
            await self._past.read_names(server)
            for place in self._past.places(server, gap.since):
                if view.settings.review_channel in place.channels:
                    continue
                if view.policy.mode_of(place.channels) is ChannelMode.OFF:
                    continue
                if not place.readable:
                    unreadable += 1
                    continue
                channels += 1
                async for count in self._past.read(place, gap, MESSAGES_A_CHANNEL):
                    messages += count
        _log.info(
            "caught up on %s: %s messages in %s channels, %s without history",
            gap.until - gap.since,
            messages,
            channels,
            unreadable,
        )
