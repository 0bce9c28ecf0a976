"""Starts of a bot that share one loading of its modules, which takes most of a start's time.

One process loads the modules and waits (`launch.py --fork`). For each start it forks: the new process runs the bot's own
script from its first line, with an environment, a folder and an output of its own, and is killed and waited for as any other.
"""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

LAUNCHER = Path(__file__).resolve().parent / "launch.py"

LONGEST_LINE = 1 << 20
"""Bytes of one line of output."""

_LAST_WORDS = 20  # seconds until it has ended what it started


def is_possible() -> bool:
    """Whether this system can: it forks, and tells when one of several processes has ended."""
    return hasattr(os, "fork") and hasattr(os, "pidfd_open") and hasattr(socket, "SOCK_SEQPACKET")


class Loaded:
    """The process that has the modules loaded. Forks of the process that made this may ask it, too."""

    def __init__(self, folder: Path, *modules: str) -> None:
        """`folder`: where the bot's script and these modules are."""
        self.folder = folder
        self._asking, answering = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with answering:
            self._process = subprocess.Popen(  # noqa: S603  (this Python, and a script of this folder)
                [sys.executable, str(LAUNCHER), "--fork", str(answering.fileno()), *modules],
                cwd=folder,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
                stdin=subprocess.DEVNULL,
                pass_fds=[answering.fileno()],
            )

    async def start(self, *target: str, environment: Mapping[str, str]) -> "Forked":
        """Start the script with its arguments; returns once the new process is there."""
        out = os.pipe()
        forked = await self._forked(out[1], target, environment, [])
        return Forked(*forked, (await _reader(out[0]))[0])

    async def run(
        self, *target: str, environment: Mapping[str, str], given: bytes = b""
    ) -> tuple[int, str, str]:
        """Run the script with its arguments until it ends; returns its exit status, what it wrote on standard output, and on
        standard error. `given`: what it reads on standard input.
        """
        with (
            tempfile.TemporaryFile() as reads,
            tempfile.TemporaryFile() as wrote,
            tempfile.TemporaryFile() as erred,
        ):
            reads.write(given)
            reads.seek(0)
            numbers = [os.dup(file.fileno()) for file in (wrote, erred, reads)]
            status = await Forked(*await self._forked(numbers[0], target, environment, numbers[1:])).wait()
            for file in (wrote, erred):
                file.seek(0)
            return status, wrote.read().decode(), erred.read().decode()

    async def _forked(
        self, out: int, target: Sequence[str], environment: Mapping[str, str], others: Sequence[int]
    ) -> "tuple[int, asyncio.StreamReader, asyncio.BaseTransport]":
        """Its number, where its end is told, and what is closed then. `others`: standard error and input, where they are others."""
        told = os.pipe()
        try:
            asked = json.dumps({"target": target, "environment": dict(environment)}).encode()
            socket.send_fds(self._asking, [asked], [out, told[1], *others])
        finally:
            for number in (out, told[1], *others):
                os.close(number)
        news, ending = await _reader(told[0])
        pid = await news.readline()
        if not pid:
            raise RuntimeError("the process that loads a bot's modules has ended")
        return int(pid), news, ending

    def close(self) -> None:
        """End it, and what it started. For who made this, once no fork of theirs is left that may ask."""
        self._asking.close()
        try:
            self._process.wait(_LAST_WORDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Forked:
    """A process that was started so, with as much of asyncio's `Process` as a test needs."""

    def __init__(
        self,
        pid: int,
        news: asyncio.StreamReader,
        ending: asyncio.BaseTransport,
        output: asyncio.StreamReader | None = None,
    ) -> None:
        """`news`: where its end is told; `ending`: what is closed then."""
        self.pid = pid
        self.stdout = output
        """What it writes, on standard output and standard error, where that is one stream."""
        self.returncode: int | None = None
        self._news = news
        self._closed_then = ending
        self._ending = asyncio.create_task(self._hear())

    async def _hear(self) -> int:
        status = await self._news.readline()
        self._closed_then.close()
        self.returncode = int(status) if status else -signal.SIGKILL
        return self.returncode

    async def wait(self) -> int:
        """Wait until it has ended; returns its exit status, or less than 0 for a signal."""
        return await asyncio.shield(self._ending)

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it is there."""
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill it."""
        self.send_signal(signal.SIGKILL)


async def _reader(number: int) -> tuple[asyncio.StreamReader, asyncio.BaseTransport]:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=LONGEST_LINE, loop=loop)
    pipe = os.fdopen(number, "rb", 0)
    transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader, loop=loop), pipe)
    return reader, transport
