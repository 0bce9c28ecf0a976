"""`bot.py rotate-key` on real processes: beside a bot that works, killed in the middle, and what a start with a wrong key says."""

import asyncio
import base64
import os
import re
import signal
import sys
from pathlib import Path

import pytest

from db.engine.vault import Vault
from localdiscord import FakeDiscord
from tests.conftest import SECRET
from tests.process.on_disk import counted, opened
from tests.process.reports.driver import Reports, reports, thanked
from tests.process.running import ROOT, command_line, environment, running
from tests.process.server import server
from tests.wording import said

pytestmark = pytest.mark.process

_ROWS = 20_000  # so that it takes longer than it takes to kill it


def with_file(folder: Path) -> dict[str, str]:
    """The secret stands in a file, so that the new one is kept beside it."""
    file = folder / "secret"
    file.write_text(base64.b64encode(SECRET).decode())
    return {"SECRET_KEY": "", "SECRET_KEY_FILE": str(file)}


async def test_a_running_bot_goes_on_with_the_new_key_and_the_next_start_needs_it(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here, keys = server(fd), with_file(tmp_path)
    desk = Reports(here)
    first, second, third = [await here.post(here.bob, f"see https://{name}.example/") for name in "abc"]
    async with running(fd, tmp_path, **keys) as bot:
        await here.set_up()
        thanked(await desk.report(here.alice, first, details="before"), 1)
        await desk.card(1, reports(1))
        status, out, _ = await command_line(tmp_path, "rotate-key", **keys)
        assert status == 0, out
        (kept,) = tmp_path.glob("*.secret-key")
        assert kept.read_text().strip() in out
        thanked(await desk.report(here.alice, second, details="after"), 2)
        # Whoever reported before is known again, and what was sealed before opens.
        assert "before" in (await desk.reveal(here.moderator, 1)).text
        said(await desk.report(here.alice, first, details="again"), "report-thanks-added", case=1)
        await bot.restart()  # the settings still name the old key: the file holds the new one
        thanked(await desk.report(here.alice, third, details="later"), 3)
        assert "before" in (await desk.reveal(here.moderator, 1)).text
    Path(keys["SECRET_KEY_FILE"]).write_text(kept.read_text())
    kept.unlink()
    status, _, err = await command_line(tmp_path, "servers", **keys)
    assert (status, err) == (0, "")
    old = Vault(SECRET)
    async with opened(tmp_path) as database:
        for row in await database.read.all("SELECT * FROM reports"):
            assert row["reporter_sealed"][:4] != old.key_id
            assert row["reporter_key"] != old.member_key(row["server_id"], int(here.alice))


async def test_killed_in_the_middle_it_goes_on_and_a_bot_starts_meanwhile(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here, keys = server(fd), with_file(tmp_path)
    desk = Reports(here)
    message = await here.post(here.bob, "see https://a.example/")
    async with running(fd, tmp_path, **keys):
        await here.set_up()
        thanked(await desk.report(here.alice, message, details="before"), 1)
        await desk.card(1, reports(1))
    vault = Vault(SECRET)
    async with opened(tmp_path) as database, database.bulk() as tx:
        await tx.run_many(
            "INSERT INTO own_entries (id, server_id, pattern, kind, key, category, added_at, added_by_sealed) "
            "VALUES ($1, $2, $3, 'host', $3, 'scam', 1, $4)",
            [
                (
                    number,
                    int(here.guild),
                    f"{number}.example",
                    vault.seal("5", f"own_entries.added_by/{number}"),
                )
                for number in range(1000, 1000 + _ROWS)
            ],
        )
    rotating = await asyncio.create_subprocess_exec(
        *(sys.executable, "bot.py", "rotate-key"),
        cwd=ROOT,
        env={**os.environ, **environment(tmp_path, **keys)},
        stdout=asyncio.subprocess.PIPE,
    )
    left = (
        "own_entries WHERE substr(added_by_sealed, 1, 4) = (SELECT key_id FROM secret_in_use) AND id >= 1000"
    )
    async with asyncio.timeout(60):
        while await counted(tmp_path, left) in (0, _ROWS):
            await asyncio.sleep(0.005)
    rotating.send_signal(signal.SIGKILL)
    await rotating.communicate()
    assert 0 < await counted(tmp_path, left) < _ROWS
    async with running(fd, tmp_path, **keys):
        assert "before" in (await desk.reveal(here.moderator, 1)).text
        status, out, _ = await command_line(tmp_path, "rotate-key", **keys)
        assert status == 0, out
        said(out, "rotate-goes-on")
        assert "before" in (await desk.reveal(here.moderator, 1)).text
    assert len(list(tmp_path.glob("*.secret-key"))) == 1
    assert (
        await counted(
            tmp_path,
            "own_entries WHERE id >= 1000 AND substr(added_by_sealed, 1, 4) <> (SELECT key_id FROM secret_in_use)",
        )
        == 0
    )


async def test_a_wrong_key_is_a_sentence_and_status_2_and_nothing_is_changed(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    async with running(fd, tmp_path):
        pass
    wrong = base64.b64encode(b"w" * 32).decode()
    for command in ((), ("servers",), ("check-config",), ("rotate-key",)):
        status, out, err = await command_line(tmp_path, *command, SECRET_KEY=wrong, DISCORD_TOKEN="a.b.c")
        assert status == 2, (command, out, err)
        said(err, "database-other-secret")
        assert "Traceback" not in err + out
    unit = (ROOT / "docs" / "rowan.service").read_text()
    assert re.search(r"^RestartPreventExitStatus=2$", unit, re.MULTILINE)
