"""Remembering what scanning must know of a server at each hit, until it changes.

Own changes are forgotten at once (`changed`, called after the commit); those of other processes within a second:
triggers number every change of a server's settings or policy, and `run` looks at the newest number twice a second, and
at a hint of another process.
"""

import logging
from dataclasses import dataclass

from core.base.errors import Unavailable
from core.base.ids import ServerId
from core.servers.policy import Policy
from services.base.ports import Storage
from services.servers.policy import PolicyTx
from services.servers.settings import ServerSettings

_log = logging.getLogger(__name__)

POLL_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class ServerView:
    """A server's settings and policy."""

    settings: ServerSettings
    policy: Policy


class ServerCache:
    """Remembers each server's settings and policy; the database stays the truth."""

    def __init__(self, *, storage: Storage[PolicyTx]) -> None:
        self._storage = storage
        self._known: dict[ServerId, ServerView] = {}
        self._forgotten = 0  # counts changes, so that what was read before one is not kept after it
        self._revision = 0
        self._losses = storage.losses

    async def get(self, server: ServerId) -> ServerView:
        """Give the server as it stands. Raises Unavailable where it is not remembered and cannot be read."""
        known = self._known.get(server)
        if known is not None:
            return known
        before = self._forgotten
        view = ServerView(
            await self._storage.glance.servers.get(server), await self._storage.read.policies.get(server)
        )
        if self._forgotten == before:
            self._known[server] = view
        return view

    def remembered(self, server: ServerId) -> ServerView | None:
        """Give the server as far as it is remembered, without a look at the database. None: it is not."""
        return self._known.get(server)

    def forget(self, server: ServerId) -> None:
        """Forget a server that changed: it is read again when it is next asked for."""
        _log.debug("a server's settings or policy changed")
        self._forgotten += 1
        self._known.pop(server, None)

    def changed(self, server: ServerId) -> None:
        """Forget a server that this process changed, and let the others look."""
        self.forget(server)
        self._storage.hint()

    async def catch_up(self) -> None:
        """Forget what other processes changed since the last look. Raises Unavailable."""
        if self._storage.losses != self._losses:
            self._losses, self._revision = self._storage.losses, 0
            self._known.clear()
            self._forgotten += 1
        self._revision, changed = await self._storage.read.policies.servers_changed_since(self._revision)
        for server in changed:
            self.forget(server)

    async def run(self) -> None:
        """Catch up twice a second, and when another process gives a hint, until cancelled."""
        while True:
            try:
                await self.catch_up()
            except Unavailable as error:
                _log.warning("server changes: %s", error.key)
            await self._storage.hinted(POLL_SECONDS)
