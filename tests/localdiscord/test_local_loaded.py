"""Starts that share one loading of the bot's modules: each is a process of its own all the same."""

import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from localdiscord.loaded import Forked, Loaded, is_possible

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(
        not is_possible(), reason="this system has no way to tell of the end of several processes"
    ),
]

BOT = """
import os, signal, sys, heavy
heavy.said.append(sys.argv[1])
print(os.environ["WHO"], heavy.said, os.getpid(), __name__, flush=True)
if sys.argv[1] == "stays":
    signal.pause()
sys.exit(int(sys.argv[1]))
"""


@pytest.fixture
async def loaded(tmp_path: Path) -> AsyncIterator[Loaded]:
    (tmp_path / "heavy.py").write_text("said = []\nopen('loaded', 'a').write('x')\n")
    (tmp_path / "bot.py").write_text(BOT)
    made = Loaded(tmp_path, "heavy")
    yield made
    made.close()


async def begun(loaded: Loaded, who: str, what: str) -> Forked:
    environment = {**os.environ, "WHO": who, "FAKEDISCORD_URL": "http://127.0.0.1:9"}
    return await loaded.start("bot.py", what, environment=environment)


async def test_each_start_is_the_script_from_its_first_line_with_its_own_world(
    loaded: Loaded, tmp_path: Path
):
    one, other = await begun(loaded, "ann", "0"), await begun(loaded, "bob", "3")
    assert (await one.stdout.read()).decode() == f"ann ['0'] {one.pid} __main__\n"
    assert (await other.stdout.read()).decode() == f"bob ['3'] {other.pid} __main__\n"
    assert [await one.wait(), await other.wait()] == [0, 3]
    assert (tmp_path / "loaded").read_text() == "x"


async def test_what_it_did_not_catch_is_written_and_its_status_is_1(loaded: Loaded):
    process = await begun(loaded, "ann", "what is no number")
    assert "ValueError" in (await process.stdout.read()).decode()
    assert await process.wait() == 1


async def test_it_is_killed_as_any_other(loaded: Loaded):
    process, other = await begun(loaded, "ann", "stays"), await begun(loaded, "bob", "stays")
    await process.stdout.readline()
    process.kill()
    assert await process.wait() == -signal.SIGKILL
    process.send_signal(signal.SIGTERM)  # does nothing any more
    assert await process.stdout.read() == b""
    assert other.returncode is None
    other.send_signal(signal.SIGTERM)
    assert await other.wait() == -signal.SIGTERM


async def test_what_still_runs_ends_with_it(loaded: Loaded):
    process = await begun(loaded, "ann", "stays")
    await process.stdout.readline()
    loaded.close()
    assert await process.stdout.read() == b""
    assert await process.wait() == -signal.SIGKILL


async def test_one_that_is_run_to_its_end_has_three_streams(loaded: Loaded, tmp_path: Path):
    (tmp_path / "asks.py").write_text(
        "import sys\nprint(sys.stdin.read().upper())\nprint('no', file=sys.stderr)\nsys.exit('a word')\n"
    )
    ran = await loaded.run("asks.py", environment=os.environ, given=b"who")
    assert ran == (1, "WHO\n", "no\na word\n")


async def test_what_ends_waits_for_its_threads_and_does_what_it_registered(loaded: Loaded, tmp_path: Path):
    (tmp_path / "late.py").write_text(
        "import atexit, threading\natexit.register(print, 'last')\n"
        "threading.Thread(target=lambda: (threading.main_thread().join(), print('thread'))).start()\n"
    )
    assert await loaded.run("late.py", environment=os.environ) == (0, "thread\nlast\n", "")
