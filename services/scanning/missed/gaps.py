"""Checking afterwards what was posted while nobody listened, within limits.

While a process is connected to Discord it notes so every two seconds, of each shard that it has. A new session of a shard (the first
one, or one after a session that could not be resumed) ends a gap in its servers: from the last note, less some slack, to now. So does a server that
comes back after an outage of its own, or that Rowan was removed from and let into again. What is left of gaps are rows, in
two steps:

1. A row a server. It is worked when the server is there: Discord tells of servers one by one, some of them late
   (server_pasts.py beside this file).
2. Then a row a channel in which something was posted since, readable or not (unread.py reads those): of each the newest 200
   messages first, then on by such portions, a portion of each in turn. After a gap of ten minutes or more, also a row a
   channel whose public threads may have been archived meanwhile; each that was is a row then.

Gaps are in Discord's time, which is that of messages' ids, whatever this machine's clock says; where the last note lies in
the future all the same, nothing is known but the limit.

Nothing is closed unread: where Discord does not answer, or a server is there by halves, a row is tried again later. One process at a time works on a
row, beside live scanning, which it does not hold up; one that dies leaves it to the next. What is found goes the same way
as anything new; what was found before is known by its row.

Limits: `catch_up_hours` back at most, the newest 10,000 messages of a channel for each gap, 50,000 where several became one, the
present names of threads. What is never read for that is said to the
server's moderators and to the operator (never_read.py). A server that is not there for a week is given up, and so is a channel
whose history Rowan may not read for so long: the log says so, and `/setup` which channels those are.
"""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta

from core.base.errors import Unavailable
from core.base.ids import ServerId
from core.base.shards import Ours
from services.base.ports import Clock, Storage
from services.base.shards.ports import OurShards, all_shards
from services.scanning.missed.gap_ports import GapsTx, Left, Past
from services.scanning.missed.heard import Sessions
from services.scanning.missed.server_pasts import ServerPasts
from services.scanning.missed.unread import GIVE_UP_AFTER, ReadOn, UnreadChannels

_log = logging.getLogger(__name__)

SLACK = timedelta(seconds=90)  # a dead connection is noticed after a minute
_FIRST_WAIT, _MOST_FAULTS = timedelta(seconds=2), 10
NOT_THERE = timedelta(minutes=1)  # before a server is looked for again; its arrival is heard, too
_NOTE_SECONDS = 2.0


