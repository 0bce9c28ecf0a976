"""Reading a fetched body in another process, which a feed may kill or keep busy without harm to this one."""

import asyncio
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


class FeedReading:
    """Fills FeedReader. One body at a time: whoever comes meanwhile waits."""

    def __init__(self, *, process: OtherProcess | None = None) -> None:
        self._process = process or OtherProcess(
            name="feeds", seconds=_SECONDS, tries=1, memory=_MEMORY, prepare=_load, ends_within=_ENDS_WITHIN
        )
        self._turn = asyncio.Lock()
        self._resting: asyncio.TimerHandle | None = None
        self._ending: asyncio.Task[None] | None = None

    async def read(self, body: bytes, media_type: str, url: str) -> ReadFeed:
        async with self._turn:
            self._stay()
            try:
                return await self._process.call(read_feed, body, media_type, url)
            except ReaderFailed:
                return ReadFeed(fault="feed-unreadable")
            finally:
                self._rest_later()

    async def stop(self) -> None:
        """Read nothing more."""
        self._stay()
        await self._process.stop()

    def _stay(self) -> None:
        if self._resting is not None:
            self._resting.cancel()
            self._resting = None

    def _rest_later(self) -> None:
        loop = asyncio.get_running_loop()
        self._resting = loop.call_later(_REST_AFTER, self._rest)

    def _rest(self) -> None:
        async def rest() -> None:
            async with self._turn:
                await self._process.rest()

        self._ending = asyncio.get_running_loop().create_task(rest(), name="feeds rest")


def require_feed(read: ReadFeed, named: Callable[[str], str]) -> None:
    """Raises UserError where the body is no feed. `named`: an address as it may be shown."""
    if read.fault == "feed-is-page" and read.feeds:
        raise UserError("feed-is-page-of", feeds=", ".join(named(each) for each in read.feeds))
    if read.fault:
        raise UserError(read.fault)


def _load() -> None:
    """Load what reading needs."""
    read_feed(b"<rss/>", "", "")
