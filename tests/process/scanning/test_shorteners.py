"""Places behind short links, on the real process: shorteners that count who asks, crashes, a restart."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.base.defang import defang_link
from localdiscord import PATIENCE, FakeDiscord
from tests.net.base.loopback import LittleInternet, leads_to, little_internet, ok
from tests.process.on_disk import counted
from tests.process.running import running
from tests.process.scanning.driver import LISTED, Scanning
from tests.process.server import server
from tests.wording import said, sentence

pytestmark = pytest.mark.process

LISTED_PAGE = f"https://{LISTED}/threads/someone.123"


class Shortener:
    """A web server of short links. `ways`: by path, where each leads; `asked`: every path that was asked for, in order;
    `silent`: it takes questions and answers none.
    """

    def __init__(self) -> None:
        self.ways: dict[str, str] = {}
        self.asked: list[str] = []
        self.silent = False

    async def behave(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        path = head.split(b" ")[1].decode()
        self.asked.append(path)
        if self.silent:
            await reader.read()
            return
        writer.write(leads_to(self.ways[path]) if path in self.ways else ok(b"<html>an advertisement</html>"))
        await writer.drain()


@pytest.fixture
async def net() -> AsyncIterator[LittleInternet]:
    async with little_internet() as made:
        yield made


class Story:
    """A server, and two shorteners."""

    def __init__(self, fd: FakeDiscord, one: Shortener, other: Shortener, ports: tuple[int, int]) -> None:
        self.scanning = Scanning(server(fd))
        self.one, self.other = one, other
        self.urls = tuple(f"http://127.0.0.1:{port}" for port in ports)
        self.settings = {
            "RESOLVE_SHORTENERS": "on",
            "SHORTENER_TEST_HOSTS": ",".join(f"127.0.0.1:{port}" for port in ports),
        }


@pytest.fixture
async def story(fd: FakeDiscord, net: LittleInternet) -> Story:
    one, other = Shortener(), Shortener()
    return Story(fd, one, other, (await net.listen(one.behave), await net.listen(other.behave)))


async def test_the_life_of_a_short_link(fd: FakeDiscord, tmp_path: Path, story: Story) -> None:
    """Two hops to a listed place, a circle, a page of advertisements; what is known acts at once, also after a restart."""
    at, scanning = story.scanning.server, story.scanning
    one, other = story.urls
    story.one.ways = {"/a": f"{other}/b", "/circle": f"{one}/circle", "/fine": "https://harmless.example/x"}
    story.other.ways = {"/b": LISTED_PAGE}
    async with running(fd, tmp_path, **story.settings) as bot:
        assert any("SHORTENER_TEST_HOSTS IS SET" in line for line in bot.output)
        await scanning.set_up()
        kept = [await scanning.post(f"{one}/{path}") for path in ("circle", "fine", "advertisement")]
        gone = await scanning.post(f"look at {one}/a?utm_source=x")
        await at.removed(gone)
        short = f"127.0.0.1:{one.rpartition(':')[2]}/a"
        card = await scanning.card(defang_link(short), sentence("shorteners-leads"))
        assert LISTED in str(card).replace("[.]", ".")
        await at.removed(await scanning.post(f"again {one}/a", by=at.bob))
        await fd.until(lambda: {"/circle", "/fine", "/advertisement"} <= set(story.one.asked), PATIENCE)
        while await counted(tmp_path, "short_links WHERE state = 'asked'"):  # what was answered is saved, too
            await asyncio.sleep(0.05)
        await bot.restart(crash=True)
        await at.removed(await scanning.post(f"and again {one}/a", by=at.bob))
        assert all(fd.exists(message) for message in kept)
        assert story.one.asked.count("/a") == 1
        assert story.other.asked == ["/b"]
        assert story.one.asked.count("/circle") == 1
        # What is known to lead to a harmless place acts once that is listed, without a question.
        await scanning.list_place("harmless.example")
        await at.removed(await scanning.post(f"{one}/fine again"))
        assert story.one.asked.count("/fine") == 1
        checked = await at.command(at.moderator, "check", text=f"{one}/a {one}/advertisement")
        said(checked, "shorteners-check-leads")
        said(checked, "shorteners-dark")


async def test_a_death_between_question_and_answer(fd: FakeDiscord, tmp_path: Path, story: Story) -> None:
    one, _ = story.urls
    story.one.ways, story.one.silent = {"/a": LISTED_PAGE}, True
    async with running(fd, tmp_path, **story.settings) as bot:
        await story.scanning.set_up()
        message = await story.scanning.post(f"{one}/a")
        await fd.until(lambda: story.one.asked == ["/a"], PATIENCE)
        await bot.kill()
        story.one.silent = False
        await bot.start()
        await story.scanning.server.removed(message)
        assert story.one.asked == ["/a", "/a"]


async def test_a_hop_that_a_list_holds_is_not_asked(fd: FakeDiscord, tmp_path: Path, story: Story) -> None:
    """It is the reason of the removal. That nothing is sent there is tried in tests/net/base/test_steps.py."""
    one, _ = story.urls
    story.one.ways = {"/a": "https://bit.ly/listed-page"}
    async with running(fd, tmp_path, **story.settings):
        await story.scanning.set_up()
        await story.scanning.list_place("bit.ly/listed-page")
        await story.scanning.server.removed(await story.scanning.post(f"{one}/a"))
        await story.scanning.card(sentence("shorteners-leads"))


async def test_switched_off_nobody_is_asked(fd: FakeDiscord, tmp_path: Path, story: Story) -> None:
    one, _ = story.urls
    story.one.ways = {"/a": LISTED_PAGE}
    async with running(fd, tmp_path, **story.settings | {"RESOLVE_SHORTENERS": "off"}):
        await story.scanning.set_up()
        message = await story.scanning.post(f"{one}/a")
        await story.scanning.server.removed(await story.scanning.post(LISTED_PAGE))
        assert fd.exists(message)
        assert story.one.asked == []