class CatchUp:
    """Opens gaps when a session begins or a server was away, and works through them."""

    def __init__(
        self,
        *,
        storage: Storage[GapsTx],
        past: Past,
        unread: UnreadChannels,
        pasts: ServerPasts,
        clock: Clock,
        discord_clock: Clock,
        process: str,
        hours: int,
        ours: OurShards = all_shards,
    ) -> None:
        """`hours`: how far back a gap may reach; 0 switches all of this off. `discord_clock`: the time as Discord has it."""
        self._storage = storage
        self._past = past
        self._unread = unread
        self._pasts = pasts
        self._clock = clock
        self._discord_clock = discord_clock
        self._process = process
        self._limit = timedelta(hours=hours)
        self._ours = ours
        self._sessions = Sessions()
        self._look = asyncio.Event()
        self._lost: dict[ServerId, datetime] = {}
        self._arrived: set[ServerId] = set()
        self._rights_changed: set[ServerId] = set()
        self._told: Left | None = None
        self._faults: Counter[ServerId] = Counter()  # in a row, of servers that could not be looked through

    async def session_began(self, shard: int = 0) -> None:
        """Discord begins a session afresh: nothing of the time before will be delivered any more.

        The session may break, or another may begin, while its gap waits to be written down: the gap is written all the
        same, and until then nobody notes that somebody listens.
        """
        session = self._sessions[shard]
        session.heard = True
        session.begun += 1
        number = session.begun
        while session.opened < number:
            latest = session.begun
            try:
                await self._open_gap(shard)
            except Unavailable as error:
                _log.warning("catching up waits: %s", error.key)
                await asyncio.sleep(_NOTE_SECONDS)
            except Exception:  # noqa: BLE001  # else nobody would listen until the next session
                _log.exception("a gap could not be written down")
                await asyncio.sleep(_NOTE_SECONDS)
            else:
                session.opened = max(session.opened, latest)
                self._look.set()

    async def _open_gap(self, shard: int) -> None:
        """What lies between the last note that somebody listened, less some slack, and now is a gap in all of the shard."""
        now, due_at, count = self._discord_clock(), self._clock(), self._ours().count
        async with self._storage.bulk() as tx:
            last = await tx.gaps.listened_until(count, shard)
            if last is not None and self._limit:
                since = last - SLACK if last <= now else now - self._limit
                await tx.gaps.open_everywhere(since, now, due_at, Ours(count, frozenset({shard})))
            await tx.gaps.begin_session(now, count, shard)
            await tx.unread.try_hidden(await tx.unread.hidden_servers(), due_at)
            given_up = await tx.gaps.give_up_servers(now - GIVE_UP_AFTER)
            given_up += await tx.unread.give_up(due_at - GIVE_UP_AFTER)
        if given_up:
            _log.warning("catching up: %s servers or channels were not there for a week; given up", given_up)

    def session_went_on(self, shard: int = 0) -> None:
        """Note that the session went on: the connection is back, and what was missed has been delivered."""
        self._sessions[shard].heard = True

    def connection_lost(self, shard: int = 0) -> None:
        """Note that the connection broke: nothing is heard until a session begins or goes on."""
        self._sessions[shard].heard = False

    def server_lost(self, server: ServerId) -> None:
        """The server has an outage, or Rowan was removed from it: nothing of it is heard until it arrives again."""
        if self._limit:
            self._lost.setdefault(server, self._discord_clock())
            self._look.set()

    def server_arrived(self, server: ServerId) -> None:
        """Note that Discord told of the server, late after the session began or after an outage."""
        self._arrived.add(server)
        self._look.set()

    def rights_changed(self, server: ServerId) -> None:
        """Note that Rowan's rights in the server may have changed: a channel that was hidden may be readable."""
        self._rights_changed.add(server)
        self._look.set()

    async def run(self) -> None:
        """Note that somebody listens, and work through gaps, until cancelled."""
        while True:
            self._look.clear()
            if self._sessions.heard():
                try:
                    await self._note_listened()
                    await self.step()
                except Unavailable as error:
                    _log.warning("catching up waits: %s", error.key)
                except Exception:  # noqa: BLE001  # a gap that fails must not end the notes about listening; it is tried again
                    _log.exception("catching up failed")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_NOTE_SECONDS):
                    await self._look.wait()

    async def step(self) -> bool:
        """Do what is due now; whether anything was."""
        await self._write_down_servers()
        await self._try_hidden()
        now, ours = self._clock(), self._ours()
        glance = self._storage.glance
        # The usual answer of a look costs no write.
        servers = await glance.gaps.servers_due(self._process, now, ours)
        if not servers and not await glance.unread.any_due(self._process, now, ours):
            return False
        async with self._noting():
            unreadable = await self._work_servers(servers)
            read = await self._unread.work()
        left = await glance.gaps.left()
        if read.messages or read.channels or left != self._told:
            self._tell(read, left, unreadable)
        return True

    def _tell(self, read: ReadOn, left: Left, unreadable: int) -> None:
        self._told = left
        nothing = left == Left(0, 0)
        _log.info(
            "%s: %s messages in %s channels, %s without history; left: %s channels, %s servers",
            "caught up" if nothing else "catching up",
            read.messages,
            read.channels,
            unreadable,
            left.channels,
            left.servers,
        )

    async def _write_down_servers(self) -> None:
        """Write down which servers were lost and which arrived; before it is saved neither is forgotten."""
        now, here_now = self._clock(), self._discord_clock()
        lost, arrived = self._lost, self._arrived
        self._lost, self._arrived = {}, set()  # what is heard meanwhile is news
        try:
            if not lost and not (arrived and await self._storage.glance.gaps.any_server_left()):
                return
            async with self._storage.durable() as tx:
                for server, at in lost.items():
                    await tx.gaps.open(server, at - SLACK, here_now, now + NOT_THERE)
                for server in arrived:
                    await tx.gaps.arrived(server, here_now, now)
        except BaseException:
            self._lost = {**self._lost, **lost}  # the earlier loss is the longer gap
            self._arrived |= arrived
            raise

    async def _try_hidden(self) -> None:
        """Have hidden channels tried again where rights changed; before it is saved none is forgotten."""
        if not self._rights_changed:
            return
        changed, self._rights_changed = self._rights_changed, set()
        try:
            waiting = changed.intersection(await self._storage.glance.unread.hidden_servers())
            if waiting:
                async with self._storage.settling() as tx:
                    await tx.unread.try_hidden(waiting, self._clock())
        except BaseException:
            self._rights_changed |= changed
            raise

    async def _note_listened(self) -> None:
        async with self._storage.relaxed() as tx:
            await tx.gaps.note_listened(
                self._discord_clock(), Ours(self._ours().count, self._sessions.heard())
            )

    @contextlib.asynccontextmanager
    async def _noting(self) -> AsyncIterator[None]:
        """Go on noting that somebody listens, however long the work takes."""
        noting = asyncio.create_task(self._keep_noting())
        try:
            yield
        finally:
            noting.cancel()

    async def _keep_noting(self) -> None:
        while True:
            await asyncio.sleep(_NOTE_SECONDS)
            if self._sessions.heard():
                try:
                    await self._note_listened()
                except Unavailable as error:
                    _log.warning("catching up: %s", error.key)

    async def _work_servers(self, servers: Sequence[ServerId]) -> int:
        """Look through servers that are due; returns how many of their channels have a history that is closed."""
        away = {server for server in servers if not self._past.is_there(server)}
        if away:
            async with self._storage.bulk() as tx:
                await tx.gaps.look_later(sorted(away), self._clock() + NOT_THERE)
        unreadable = 0
        for server in servers:
            if server in away:
                continue
            async with self._storage.relaxed() as tx:
                gap = await tx.gaps.take_server(server, self._process, self._clock())
            if gap is None:
                continue
            try:
                places = await self._pasts.places(gap)
            except Unavailable:
                raise
            except Exception as error:  # noqa: BLE001  # discord.py knows it by halves; the others must be looked through
                await self._look_later(server, error)
                continue
            del self._faults[server]
            unreadable += sum(not place.readable for place in places)
            await self._pasts.leave(gap, places)
        return unreadable

    async def _look_later(self, server: ServerId, error: Exception) -> None:
        """Look for the server again after a while, longer each time; its arrival is heard, too."""
        wait = min(NOT_THERE, _FIRST_WAIT * 2 ** self._faults[server])
        self._faults[server] = min(self._faults[server] + 1, _MOST_FAULTS)
        _log.warning(
            "catching up: a server is there by halves (%s); looked at again in %s", type(error).__name__, wait
        )
        async with self._storage.relaxed() as tx:
            await tx.gaps.look_later([server], self._clock() + wait)
