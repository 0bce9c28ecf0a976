"""Starting and stopping the real process: what it needs, what it says, how it ends."""

import asyncio
import base64
import contextlib
import os
import shutil
import signal
import sqlite3
import sys
from pathlib import Path

import pytest

from localdiscord import FakeDiscord, I
from tests.process.ending import ends_soon
from tests.process.on_disk import (
    everything_on_disk,
    held_by_another_program,
    mark_as_newer,
    take_back_last_migration,
)
from tests.process.running import ROOT, command_line, running
from tests.process.server import server
from tests.wording import said, unsaid

pytestmark = pytest.mark.process


@pytest.mark.no_database
async def test_every_fault_of_the_configuration_is_said_at_once(tmp_path: Path) -> None:
    status, out, err = await command_line(
        tmp_path,
        "check-config",
        alone=True,
        DISCORD_TOKEN="",
        SECRET_KEY="c2hvcnQ=",
        LOG_LEVEL="LOUD",
        DATABASE_URL="mysql://x",
    )
    assert status == 2
    for key in (
        "config-faults",
        "config-token-missing",
        "config-secret-malformed",
        "config-database-malformed",
    ):
        said(err, key)
    said(err, "config-level-unknown", level="LOUD")
    assert "Traceback" not in err + out
    assert "c2hvcnQ=" not in err + out


@pytest.mark.no_database
async def test_running_without_a_configuration_ends_with_status_2(tmp_path: Path) -> None:
    status, _, err = await command_line(tmp_path, alone=True, DISCORD_TOKEN="", SECRET_KEY="")
    assert status == 2
    said(err, "config-secret-missing")
    assert "Traceback" not in err


@pytest.mark.sqlite
async def test_a_fine_configuration_is_said_to_be_fine(tmp_path: Path) -> None:
    status, out, _ = await command_line(tmp_path, "check-config", alone=True, DISCORD_TOKEN="a.b.c")
    assert status == 0
    said(out, "config-fine")
    said(out, "database-will-be-made")
    assert not (tmp_path / "rowan.db").exists()


@pytest.mark.no_database
async def test_a_link_engine_without_its_compiled_part_is_said_in_a_line(tmp_path: Path) -> None:
    _, out, _ = await command_line(
        tmp_path, "check-config", alone=True, DISCORD_TOKEN="a.b.c", ROWAN_NO_EXTENSIONS="1"
    )
    said(out, "start-links-in-python")
    said(out, "config-fine")


@pytest.mark.sqlite
async def test_what_the_next_start_does_with_the_database_is_said_and_not_done(
    tmp_path: Path, migrated_file: Path
) -> None:
    await _used_before(tmp_path, migrated_file)
    fine = await command_line(tmp_path, "check-config", DISCORD_TOKEN="a.b.c")
    assert fine[0] == 0
    said(fine[1], "database-as-it-is")
    take_back_last_migration(tmp_path)
    before = await everything_on_disk(tmp_path)
    status, out, _ = await command_line(tmp_path, "check-config", DISCORD_TOKEN="a.b.c")
    assert status == 0
    said(out, "database-will-be-migrated")
    assert await everything_on_disk(tmp_path) == before
    assert not list(tmp_path.glob("*.before-*"))
    status, _, err = await command_line(tmp_path, "servers")
    said(err, "database-copy-kept")
    assert len(list(tmp_path.glob("*.before-*"))) == 1


async def _used_before(folder: Path, migrated_file: Path) -> None:
    """A database is there that was used with this key."""
    shutil.copyfile(migrated_file, folder / "rowan.db")
    await command_line(folder, "servers")


async def at_its_first_line(process: asyncio.subprocess.Process) -> None:
    """Wait until the interpreter, which catches SIGINT itself, has come to the first line of `bot.py`.

    Where it was there between two looks, what `bot.py` imports next is loaded; half a minute at most, where that tells nothing.
    """
    about, caught = Path(f"/proc/{process.pid}"), False
    for _ in range(30_000):
        mask = next(line for line in (about / "status").read_text().splitlines() if line.startswith("SigCgt"))
        catches = bool(int(mask.split()[1], 16) & 1 << (signal.SIGINT - 1))
        if not catches and (caught or "/_asyncio." in (about / "maps").read_text()):
            return
        caught = caught or catches
        await asyncio.sleep(0.001)


@pytest.mark.no_database
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks Linux which signals are caught")
@pytest.mark.parametrize("after", [0.0, 0.05, 0.1, 0.2, 0.4, 0.7])
async def test_ctrl_c_in_the_first_second_is_quiet(tmp_path: Path, after: float) -> None:
    (tmp_path / "rules").write_text("forum.example\n")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "bot.py", "check", "--rules", str(tmp_path / "rules")),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    await at_its_first_line(process)
    await asyncio.sleep(after)
    process.send_signal(signal.SIGINT)
    out, _ = await asyncio.wait_for(process.communicate(), 60)
    assert (out, process.returncode) == (b"", -signal.SIGINT)


@pytest.mark.no_database
async def test_support_resources_that_need_a_look_are_named(tmp_path: Path) -> None:
    (tmp_path / "help.toml").write_text(
        '[[resource]]\nname = "Old"\nphone = "116"\nverified_at = 2020-01-01\n'
    )
    status, out, err = await command_line(
        tmp_path, "check-config", DISCORD_TOKEN="a.b.c", SUPPORT_FILE=str(tmp_path / "help.toml")
    )
    assert status == 0
    said(out, "config-fine")
    said(err, "support-entry-stale", name="Old", file="help.toml")


