"""`bot.py import` and `export` beside a running bot, and killed in the middle."""

import asyncio
import json
import os
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.process.lists.driver import Lists
from tests.process.running import ROOT, command_line, environment, operator, running
from tests.process.server import server
from tests.wording import said, sentence, unsaid

pytestmark = pytest.mark.process

SERVER = "123456789012345678"


async def test_what_is_imported_acts_in_the_running_bot(fd: FakeDiscord, tmp_path: Path) -> None:
    lists = Lists(server(fd))
    guild = lists.server.guild
    file = tmp_path / "list.txt"
    file.write_text("# hosts\n0.0.0.0 forum.example\n0.0.0.0 other.example\n0.0.0.0 com.\n")
    async with running(fd, tmp_path):
        await lists.set_up()
        status, out, err = await command_line(tmp_path, "import", str(file), "--server", guild)
        assert status == 1, err
        said(out, "import-refused", count=1)
        said(err, "import-faults", option="--partial")
        await lists.lets_stand("https://forum.example/1")
        said(
            await operator(tmp_path, "import", str(file), "--server", guild, "--partial", "--dry-run"),
            "import-dry",
        )
        await lists.lets_stand("https://forum.example/2")
        done = await operator(
            tmp_path, "import", str(file), "--server", guild, "--partial", "--category", "hate"
        )
        said(done, "import-done", added=2, known=0, refused=1, beyond=0)
        await lists.comes_to_remove("hxxps://forum[.]example/3")
        exported = json.loads(await operator(tmp_path, "export", "--server", guild, "--format", "json"))
        patterns = {entry["pattern"]: entry["category"] for entry in exported["entries"]}
        assert patterns | {"forum.example": "hate", "other.example": "hate"} == patterns
        said(
            await operator(tmp_path, "import", str(file), "--server", guild, "--undo"),
            "import-undone",
            count=2,
        )
        await lists.lets_stand("https://forum.example/4")


@pytest.mark.sqlite
async def test_an_import_that_is_killed_is_said_and_goes_on(fd: FakeDiscord, tmp_path: Path) -> None:
    async with running(fd, tmp_path):
        pass  # the database is there
    file = tmp_path / "list.csv"
    count = 40_000
    file.write_text("domain\n" + "".join(f"host-{number}.example\n" for number in range(count)))
    arguments = ("import", str(file), "--server", SERVER)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "bot.py",
        *arguments,
        cwd=ROOT,
        env={**os.environ, **environment(tmp_path)},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    with closing(sqlite3.connect(tmp_path / "rowan.db")) as looking:
        while not (row := looking.execute("SELECT position FROM imports WHERE position > 0").fetchone()):
            assert process.returncode is None
            await asyncio.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        await process.wait()
        position, state = looking.execute("SELECT position, state FROM imports").fetchone()
        (entries,) = looking.execute("SELECT count(*) FROM own_entries").fetchone()
    assert row[0] <= position < count, "it was killed in the middle"
    assert (state, entries) == ("running", position)
    for command in (("servers",), ("check-config",)):
        _, out, _ = await command_line(tmp_path, *command, DISCORD_TOKEN="a.b.c")
        assert sentence("import-where-server", server=SERVER).stands_in(out), command
        assert str(position) in out.replace(",", "").replace("\u2068", ""), command
    done = await operator(tmp_path, *arguments)
    said(done, "import-goes-on", position=position, entries=count)
    said(done, "import-done", added=count, known=0, refused=0, beyond=0)
    unsaid(await operator(tmp_path, "servers"), "import-where-server")
    exported = await operator(tmp_path, "export", "--server", SERVER)
    assert len([line for line in exported.splitlines() if not line.startswith("#")]) == count


async def test_what_is_no_list_is_a_sentence(fd: FakeDiscord, tmp_path: Path) -> None:
    async with running(fd, tmp_path):
        pass
    for name, data, status, key in (
        ("page.html", b"<!doctype html><html></html>", 1, "import-is-page"),
        ("broken.json", b'["a.example", "b.example', 1, "import-json-broken"),
        ("empty.txt", b"", 1, "import-is-empty"),
        ("gone.txt", None, 2, "import-cannot-read"),
    ):
        file = tmp_path / name
        if data is not None:
            file.write_bytes(data)
        code, _, err = await command_line(tmp_path, "import", str(file), "--shared")
        assert code == status, (name, err)
        said(err, key)
        assert "Traceback" not in err
