"""The filter in memory over every pattern of every list, kept within a second of the database.

Steps: load every key at the start -> put this process's own changes in at once -> twice a second, put in the keys
of every later revision. The index only ever says "perhaps": what was removed stays in it until the next start, and
the store, asked on each hit, keeps removals right at once.
"""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from typing import Protocol

from core.errors import Unavailable
from core.index import Index

_log = logging.getLogger(__name__)

POLL_SECONDS = 0.5
_LEAST_CAPACITY = 100_000
_FALSE_POSITIVES = 0.001


class ChangeStore(Protocol):
    """Table `list_changes`, and the keys of every list."""

    async def revision(self) -> int:
        """The newest revision; 0 before the first."""
        ...

    async def keys(self) -> list[str]:
        """The key of every pattern that may act on some server."""
        ...

    async def changes_since(self, revision: int) -> tuple[int, list[str]]:
        """The newest revision, and the keys of those after the given one."""
        ...


class Indexing:
    """Owns the index. Readers take `index` afresh each time: a full one is replaced by a larger."""

    def __init__(self, store: ChangeStore) -> None:
        self._store = store
        self._revision = 0
        self._capacity = 0
        self.index = Index(_LEAST_CAPACITY, _FALSE_POSITIVES)

    async def load(self) -> None:
        """Read every key. Raises Unavailable."""
        # The revision first: a change between the two reads is then applied twice rather than never.
        revision = await self._store.revision()
        keys = await self._store.keys()
        self._capacity = max(_LEAST_CAPACITY, 2 * len(keys))
        fresh = Index(self._capacity, _FALSE_POSITIVES)
        fresh.load(keys)
        self.index, self._revision = fresh, revision

    def apply(self, keys: Iterable[str]) -> None:
        """Put in what this process changed itself, at once."""
        self.index.add(keys)

    async def catch_up(self) -> Sequence[str]:
        """Put in what changed since the last look; returns the keys. Raises Unavailable."""
        revision, keys = await self._store.changes_since(self._revision)
        if keys:
            self.index.add(keys)
            if len(self.index) > self._capacity:  # beyond it, false hits become frequent
                await self.load()
        self._revision = max(self._revision, revision)
        return keys

    async def run(self) -> None:
        """Catch up for ever."""
        while True:
            await asyncio.sleep(POLL_SECONDS)
            try:
                await self.catch_up()
            except Unavailable as error:
                _log.warning("list changes: %s", error.key)
