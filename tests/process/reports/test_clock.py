"""The clock of the machine was put back while Rowan was down: an emergency does not wait until it shows the old time again."""

from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.process.on_disk import clock_was_ahead
from tests.process.reports.driver import Reports, thanked
from tests.process.running import running
from tests.process.server import server

pytestmark = pytest.mark.process

_SOON = 20.0  # seconds; the lease of the dead process ends first


async def test_the_card_of_an_emergency_is_posted_though_the_clock_shows_an_hour_less(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    desk = Reports(here)
    async with running(fd, tmp_path) as bot:
        await here.set_up()
        crash = fd.crash_on(bot, "POST", f"/channels/{here.review}/messages", moment="before")
        message = await here.post(here.bob, "she lives at 5")
        thanked(await desk.report(here.alice, message, category="doxxing"), 1)
        await crash.happened()
        await clock_was_ahead(tmp_path, hours=1)
        await bot.start()
        await desk.card(1, seconds=_SOON)
