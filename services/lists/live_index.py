"""The filter in memory over every pattern of every list, kept within a second of the database.

Steps: load every key at the start -> put this process's own changes in at once -> twice a second, put in the keys
of every later revision. The index only ever says "perhaps": what was removed stays in it until the next start, and
the store, asked on each hit, keeps removals right at once.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from typing import Protocol

from core.base.errors import Unavailable
from core.lists.index import Index

_log = logging.getLogger(__name__)

POLL_SECONDS = 0.5


class ChangeStore(Protocol):
    """Table `list_changes`, and the keys of every list."""

    async def revision(self) -> int:
        """The newest revision; 0 before the first."""
        ...

    def every_key(self) -> AsyncIterator[list[str]]:
        """The key of every pattern that may act on some server, in parts."""
        ...

    async def changes_since(self, revision: int) -> tuple[int, list[str]]:
        """Keys of the revisions after the given one, as many as are read at once, and the last of these revisions."""
        ...


class LiveIndex:
    """Owns the index and keeps it up to date."""

    def __init__(self, store: ChangeStore) -> None:
        self._store = store
        self._revision = 0
        self.index = Index()

    async def load(self) -> None:
        """Read every key, once, before messages are looked at. Raises Unavailable."""
        # The revision first: a change between the two reads is then applied twice rather than never.
        self._revision = await self._store.revision()
        async for keys in self._store.every_key():
            self.index.add(keys)
        _log.info("the index holds %s keys at revision %s", len(self.index), self._revision)

    def apply(self, keys: Iterable[str]) -> None:
        """Put in what this process changed itself, at once."""
        self.index.add(keys)

    async def catch_up(self) -> None:
        """Put in what changed since the last look. Raises Unavailable."""
        while True:
            revision, keys = await self._store.changes_since(self._revision)
            if not keys:
                return
            self.index.add(keys)
            self._revision = revision

    async def run(self) -> None:
        """Catch up for ever."""
        while True:
            await asyncio.sleep(POLL_SECONDS)
            try:
                await self.catch_up()
            except Unavailable as error:
                _log.warning("list changes: %s", error.key)
