"""Two bots, each on a database of its own: the one follows what the other publishes, and somebody between them meddles with it."""

import asyncio
import contextlib
import gzip
import hashlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.lists.signed import signed_head
from core.lists.signed.heads import Head, head_of, public_key
from localdiscord import PATIENCE, FakeDiscord
from tests.net.base.loopback import LittleInternet, little_internet, ok
from tests.process.lists.driver import Lists
from tests.process.lists.test_subscriptions import Shelf, acts, following, hosts
from tests.process.running import command_line, operator, running
from tests.process.server import server
from tests.wording import said, sentence

pytestmark = pytest.mark.process


@pytest.fixture
async def net() -> AsyncIterator[LittleInternet]:
    async with little_internet() as made:
        yield made


class Publishing:
    """The Rowan that publishes its server's list."""

    def __init__(self, folder: Path, guild: str) -> None:
        self._folder, self._guild = folder, guild

    async def issue(self, *form: str) -> bytes:
        status, out, err = await command_line(
            self._folder, "export", "--server", self._guild, "--signed", *form, DISCORD_TOKEN=""
        )
        assert status == 0, err
        return out.encode()

    async def brings(self, name: str, places: list[str]) -> Path:
        file = self._folder / name
        file.write_text("".join(f"{place}\n" for place in places))
        await operator(self._folder, "import", str(file), "--server", self._guild)
        return file

    async def takes_back(self, file: Path) -> None:
        await operator(self._folder, "import", str(file), "--server", self._guild, "--undo")


async def taken(fd: FakeDiscord, shelf: Shelf) -> None:
    """What stands there now was taken: the follower asks only for what is newer."""
    before = shelf.same
    await fd.until(lambda: shelf.same > before, PATIENCE)


def head(issue: bytes) -> Head:
    """What the file says of itself."""
    line, signature, _ = issue.split(b"\n", 2)
    return head_of(line + b"\n", signature + b"\n")


def re_signed(issue: bytes) -> bytes:
    """What somebody without the key makes of it: the same series, some entries less, a signature by a key of their own."""
    kept = issue.split(b"\n", 2)[2].splitlines(keepends=True)[:-1]
    body, key = b"".join(kept), Ed25519PrivateKey.generate()
    forged = replace(
        head(issue),
        key=public_key(key),
        records=len(kept),
        size=len(body),
        body=hashlib.sha256(body).hexdigest(),
    )
    return signed_head(forged, key)[0] + body


class Wire(Shelf):
    """A web server that now and then gives what somebody between both makes of the file."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: bytes | None = None
        self.gave_bad = 0

    async def behave(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.bad is None:
            await super().behave(reader, writer)
            return
        await reader.readuntil(b"\r\n\r\n")
        with contextlib.suppress(ConnectionError):
            writer.write(self.bad)
            await writer.drain()
        self.gave_bad += 1


def tampered(issue: bytes) -> Iterator[bytes]:
    """What comes over the wire instead: none of it is the file. tests/net and tests/core have many more."""
    yield ok(gzip.compress(b"\0" * 50_000_000), "Content-Encoding: gzip")
    yield (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n" + issue[:16] + b"\r\n"
    )  # no last chunk


async def test_who_follows_another_bot_keeps_its_entries_whoever_meddles_with_the_file(
    fd: FakeDiscord, tmp_path: Path, net: LittleInternet
) -> None:
    shelf = Wire()
    port = await net.listen(shelf.behave)
    there = await FakeDiscord().start()
    (tmp_path / "there").mkdir()
    publisher, lists = Lists(server(there, "Harbour")), Lists(server(fd))
    publishing = Publishing(tmp_path / "there", publisher.server.guild)
    set_ = {"NET_TEST_ADDRESSES": f"127.0.0.1:{port}", "LIST_INTERVAL": "1"}
    try:
        async with running(there, tmp_path / "there"), running(fd, tmp_path, **set_) as bot:
            await publisher.set_up()
            await publishing.brings("first.txt", hosts(0, 10))
            first = await publishing.issue()
            shelf.holds_bytes(first)
            await following(lists, net, shelf, port)
            shown = await lists.server.command(lists.server.manager, "lists show")
            said(shown, "subscription-signed", key=head(first).key, serial=1)
            await lists.removes("https://site-3.example/x")

            file = await publishing.brings("second.txt", hosts(10, 12))
            second = await publishing.issue()
            shelf.holds_bytes(second)
            await acts(lists, "site-11.example")

            for body, told in (
                (second[:-30], "subscription-doubt-cut"),
                (first, "subscription-doubt-older"),
                (re_signed(second), "subscription-doubt-other-key"),
                (second.replace(b"site-9", b"site-8"), "subscription-doubt-changed"),
                (b"site-1.example\n", "subscription-doubt-unsigned"),
            ):
                shelf.holds_bytes(body)
                await lists.server.in_review(sentence("subscription-held-title-refused"), sentence(told))
                await lists.removes("https://site-9.example/x")
                await lists.removes("https://site-11.example/x")
                shelf.holds_bytes(second)
                await taken(fd, shelf)
            for bad in tampered(second):
                before, shelf.bad = shelf.gave_bad, bad
                await fd.until(lambda count=before: shelf.gave_bad > count, PATIENCE)
                shelf.bad = None
                await taken(fd, shelf)
            await lists.removes("https://site-9.example/x")
            await bot.restart(crash=True)
            await lists.removes("https://site-11.example/x")

            await publishing.takes_back(file)
            shelf.holds_bytes(await publishing.issue("--new-key"))
            await taken(fd, shelf)
            await lists.lets_stand("https://site-11.example/x")
            await lists.removes("https://site-9.example/x")
    finally:
        await there.stop()


async def test_a_hashed_list_of_another_bot_acts(
    fd: FakeDiscord, tmp_path: Path, net: LittleInternet
) -> None:
    shelf = Shelf()
    port = await net.listen(shelf.behave)
    there = await FakeDiscord().start()
    (tmp_path / "there").mkdir()
    publisher, lists = Lists(server(there, "Harbour")), Lists(server(fd))
    publishing = Publishing(tmp_path / "there", publisher.server.guild)
    set_ = {"NET_TEST_ADDRESSES": f"127.0.0.1:{port}", "LIST_INTERVAL": "1"}
    try:
        async with running(there, tmp_path / "there"), running(fd, tmp_path, **set_) as bot:
            await publisher.set_up()
            await publishing.brings("first.txt", [*hosts(0, 10), "pages.example/a/b"])
            shelf.holds_bytes(await publishing.issue("--hashed"))
            assert b"site-3" not in shelf.body
            await following(lists, net, shelf, port)
            await lists.removes("https://site-3.example/x")
            await lists.removes("https://pages.example/a/b")
            await bot.restart(crash=True)
            await lists.removes("https://site-4.example/x")
            await lists.lets_stand("https://pages.example/a")
    finally:
        await there.stop()
