"""The process under test, or several on one database: of this tree, or of another folder that holds a bot.py."""

import asyncio
import base64
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from localdiscord import BotProcess, FakeDiscord
from localdiscord.loaded import Loaded
from tests.crash.stored import Stored

_SECRET = bytes(range(32))
_LIMITS = ("REPORTS_IN_5_MINUTES", "REPORTS_IN_AN_HOUR", "REPORTS_IN_A_DAY")
_START = 60.0  # seconds; Discord misbehaves meanwhile


@dataclass
class Bot:
    """Starts it, whatever it takes, and kills it. Of several, one is killed at a time; `process` is the one that is next."""

    fd: FakeDiscord
    code: Path  # the folder of bot.py
    folder: Path  # of the log
    stored: Stored
    loaded: Loaded | None = None  # who has loaded the code, for starts that take less
    processes: int = 1  # as many shards are there
    ended: list[str] = field(default_factory=list)  # last words of starts that ended by themselves
    process: BotProcess = field(init=False)
    _all: list[BotProcess] = field(init=False)

    def __post_init__(self) -> None:
        sharding = self.fd.sharding
        sharding.recommended = sharding.max_concurrency = self.processes
        sharding.enforced = self.processes > 1
        self._all = [self._made(number) for number in range(self.processes)]
        self.process = self._all[0]

    def _made(self, number: int) -> BotProcess:
        return BotProcess(
            self.fd,
            "bot.py",
            cwd=self.code,
            env=self._environment(),
            python=sys.executable,
            log=self.folder / f"bot{number or ''}.log",
            ready="ready:",
            loaded=self.loaded,
        )

    @property
    def up(self) -> bool:
        """Whether each shard is heard."""
        heard = {session.shard[0] for session in self.fd.live}
        return any(each.alive for each in self._all) and heard == set(range(self.processes))

    def choose(self, dice: Random) -> None:
        """Choose who is killed next."""
        self.process = dice.choice(self._all)

    async def start(self) -> None:
        """Start what does not run as a service manager does: again where it ended by itself."""
        if self.processes > 1 and not any(each.alive for each in self._all):
            await self._all[0].start(timeout=_START)  # alone it makes the tables
        begun = {number: len(each.output) for number, each in enumerate(self._all) if not each.alive}
        for number in begun:
            await self._start(self._all[number])
        if self.processes > 1:  # as many shards as processes: each comes to have one
            async with asyncio.timeout(_START):
                while not all(_is_ready(self._all[number], since) for number, since in begun.items()):
                    for number in begun:
                        await self._start_again(self._all[number])
                    await asyncio.sleep(0.2)
        await self.fd.until(lambda: self.up, _START, "every shard is heard")

    async def _start(self, process: BotProcess) -> None:
        async with asyncio.timeout(_START):
            while True:
                try:
                    await process.start(timeout=_START, wait_ready=self.processes == 1)
                except RuntimeError:
                    self.ended.append(process.output[-1])
                    await asyncio.sleep(0.2)
                else:
                    return

    async def _start_again(self, process: BotProcess) -> None:
        """Start one anew that was started and ended by itself before it was ready."""
        if not process.alive:
            self.ended.append(process.output[-1])
            await process.start(wait_ready=False)

    async def kill(self) -> None:
        """Kill it (SIGKILL); whoever waits for an answer sees that none comes."""
        await self.process.kill()
        for waiting in self.fd.interactions.values():
            waiting.fail()

    async def stop(self) -> None:
        await asyncio.gather(*(each.stop() for each in self._all))

    def memory(self) -> int | None:
        """Memory of its own in kilobytes, without what is mapped from files; None where this system does not tell."""
        process = self.process.proc
        status = Path(f"/proc/{process.pid if process else 0}/status")
        if not status.exists():
            return None
        lines = status.read_text(encoding="ascii", errors="replace").splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("RssAnon")), None)

    async def operator(self, *arguments: str) -> None:
        """Run a command beside the bot, which must succeed."""
        command = await asyncio.create_subprocess_exec(
            sys.executable,
            "bot.py",
            *arguments,
            cwd=self.code,
            env={**os.environ, **self._environment()},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        out, _ = await command.communicate()
        assert command.returncode == 0, out.decode(errors="replace")

    def _environment(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.stored.url,
            "SECRET_KEY": base64.b64encode(_SECRET).decode(),
            "SECRET_KEY_FILE": "",
            "LOG_LEVEL": "INFO",
            **dict.fromkeys(_LIMITS, "1000"),
        }


def _is_ready(process: BotProcess, since: int) -> bool:
    return any("ready:" in line for line in process.output[since:])
