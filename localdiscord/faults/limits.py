"""Discord's rate limit by route, in small: five calls in five seconds, five deletions in one."""

import re
import time
from collections import deque

from localdiscord.errors import ApiError, no_more

LIMIT = 5
PER, PER_DELETION = 5.0, 1.0


class Buckets:
    """Counts calls in a bucket for each method and path; deleting or editing messages of a channel shares one."""

    def __init__(self) -> None:
        self._hits: dict[tuple[str, str], deque[float]] = {}

    def take(self, method: str, path: str) -> dict[str, str]:
        """Count a call and give the headers of its answer.

        Raises ApiError 429. Interactions and webhooks have no limit here.
        """
        if path.startswith(("/interactions", "/webhooks")):
            return {}
        key = method, re.sub(r"(?<=/messages/)\d+", ":id", path)
        hits, at = self._hits.setdefault(key, deque()), time.time()
        per = PER_DELETION if method == "DELETE" else PER
        while hits and at - hits[0] > per:
            hits.popleft()
        if len(hits) >= LIMIT:
            raise too_many(per - (at - hits[0]))
        hits.append(at)
        return {
            "X-RateLimit-Limit": str(LIMIT),
            "X-RateLimit-Remaining": str(LIMIT - len(hits)),
            "X-RateLimit-Bucket": str(abs(hash((method, key[1].rsplit("/", 1)[-1])))),
            "X-RateLimit-Reset": f"{hits[0] + per:.3f}",
            "X-RateLimit-Reset-After": f"{hits[0] + per - at:.3f}",
        }


def too_many(retry_after: float) -> ApiError:
    """Make a 429; without a `Via` header discord.py would take it for a ban by Cloudflare."""
    headers = {"Via": "1.1 fake"}
    return no_more(ApiError(429, 0, "You are being rate limited.", headers=headers), retry_after)
