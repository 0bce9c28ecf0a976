"""Measuring SQLite and PostgreSQL beside each other, in one run: verbs of the stores, removals, reports.

Both hold the same rows: a file is filled, and moved to the server. Each verb and each bot has its turn on one and then on the other.
"""

import asyncio
import contextlib
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench import removal
from bench.contest.measure import machine
from bench.database.fill import Size, database
from bench.database.one import FOLDER, OpensAll
from bench.database.verbs import VERBS, EveryStore, Promise, Verb
from bench.publishing import publish
from bench.report_load import Figures, of_rowan
from bench.traffic import Figures as Removed
from db.engine.database import Database
from db.engine.postgres.place import PostgresPlace
from db.engine.postgres.url import PostgresUrl, postgres_url
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.place import SqlitePlace
from db.engine.statements import Row, Statements, Value
from localdiscord import BotProcess, FakeDiscord
from services.base.ports import system_clock
from tests import postgres
from wiring.operating.moving import Move
from wiring.still_open import STILL_OPEN

SIZE = Size(entries=20_000, detections=100_000, cases=20_000)
RATE, SECONDS, ROUNDS = 50, 6, 2  # reports
_REMOVALS = (200,)  # messages a second
_TIMES = 5
_BOTH = ("SQLite", "PostgreSQL")


class _Over(Exception):
    """Ends a transaction without a trace."""


class Timed(Statements):
    """Statements that note how long whoever asked waited for each."""

    def __init__(self, inner: Statements) -> None:
        self._inner = inner
        self.dialect = inner.dialect
        self.taken: list[float] = []

    async def run(self, sql: str, *values: Value) -> int:
        began = time.perf_counter()
        changed = await self._inner.run(sql, *values)
        self._note(began)
        return changed

    async def run_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        began = time.perf_counter()
        await self._inner.run_many(sql, rows)
        self._note(began)

    async def all(self, sql: str, *values: Value) -> list[Row]:
        began = time.perf_counter()
        rows = await self._inner.all(sql, *values)
        self._note(began)
        return rows

    def _note(self, began: float) -> None:
        self.taken.append((time.perf_counter() - began) * 1000)


async def _once(on: Database, verb: Verb) -> tuple[int, float]:
    """Run a verb in a transaction that is rolled back: how many statements, and the milliseconds of all together."""
    taken: list[float] = []
    with contextlib.suppress(_Over):
        async with on.bulk() as tx:
            taken = await _taken(tx, verb)
            raise _Over
    return len(taken), sum(taken)


async def _taken(tx: Statements, verb: Verb) -> list[float]:
    if verb.before is not None:
        await verb.before(EveryStore(tx, OpensAll(bytes(32)), STILL_OPEN))
    timed = Timed(tx)
    await verb.ask(EveryStore(timed, OpensAll(bytes(32)), STILL_OPEN))
    return timed.taken


async def of_verbs(file: Path, url: PostgresUrl) -> str:
    """Move the rows, and measure each verb on both in turn."""
    source = SqlitePlace(file)
    began = time.perf_counter()
    move = Move(
        source=source, target=PostgresPlace(url), folder=str(file.parent), tell=_quiet, clock=system_clock
    )
    await move.run()
    took = time.perf_counter() - began
    both: list[Database] = [await SqliteDatabase.open(file), await PostgresPlace(url).open()]
    async with both[1].bulk() as tx:
        await tx.run("ANALYZE")
    lines = [
        f"The move took {took:.0f} s. Milliseconds of all statements of a verb, as whoever asks waits for them; medians of {_TIMES}, in turn:",
        "",
        "| | statements | SQLite | PostgreSQL | ratio |",
        "| --- | --- | --- | --- | --- |",
    ]
    ratios: dict[Promise, list[float]] = {promise: [] for promise in Promise}
    for verb in VERBS:
        taken: tuple[list[float], list[float]] = ([], [])
        number = 0
        for _ in range(_TIMES):
            for on, times in zip(both, taken, strict=True):
                number, together = await _once(on, verb)
                times.append(together)
        here, there = map(statistics.median, taken)
        ratios[verb.promise].append(there / here)
        lines.append(f"| {verb.what} | {number} | {here:.2f} | {there:.2f} | {there / here:.1f} |")
    for each in both:
        await each.close()
    for promise, name in ((Promise.WAITED_FOR, "waited for"), (Promise.HOLDS_THE_LOCK, "holding the turn")):
        lines.append(f"| **median of what is {name}** | | | | **{statistics.median(ratios[promise]):.1f}** |")
    return "\n".join(lines)


