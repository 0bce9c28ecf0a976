"""What `tests/process/ending.py` takes for waiting: not what a loaded machine does to a process."""

import asyncio
import sys

import pytest

from tests.process.ending import idleness

pytestmark = [pytest.mark.process, pytest.mark.no_database]

WORKS = "import time\nwhile time.process_time() < 1: pass"
WAITS = "import time; time.sleep(1)"


@pytest.mark.parametrize(("program", "waits"), [(WORKS, False), (WAITS, True)])
async def test_who_works_is_not_idle_and_who_sleeps_is(program: str, waits: bool) -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", program)
    async with idleness(process.pid) as idle:
        await process.wait()
    assert (idle.seconds > 0.5) == waits
