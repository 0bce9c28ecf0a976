"""What servers that stand for a shared entry are told of it: that it is held, that another server disputes it and why.

One message tells of several: whoever disputes a hundred entries brings a hundred lines to their review channels, and one
message an hour at most.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from core.base.ids import EntryId, ServerId, StanceId
from core.lists.holds import HoldReason
from services.base.outbox import Kind, OutboxStore
from services.base.ports import Storage

NEWS_LOOK_EVERY = timedelta(minutes=1)
NEWS_EVERY = timedelta(hours=1)  # a server is told of several things at once
SAME_AGAIN = timedelta(days=30)  # the same server disputing the same entry is told once in so long
NEWS_READ = 500  # lines of one message that are read; the page says how many more there are


class About(StrEnum):
    """What a notice is about."""

    HELD = "held"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class News:
    """One thing that a server is told. `by`, `reason`: of a dispute; `why`: of a hold, None where it is over."""

    about: About
    pattern: str
    by: str = ""
    reason: str = ""
    why: HoldReason | None = None


class NoticeStore(Protocol):
    """The store of table `shared_notices`."""

    async def note_held(self, server: ServerId, entry: EntryId, now: datetime) -> None:
        """Note that the server is to be told that the entry is held."""
        ...

    async def note_disputed(
        self, servers: Sequence[ServerId], dispute: StanceId, now: datetime, again_from: datetime
    ) -> None:
        """Note that the servers are to be told of the dispute, save those that were told since `again_from` that the same
        server disputes the same entry.
        """
        ...

    async def any_untold(self) -> bool:
        """Whether any server is to be told anything."""
        ...

    async def untold(self, after: ServerId, told_since: datetime, now: datetime, most: int) -> list[ServerId]:
        """Give the next servers that are to be told something and were told nothing since then.

        What was told later than now was told by a clock that has been put back since.
        """
        ...

    async def mark_told(self, server: ServerId, now: datetime) -> None:
        """Note that all that the server is to be told stands in one message, ordered now."""
        ...

    async def newest(self, server: ServerId, most: int) -> list[News]:
        """Give what stands in the server's newest message, oldest first."""
        ...


class NewsTx(Protocol):
    """What a transaction offers to the job."""

    @property
    def notices(self) -> NoticeStore:
        """The store of table `shared_notices`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


_AT_ONCE = 50  # servers in one transaction


class SharedNews:
    """The job that has the messages posted, and what they say."""

    def __init__(self, *, storage: Storage[NewsTx]) -> None:
        self._storage = storage

    async def tell(self, now: datetime) -> int:
        """Have each server that is to be told something get one message; returns how many."""
        told, after = 0, ServerId(0)
        while await self._storage.read.notices.any_untold():
            async with self._storage.bulk() as tx:
                servers = await tx.notices.untold(after, now - NEWS_EVERY, now, _AT_ONCE)
                for server in servers:
                    if await tx.outbox.is_owed(Kind.SHARED_NEWS, server):
                        continue  # the last one was not posted yet: it would lose its lines
                    await tx.notices.mark_told(server, now)
                    await tx.outbox.arm_anew(Kind.SHARED_NEWS, server, server, now)
                    told += 1
            if not servers:
                break
            after = servers[-1]
        return told

    async def newest(self, server: ServerId) -> list[News]:
        """Give what the server's newest message says."""
        return await self._storage.read.notices.newest(server, NEWS_READ)
