"""`bot.py export --signed` beside a running bot, and killed while it prints."""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.lists.signed import Issue, Pinned, Record, Refused, read_signed
from localdiscord import FakeDiscord
from tests.process.lists.driver import Lists
from tests.process.running import ROOT, command_line, environment, operator, running
from tests.process.server import server

pytestmark = pytest.mark.process

ENTRIES = 4_000  # more than a pipe takes at once


def read(printed: bytes, pinned: Pinned | None = None) -> tuple[Issue, list[Record]]:
    issue = read_signed([printed], pinned, datetime.now(UTC) + timedelta(minutes=1))
    return issue, list(issue.records())


async def test_an_export_that_is_killed_while_it_prints_makes_no_second_file_with_its_number(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    lists = Lists(server(fd))
    export = ("export", "--server", lists.server.guild, "--signed")
    file = tmp_path / "list.txt"
    file.write_text("".join(f"a{number}.example\n" for number in range(ENTRIES)))
    async with running(fd, tmp_path):
        await lists.set_up()
        await operator(tmp_path, "import", str(file), "--server", lists.server.guild)
        _, out, _ = await command_line(tmp_path, *export)
        first, records = read(out.encode())
        assert len(records) >= ENTRIES
        killed = await asyncio.create_subprocess_exec(
            *(sys.executable, str(ROOT / "bot.py"), *export),
            cwd=ROOT,
            env=environment(tmp_path),
            stdout=asyncio.subprocess.PIPE,
        )
        assert killed.stdout is not None
        half = await killed.stdout.read(100)  # it prints, so it has committed
        killed.kill()
        await killed.communicate()
        with pytest.raises(Refused, match="cut"):
            read(half, first.pinned)
        _, out, _ = await command_line(tmp_path, *export)
    third, _ = read(out.encode(), first.pinned)
    assert (first.head.serial, third.head.serial) == (1, 3)
    assert third.head.before[1] == first.pinned.digest
