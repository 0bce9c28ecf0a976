"""Running the bot under test as a subprocess."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any

from localdiscord.gateway import IDENTIFY
from localdiscord.interaction import PATIENCE
from localdiscord.loaded import LAUNCHER, LONGEST_LINE, Forked, Loaded
from localdiscord.server import FakeDiscord

LAST_WORDS = 20
"""Seconds for the rest of the output once the bot has ended."""


class BotProcess:
    """An unmodified bot, run through the launcher with `DISCORD_TOKEN` and the local Discord's address."""

    def __init__(
        self,
        fd: FakeDiscord,
        *target: str | Path,
        env: dict[str, str] | None = None,
        cwd: str | Path | None = None,
        python: str = sys.executable,
        log: str | Path | None = None,
        ready: str | None = None,
        loaded: Loaded | None = None,
    ) -> None:
        """`target`: "bot.py" and its arguments, or "-m", "package" and its arguments. `ready`: see `start`. `loaded`: who
        has its modules loaded already; without, each start loads them.
        """
        self.fd = fd
        self.target = [str(part) for part in target]
        self.env = env or {}
        self.cwd = Path(cwd) if cwd else None
        self.python = python
        self.log = Path(log) if log else None
        self.ready = ready
        self.loaded = loaded
        self.output: list[str] = []
        """The lines of all runs, stdout and stderr together."""
        self.proc: asyncio.subprocess.Process | Forked | None = None
        self._reader: asyncio.Task[None] | None = None

    @property
    def alive(self) -> bool:
        return self.proc is not None and self.proc.returncode is None

    async def start(
        self,
        timeout: float = PATIENCE,  # noqa: ASYNC109  (a test's limit, with its own message)
        wait_ready: bool = True,
        ready: str | None = None,
    ) -> "BotProcess":
        """Run it and wait until it is up; raises RuntimeError with its last lines if it exits instead.

        With `ready` (here or given to the constructor): until it has identified and printed a line that contains this.
        Without: until it has identified and then been quiet for the two seconds that discord.py waits for servers.
        """
        frames, lines = len(self.fd.gateway_log), len(self.output)
        self.proc = await self._spawn()
        self._reader = asyncio.create_task(self._read(self.proc))
        if not wait_ready:
            return self
        mark = self.ready if ready is None else ready

        def up() -> bool:
            self._check_running()
            identified = (
                any(frame["op"] == IDENTIFY for frame in self.fd.gateway_log[frames:]) and self.fd.live
            )
            said = mark is None or any(mark in line for line in self.output[lines:])
            return bool(identified and said)

        await self.fd.until(up, timeout, f"bot IDENTIFY{'' if mark is None else f' and {mark!r}'}")
        if mark is None:
            await self.fd.quiet(0.5)
            await asyncio.sleep(2.2)
            await self.fd.quiet(0.3)
        return self

    async def _spawn(self) -> asyncio.subprocess.Process | Forked:
        ours = {"PYTHONUNBUFFERED": "1", "DISCORD_TOKEN": self.fd.token, "FAKEDISCORD_URL": self.fd.url}
        environment = {**os.environ, **ours, **self.env}
        if self.loaded is not None:
            return await self.loaded.start(*self.target, environment=environment)
        return await asyncio.create_subprocess_exec(
            self.python,
            str(LAUNCHER),
            *self.target,
            cwd=self.cwd,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=LONGEST_LINE,
        )

    def _check_running(self) -> None:
        if not self.alive and self._reader and self._reader.done():
            code = self.proc and self.proc.returncode
            raise RuntimeError(f"bot exited {code}:\n" + "\n".join(self.output[-40:]))

    async def _read(self, proc: asyncio.subprocess.Process | Forked) -> None:
        assert proc.stdout is not None
        async for line in proc.stdout:
            self._note(line.decode(errors="replace").rstrip())
        await proc.wait()
        self.fd.changed.set()

    def _note(self, line: str) -> None:
        self.output.append(line)
        if self.log:
            with self.log.open("a", encoding="utf-8") as log:
                log.write(line + "\n")
        self.fd.changed.set()

    async def stop(self, timeout: float = PATIENCE, sig: int = signal.SIGINT) -> int | None:  # noqa: ASYNC109  (grace)
        """End it with SIGINT (as Ctrl-C) or the given signal, and with SIGKILL if it does not end.

        Returns the exit code.
        """
        if self.proc and self.alive:
            self.proc.send_signal(sig)
            try:
                await asyncio.wait_for(self.proc.wait(), timeout)
            except TimeoutError:
                self.proc.kill()
        return await self._ended()

    async def kill(self) -> None:
        """Kill it (SIGKILL), as in a crash. Returns when the process is gone."""
        if self.proc and self.alive:
            self.proc.kill()
        await self._ended()

    async def _ended(self) -> int | None:
        if self._reader:  # a child process of the bot could hold the pipe open
            await asyncio.wait([self._reader], timeout=LAST_WORDS)
        return self.proc.returncode if self.proc else None

    async def restart(self, crash: bool = False, **options: Any) -> None:
        """Stop it, or kill it, and start it again; `options` are those of `start`."""
        if crash:
            await self.kill()
        else:
            await self.stop()
        await self.start(**options)
