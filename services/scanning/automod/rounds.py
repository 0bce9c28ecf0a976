"""When AutoMod is looked at again: some seconds after lists or policies changed, once for many changes, and at most once a minute
for each server. At its start a process has all looked at.
"""

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Protocol

from core.base.errors import Unavailable
from core.base.ids import ServerId
from services.base.leases import Leases
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.lists.live_index import ListChangeStore
from services.scanning.automod.ports import AutomodTx
from services.servers.policy import PolicyStore

_log = logging.getLogger(__name__)

JOB = "automod-rounds"
LOOK_EVERY = timedelta(seconds=10)
QUIET = timedelta(seconds=15)
"""How long more changes are waited for."""
SOON = timedelta(seconds=2)
"""How long after something changed at Discord: Rowan's own steps are told of, too."""
BETWEEN = timedelta(minutes=1)
"""Between two changes of one server's rules that nobody asked for."""
REST = timedelta(seconds=10)
"""Between Rowan's change and the next that follows from what Discord told of: another bot may change the rule back each time."""
_PORTION = 200


class RoundsTx(AutomodTx, Protocol):
    """What a transaction offers here."""

    @property
    def list_changes(self) -> ListChangeStore:
        """The store of table `list_changes`."""
        ...

    @property
    def policies(self) -> PolicyStore:
        """The store of the policies."""
        ...


class AutomodRounds:
    """Marks servers as due. Its memory is only of what it has looked at: a process that begins marks all."""

    def __init__(self, *, storage: Storage[RoundsTx], leases: Leases, bell: Bell, clock: Clock) -> None:
        self._storage = storage
        self._leases = leases
        self._bell = bell
        self._clock = clock
        self._lists: int | None = None
        self._servers: int | None = None

    async def run(self) -> None:
        """Look for changes until cancelled."""
        while True:
            try:
                await self.step()
            except Unavailable as error:
                _log.warning("%s: %s", JOB, error.key)
            await asyncio.sleep(LOOK_EVERY.total_seconds())

    async def step(self) -> None:
        """Look once, if no other process does."""
        if not await self._leases.acquire(JOB, LOOK_EVERY * 2):
            self._lists = self._servers = None  # of what it did not look at it knows nothing
            return
        now = self._clock()
        lists = await self._storage.read.list_changes.revision()
        servers, changed = await self._storage.read.policies.servers_changed_since(self._servers or 0)
        if self._lists is None or self._servers is None:
            await self._all(now)
        elif lists != self._lists:
            await self._all(now + QUIET)
        else:
            for server in changed:
                await self._one(server, now + QUIET, BETWEEN)
        self._lists, self._servers = lists, servers

    async def _all(self, at: datetime) -> None:
        portion = _PORTION
        while portion == _PORTION:
            async with self._storage.bulk() as tx:
                portion = await tx.automod.look_at_all(at, BETWEEN, _PORTION)
        self._bell.ring()

    async def _one(self, server: ServerId, at: datetime, quiet: timedelta) -> None:
        async with self._storage.relaxed() as tx:
            await tx.automod.look_at(server, at, quiet)

    async def heard(self, server: ServerId) -> None:
        """Something changed at Discord: a rule, a channel, a role of Rowan's. The server is looked at soon, if it is kept."""
        if await self._storage.glance.automod.get(server) is None:
            return
        await self._one(server, self._clock() + SOON, REST)
