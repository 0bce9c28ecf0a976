"""The database cannot be written for a while: its disk is full, refuses, or another program holds it. People hear so, the log says it
once, and all goes on by itself.
"""

import asyncio
import contextlib
import resource
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from localdiscord import BotProcess, FakeDiscord
from tests.process.base.faults.disks import full, only_reads, small_disk
from tests.process.base.faults.telling import told
from tests.process.on_disk import counted, held_by_another_program
from tests.process.reports.driver import Reports, reports, thanked
from tests.process.running import bot_process, running
from tests.process.scanning.driver import Scanning
from tests.process.server import server
from tests.wording import sentence

pytestmark = pytest.mark.process

_NOT_DONE = (sentence("error-storage-busy"), sentence("error-storage-in-doubt"))
_TRIES = 6  # of people, while nothing can be kept


async def _degraded_and_well_again(
    fd: FakeDiscord,
    folder: Path,
    bot: BotProcess,
    desk: Reports,
    fault: contextlib.AbstractAsyncContextManager[None],
) -> None:
    """People try to report while nothing can be kept; afterwards they can, without a restart, and nothing was lost or doubled."""
    here = desk.server
    messages = [await here.post(here.bob, f"no link {number}") for number in range(_TRIES + 2)]
    thanked(await desk.report(here.alice, messages[0]), 1)
    await desk.card(1, reports(1))
    forms = [await desk.form_about(here.alice, messages[1])]
    async with fault:
        refused = 0
        for _ in range(_TRIES):
            if not forms[0].modal:
                break
            answer = await (await fd.submit_modal(forms[0], {"category": "harassment"})).finished()
            refused += any(each.stands_in(answer) for each in _NOT_DONE)
            if refused and any("lease could not be renewed" in line for line in bot.output):
                break
        assert refused, "whoever reports hears that it was not kept"
        await fd.until(lambda: any("lease could not be renewed" in line for line in bot.output))
        assert bot.alive
    await fd.until(lambda: any("takes what is written again" in line for line in bot.output))
    answer = await desk.report(here.alice, messages[-1])
    before = await counted(folder, "cases")
    assert sentence("report-thanks").stands_in(answer), answer.text
    await desk.card(before, reports(1))
    assert await counted(folder, "cases WHERE message_id IS NULL") == 0
    often = {line: count for line, count in told(bot).items() if count > 1 and "lease" not in line}
    assert not often, "each trouble is told once"
    assert "Traceback" not in "\n".join(bot.output)


async def test_another_program_holds_the_database(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    async with running(fd, tmp_path) as bot:
        await here.set_up()
        await _degraded_and_well_again(fd, tmp_path, bot, Reports(here), held_by_another_program(tmp_path))


@contextlib.asynccontextmanager
async def _refusing(bot: BotProcess, folder: Path) -> AsyncIterator[None]:
    """No file of the process may grow beyond what it has: the system refuses what is written."""
    assert bot.proc is not None
    usual = resource.prlimit(bot.proc.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(bot.proc.pid, resource.RLIMIT_FSIZE, (4096, usual[1]))
    try:
        yield
    finally:
        resource.prlimit(bot.proc.pid, resource.RLIMIT_FSIZE, usual)


@pytest.mark.sqlite
async def test_a_disk_that_refuses_what_is_written(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    async with running(fd, tmp_path) as bot:
        await here.set_up()
        await _degraded_and_well_again(fd, tmp_path, bot, Reports(here), _refusing(bot, tmp_path))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk") as place:
        yield place


@pytest.mark.sqlite
async def test_a_full_disk(fd: FakeDiscord, disk: Path) -> None:
    here = server(fd)
    async with running(fd, disk) as bot:
        bot.log = None  # the log of the test is not on that disk
        await here.set_up()
        await _degraded_and_well_again(fd, disk, bot, Reports(here), full(disk))


@pytest.mark.sqlite
async def test_a_disk_that_only_reads_is_a_sentence_at_the_start(fd: FakeDiscord, disk: Path) -> None:
    async with running(fd, disk) as bot:
        bot.log = None
    with only_reads(disk):
        bot = bot_process(fd, disk)
        bot.log = None
        await bot.start(wait_ready=False)
        assert bot.proc is not None
        assert await asyncio.wait_for(bot.proc.wait(), 60) == 2
    shown = "\n".join(bot.output)
    keys = ("database-cannot-write", "database-cannot-open")
    assert any(sentence(key).stands_in(shown) for key in keys), shown


async def test_removals_go_on_where_they_can_be_noted_again(fd: FakeDiscord, tmp_path: Path) -> None:
    """A listed link that was posted while nothing could be kept is removed afterwards."""
    here = server(fd)
    scanner = Scanning(here)
    async with running(fd, tmp_path) as bot:
        await scanner.set_up()
        async with held_by_another_program(tmp_path):
            await fd.until(lambda: any("lease could not be renewed" in line for line in bot.output))
            late = await scanner.post()
        await here.removed(late)
        await scanner.card(sentence("detection-title-removed"))
