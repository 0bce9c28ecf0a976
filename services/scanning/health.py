"""What scanning owes, as levels: removals, posts that wait, and what was posted while nobody listened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from services.base.health.figures import Reading
from services.base.health.owed import age
from services.base.ports import Clock, Storage
from services.scanning.figures import (
    GAP_CHANNELS,
    GAPS_OPEN,
    POSTS_WAITING,
    REMOVAL_OLDEST,
    REMOVALS_OWED,
)
from services.scanning.missed.gap_ports import ServerGapStore

MOST: Final = 10_000  # rows that are counted; more are not told apart from so many


@dataclass(frozen=True, slots=True)
class OwedRemovals:
    """How many messages are to be removed, and when the oldest of them was found."""

    count: int
    since: datetime | None


class ScanningHealthStore(Protocol):
    """The store of tables `detections` and `waiting_posts`, as far as it counts."""

    async def removals(self) -> OwedRemovals:
        """The removals that are owed, due or put off."""
        ...

    async def posts(self, now: datetime) -> int:
        """How many posts are due to be looked at again."""
        ...


class ScanningHealthReads(Protocol):
    """What reads offer."""

    @property
    def scanning_health(self) -> ScanningHealthStore:
        """The store of tables `detections` and `waiting_posts`, as far as it counts."""
        ...

    @property
    def gaps(self) -> ServerGapStore:
        """The store of tables `listened` and `server_gaps`."""
        ...


class ScanningLook:
    """Looks how much scanning owes."""

    def __init__(self, *, storage: Storage[ScanningHealthReads], clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def __call__(self) -> Sequence[Reading]:
        """Read the levels. Raises Unavailable."""
        now, read = self._clock(), self._storage.read
        removals = await read.scanning_health.removals()
        left = await read.gaps.left()
        return [
            Reading(REMOVALS_OWED, removals.count),
            Reading(REMOVAL_OLDEST, age(removals.since, now)),
            Reading(POSTS_WAITING, await read.scanning_health.posts(now)),
            Reading(GAPS_OPEN, left.servers),
            Reading(GAP_CHANNELS, left.channels),
        ]
