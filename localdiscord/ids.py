"""Ids and times as Discord writes them."""

import time
from datetime import UTC, datetime

EPOCH_MS = 1_420_070_400_000
"""Milliseconds between the Unix epoch and Discord's (the first second of 2015)."""

_PER_MS = 4096


class _Snowflakes:
    """Makes ids that only grow, however many are asked for within a millisecond."""

    def __init__(self) -> None:
        self._count = 0
        self._ms = 0

    def __call__(self) -> str:
        self._ms = max(self._ms, int(time.time() * 1000) - EPOCH_MS)
        self._count += 1
        if self._count % _PER_MS == 0:
            self._ms += 1
        return str((self._ms << 22) | (self._count % _PER_MS))

    def of_shard(self, shard: int, count: int) -> str:
        """Make an id that belongs to this shard of so many."""
        made = self()
        while (int(made) >> 22) % count != shard:
            self._ms += 1
            made = self()
        return made


snowflake = _Snowflakes()
"""Makes a new id: 42 bits of milliseconds since Discord's epoch, then a counter."""


def snowflake_at(seconds_ago: float) -> int:
    """The smallest id that something made so long ago could have."""
    return int((time.time() - seconds_ago) * 1000 - EPOCH_MS) << 22


def now() -> str:
    """The present in ISO 8601, UTC, as every timestamp in Discord's JSON."""
    return datetime.now(UTC).isoformat()
