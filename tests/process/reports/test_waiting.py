"""What waits for somebody, on the real process: tried as soon as it may go, whoever was told of it."""

from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.process.reports.driver import Reports, thanked
from tests.process.running import running
from tests.process.server import AT_ONCE, server
from tests.wording import sentence

pytestmark = pytest.mark.process


async def test_what_was_mended_while_the_bot_was_down_is_tried_at_its_start(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    desk = Reports(here)
    async with running(fd, tmp_path):
        await here.set_up()
        fd.make_public(here.review)
        message = await here.post(here.alice, "she lives at 5")
        thanked(await desk.report(here.alice, message, category="doxxing"), 1)
        await here.inbox(here.manager, sentence("notice-review-public"))
        assert desk.cards(1) == []
    fd.make_private(here.review, [fd.bot, here.role("Moderators"), here.role("Managers")])
    async with running(fd, tmp_path):
        await desk.card(1, seconds=AT_ONCE)
