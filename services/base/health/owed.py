"""What the outbox owes, as levels: how many posts wait, and since when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from services.base.health.figures import Level, Reading
from services.base.outbox import Kind
from services.base.ports import Clock, Storage

MOST: Final = 10_000  # rows that are counted; more are not told apart from so many

OUTBOX_WAITING: Final = Level(
    "outbox_waiting",
    "Messages that are owed: due, or tried and to be tried again; ten thousand at most",
    {"kind": Kind},
)
OUTBOX_OLDEST: Final = Level(
    "outbox_oldest_seconds", "Since when the message has been due that has been so for longest"
)
OUTBOX_TRIED_OLDEST: Final = Level(
    "outbox_first_try_oldest_seconds",
    "Since the first attempt to post the oldest message that does not stand yet",
)


@dataclass(frozen=True, slots=True)
class OwedPosts:
    """What is owed. `waiting`: by kind. `due_since`: since when the first has been due; `tried_since`: when it was tried first
    to post what does not stand yet.
    """

    waiting: Mapping[Kind, int]
    due_since: datetime | None
    tried_since: datetime | None


class OwedStore(Protocol):
    """The store of table `outbox`, as far as it counts."""

    async def posts(self, now: datetime) -> OwedPosts:
        """What is owed now, as far as MOST rows tell."""
        ...


class OwedReads(Protocol):
    """What reads offer."""

    @property
    def owed(self) -> OwedStore:
        """The store of table `outbox`, as far as it counts."""
        ...


class OutboxLook:
    """Looks how much the outbox owes."""

    def __init__(self, *, storage: Storage[OwedReads], clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def __call__(self) -> Sequence[Reading]:
        """Read the levels. Raises Unavailable."""
        now = self._clock()
        posts = await self._storage.read.owed.posts(now)
        return [
            *(Reading(OUTBOX_WAITING, posts.waiting.get(kind, 0), (kind,)) for kind in Kind),
            Reading(OUTBOX_OLDEST, age(posts.due_since, now)),
            Reading(OUTBOX_TRIED_OLDEST, age(posts.tried_since, now)),
        ]


def age(since: datetime | None, now: datetime) -> float:
    """The seconds since then; 0 where there is nothing, which is known."""
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())
