"""Lists that servers follow, on the real process and a web server that misbehaves."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.base.defang import defang
from localdiscord import PATIENCE, FakeDiscord
from tests.net.base.loopback import LittleInternet, little_internet, ok
from tests.process import running as processes
from tests.process.lists.driver import Lists
from tests.process.running import running
from tests.process.scanning.driver import Scanning
from tests.process.server import server
from tests.wording import said, sentence

pytestmark = pytest.mark.process

FAILS = b"HTTP/1.1 503 Busy\r\nRetry-After: 2\r\nContent-Length: 0\r\n\r\n"


class Shelf:
    """A web server with one list. `asked`: how often; `same`: how often it was as before."""

    def __init__(self) -> None:
        self.body, self.tag, self.fails = b"", 0, False
        self.asked = self.same = self.given = 0

    def holds(self, *hosts: str) -> None:
        self.holds_bytes("".join(f"{host}\n" for host in hosts).encode())

    def holds_bytes(self, body: bytes) -> None:
        self.body, self.fails, self.given = body, False, 0
        self.tag += 1

    async def behave(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        self.asked += 1
        tag = f'"{self.tag}"'
        if self.fails:
            answer = FAILS
        elif f"If-None-Match: {tag}".encode() in head:
            answer = b"HTTP/1.1 304 Not Modified\r\nContent-Length: 0\r\n\r\n"
            self.same += 1
        else:
            answer = ok(self.body, f"ETag: {tag}")
            self.given += 1
        writer.write(answer)
        await writer.drain()


@pytest.fixture
async def net() -> AsyncIterator[LittleInternet]:
    async with little_internet() as made:
        yield made


def hosts(start: int, end: int) -> list[str]:
    return [f"site-{number}.example" for number in range(start, end)]


async def acts(lists: Lists, host: str) -> None:
    """What members post of this place goes, sooner or later."""
    posted = []
    async with asyncio.timeout(PATIENCE):
        while all(lists.server.fd.exists(message) for message in posted):
            posted.append(await lists.server.post(lists.server.alice, f"https://{host}/x"))
            await asyncio.sleep(0.1)


async def seen(fd: FakeDiscord, shelf: Shelf, more: int = 2) -> None:
    """The list was asked for again, and what came is done with."""
    wanted = shelf.asked + more
    await fd.until(lambda: shelf.asked >= wanted, PATIENCE)


async def following(lists: Lists, net: LittleInternet, shelf: Shelf, port: int) -> str:
    url = f"http://127.0.0.1:{port}/list.txt"
    await lists.set_up()
    await Scanning(lists.server).policy("preset", name="strict")
    at = lists.server
    answer = await at.command(at.manager, "lists subscribe", url=url, category="scam", act_now=True)
    said(answer, "subscription-acts", does="the message is deleted")
    return url


async def test_the_life_of_a_subscription(fd: FakeDiscord, tmp_path: Path, net: LittleInternet) -> None:
    shelf = Shelf()
    shelf.holds(*hosts(0, 10))
    port = await net.listen(shelf.behave)
    lists = Lists(server(fd))
    at = lists.server
    set_ = {"NET_TEST_ADDRESSES": f"127.0.0.1:{port}", "LIST_INTERVAL": "1"}
    async with running(fd, tmp_path, **set_) as bot:
        url = await following(lists, net, shelf, port)
        said(
            await at.command(at.moderator, "lists show", _force=True), "error-not-manager"
        )  # moderators do not see the command
        await lists.removes("https://site-3.example/x")
        await fd.until(lambda: shelf.same > 0, PATIENCE)

        shelf.holds(*hosts(2, 12))  # a change, and a retraction
        await acts(lists, "site-11.example")
        await lists.lets_stand("https://site-1.example/x")

        for body, stands, told in (
            (b"<!doctype html><html><body>moved</body></html>", "refused", "subscription-doubt-no-list"),
            (b"", "waits", "subscription-doubt-empty"),
            ("\n".join(hosts(2, 4)).encode(), "waits", "subscription-doubt-shrinks"),
        ):
            shelf.holds_bytes(body)
            await at.in_review(sentence(f"subscription-held-title-{stands}"), sentence(told))
            await lists.removes("https://site-9.example/x")
        shelf.fails = True
        await seen(fd, shelf, 1)
        await bot.restart(crash=True)
        await lists.removes("https://site-8.example/x")
        shelf.fails = False

        card = await at.in_review(sentence("subscription-held-title-waits"))
        said(await at.press(at.moderator, card, "subscription:*:take"), "error-not-manager")
        said(await at.press(at.manager, card, "subscription:*:take"), "subscription-taken", entries=2)
        await lists.lets_stand("https://site-9.example/x")
        await lists.removes("https://site-2.example/x")
        shown = await at.command(at.manager, "lists show")
        said(shown, "subscription-event-taken", added=0, removed=8, entries=2)

        said(
            await at.command(at.manager, "lists unsubscribe", url=url), "subscription-ended", url=defang(url)
        )
        await lists.lets_stand("https://site-2.example/x")


async def test_two_processes_fetch_once_and_a_death_leaves_no_half(
    fd: FakeDiscord, tmp_path: Path, net: LittleInternet
) -> None:
    shelf = Shelf()
    shelf.holds(*hosts(0, 3000))
    port = await net.listen(shelf.behave)
    lists = Lists(server(fd))
    set_ = {"NET_TEST_ADDRESSES": f"127.0.0.1:{port}", "LIST_INTERVAL": "1"}
    elsewhere = await FakeDiscord().start()
    there = tmp_path / "there"
    there.mkdir()
    try:
        async with running(fd, tmp_path, **set_) as bot:
            await following(lists, net, shelf, port)
            shelf.holds(*hosts(1000, 4000))
            await fd.until(lambda: shelf.given > 0, PATIENCE)
            await bot.kill()
            await bot.start()
            await acts(lists, "site-3999.example")
            await lists.lets_stand("https://site-999.example/x")
            await lists.removes("https://site-1000.example/x")
            async with running(elsewhere, there, DATABASE_URL=processes.database_url(tmp_path), **set_):
                shelf.holds(*hosts(1001, 4001))
                await acts(lists, "site-4000.example")
                await seen(fd, shelf)
                assert shelf.given == 1, "both processes fetched what one had"
    finally:
        await elsewhere.stop()
