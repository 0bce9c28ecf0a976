"""The filter in memory over every pattern of every list, kept within a second of the database.

Steps: load every key at the start -> put this process's own changes in at once -> twice a second, and at a hint of
another process, put in the keys of every later revision; whoever was away for longer than changes are kept reads every key anew. The index only ever
says "perhaps": what was removed stays in it until the next start, and the store, asked on each hit, keeps removals
right at once.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Protocol

from core.base.errors import Unavailable
from core.links.glance import surely_nothing
from core.links.link import INVITES
from core.lists.index import Index
from services.base.health.figures import Level
from services.base.ports import Storage

_log = logging.getLogger(__name__)

POLL_SECONDS = 0.5
INDEX_AGE = Level("list_index_age_seconds", "Since when this process last held every change of every list")
_AT_ONCE = 4_000  # keys: a millisecond or two


class ListChangeStore(Protocol):
    """The store of table `list_changes`."""

    async def revision(self) -> int:
        """Give the newest revision; 0 before the first."""
        ...

    async def oldest(self) -> int:
        """Give the oldest revision that is kept; 0 before the first."""
        ...

    async def since(self, revision: int) -> tuple[int, list[str]]:
        """Give the keys of the revisions after this one, as many as are read at once,
        and the last of these revisions.
        """
        ...

    async def note(self, key: str) -> None:
        """Note that a pattern with this key appeared on, left or changed on some list, as the next revision."""
        ...


class HeldInviteStore(Protocol):
    """The store of table `invites`."""

    async def any_held(self) -> bool:
        """Whether any entry holds the server behind an invite."""
        ...


class KeySource(Protocol):
    """Something whose places must not be passed over: a list, or what open cases are about."""

    def keys(self) -> AsyncIterator[Sequence[str]]:
        """Yield all keys, in parts."""
        ...


class IndexStores(Protocol):
    """What reads offer to the index."""

    @property
    def list_changes(self) -> ListChangeStore:
        """The store of table `list_changes`."""
        ...

    @property
    def invites(self) -> HeldInviteStore:
        """The store of table `invites`."""
        ...


class LiveIndex:
    """Owns the index over every source and keeps it up to date."""

    def __init__(
        self, *, storage: Storage[IndexStores], sources: Sequence[KeySource], always: Sequence[str] = ()
    ) -> None:
        """`always`: keys that are looked at whatever lists hold."""
        self._storage = storage
        self._sources = sources
        self._revision = 0
        self._losses = storage.losses
        self.index = Index()
        self.index.add(always)
        self.caught_up_at: float | None = None
        """When it held every change of every list last, by `time.monotonic`."""

    async def load(self) -> None:
        """Read every key, before messages are looked at. Raises Unavailable."""
        # The revision first: a change between the two reads is then applied twice rather than never.
        self._revision = await self._storage.read.list_changes.revision()
        for source in self._sources:
            async for keys in source.keys():
                for start in range(
                    0, len(keys), _AT_ONCE
                ):  # messages are looked at meanwhile, where it is read anew
                    self.index.add(keys[start : start + _AT_ONCE])
                    await asyncio.sleep(0)
        if await self._storage.read.invites.any_held():
            # Each invite may lead to a server that an entry holds: all must be looked at.
            self.index.add([INVITES])
        # What letters beyond ASCII are is found out once, which takes 15 ms: here, and not at the first message that has one.
        surely_nothing("é", self.index.might_hold)
        _log.info("the index holds %s keys at revision %s", len(self.index), self._revision)

    def apply(self, keys: Iterable[str]) -> None:
        """Put in at once what this process changed itself, and let the others look."""
        self.index.add(keys)
        self._storage.hint()

    async def catch_up(self) -> None:
        """Put in what other processes changed since the last look. Raises Unavailable."""
        if self._storage.losses != self._losses:
            losses = self._storage.losses
            _log.info("the database's server may have lost changes of lists; every list is read anew")
            await self.load()
            self._losses = losses
        while True:
            changes = self._storage.read.list_changes
            revision, keys = await changes.since(self._revision)
            # Asked afterwards: what is forgotten between the two is read twice rather than never.
            if await changes.oldest() > self._revision + 1:
                _log.info(
                    "changes of lists after revision %s are forgotten; every list is read anew",
                    self._revision,
                )
                await self.load()
                continue
            if not keys:
                self.caught_up_at = time.monotonic()
                return
            self.index.add(keys)
            self._revision = revision

    async def run(self) -> None:
        """Catch up twice a second, and when another process gives a hint, until cancelled."""
        while True:
            await self._storage.hinted(POLL_SECONDS)
            try:
                await self.catch_up()
            except Unavailable as error:
                _log.warning("list changes: %s", error.key)
