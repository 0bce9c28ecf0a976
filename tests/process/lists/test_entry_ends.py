"""Entries that end by themselves, on the real process."""

import asyncio
from pathlib import Path

import pytest

from localdiscord import PATIENCE, FakeDiscord
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
        await end_entries(tmp_path)
        await bot.restart(crash=True)
        await lists.lets_stand("https://forum.example/b")
        async with asyncio.timeout(PATIENCE):  # what is over is taken off at the start
            while await standing_entries(tmp_path) != [FENCE]:
                await asyncio.sleep(0.1)
        said(await lists.blocklist("add", "forum.example", days=2, site="forum"), "list-added")
        await lists.removes("https://forum.example/c")
