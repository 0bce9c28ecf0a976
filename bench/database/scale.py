"""Several processes on one database: messages and removals by processes, what a takeover takes, what the list takes in each.

`MESSAGES=200 SECONDS=3 PATTERNS=100000 python -m bench scale` is a short run.
"""

import asyncio
import base64
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from bench.contest.measure import machine
from bench.traffic import WORD, Figures, measure
from localdiscord import PATIENCE, BotProcess, FakeDiscord
from tests import postgres
from tests.process.server import Server, server
from tests.wording import said

ROOT = Path(__file__).parents[2]
MESSAGES = int(os.environ.get("MESSAGES", "400"))  # a second, in all servers together
SECONDS = float(os.environ.get("SECONDS", "10"))
PATTERNS = [int(each) for each in os.environ.get("PATTERNS", "1000000,5000000").split(",")]
PROCESSES = (1, 2, 4)
SHARDS = 4
_BURST = 100  # listed messages at once in each server
_START = 180.0  # seconds; processes load their modules side by side
_TAKEN_OVER = 60.0
_KEYS = """
import gc, sys
from core.lists.index import Index
def memory():
    with open("/proc/self/status") as told:
        return next(int(line.split()[1]) for line in told if line.startswith("RssAnon"))
gc.collect()
before, index = memory(), Index()
index.load([f"host-{number:x}.example" for number in range(int(sys.argv[1]))])
gc.collect()
print(memory() - before, len(index))
"""


def main() -> str:
    """Measure, and give the tables."""
    where = f"Measured on {machine()}, load average {os.getloadavg()[0]:.1f} before."
    programs = postgres.binaries()
    parts = [where, asyncio.run(_throughput(programs)), asyncio.run(_takeovers()), _memory()]
    return "\n\n".join(parts)


