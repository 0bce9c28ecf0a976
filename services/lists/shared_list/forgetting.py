"""The operator's `forget`: all that is kept of a server is deleted now, as otherwise a month after Rowan left it.

What it stood for on the shared list sinks with the first transaction; the rest goes in portions, and a command that dies in
between is given again. A ban stays. A server in which Rowan still is begins anew, as if it had just come.
"""

import asyncio
import time
from dataclasses import dataclass
from typing import Protocol

from core.base.ids import ServerId
from services.base.outbox import OutboxStore
from services.base.patience import Sleep
from services.base.ports import Clock, Storage
from services.base.retention import Portions
from services.lists.shared_list.shared_states import SharedStatesTx, recount
from services.lists.shared_list.trust import server_of
from services.servers.left_servers import LeftServersTx
from services.servers.setup import ServerStore

_TRIES, _WAIT_SECONDS = 20, 0.5  # somebody may be reading


@dataclass(frozen=True, slots=True)
class Forgot:
    """What was deleted. `erased`: no trace of it stands in the write-ahead log any more."""

    server: ServerId
    rows: int
    erased: bool


class ForgetTx(LeftServersTx, SharedStatesTx, Protocol):
    """What a transaction offers to `forget`."""

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


class ForgetServer:
    """The use case of the operator. Raises UserError for bad input."""

    def __init__(self, *, storage: Storage[ForgetTx], clock: Clock, sleep: Sleep = asyncio.sleep) -> None:
        self._storage = storage
        self._sleep = sleep
        self._clock = clock

    async def forget(self, typed: str) -> Forgot:
        """Delete all that is kept of the server."""
        server, now = server_of(typed), self._clock()
        was_left = await self._storage.read.servers.has_left(server)
        async with self._storage.durable() as tx:
            await tx.servers.leave(server, now)
            await tx.outbox.leave(server)
        await recount(self._storage, now)  # as long as it is known what the server said
        deleted, more, portions = 0, 1, Portions()
        while more:
            async with self._storage.bulk() as tx:
                began = time.monotonic()
                more = await tx.left_servers.empty(server, now, portions.rows)
                if not more:
                    await self._end(tx, server, was_left=was_left)
            deleted += more
            portions.took(time.monotonic() - began)
            await asyncio.sleep(0)  # whoever waits to write goes first
        return Forgot(server, deleted, erased=await self._erase())

    async def _erase(self) -> bool:
        """Empty the write-ahead log, where what was deleted stands until it is written over."""
        for _ in range(_TRIES):
            if await self._storage.forget_deleted():
                return True
            await self._sleep(_WAIT_SECONDS)
        return False

    async def _end(self, tx: ForgetTx, server: ServerId, *, was_left: bool) -> None:
        await tx.left_servers.forget(server)
        if was_left:
            return
        # A running bot may remember how the server was set up. A new row that is left makes it look; where Rowan is, it
        # finds out within minutes that it is not left.
        await tx.servers.ensure(server)
        await tx.servers.leave(server, self._clock())
