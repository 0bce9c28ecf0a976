"""Servers that Rowan was removed from. What they stood for on the shared list counts no more at once; all that is kept of
them waits, for they may take Rowan back, and is deleted when that time is over.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.ids import ServerId
from services.base.outbox import Presence
from services.base.ports import Storage
from services.base.retention import Portions
from services.base.worker import Bell
from services.servers.setup import Servers

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KnownServer:
    """A server that was set up once."""

    server: ServerId
    has_left: bool  # it is noted that Rowan was removed from it


class LeftServerStore(Protocol):
    """The store of table `servers`, and whatever else is a server's."""

    async def known(self) -> list[KnownServer]:
        """Give every server that was set up or has said something, and every one that is noted as left."""
        ...

    async def left_before(self, before: datetime) -> list[ServerId]:
        """Give the servers that Rowan left then or earlier and that are not emptied yet."""
        ...

    async def is_left_since(self, server: ServerId, before: datetime) -> bool:
        """Whether the server was left then or earlier."""
        ...

    async def empty(self, server: ServerId, now: datetime, most: int) -> int:
        """Delete rows that are the server's, at most so many; returns how many. 0: there are no more."""
        ...

    async def forget(self, server: ServerId) -> None:
        """Delete the row of an emptied server itself. A ban stays, and a pseudonym for what it said on the shared list."""
        ...


class LeftServersTx(Protocol):
    """What a transaction offers to emptying."""

    @property
    def left_servers(self) -> LeftServerStore:
        """The store of servers that Rowan left."""
        ...


class LeftServers:
    """The job that compares what is noted with where Rowan is, and empties what was left for long."""

    def __init__(
        self,
        *,
        storage: Storage[LeftServersTx],
        servers: Servers,
        presence: Callable[[ServerId], Presence],
        kept: timedelta,
        log_bell: Bell,
        changed: Callable[[ServerId], None],
    ) -> None:
        """`presence`: asked before anything is deleted; a server that is merely not known is not a left one. `log_bell`:
        rung after a server was emptied, for whoever empties the write-ahead log.
        """
        self._storage = storage
        self._servers = servers
        self._presence = presence
        self._kept = kept
        self._log_bell = log_bell
        self._changed = changed

    async def look(self, now: datetime) -> int:
        """Note what was not heard of (a start, say), then empty; returns how many servers were emptied."""
        for known in await self._storage.read.left_servers.known():
            presence = self._presence(known.server)
            if presence is Presence.LEFT and not known.has_left:
                await self._servers.left(known.server)
            elif presence is Presence.HERE and known.has_left:
                await self._servers.came(known.server)
        emptied = 0
        before = now - self._kept
        for server in await self._storage.read.left_servers.left_before(before):
            if self._presence(server) is Presence.LEFT:
                emptied += await self._empty(server, before, now)
        if emptied:
            self._log_bell.ring()
        return emptied

    async def _empty(self, server: ServerId, before: datetime, now: datetime) -> bool:
        """Delete all that is the server's, in portions. False: it took Rowan back meanwhile."""
        more, portions = True, Portions()
        while more:
            async with self._storage.bulk() as tx:
                began = time.monotonic()
                if not await tx.left_servers.is_left_since(server, before):
                    return False
                more = await tx.left_servers.empty(server, now, portions.rows) > 0
                if not more:
                    await tx.left_servers.forget(server)
            portions.took(time.monotonic() - began)
            await asyncio.sleep(0)  # whoever waits to write goes first
        self._changed(server)
        _log.info("retention: emptied a server that was left")
        return True
