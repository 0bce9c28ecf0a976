"""Limits on how often something may be done: at most so many times within so long, all limits at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit: at most `count` (one or more) within any span of this length."""

    count: int
    within: timedelta


def next_possible(done: Sequence[datetime], limits: Sequence[Limit], now: datetime) -> datetime | None:
    """The moment when the next is possible; None where it is possible at `now`.

    `done`: when each was done, in any order.
    """
    newest_first = sorted(done, reverse=True)
    free = [
        newest_first[limit.count - 1] + limit.within for limit in limits if len(newest_first) >= limit.count
    ]
    latest = max(free, default=now)
    return latest if latest > now else None


def looked_back(limits: Sequence[Limit]) -> timedelta:
    """How far back what was done still counts, in the longest of the limits."""
    return max((limit.within for limit in limits), default=timedelta(0))


def counted(limits: Sequence[Limit]) -> int:
    """How many of the newest must be known to say whether the next is possible."""
    return max((limit.count for limit in limits), default=0)
