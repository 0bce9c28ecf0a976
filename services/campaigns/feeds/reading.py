"""Reading a fetched body in another process, which a feed may kill or keep busy without harm to this one."""

import asyncio
import time
from collections.abc import Callable
from typing import Final, Protocol

from core.base.errors import UserError
from services.base.other_process import OtherProcess, ReaderFailed
from services.campaigns.feeds.parsing import ReadFeed, read_feed

_SECONDS: Final = 10.0  # fifty times what the longest honest feed takes
_MEMORY: Final = 1_000_000_000
_ENDS_WITHIN: Final = 0.2
_REST_AFTER: Final = 60.0  # seconds without a feed


class FeedReader(Protocol):
    """Reads bodies as feeds."""

    async def read(self, body: bytes, media_type: str, url: str) -> ReadFeed:
        """What the body holds; one that could not be read in time has a fault, too."""
        ...

    async def rest(self) -> None:
        """Nothing is to be read just now: let go of what reading needs, if it has not been for a while."""
        ...


class FeedReading:
    """Fills FeedReader. One body at a time: whoever comes meanwhile waits."""

    def __init__(
        self, *, process: OtherProcess | None = None, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._process = process or OtherProcess(
            name="feeds", seconds=_SECONDS, tries=1, memory=_MEMORY, prepare=_load, ends_within=_ENDS_WITHIN
        )
        self._turn = asyncio.Lock()
        self._seconds = seconds
        self._used_at = seconds()

    async def read(self, body: bytes, media_type: str, url: str) -> ReadFeed:
        async with self._turn:
            try:
                return await self._process.call(read_feed, body, media_type, url)
            except ReaderFailed:
                return ReadFeed(fault="feed-unreadable")
            finally:
                self._used_at = self._seconds()

    async def rest(self) -> None:
        if self._turn.locked() or self._seconds() - self._used_at < _REST_AFTER:
            return
        async with self._turn:
            await self._process.rest()

    async def stop(self) -> None:
        """Read nothing more."""
        await self._process.stop()


def require_feed(read: ReadFeed, named: Callable[[str], str]) -> None:
    """Raises UserError where the body is no feed. `named`: an address as it may be shown."""
    if read.fault == "feed-is-page" and read.feeds:
        raise UserError("feed-is-page-of", feeds=tuple(named(each) for each in read.feeds))
    if read.fault:
        raise UserError(read.fault)


def _load() -> None:
    """Load what reading needs."""
    read_feed(b"<rss/>", "", "")