@pytest.mark.no_database
async def test_a_new_key_is_accepted(tmp_path: Path) -> None:
    _, key, _ = await command_line(tmp_path, "new-key", alone=True)
    status, _, err = await command_line(
        tmp_path, "check-config", DISCORD_TOKEN="a.b.c", SECRET_KEY=key.strip()
    )
    assert status == 0, err


async def test_another_key_than_the_databases_is_refused(tmp_path: Path, migrated_file: Path) -> None:
    await _used_before(tmp_path, migrated_file)
    other = base64.b64encode(bytes(32)).decode()
    status, _, err = await command_line(tmp_path, "check-config", DISCORD_TOKEN="a.b.c", SECRET_KEY=other)
    assert status == 2
    said(err, "database-other-secret")


@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGINT])
async def test_it_stops_in_order_on_a_signal(
    fd: FakeDiscord, tmp_path: Path, signal_number: signal.Signals
) -> None:
    server(fd)
    async with running(fd, tmp_path, alone=True) as bot:
        await ends_soon(bot, signal_number)


async def test_a_refused_token_is_a_sentence(fd: FakeDiscord, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="exited 2") as caught:
        async with running(fd, tmp_path, DISCORD_TOKEN="some.other.token"):
            pass
    assert "Traceback" not in str(caught.value)
    said(caught.value, "config-token-refused")


async def test_without_message_content_it_starts_and_says_what_does_not_work(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    fd.approved = I.PRIVILEGED & ~I.CONTENT
    here = server(fd)
    async with running(fd, tmp_path, alone=True) as bot:
        said("\n".join(bot.output), "start-no-message-content")
        await here.set_up()
        said(await here.command(here.manager, "setup"), "setup-no-message-content")


async def test_a_newer_database_is_refused(tmp_path: Path, migrated_file: Path) -> None:
    shutil.copyfile(migrated_file, tmp_path / "rowan.db")
    await mark_as_newer(tmp_path)
    for command in ([], ["check-config"]):
        status, _, err = await command_line(tmp_path, *command, DISCORD_TOKEN="a.b.c")
        assert status == 2
        said(err, "database-newer", found=999)
        assert "Traceback" not in err


def _a_diary(path: Path, _: Path) -> None:
    path.write_bytes(b"my diary " * 1000)


def _another_programs(path: Path, _: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as theirs, theirs:
        theirs.execute("CREATE TABLE bookmarks (url TEXT)")


def _a_part_of_it(path: Path, whole: Path) -> None:
    path.write_bytes(whole.read_bytes()[:20_000])


def _with_a_torn_page(path: Path, whole: Path) -> None:
    with contextlib.closing(sqlite3.connect(whole)) as looking:
        (page,) = looking.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'schema_migrations'"
        ).fetchone()
        (size,) = looking.execute("PRAGMA page_size").fetchone()
    written = bytearray(whole.read_bytes())
    written[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(written)


NOT_ROWANS = {
    "database-not-sqlite": _a_diary,
    "database-foreign": _another_programs,
    "database-damaged": _a_part_of_it,
    "torn": _with_a_torn_page,
}


@pytest.mark.sqlite
@pytest.mark.parametrize("command", [["check-config"], ["servers"], []], ids=str)
@pytest.mark.parametrize("key", NOT_ROWANS)
async def test_what_is_not_rowans_database_is_refused_and_left_alone(
    tmp_path: Path, migrated_file: Path, key: str, command: list[str]
) -> None:
    path = tmp_path / "rowan.db"
    NOT_ROWANS[key](path, migrated_file)
    before = path.read_bytes()
    status, out, err = await command_line(tmp_path, *command, DISCORD_TOKEN="a.b.c")
    assert status == 2
    said(err, "database-damaged" if key == "torn" else key)
    unsaid(out, "config-fine")
    assert "Traceback" not in err
    assert path.read_bytes() == before


@pytest.mark.sqlite
async def test_a_folder_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "rowan.db").mkdir()
    status, _, err = await command_line(tmp_path, "check-config", DISCORD_TOKEN="a.b.c")
    assert status == 2
    said(err, "database-no-file")


@pytest.mark.sqlite
@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
async def test_a_database_that_rowan_may_not_read_is_a_sentence(tmp_path: Path, migrated_file: Path) -> None:
    shutil.copyfile(migrated_file, tmp_path / "rowan.db")
    (tmp_path / "rowan.db").chmod(0)
    status, _, err = await command_line(tmp_path, "check-config", DISCORD_TOKEN="a.b.c")
    assert status == 2
    said(err, "database-cannot-open")


@pytest.mark.sqlite
async def test_a_database_in_a_place_that_is_no_folder_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    status, _, err = await command_line(
        tmp_path, DISCORD_TOKEN="a.b.c", DATABASE_URL=f"sqlite:///{tmp_path}/file/rowan.db"
    )
    assert status == 2
    said(err, "database-cannot-open")
    assert "Traceback" not in err


@pytest.mark.sqlite
async def test_a_held_database_is_a_sentence_not_a_hang(tmp_path: Path, migrated_file: Path) -> None:
    await _used_before(tmp_path, migrated_file)
    async with held_by_another_program(tmp_path):
        status, _, err = await command_line(tmp_path, "check-config", DISCORD_TOKEN="a.b.c")
    assert status == 2
    assert "Traceback" not in err
    said(err, "database-cannot-write")
