"""Starting and stopping the real process: what it needs, what it says, how it ends."""

import signal
import sqlite3
import time
from pathlib import Path

import pytest

from localdiscord import FakeDiscord, I
from tests.process.home import command_line, home, running

pytestmark = pytest.mark.process


async def test_every_fault_of_the_configuration_is_said_at_once(tmp_path: Path) -> None:
    status, out, err = await command_line(
        tmp_path,
        "check-config",
        DISCORD_TOKEN="",
        SECRET_KEY="c2hvcnQ=",
        LOG_LEVEL="LOUD",
        DATABASE_URL="mysql://x",
    )
    assert status == 2
    for name in ("DISCORD_TOKEN", "SECRET_KEY", "LOG_LEVEL", "DATABASE_URL"):
        assert name in err
    assert "discord.com/developers" in err
    assert "Traceback" not in err + out
    assert "c2hvcnQ=" not in err + out


async def test_running_without_a_configuration_ends_with_status_2(tmp_path: Path) -> None:
    status, _, err = await command_line(tmp_path, DISCORD_TOKEN="", SECRET_KEY="")
    assert status == 2
    assert "SECRET_KEY is missing" in err
    assert "Traceback" not in err


async def test_a_fine_configuration_is_said_to_be_fine(tmp_path: Path) -> None:
    status, out, _ = await command_line(tmp_path, "check-config", DISCORD_TOKEN="a.b.c")
    assert (status, "fine" in out) == (0, True)


async def test_support_resources_that_need_a_look_are_named(tmp_path: Path) -> None:
    (tmp_path / "help.toml").write_text(
        '[[resource]]\nname = "Old"\nphone = "116"\nverified_at = 2020-01-01\n'
    )
    status, out, err = await command_line(
        tmp_path, "check-config", DISCORD_TOKEN="a.b.c", SUPPORT_FILE=str(tmp_path / "help.toml")
    )
    assert (status, "fine" in out) == (0, True)
    assert '"Old" in help.toml was verified' in err


async def test_a_new_key_is_accepted(tmp_path: Path) -> None:
    _, key, _ = await command_line(tmp_path, "new-key")
    status, _, err = await command_line(
        tmp_path, "check-config", DISCORD_TOKEN="a.b.c", SECRET_KEY=key.strip()
    )
    assert status == 0, err


async def test_another_key_than_the_databases_is_refused(tmp_path: Path) -> None:
    await command_line(tmp_path, "check-config", DISCORD_TOKEN="a.b.c")
    _, key, _ = await command_line(tmp_path, "new-key")
    status, _, err = await command_line(
        tmp_path, "check-config", DISCORD_TOKEN="a.b.c", SECRET_KEY=key.strip()
    )
    assert status == 2
    assert "another SECRET_KEY" in err


@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGINT])
async def test_it_stops_in_order_on_a_signal(fd: FakeDiscord, tmp_path: Path, signal_number: int) -> None:
    home(fd)
    async with running(fd, tmp_path) as bot:
        begun = time.monotonic()
        assert await bot.stop(sig=signal_number) == 0
        assert time.monotonic() - begun < 10
        assert not any("Traceback" in line for line in bot.output)


async def test_a_refused_token_is_a_sentence(fd: FakeDiscord, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="does not accept DISCORD_TOKEN") as caught:
        async with running(fd, tmp_path, DISCORD_TOKEN="some.other.token"):
            pass
    assert "Traceback" not in str(caught.value)
    assert "exited 2" in str(caught.value)


async def test_without_message_content_it_starts_and_says_what_does_not_work(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    fd.approved = I.PRIVILEGED & ~I.CONTENT
    here = home(fd)
    async with running(fd, tmp_path) as bot:
        assert any("Message Content intent is off" in line for line in bot.output)
        await here.set_up()
        answer = await fd.slash(here.manager, here.general, "setup")
        assert "cannot read messages" in answer.text


async def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    await command_line(tmp_path, "check-config", DISCORD_TOKEN="a.b.c")
    with sqlite3.connect(tmp_path / "rowan.db") as database:
        database.execute("INSERT INTO schema_migrations (version, name, checksum) VALUES (999, 'later', 'x')")
    database.close()
    status, _, err = await command_line(tmp_path, DISCORD_TOKEN="a.b.c")
    assert status == 2
    assert "newer version" in err
    assert "Traceback" not in err


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "rowan.db").write_bytes(b"my diary " * 1000)
    status, _, err = await command_line(tmp_path, DISCORD_TOKEN="a.b.c")
    assert status == 2
    assert "not a SQLite database" in err
    assert (tmp_path / "rowan.db").read_bytes() == b"my diary " * 1000


async def test_a_database_in_a_place_that_is_no_folder_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    status, _, err = await command_line(
        tmp_path, DISCORD_TOKEN="a.b.c", DATABASE_URL=f"sqlite:///{tmp_path}/file/rowan.db"
    )
    assert status == 2
    assert "cannot be opened" in err
    assert "Traceback" not in err


async def test_a_held_database_is_a_sentence_not_a_hang(tmp_path: Path) -> None:
    await command_line(tmp_path, "check-config", DISCORD_TOKEN="a.b.c")
    holder = sqlite3.connect(tmp_path / "rowan.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    status, _, err = await command_line(tmp_path, "check-config", DISCORD_TOKEN="a.b.c")
    holder.close()
    assert status == 2
    assert "Traceback" not in err
    assert "database" in err