def _quiet(*_said: object, **_values: object) -> None:
    """The progress of a move is no figure."""


async def of_removals(server: postgres.OwnServer) -> str:
    """Measure removals on both, in turn."""
    found: dict[str, list[Removed]] = {name: [] for name in _BOTH}
    for number in range(ROUNDS):
        for name in _BOTH:
            _say(f"removals on {name}, round {number + 1} of {ROUNDS}")

            def start(fd: FakeDiscord, folder: Path, name: str = name, number: int = number) -> BotProcess:
                url = "" if name == "SQLite" else _made(server, f"removals_{number}")
                return removal.rowan(fd, folder, url)

            found[name] += await removal.run_one(start, _REMOVALS, set_up=True)
    lines = ["| messages/s | Rowan on | p50 ms | p99 ms | removed of hits | p50 ratio |", "| --- " * 6 + "|"]
    base = statistics.median(each.p50 for each in found["SQLite"])
    for name, rounds in found.items():
        p50, p99 = (statistics.median(getattr(each, which) for each in rounds) for which in ("p50", "p99"))
        removed, hits = sum(each.removed for each in rounds), sum(each.hits for each in rounds)
        lines.append(
            f"| {rounds[0].rate} | {name} | {p50:.1f} | {p99:.1f} | {removed}/{hits} | {p50 / base:.2f} |"
        )
    return "\n".join(lines)


async def of_reports(server: postgres.OwnServer) -> str:
    """Measure reports on both, in turn."""
    found: dict[str, list[Figures]] = {name: [] for name in _BOTH}
    for number in range(ROUNDS):
        for name in _BOTH:
            _say(f"reports on {name}, round {number + 1} of {ROUNDS}")
            url = "" if name == "SQLite" else _made(server, f"reports_{number}")
            found[name].append(await of_rowan(RATE, SECONDS, url=url, rate_limits=False))
    lines = [
        "| reports/s | reached | Rowan on | p50 ms | p99 ms | thanked | processor ms a report | p50 ratio | processor ratio |",
        "| --- " * 9 + "|",
    ]
    base = found["SQLite"]
    for name, rounds in found.items():
        p50, p99, reached, processor = (
            statistics.median(getattr(each, which) for each in rounds)
            for which in ("p50", "p99", "reached", "processor")
        )
        at, computed = (
            statistics.median(getattr(each, which) for each in base) for which in ("p50", "processor")
        )
        thanked, sent = sum(each.thanked for each in rounds), sum(each.sent for each in rounds)
        lines.append(
            f"| {RATE} | {reached:.0f} | {name} | {p50:.1f} | {p99:.1f} | {thanked} of {sent} | {processor:.1f} "
            f"| {p50 / at:.2f} | {processor / computed:.2f} |"
        )
    return "\n".join(lines)


def _made(server: postgres.OwnServer, name: str) -> str:
    return server.with_database(f"bench_{name}")


def _say(what: str) -> None:
    print(f"  {what} ...", file=sys.stderr, flush=True)


def main(size: Size = SIZE) -> str:
    """Run the benchmark and put the tables into docs/benchmarks.md; returns them."""
    programs = postgres.binaries()
    if programs is None:
        return "PostgreSQL is not installed: nothing was measured."
    load = os.getloadavg()[0]
    server = postgres.OwnServer(programs, autovacuum="on")
    url = postgres_url(_made(server, "verbs"))
    assert url is not None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rowan.db"
        shutil.copyfile(database(FOLDER / "small", size), file)
        verbs = asyncio.run(of_verbs(file, url))
    where = (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} ({machine()}, load average {load:.1f} before), PostgreSQL on a socket of the"
        f" same machine, fsync on: {size.entries:,} entries, {size.detections:,} detections, {size.cases:,} cases."
    )
    text = "\n\n".join(
        [
            where,
            verbs,
            f"A removal, from gateway frame to delete request, {ROUNDS} rounds in turn:",
            asyncio.run(of_removals(server)),
            f"A report, from the form's gateway frame to the thanks, {ROUNDS} rounds of {SECONDS} s in turn:",
            asyncio.run(of_reports(server)),
        ]
    )
    publish("databases", text)
    return text
