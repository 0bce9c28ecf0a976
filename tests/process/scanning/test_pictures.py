"""QR codes in pictures, on the real process: fetched from Discord alone, read apart, and never twice."""

import asyncio
import contextlib
import os
import signal
from pathlib import Path

import pytest

from localdiscord import FakeDiscord, message_text
from tests.process import running as run
from tests.process.running import bot_process, running
from tests.process.scanning.driver import LINK, Scanning
from tests.process.server import server
from tests.services.scanning.pictures import qr
from tests.wording import sentence

pytestmark = pytest.mark.process

FINE = "https://example.org/menu"


async def begun(fd: FakeDiscord) -> Scanning:
    """A server that lists a place and has pictures looked at."""
    scanner = Scanning(server(fd))
    await scanner.set_up()
    await scanner.policy("images", switch="on")
    return scanner


async def test_a_listed_link_in_a_picture_is_removed_and_its_text_goes_back(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    async with running(fd, tmp_path):
        scanner = await begun(fd)
        here = scanner.server
        fine = await scanner.post("lunch", files=[qr.file(FINE)])
        caught = await scanner.post("look at this", files=[qr.file(FINE), qr.file(LINK)])
        await here.removed(caught, "a listed link in a picture")
        card = await scanner.card(sentence("detection-in-code", number=2), "kiwi-like[.]example[.]net")
        assert LINK not in message_text(card)
        assert fd.exists(fine)

        await scanner.undo(card, scope="message")
        note = await here.inbox(here.alice, sentence("undo-notice-picture"), "look at this", "QR 2: hxxps://")
        assert LINK not in message_text(note)

        late = await scanner.post("an embed comes late", by=here.bob)
        await fd.unfurl(
            late, {"type": "rich", "image": fd.proxied("https://pictures.example/a.png", qr.file(LINK))}
        )
        await here.removed(late, "a listed link in the picture of an embed")
        assert not any("pictures.example" in path and "external" not in path for path in fd.media.fetched)


async def test_webhooks_and_forwarded_messages_are_looked_at_too(fd: FakeDiscord, tmp_path: Path) -> None:
    async with running(fd, tmp_path):
        scanner = await begun(fd)
        here = scanner.server
        hooked = await fd.hook_send(here.general, "Luna", "look", files=[qr.file(f"{LINK}/a", name="a.png")])
        await here.removed(hooked, "a webhook's")
        elsewhere = fd.add_channel(fd.add_guild("Elsewhere"), "general")
        said = fd.make_message(
            elsewhere, here.bob, {"content": "look"}, files=[qr.file(f"{LINK}/b", name="SPOILER_b.png")]
        )
        snapshot = {
            key: said[key] for key in ("content", "attachments", "embeds", "timestamp", "flags", "type")
        }
        forwarded = await scanner.post(
            by=here.bob, text="", message_snapshots=[{"message": {**snapshot, "edited_timestamp": None}}]
        )
        await here.removed(forwarded, "a forwarded one")


async def test_nothing_is_fetched_where_nobody_wants_it(fd: FakeDiscord, tmp_path: Path) -> None:
    async with running(fd, tmp_path):
        scanner = Scanning(server(fd))
        here = scanner.server
        await scanner.set_up()
        posted = [await scanner.post("one", files=[qr.file(LINK)])]
        await here.removed(await scanner.post())  # what was heard before has been heard
        await scanner.policy("images", switch="on")
        await scanner.policy("channel", channel=here.general, mode="off")
        posted.append(await scanner.post("two", files=[qr.file(LINK)]))
        await scanner.policy("channel", channel=here.general, mode="enforce")
        await scanner.policy("images", switch="off")
        posted.append(await scanner.post("three", files=[qr.file(LINK)]))
        await here.removed(await scanner.post())
        assert fd.media.fetched == []
        assert all(fd.exists(message) for message in posted)


async def test_what_breaks_the_decoder_harms_nobody_else(fd: FakeDiscord, tmp_path: Path) -> None:
    async with running(fd, tmp_path):
        scanner = await begun(fd)
        here = scanner.server
        broken = qr.written(qr.code(LINK))[:200]
        stays = [
            await scanner.post("a bomb", files=[("bomb.png", qr.claiming(30_000, 30_000), "image/png")]),
            await scanner.post("broken", files=[("broken.png", broken, "image/png")]),
            await scanner.post("no picture", files=[("text.png", b"hello", "image/png")]),
        ]
        await here.removed(await scanner.post("a code", files=[qr.file(LINK)], by=here.bob))

        children = _readers(tmp_path)
        assert children, "the process that reads pictures runs"
        for pid in children:
            os.kill(pid, signal.SIGKILL)
        await here.removed(await scanner.post("another", files=[qr.file(LINK + "/b")], by=here.bob))
        assert all(fd.exists(message) for message in stays)


async def test_what_waited_when_the_process_died_is_looked_at_once_by_the_next(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    bot = bot_process(fd, tmp_path)
    await bot.start()
    scanner = await begun(fd)
    here = scanner.server
    fd.media.status = 503  # Discord does not give pictures for now
    posted = [await scanner.post(f"{number}", files=[qr.file(f"{LINK}/{number}")]) for number in range(6)]
    await fd.until(lambda: fd.media.fetched, what="a picture is asked for")
    await bot.kill()
    fd.media.status = None
    posted.append(await scanner.post("while nobody listened", files=[qr.file(f"{LINK}/missed")]))
    async with running(fd, tmp_path):
        await asyncio.gather(*(here.removed(message, seconds=60) for message in posted))
        assert all(len(scanner.deletions(message)) == 1 for message in posted)


def _readers(folder: Path) -> list[int]:
    """The processes that the bot of this folder has spawned."""
    named, found = f"DATABASE_URL={run.database_url(folder)}".encode(), []
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            with contextlib.suppress(OSError):  # it ended meanwhile
                if (
                    named in (each / "environ").read_bytes()
                    and b"spawn_main" in (each / "cmdline").read_bytes()
                ):
                    found.append(int(each.name))
    return found
