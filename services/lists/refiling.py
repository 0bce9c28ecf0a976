"""Filing under today's keys what an earlier version filed under its own.

The one form of a page may change when more is known of a site (core/links/software/). A link in a message also carries
its keys of old, so that an entry works before this job has come to it; what asks by a link's one form alone (a removal
that is checked once more, a case) finds the entry afterwards. The text of an entry, by which it is known, stays.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from core.base.ids import EntryId
from core.lists.patterns import Pattern, filed_today
from services.base.ports import Storage

LOOK_EVERY = timedelta(minutes=10)
_AT_ONCE = 20_000  # ids that one read goes over: some milliseconds
_CHANGED_AT_ONCE = 100  # rows of one transaction


class FiledIn(StrEnum):
    """The tables of patterns."""

    OWN = "own_entries"
    ALLOWS = "allows"
    SHARED = "shared_entries"


_TABLES: Final = (FiledIn.OWN, FiledIn.ALLOWS, FiledIn.SHARED)


class RefilingStore(Protocol):
    """The tables of patterns, all rows of them."""

    async def last(self, table: FiledIn) -> EntryId:
        """Give the highest id of a table; 0 where it is empty."""
        ...

    async def pages(self, table: FiledIn, after: EntryId, upto: EntryId) -> list[tuple[EntryId, Pattern]]:
        """Give the entries of a table that are pages, with an id above the one and up to the other."""
        ...

    async def refile(self, table: FiledIn, entry: EntryId, key: str) -> None:
        """File an entry under a key, and tell every index of it."""
        ...


class RefilingTx(Protocol):
    """What a transaction offers to the job."""

    @property
    def refiling(self) -> RefilingStore:
        """The tables of patterns."""
        ...


class Refiling:
    """The job. It goes through the tables once in the life of a process, in which forms do not change."""

    def __init__(self, *, storage: Storage[RefilingTx]) -> None:
        self._storage = storage
        self._done = False

    async def refile(self, _now: datetime) -> int:
        """File what is filed otherwise today; returns how many entries that were."""
        if self._done:
            return 0
        changed = sum([await self._table(table) for table in _TABLES])
        self._done = True
        return changed

    async def _table(self, table: FiledIn) -> int:
        reading, changed = self._storage.read.refiling, 0
        for after in range(0, await reading.last(table), _AT_ONCE):
            pages = await reading.pages(table, EntryId(after), EntryId(after + _AT_ONCE))
            today = [(entry, filed_today(pattern), pattern.key) for entry, pattern in pages]
            moved = [(entry, key) for entry, key, before in today if key != before]
            for start in range(0, len(moved), _CHANGED_AT_ONCE):
                await self._move(table, moved[start : start + _CHANGED_AT_ONCE])
            changed += len(moved)
        return changed

    async def _move(self, table: FiledIn, moved: Sequence[tuple[EntryId, str]]) -> None:
        async with self._storage.bulk() as tx:
            for entry, key in moved:
                await tx.refiling.refile(table, entry, key)
