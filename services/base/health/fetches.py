"""Counting what is fetched from the web, by who asks and what came; where it was asked is counted nowhere."""

from collections.abc import Mapping
from typing import Final

from core.base.errors import Unavailable
from services.base.fetching import Content, Failed, Fetcher, FetchRequest, FetchResult, NotModified, Refused
from services.base.health.figures import Meter
from services.base.health.outcomes import FETCHES, Asked, Fetched

_OUTCOMES: Final[Mapping[type[FetchResult], Fetched]] = {
    Content: Fetched.CONTENT,
    NotModified: Fetched.UNCHANGED,
    Refused: Fetched.REFUSED,
    Failed: Fetched.FAILED,
}


class CountedFetcher:
    """Fills services.base.fetching.Fetcher with another one."""

    def __init__(self, fetcher: Fetcher, of: Asked, meter: Meter) -> None:
        self._fetcher = fetcher
        self._of = of
        self._meter = meter

    async def fetch(self, request: FetchRequest) -> FetchResult:
        try:
            result = await self._fetcher.fetch(request)
        except Unavailable:
            self._meter.count(FETCHES, self._of, Fetched.NOT_ASKED)
            raise
        self._meter.count(FETCHES, self._of, _OUTCOMES[type(result)])
        return result
