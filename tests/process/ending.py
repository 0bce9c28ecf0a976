"""Whether a process ends soon after a signal, however much else the machine has to do meanwhile."""

import asyncio
import contextlib
import signal
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from localdiscord import PATIENCE, BotProcess

SOON = 2.0  # seconds from a signal to the end in which the process may wait for something
_BETWEEN_LOOKS = 0.02
_AT_THE_DISK, _ENDED = "D", "Z"  # states of a thread, as Linux writes them


@dataclass(frozen=True)
class _Thread:
    busy: float
    """Seconds in which it ran, or waited for its turn."""
    at_the_disk: bool


@dataclass
class Idleness:
    """How long a process waited for something that is neither a processor nor the disk.

    A machine with more to do lengthens a process's turns and its waits for turns; Linux counts both of each thread. What is
    left is what the process itself chose to wait for: an answer, or its own patience.
    """

    process: int
    seconds: float = 0.0

    async def watch(self) -> None:
        """Look again and again until the process is gone."""
        at, before = time.monotonic(), self._threads()
        while before:
            await asyncio.sleep(_BETWEEN_LOOKS)
            now, threads = time.monotonic(), self._threads()
            if not any(each.at_the_disk for each in threads.values()):
                self.seconds += now - at
            # A wait for a turn is counted when the turn comes: it may be longer than the time between two looks.
            self.seconds -= sum(each.busy - before[n].busy for n, each in threads.items() if n in before)
            at, before = now, threads

    def _threads(self) -> dict[str, _Thread]:
        """The threads of the process by their ids; none once it has ended."""
        found = {}
        with contextlib.suppress(OSError):
            for folder in Path(f"/proc/{self.process}/task").iterdir():
                with contextlib.suppress(OSError):  # this thread has just ended
                    state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
                    running, waiting, _ = (folder / "schedstat").read_text().split()
                    if state != _ENDED:
                        busy = (int(running) + int(waiting)) / 1e9
                        found[folder.name] = _Thread(busy, at_the_disk=state == _AT_THE_DISK)
        return found


@contextlib.asynccontextmanager
async def idleness(process: int) -> AsyncIterator[Idleness]:
    """Measure how long a process is idle within the block."""
    idle = Idleness(process)
    watching = asyncio.create_task(idle.watch())
    await asyncio.sleep(0)
    try:
        yield idle
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


async def ends_soon(bot: BotProcess, sig: signal.Signals = signal.SIGTERM) -> None:
    """Send the signal: the process ends in order, and waits no longer for anything."""
    assert bot.proc is not None
    async with idleness(bot.proc.pid) as idle:
        assert await bot.stop(PATIENCE, sig) == 0
    assert idle.seconds < SOON, f"it waited for {idle.seconds:.1f} s: {bot.output[-5:]}"
    assert not any("Traceback" in line for line in bot.output), "\n".join(bot.output)
