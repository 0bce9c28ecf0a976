"""The machine's clock jumps while the bot runs, forward and back: what people do is taken and shown, and nothing is forgotten that is
to be kept.
"""

import asyncio
import time
from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.process.base.faults.shifted_clock import ShiftedClock
from tests.process.base.faults.telling import told
from tests.process.on_disk import counted
from tests.process.reports.driver import Reports, reports, thanked
from tests.process.running import running
from tests.process.scanning.driver import Scanning
from tests.process.server import server

pytestmark = pytest.mark.process

_SOON = 20.0  # seconds


@pytest.mark.parametrize("hours", [30 * 24, -30 * 24, -1])
async def test_what_is_done_after_a_jump_is_done_and_what_stood_stands(
    fd: FakeDiscord, tmp_path: Path, hours: int
) -> None:
    clock, here = ShiftedClock(tmp_path), server(fd)
    desk, scanner = Reports(here), Scanning(here)
    async with running(fd, tmp_path, alone=True, **clock.environment) as bot:

        async def noticed() -> None:
            await fd.until(lambda: any("was put back" in line for line in bot.output), what="it is said")

        await scanner.set_up()
        thanked(await desk.report(here.alice, await here.post(here.bob, "one"), category="doxxing"), 1)
        await desk.card(1, reports(1), seconds=_SOON)
        clock.jump(hours=hours)
        if hours < 0:
            await noticed()
        thanked(await desk.report(here.alice, await here.post(here.bob, "two"), category="doxxing"), 2)
        await desk.card(2, reports(1), seconds=_SOON)
        await here.removed(await scanner.post(), seconds=_SOON)
        await here.press(here.moderator, await desk.card(1), "case:1:claim")
        ahead = int((time.time() + hours * 3600 - 1800) * 1000)
        while hours > 0 and not await counted(tmp_path, f"leases WHERE expires_at > {ahead}"):
            await asyncio.sleep(
                0.05
            )  # until the process has written down until when it lives, by the clock of now
        clock.jump(hours=-hours)
        if hours > 0:
            await noticed()
        thanked(await desk.report(here.alice, await here.post(here.bob, "three"), category="doxxing"), 3)
        await desk.card(3, reports(1), seconds=_SOON)
        await here.removed(await scanner.post(), seconds=_SOON)
        often = {line: count for line, count in told(bot).items() if count > 1}
        assert not often, "each trouble is told once"
        assert sum("was put back" in line for line in bot.output) <= 2
        assert "Traceback" not in "\n".join(bot.output)
