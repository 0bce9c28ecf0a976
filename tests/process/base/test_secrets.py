"""No secret of the operator's, and no token of an interaction, stands where somebody could read it: the log at its most talkative,
the list of processes, an answer of the command line, an image of the memory.
"""

import base64
from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.conftest import SECRET
from tests.process.running import command_line, running
from tests.process.server import server

pytestmark = pytest.mark.process

KEY = base64.b64encode(SECRET).decode()
PASSWORD = "hunter2-hunter2"


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="this system has no /proc")
async def test_a_bot_that_is_used_and_meets_faults_shows_no_secret(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    async with running(fd, tmp_path, LOG_LEVEL="DEBUG") as bot:
        await here.set_up()
        # Discord does not take answers, which are logged with the addresses that hold their tokens.
        for status in (429, 500):
            fd.inject("POST", "/interactions/*", status=status)
            await (await fd.slash(here.alice, here.general, "support")).finished()
        assert bot.proc is not None
        of_process = Path("/proc") / str(bot.proc.pid)
        shown = [(of_process / name).read_bytes() for name in ("cmdline", "comm", "status")]
        limits = (of_process / "limits").read_text(encoding="utf-8")
    (core,) = [line.split() for line in limits.splitlines() if line.startswith("Max core file size")]
    assert core[4:6] == ["0", "0"]
    log = "\n".join(bot.output)
    assert "DEBUG" in log
    told = [log, *(each.decode(errors="replace") for each in shown)]
    assert fd.interactions
    for secret in (fd.token, KEY, repr(SECRET)[2:-1], *fd.interactions):
        assert not [each for each in told if secret in each]


@pytest.mark.no_database
@pytest.mark.parametrize("arguments", [("check-config",), ("servers",), ()])
async def test_no_command_says_a_secret_where_the_database_cannot_be_reached(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    url = f"postgresql://rowan:{PASSWORD}@127.0.0.1:9/rowan"
    token = "MTE4NzMxMDA0NDU1MjkyMTIzNA.GhT4kQ.abcdefghijklmnopqrstuvwxyz0123456789AB"  # made here
    status, out, err = await command_line(tmp_path, *arguments, DATABASE_URL=url, DISCORD_TOKEN=token)
    assert status == 2
    for secret in (PASSWORD, token, KEY):
        assert secret not in out + err
