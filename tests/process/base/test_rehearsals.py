"""*Report a test message* on the real process: the card arrives while the manager waits, and nothing of it outlives a start."""

import contextlib
from pathlib import Path

import pytest

from localdiscord import FakeDiscord, Json
from localdiscord.faults import Moment
from tests.process.running import bot_process, running
from tests.process.server import PATIENCE, Server, has_button, server
from tests.wording import said, sentence

pytestmark = pytest.mark.process

BEGIN = "setup:test"


async def test_it_arrives_and_a_start_takes_it_away(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    async with running(fd, tmp_path):
        await here.set_up()
        asked = await here.command(here.manager, "setup")
        answer = await here.press(here.manager, asked.messages[-1], BEGIN)
        said(answer, "rehearsal-arrived")
        await here.in_review(sentence("rehearsal-message"))
        await here.in_review(sentence("rehearsal-card-title"))
    async with running(fd, tmp_path):
        await fd.until(lambda: not of_tests(here), PATIENCE, "the test is taken away")


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_so_does_one_after_a_death_in_the_middle(
    fd: FakeDiscord, tmp_path: Path, moment: Moment
) -> None:
    here = server(fd)
    bot = bot_process(fd, tmp_path)
    await bot.start()
    try:
        await here.set_up()
        asked = await here.command(here.manager, "setup")
        death = fd.crash_on(bot, "POST", f"/channels/{here.review}/messages", moment=moment)
        with contextlib.suppress(Exception):  # nobody hears an answer
            await fd.click(here.manager, asked.messages[-1], BEGIN)
        await death.happened()
    finally:
        await bot.stop()
    assert len(of_tests(here)) == (moment == "after")
    async with running(fd, tmp_path):
        await fd.until(lambda: not of_tests(here), PATIENCE, "the test is taken away")


def of_tests(here: Server) -> list[Json]:
    """What stands of tests in the review channel."""
    return [each for each in here.fd.bot_messages(here.review) if has_button(each, "rehearsal:*:end")]