async def _throughput(programs: Path | None) -> str:
    steady, at_once = (
        f"of {MESSAGES} messages/s, a twentieth listed: removed",
        f"{_BURST * SHARDS} listed at once",
    )
    lines = [
        f"| database | processes | {steady} | p50 ms | p99 ms | processor share of each | {at_once}: removals/s |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name in ("SQLite", "PostgreSQL"):
        if name == "PostgreSQL" and programs is None:
            lines.append("| PostgreSQL | not installed | | | | | |")
            continue
        for count in PROCESSES:
            print(f"  {count} processes on {name} ...", file=sys.stderr, flush=True)
            with tempfile.TemporaryDirectory() as folder:
                url = f"sqlite:///{folder}/rowan.db"
                if name == "PostgreSQL" and programs is not None:
                    url = postgres.OwnServer(programs, autovacuum="on").with_database("bench_scale")
                lines.append(f"| {name} | {count} | {await _of(count, url, Path(folder))} |")
    return "\n".join(lines)


async def _of(count: int, url: str, folder: Path) -> str:
    """So many processes: steady chat, then many listed messages at once."""
    async with _processes(count, url, folder) as (fd, bots, servers):
        for here in servers:
            await here.set_up()
            listed = await here.command(here.moderator, "blocklist add", pattern=WORD, category="harassment")
            said(listed, "list-added")
        rooms = [[here.fd.add_channel(here.guild, f"room-{n}") for n in range(10)] for here in servers]
        await _burst(fd, servers, rooms, 3)  # what is done once
        used, began = [_processor_seconds(bot) for bot in bots], time.monotonic()
        found = await _chat(fd, servers, rooms, SECONDS)
        took = time.monotonic() - began
        shares = [(_processor_seconds(bot) - before) / took for bot, before in zip(bots, used, strict=True)]
        removed, hits = sum(each.removed for each in found), sum(each.hits for each in found)
        return " | ".join(
            [
                f"{removed} of {hits}",
                f"{statistics.median(each.p50 for each in found):.0f}",
                f"{max(each.p99 for each in found):.0f}",
                ", ".join(f"{share:.0%}" for share in shares),
                f"{await _burst(fd, servers, rooms, _BURST):.0f}",
            ]
        )


async def _chat(
    fd: FakeDiscord, servers: Sequence[Server], rooms: Sequence[list[str]], seconds: float
) -> list[Figures]:
    each = max(1, MESSAGES // len(servers))
    return await asyncio.gather(
        *(
            measure(fd, channels, here.alice, each, seconds)
            for here, channels in zip(servers, rooms, strict=True)
        )
    )


async def _burst(fd: FakeDiscord, servers: Sequence[Server], rooms: Sequence[list[str]], count: int) -> float:
    """Post listed messages as fast as it goes; returns how many were removed a second, until the last was."""
    began, posted = time.monotonic(), []
    for number in range(count):
        for here, channels in zip(servers, rooms, strict=True):
            text = f"https://www.{WORD}/at-once/{number}"
            posted.append(await here.post(here.alice, text, channel=channels[number % len(channels)]))
    await fd.until(lambda: not any(fd.exists(each) for each in posted), PATIENCE * 4, "all are removed")
    return len(posted) / (time.monotonic() - began)


@contextlib.asynccontextmanager
async def _processes(
    count: int, url: str, folder: Path, python: str = sys.executable
) -> AsyncIterator[tuple[FakeDiscord, list[BotProcess], list[Server]]]:
    """So many processes that share all shards, and a server of each shard."""
    fd = await FakeDiscord(validate=False).start()
    fd.sharding.recommended = fd.sharding.max_concurrency = SHARDS
    environment = {
        "DATABASE_URL": url,
        "SECRET_KEY": base64.b64encode(bytes(range(32))).decode(),
        "SECRET_KEY_FILE": "",
        "LOG_LEVEL": "INFO",
    }
    servers = [server(fd, f"Harbour{shard}", of_shard=(shard, SHARDS)) for shard in range(SHARDS)]
    bots = [
        BotProcess(fd, "bot.py", cwd=ROOT, env=environment, python=python, log=folder / f"bot{number}.log")
        for number in range(count)
    ]
    try:
        for bot in bots:
            await bot.start(wait_ready=False)
        await fd.until(
            lambda: (
                sorted(shard for bot in bots for shard in _shards_of(bot)) == list(range(SHARDS))
                and all(len(_shards_of(bot)) == SHARDS // count for bot in bots)
            ),
            _START,
            f"{count} processes share {SHARDS} shards",
        )
        yield fd, bots, servers
    finally:
        await asyncio.gather(*(bot.stop() for bot in bots))
        await fd.stop()


async def _takeovers() -> str:
    """Kill one of two processes, and ask in one of its servers until somebody answers."""
    lines = [
        "| a process of two is killed (SIGKILL) | seconds until its servers are answered | load average |",
        "| --- | --- | --- |",
    ]
    for what, elsewhere in (("on the same machine", False), ("on another machine", True)):
        if elsewhere and os.geteuid() != 0:
            lines.append(f"| {what} | not measured: it takes root to make a space of process numbers | |")
            continue
        print(f"  a takeover {what} ...", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory() as folder:
            python = _of_another_machine(Path(folder)) if elsewhere else sys.executable
            url = f"sqlite:///{folder}/rowan.db"
            async with _processes(2, url, Path(folder), python) as (fd, bots, servers):
                took = await _taken_over(fd, bots, servers)
        lines.append(f"| {what} | {took:.1f} | {os.getloadavg()[0]:.1f} |")
    return "\n".join(lines)


async def _taken_over(fd: FakeDiscord, bots: Sequence[BotProcess], servers: Sequence[Server]) -> float:
    """The seconds from the death of a process until each of its servers has an answer."""
    for here in servers:
        await here.set_up()
    dying, living = bots
    theirs = [servers[shard] for shard in sorted(_shards_of(dying))]
    began = time.monotonic()
    await dying.kill()
    await fd.until(lambda: len(_shards_of(living)) == SHARDS, _TAKEN_OVER, "it is taken over")
    for here in theirs:
        answer = await here.command(here.moderator, "queue")
        assert answer.failed is None, answer.failed
    return time.monotonic() - began


def _of_another_machine(folder: Path) -> str:
    """A Python whose processes nobody outside can tell to be gone: each has a space of process numbers of its own."""
    script = folder / "python"
    command = f'exec unshare --pid --fork --kill-child --mount-proc {sys.executable} "$@"'
    script.write_text(f"#!/bin/sh\n{command}\n", encoding="ascii")
    script.chmod(0o700)
    return str(script)


def _shards_of(bot: BotProcess) -> set[int]:
    """The shards that a process runs, by what it says."""
    mine = set[int]()
    for line in bot.output:
        _, found, said = line.partition(": Shard ")
        if found and said.endswith(" is connected."):
            mine.add(int(said.split(" ")[0]))
        elif found and " goes to another process" in said:
            mine.discard(int(said.split(" ")[0]))
    return mine


def _processor_seconds(bot: BotProcess) -> float:
    """What a process has used of the processor; 0 where the system does not tell."""
    pid = bot.proc.pid if bot.proc is not None else 0
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory() -> str:
    """What the list takes in the memory of each process."""
    lines = ["| patterns | memory of the list in each process, MB |", "| --- | --- |"]
    for count in PATTERNS:
        done = subprocess.run(  # noqa: S603  # our own interpreter
            [sys.executable, "-c", _KEYS, str(count)], cwd=ROOT, capture_output=True, text=True, check=True
        )
        kilobytes, _ = done.stdout.split()
        lines.append(f"| {count:,} | {int(kilobytes) / 1024:.1f} |")
    return "\n".join(lines)
