"""Taking entries off whose time is over. They act no more from the very moment on; this only tidies up, with a line in the audit."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.ids import EntryId, ServerId
from core.lists.patterns import Pattern
from services.base.ports import Storage
from services.lists.entries import EntriesTx, EntryStore, end_entry

LOOK_EVERY = timedelta(minutes=1)
_AT_ONCE = 100  # entries of one transaction


@dataclass(frozen=True, slots=True)
class OverEntry:
    """An entry whose time is over."""

    id: EntryId
    server: ServerId
    pattern: Pattern


class EndingStore(EntryStore, Protocol):
    """The store of table `own_entries`, as entries end."""

    async def over(self, now: datetime, limit: int) -> list[OverEntry]:
        """Give entries whose time is over, those first that ended first."""
        ...


class EndingTx(EntriesTx, Protocol):
    """What a transaction offers to the job."""

    @property
    def own(self) -> EndingStore:
        """The store of table `own_entries`."""
        ...


class EntryEnds:
    """The job."""

    def __init__(self, *, storage: Storage[EndingTx]) -> None:
        self._storage = storage

    async def end(self, now: datetime) -> int:
        """Take off what is over; returns how many entries that were."""
        ended = 0
        while await self._storage.read.own.over(now, 1):
            async with self._storage.bulk() as tx:
                for entry in await tx.own.over(now, _AT_ONCE):
                    ended += await end_entry(tx, entry.server, entry.id, entry.pattern, now)
        return ended
