"""Shards: how many Discord recommends, how often they may identify, and who identified when.

Discord answers an IDENTIFY that comes too early with op 9 (invalid session). One bucket (`shard_id % max_concurrency`) may
identify once in five seconds, and all shards together so many times a day.
"""

import time
from dataclasses import dataclass, field

from localdiscord.shapes import Json

BUCKET_SECONDS = 5.0


@dataclass
class Sharding:
    """What `/gateway/bot` says, and what was seen of it. `enforced`: an early IDENTIFY is refused, as Discord does."""

    recommended: int = 1
    max_concurrency: int = 1
    enforced: bool = False
    total: int = 1000
    remaining: int = 1000
    reset_after_ms: int = 86_400_000
    identified: list[Json] = field(default_factory=list)
    """Each IDENTIFY: `shard`, `at` (time.monotonic), `refused`."""
    twice: list[Json] = field(default_factory=list)
    """Each session that began or went on while another of the same shard had an open socket: `shard`, `at`."""
    _last: dict[int, float] = field(default_factory=dict)

    def admits(self, shard: tuple[int, int]) -> bool:
        """Note an IDENTIFY; whether its bucket may identify now."""
        now, bucket = time.monotonic(), shard[0] % self.max_concurrency
        early = now - self._last.get(bucket, -BUCKET_SECONDS) < BUCKET_SECONDS
        refused = self.enforced and (early or self.remaining <= 0)
        self.identified.append({"shard": shard, "at": now, "refused": refused})
        if refused:
            return False
        self._last[bucket] = now
        self.remaining -= 1
        return True

    def intervals(self) -> list[float]:
        """The seconds between two that were admitted in one bucket, for all buckets."""
        found, last = [], dict[int, float]()
        for each in self.identified:
            bucket = each["shard"][0] % self.max_concurrency
            if bucket in last:
                found.append(each["at"] - last[bucket])
            last[bucket] = each["at"]
        return found

    def gateway(self, url: str) -> Json:
        """What `GET /gateway/bot` answers."""
        limit = {
            "total": self.total,
            "remaining": max(0, self.remaining),
            "reset_after": self.reset_after_ms,
            "max_concurrency": self.max_concurrency,
        }
        return {"url": url, "shards": self.recommended, "session_start_limit": limit}
