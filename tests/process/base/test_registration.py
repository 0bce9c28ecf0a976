"""Whatever Discord says to the commands, messages are scanned and reports are taken at once."""

import asyncio
from pathlib import Path

import pytest

from localdiscord import PATIENCE, FakeDiscord
from tests.process.on_disk import counted, forget_registered_commands
from tests.process.reports.driver import thanked
from tests.process.running import running
from tests.process.scanning.driver import LINK, Scanning
from tests.process.server import server
from tests.wording import said, unsaid

pytestmark = pytest.mark.process

COMMANDS = "/applications/*/commands"


def times_given(fd: FakeDiscord) -> int:
    return sum(call["method"] == "PUT" and call["path"].endswith("/commands") for call in fd.rest)


@pytest.mark.parametrize(
    ("status", "key", "times"),
    [
        (429, "commands-limited", 99),
        (400, "commands-refused", 99),
        (403, "commands-refused", 99),
        (500, None, 5),
    ],
)
async def test_nothing_waits_for_them(
    fd: FakeDiscord, tmp_path: Path, status: int, key: str | None, times: int
) -> None:
    here = server(fd)
    async with running(fd, tmp_path):
        await Scanning(here).set_up()
    await forget_registered_commands(tmp_path)
    fd.inject("PUT", COMMANDS, status=status, retry_after=300, times=times)
    async with running(fd, tmp_path) as bot:
        bad = await here.post(here.alice, LINK)
        await fd.until(lambda: bad not in fd.history(here.general), what="the removal")
        form = await here.command(here.bob, "report", link="https://other.example")
        thanked(await here.send(form, category="harassment"), 1)
        if key is not None:
            await fd.until(lambda: any("offered again" in line for line in bot.output))
            said("\n".join(bot.output), key)
            said(await here.command(here.manager, "setup"), "setup-commands-behind")
        assert not any("Traceback" in line for line in bot.output)


async def test_a_start_that_changes_no_command_gives_none(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    async with running(fd, tmp_path):
        assert times_given(fd) == 1
        async with asyncio.timeout(PATIENCE):
            while not await counted(tmp_path, "registered_commands"):
                await asyncio.sleep(0.05)  # until it is noted that they were given
    async with running(fd, tmp_path):
        await here.set_up()
        assert times_given(fd) == 1
        unsaid(await here.command(here.manager, "setup"), "setup-commands-behind")
