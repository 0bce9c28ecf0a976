"""`bot.py move` on real processes: killed in the middle, refused while the bot runs, and the bot on the new database goes on
where it was on the old one.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests import postgres
from tests.process.on_disk import grown, opened, stand_still
from tests.process.reports.driver import Reports, reports, thanked
from tests.process.running import ROOT, bot_process, command_line, environment, running
from tests.process.scanning.driver import Scanning
from tests.process.server import server
from tests.wording import said, sentence

pytestmark = pytest.mark.process

_ROWS = 30_000  # so that the move takes longer than it takes to kill it


@pytest.fixture
def target(request: pytest.FixtureRequest, on: str, tmp_path: Path) -> str:
    """A new, empty database, of the other kind where the tests have both."""
    server = postgres.server() if "postgres" in request.config.getoption("databases") else None
    if server is None or on == "postgres":
        return f"sqlite:///{tmp_path / 'new.db'}"
    return asyncio.run(server.make(f"rowan_tests_moved_{os.getpid()}", "template0")).url


async def test_a_bot_goes_on_after_a_move_that_was_killed(
    fd: FakeDiscord, tmp_path: Path, target: str
) -> None:
    here = server(fd)
    desk = Reports(here)
    first = await here.post(here.bob, "see https://one.example/")
    async with running(fd, tmp_path):
        await here.set_up()
        thanked(await desk.report(here.alice, first), 1)
        await desk.card(1, reports(1))
        status, _, err = await command_line(tmp_path, "move", "--to", target)
        assert status == 2
        said(err, "move-alive")
    await grown(tmp_path, _ROWS)

    # Killed while it copies, once something is there.
    moving = await asyncio.create_subprocess_exec(
        sys.executable,
        "bot.py",
        *("move", "--to", target),
        cwd=ROOT,
        env={**os.environ, **environment(tmp_path)},
        stdout=asyncio.subprocess.PIPE,
    )
    assert moving.stdout is not None
    assert await moving.stdout.readline()
    moving.send_signal(signal.SIGKILL)
    await moving.communicate()
    assert moving.returncode == -signal.SIGKILL
    for database in ({}, {"DATABASE_URL": target}):
        bot = bot_process(fd, tmp_path, **database)
        await bot.start(wait_ready=False)
        assert bot.proc is not None
        assert await asyncio.wait_for(bot.proc.wait(), 60) == 2
        said("\n".join(bot.output), "database-half-moved" if database else "database-leaving")

    status, out, err = await command_line(tmp_path, "move", "--to", target)
    assert status == 0, err
    said(out, "move-done")
    async with running(fd, tmp_path, DATABASE_URL=target):
        await here.press(here.moderator, await desk.card(1), "case:1:claim")
        await desk.card(1, sentence("case-state-claimed"))
        said(await desk.press(here.moderator, 1, "reveal"), "reveal-title", case=1)
        thanked(await desk.report(here.alice, await here.post(here.bob, "https://two.example/")), 2)
        await desk.card(2, reports(1))


async def test_a_bot_that_waited_for_discord_while_its_database_was_moved_away_does_not_begin(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    """It had opened the database before, and has no lease yet by which the move could have known of it."""
    server(fd)
    async with running(fd, tmp_path):
        """The database is made."""
    port = fd.port
    await fd.stop()
    bot = bot_process(fd, tmp_path)
    await bot.start(wait_ready=False)
    waits = sentence("start-unreachable")
    await fd.until(lambda: any(waits.stands_in(line) for line in bot.output), what="it waits for Discord")
    status, _, err = await command_line(tmp_path, "move", "--to", f"sqlite:///{tmp_path / 'new.db'}")
    assert status == 0, err
    await fd.start(port)
    assert bot.proc is not None
    assert await asyncio.wait_for(bot.proc.wait(), 60) == 2
    said("\n".join(bot.output), "database-moved-away")


async def test_a_bot_that_stood_still_while_its_database_was_moved_away_writes_nothing_more_and_ends(
    fd: FakeDiscord, tmp_path: Path, target: str
) -> None:
    """Its lease ran out meanwhile: whoever moved the database took it for dead."""
    here = server(fd)
    scanner = Scanning(here)
    async with running(fd, tmp_path) as bot:
        await scanner.set_up()
        assert bot.proc is not None
        await stand_still(bot.proc.pid, tmp_path)
        stays = await scanner.post()
        status, _, err = await command_line(tmp_path, "move", "--to", target)
        assert status == 0, err
        written = await _noted(tmp_path)
        os.kill(bot.proc.pid, signal.SIGCONT)
        assert await asyncio.wait_for(bot.proc.wait(), 60) == 2
        said("\n".join(bot.output), "database-moved-away")
        assert fd.exists(stays), (
            "a removal of which nothing can be noted is left to the bot on the new database"
        )
        assert await _noted(tmp_path) == written


async def _noted(folder: Path) -> list[tuple[object, ...]]:
    """What a bot writes all the time, and what a listed link makes it write."""
    async with opened(folder) as database:
        rows = await database.read.all("SELECT name, expires_at FROM leases ORDER BY name")
        found = await database.read.all("SELECT id, outcome FROM detections ORDER BY id")
    return [tuple(row) for row in (*rows, *found)]
