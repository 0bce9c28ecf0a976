"""Texts made to hold the bot up, on the real process: everybody else is heard meanwhile, and nothing gets through."""

import asyncio
from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.process.running import bot_process, running
from tests.process.scanning.driver import LISTED, Scanning
from tests.process.server import server

pytestmark = pytest.mark.process

SLOW = ("\u202ea.b\u202c аα.ծc。" * 400)[:1900]
HIDDEN = f" {LISTED.replace('.', ' dot ')}/threads/someone.123"  # as a late reading alone finds it
_FLOOD = 30


async def test_a_flooder_waits_behind_themselves_and_nobody_else_does(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    scanner = Scanning(here)
    async with running(fd, tmp_path):
        await scanner.set_up()
        flood = [await scanner.post(f"{SLOW} {number}", by=here.bob) for number in range(_FLOOD)]
        own = await scanner.post(SLOW[:1800] + HIDDEN, by=here.bob)
        plain = await scanner.post(by=here.alice)
        await here.removed(plain, "a listed link of somebody else")
        hidden = await scanner.post(SLOW[:1800] + HIDDEN, by=here.alice)
        await here.removed(hidden, "a hidden link of somebody else")
        await here.removed(own, "the flooder's hidden link", seconds=60)
        assert all(fd.exists(message) for message in flood)


async def test_what_waited_when_the_process_died_is_read_by_the_next(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    scanner = Scanning(here)
    bot = bot_process(fd, tmp_path)
    await bot.start()
    await scanner.set_up()
    hidden = [await scanner.post(f"{SLOW[:1800]} {number}{HIDDEN}", by=here.bob) for number in range(6)]
    await bot.kill()
    async with running(fd, tmp_path):
        await asyncio.gather(*(here.removed(message, seconds=60) for message in hidden))
