"""Several processes of the bot on one database and one local Discord, which share its shards out among them."""

import asyncio
import contextlib
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from localdiscord import PATIENCE, BotProcess, FakeDiscord
from tests.process import running
from tests.process.running import bot_process
from tests.process.server import Server, server

IS_TAKEN_OVER = 30.0
"""Seconds within which others run what a process had that died."""


@dataclass
class Cluster:
    """The processes. Discord refuses whoever identifies too early."""

    fd: FakeDiscord
    folder: Path
    shards: int
    processes: list[BotProcess] = field(default_factory=list)
    _made: int = 0

    def process(self, **settings: str) -> BotProcess:
        """A process more, not started."""
        folder = self.folder if self._made == 0 else self.folder / f"process-{self._made}"
        folder.mkdir(exist_ok=True)
        self._made += 1
        made = bot_process(self.fd, folder, DATABASE_URL=running.database_url(self.folder), **settings)
        self.processes.append(made)
        return made

    async def start(self, count: int) -> None:
        """Start so many, and wait until all shards are run."""
        first = self.process()
        await first.start(wait_ready=False)  # alone it makes the tables
        for _ in range(count - 1):
            await self.process().start(wait_ready=False)
        await self.complete()

    def sessions(self) -> list[int]:
        """The shard of each session that is connected."""
        return sorted(session.shard[0] for session in self.fd.live)

    async def complete(self, seconds: float = PATIENCE) -> float:
        """Wait until each shard has a session, and knows its servers; the seconds that took."""
        began = time.monotonic()
        await self.fd.until(
            lambda: self.sessions() == list(range(self.shards)) and self._all_ready(),
            seconds,
            f"all of {self.shards} shards are run",
        )
        return time.monotonic() - began

    def _all_ready(self) -> bool:
        return {shard for each in self.processes if each.alive for shard in shards_of(each)} == set(
            range(self.shards)
        )

    async def shared(self, least: int, most: int) -> None:
        """Wait until each living process runs at least and at most so many shards."""

        def fair() -> bool:
            return all(least <= len(shards_of(each)) <= most for each in self.processes if each.alive)

        await self.fd.until(fair, PATIENCE, f"each runs {least} to {most}")
        await self.complete()

    async def has(self, shard: int) -> BotProcess:
        """The process that runs a shard, once one does."""
        return await self.fd.until(
            lambda: next((each for each in self.processes if each.alive and shard in shards_of(each)), None)
        )

    async def kill(self, process: BotProcess) -> None:
        """Kill it (SIGKILL)."""
        await process.kill()
        self.processes.remove(process)

    async def stop(self, process: BotProcess) -> None:
        """Stop it as a service manager does."""
        await process.stop(sig=signal.SIGTERM)
        self.processes.remove(process)

    def servers(self) -> list[Server]:
        """A server of each shard."""
        return [
            server(self.fd, f"Harbour{shard}", of_shard=(shard, self.shards)) for shard in range(self.shards)
        ]


def shards_of(process: BotProcess) -> set[int]:
    """The shards that a process runs, by what it says."""
    mine = set[int]()
    for line in process.output:
        for begun, said in ((True, " is connected."), (False, " goes to another process")):
            if ": Shard " in line and said in line:
                shard = int(line.split(": Shard ")[1].split(" ")[0])
                mine = mine | {shard} if begun else mine - {shard}
        if "others have taken its shards over" in line or "logging in" in line:
            mine = set()
    return mine


@contextlib.asynccontextmanager
async def cluster(fd: FakeDiscord, folder: Path, shards: int, at_once: int = 4) -> AsyncIterator[Cluster]:
    """No processes yet; those that are started are stopped at the end. `at_once`: shards that may identify together."""
    fd.sharding.recommended, fd.sharding.max_concurrency, fd.sharding.enforced = shards, at_once, True
    made = Cluster(fd, folder, shards)
    try:
        yield made
        assert fd.unimplemented == []
    except BaseException:
        for each in made.processes:
            sys.stderr.write("\n".join(["--", *each.output[-40:]]) + "\n")
        raise
    finally:
        await asyncio.gather(*(each.stop() for each in made.processes))


async def of_all(servers: list[Server], do: Callable[[Server], Awaitable[object]]) -> None:
    """Do it in every server, at the same time."""
    await asyncio.gather(*(do(each) for each in servers))
