"""`bot.py backup` and `bot.py restore` on real processes: beside a bot that works, killed in the middle, on a disk that takes no
more; and the bot goes on from what was put back.
"""

import asyncio
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.process.on_disk import counted, grown, opened
from tests.process.reports.driver import Reports, reports, thanked
from tests.process.running import ROOT, command_line, environment, running
from tests.process.scanning.driver import Scanning
from tests.process.server import server
from tests.wording import said, sentence

pytestmark = pytest.mark.process

_ROWS = 20_000  # so that a restore takes longer than it takes to kill it


async def test_a_bot_goes_on_from_a_backup_that_was_made_while_it_worked(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here, made = server(fd), tmp_path / "made.backup"
    desk, scanner = Reports(here), Scanning(here)
    async with running(fd, tmp_path):
        await scanner.set_up()
        thanked(await desk.report(here.alice, await here.post(here.bob, "one")), 1)
        await desk.card(1, reports(1))
        saved, *removed = await asyncio.gather(
            command_line(tmp_path, "backup", str(made)), *(scanner.post() for _ in range(5))
        )
        status, out, err = saved
        assert status == 0, err
        said(out, "backup-done", path=str(made))
        for message in removed:
            await here.removed(message)
        thanked(await desk.report(here.alice, await here.post(here.bob, "two")), 2)
        await desk.card(2, reports(1))
        status, _, err = await command_line(tmp_path, "restore", str(made), "--force")
        assert status == 2
        said(err, "restore-alive")
    folder = {"BACKUPS_FOLDER": str(tmp_path / "backups")}
    status, out, err = await command_line(tmp_path, "restore", str(made), "--force", **folder)
    assert status == 0, err
    said(out, "restore-done")
    async with running(fd, tmp_path):
        await here.press(here.moderator, await desk.card(1), "case:1:claim")
        await desk.card(1, sentence("case-state-claimed"))
        # The second case is not known any more; its number is given to no other.
        thanked(await desk.report(here.alice, await here.post(here.bob, "three")), 3)
        await desk.card(3, reports(1))
        await here.removed(await scanner.post())


async def _killed_after(folder: Path, seconds: float, *arguments: str) -> bool:
    """Run the command and kill it after so long; whether it was killed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "bot.py",
        *arguments,
        cwd=ROOT,
        env={**os.environ, **environment(folder), "BACKUPS_FOLDER": str(folder / "backups")},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    await process.stdout.readline()  # it has looked at the backup
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), seconds)
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGKILL)
    await process.communicate()
    return process.returncode == -signal.SIGKILL


async def test_killed_at_any_moment_it_leaves_what_was_there_or_what_was_put_back(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here, made = server(fd), tmp_path / "made.backup"
    async with running(fd, tmp_path):
        await here.set_up()
    await grown(tmp_path, _ROWS)
    status, _, err = await command_line(tmp_path, "backup", str(made))
    assert status == 0, err
    async with opened(tmp_path) as database, database.bulk() as tx:
        await tx.run("DELETE FROM list_changes")
        await tx.run("INSERT INTO servers (id, pseudonym) VALUES (7, 'later')")
    killed, found = 0, set()
    for moment in range(6):
        killed += await _killed_after(tmp_path, moment * 0.15, "restore", str(made), "--force")
        changes = await counted(tmp_path, "list_changes")
        later = await counted(tmp_path, "servers WHERE id = 7")
        assert (changes, later) in {(0, 1), (_ROWS, 0)} or changes > _ROWS, "it is half"
        found.add(later)
    assert killed
    status, _, err = await command_line(
        tmp_path, "restore", str(made), "--force", BACKUPS_FOLDER=str(tmp_path / "backups")
    )
    assert status == 0, err
    assert await counted(tmp_path, "servers WHERE id = 7") == 0
    async with running(fd, tmp_path):
        """It starts."""


@pytest.mark.sqlite
async def test_a_disk_that_takes_no_more_leaves_no_half_file_and_the_database_as_it_was(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    """No file may become longer than half of the database: what is written fails in the middle, as on a full disk."""
    async with running(fd, tmp_path):
        """The database is made."""
    await grown(tmp_path, _ROWS)
    made, more = tmp_path / "made.backup", {"BACKUPS_FOLDER": str(tmp_path / "backups")}
    assert (await command_line(tmp_path, "backup", str(made)))[0] == 0
    before = await counted(tmp_path, "list_changes")
    most = (tmp_path / "rowan.db").stat().st_size // 2

    async def bounded(*arguments: str) -> tuple[int, str]:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "bot.py",
            *arguments,
            cwd=ROOT,
            env={**os.environ, **environment(tmp_path), **more},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        )
        _, err = await process.communicate()
        return process.returncode or 0, err.decode()

    for arguments in (("backup",), ("restore", str(made), "--force")):
        status, err = await bounded(*arguments)
        assert status == 2, err
        said(err, "backup-disk")
        assert "Traceback" not in err
        assert not [path for path in (tmp_path / "backups").iterdir() if path.stat().st_size]
    assert await counted(tmp_path, "list_changes") == before
    async with running(fd, tmp_path):
        """It starts."""
