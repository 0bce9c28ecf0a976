"""The process that reads feeds: a feed may kill it or keep it busy, and harms no other."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator

import pytest

from core.base.errors import UserError
from services.base.other_process import OtherProcess
from services.campaigns.feeds.parsing import ReadFeed
from services.campaigns.feeds.reading import FeedReading, require_feed
from tests.services.campaigns.feeds.bodies import ENDLESS, TITLES, item, rss

pytestmark = pytest.mark.long

URL = "https://drop.example/feed"
HONEST = rss(item())


@pytest.fixture
async def process() -> AsyncIterator[OtherProcess]:
    made = OtherProcess(name="feeds", seconds=60.0, tries=1, memory=1_000_000_000)
    yield made
    await made.stop()


async def title(reading: FeedReading, body: bytes) -> str:
    found = await reading.read(body, "", URL)
    return found.fault or found.items[0].title


async def test_it_reads_what_is_given_to_it_one_after_the_other(process: OtherProcess) -> None:
    reading = FeedReading(process=process)
    bodies = [body for body, _ in TITLES.values()]
    read = await asyncio.gather(*(title(reading, body) for body in bodies))
    assert read == [expected for _, expected in TITLES.values()]
    await reading.stop()
    assert await title(reading, HONEST) == "feed-unreadable"


async def test_one_that_takes_too_long_is_given_up_and_the_next_is_read(process: OtherProcess) -> None:
    reading = FeedReading(process=process)
    assert await title(reading, HONEST) == "One"
    first = process.pid
    process._seconds = 0.3
    assert await title(reading, ENDLESS) == "feed-unreadable"
    process._seconds = 60.0
    assert await title(reading, HONEST) == "One"
    assert process.pid != first
    await reading.stop()


async def test_one_that_it_dies_of_is_given_up(process: OtherProcess) -> None:
    reading = FeedReading(process=process)
    assert await title(reading, HONEST) == "One"
    os.kill(process.pid, signal.SIGKILL)
    assert await title(reading, HONEST) == "feed-unreadable"
    assert await title(reading, HONEST) == "One"
    await reading.stop()


def too_much() -> int:
    return len(bytearray(3_000_000_000))


async def test_its_memory_is_bounded(process: OtherProcess) -> None:
    with pytest.raises(MemoryError):
        await process.call(too_much)


async def test_it_rests_when_nothing_came_for_a_while(process: OtherProcess) -> None:
    now = [0.0]
    reading = FeedReading(process=process, seconds=lambda: now[0])
    assert await title(reading, HONEST) == "One"
    first = process.pid
    await reading.rest()
    os.kill(first, 0)
    now[0] += 61
    await reading.rest()
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    assert await title(reading, HONEST) == "One"
    await reading.stop()


def test_what_is_no_feed_is_refused_with_what_a_page_names() -> None:
    with pytest.raises(UserError) as told:
        require_feed(ReadFeed(fault="feed-is-page", feeds=["https://a.example/x"]), str.upper)
    assert told.value.values == {"feeds": ("HTTPS://A.EXAMPLE/X",)}
    require_feed(ReadFeed(), str)
