"""Entries that end by themselves, on the real process."""

from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.process.lists.driver import FENCE, Lists
from tests.process.on_disk import end_entries, standing_entries
from tests.process.running import running
from tests.process.server import server
from tests.wording import said

pytestmark = pytest.mark.process


async def test_an_entry_that_ended_while_nobody_ran_acts_no_more(fd: FakeDiscord, tmp_path: Path) -> None:
    lists = Lists(server(fd))
    async with running(fd, tmp_path) as bot:
        await lists.set_up()
        said(await lists.blocklist("add", "forum.example", days=2, site="Forum"), "list-ends")
        await lists.removes("https://forum.example/a")
        end_entries(tmp_path)
        await bot.restart(crash=True)
        await lists.lets_stand("https://forum.example/b")
        await fd.until(
            lambda: standing_entries(tmp_path) == [FENCE], what="what is over is taken off at the start"
        )
        said(await lists.blocklist("add", "forum.example", days=2, site="forum"), "list-added")
        await lists.removes("https://forum.example/c")
