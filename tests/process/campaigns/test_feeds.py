"""Feeds on the real process: a server that misbehaves in every way, and deaths."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.base.defang import defang_link
from localdiscord import PATIENCE, FakeDiscord
from tests.net.base.loopback import LittleInternet, leads_to, little_internet, ok
from tests.process.campaigns.driver import Campaigns, campaigns
from tests.process.running import running
from tests.services.campaigns.feeds.bodies import BOMBS, ENDLESS, NO_FEEDS
from tests.services.campaigns.feeds.world import Post, numbered, rss
from tests.wording import said, sentence

pytestmark = pytest.mark.process

BUSY = b"HTTP/1.1 429 Slow down\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"


class Site:
    """A web server with one feed. `asked`: how often; `same`: how often it was as before."""

    def __init__(self) -> None:
        self.body, self.tag, self.answer = b"", 0, b""
        self.asked = self.same = 0

    def holds(self, *posts: Post) -> None:
        self.holds_bytes(rss(*reversed(posts)))

    def holds_bytes(self, body: bytes) -> None:
        self.body, self.answer = body, b""
        self.tag += 1

    async def behave(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        self.asked += 1
        tag = f'"{self.tag}"'
        if self.answer:
            answer = self.answer
        elif f"If-None-Match: {tag}".encode() in head:
            answer = b"HTTP/1.1 304 Not Modified\r\nContent-Length: 0\r\n\r\n"
            self.same += 1
        else:
            answer = ok(self.body, f"ETag: {tag}")
        writer.write(answer)
        await writer.drain()


@pytest.fixture
async def net() -> AsyncIterator[LittleInternet]:
    async with little_internet() as made:
        yield made


async def following(at: Campaigns, port: int) -> tuple[str, str]:
    """A campaign that follows the feed at this port; returns its number, and the feed's address."""
    url = f"http://127.0.0.1:{port}/feed.xml"
    await at.set_up()
    campaign = await at.create()
    answer = await at.command("campaign feed add", campaign=campaign, url=url)
    said(answer, "feed-added", feed=defang_link(url), title="Drop the forum", number=int(campaign), items=1)
    return campaign, url


def drafts(at: Campaigns, number: int) -> int:
    """How many cards stand that show this item."""
    wanted = sentence("draft-title", number=number)
    return sum(wanted.stands_in(message) for message in at.server.fd.bot_messages(at.server.review))


async def drafted(at: Campaigns, *numbers: int) -> None:
    """Every one of these updates has a card, and only one."""
    await at.server.fd.until(lambda: all(drafts(at, number) for number in numbers), PATIENCE)
    assert [drafts(at, number) for number in numbers] == [1] * len(numbers)


async def asked(site: Site, fd: FakeDiscord, more: int = 2) -> None:
    wanted = site.asked + more
    await fd.until(lambda: site.asked >= wanted, PATIENCE)


async def test_a_feed_that_misbehaves_in_every_way_and_comes_back(
    fd: FakeDiscord, tmp_path: Path, net: LittleInternet
) -> None:
    site = Site()
    site.holds(Post(0))
    port = await net.listen(site.behave)
    at = campaigns(fd, "Origin")
    set_ = {"NET_TEST_ADDRESSES": f"127.0.0.1:{port}", "FEED_INTERVAL": "1"}
    async with running(fd, tmp_path, **set_) as bot:
        campaign, url = await following(at, port)
        await fd.until(lambda: site.same > 0, PATIENCE)
        site.holds(*numbered(0, 1))
        await drafted(at, 1)
        private = [leads_to("http://10.0.0.1/feed"), leads_to("http://169.254.169.254/latest")]
        broken = [ok(body) for body in (NO_FEEDS["cut in a text"][0], BOMBS["comments"], ENDLESS[:200_000])]
        for answer in (BUSY, *private, *broken):
            site.answer = answer
            await asked(site, fd, 1)
            site.holds(*numbered(0, 1))  # it flaps: one failure in a row is asked again within seconds
            await asked(site, fd, 1)
        site.holds(*numbered(0, 1, 2))
        await bot.restart(crash=True)
        await drafted(at, 1, 2)
        renumbered = [Post(n, id=f"new-{n}", link=f"https://moved.example/{n}") for n in range(3)]
        site.holds(*renumbered, Post(3))
        await drafted(at, 1, 2, 3)
        listed = await at.command("campaign feed list", campaign=campaign)
        said(listed, "feed-list-waiting", count=3)
        said(await at.command("campaign feed remove", campaign=campaign, url=url), "feed-removed")
        assert drafts(at, 4) == 0


async def test_deaths_draft_nothing_twice_and_lose_nothing(
    fd: FakeDiscord, tmp_path: Path, net: LittleInternet
) -> None:
    site = Site()
    site.holds(Post(0))
    port = await net.listen(site.behave)
    at = campaigns(fd, "Origin")
    set_ = {"NET_TEST_ADDRESSES": f"127.0.0.1:{port}", "FEED_INTERVAL": "1"}
    async with running(fd, tmp_path, **set_) as bot:
        await following(at, port)
        for last in range(1, 4):
            site.holds(*numbered(*range(2 * last + 1)))
            await asked(site, fd, 1)
            await bot.kill()
            await bot.start()
        await drafted(at, *range(1, 7))
        await asked(site, fd)
        await drafted(at, *range(1, 7))
        assert drafts(at, 7) == 0
