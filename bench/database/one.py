"""Measuring each statement that a person waits for or that holds the write lock, in a database of some gigabytes."""

import asyncio
import contextlib
import sqlite3
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.database.fill import Size, database
from bench.database.verbs import VERBS, EveryStore, Promise, Verb
from bench.publishing import publish
from db.engine.sqlite.inline import WRITING, connect
from db.engine.sqlite.statements import InlineStatements
from db.engine.statements import Row, Value
from db.engine.vault import Vault
from wiring.still_open import STILL_OPEN

FOLDER = Path(__file__).parents[2] / "build" / "bench"
_TIMES = 7


@dataclass(frozen=True, slots=True)
class Taken:
    """What a verb took, in milliseconds: the median of all its statements together and of its longest, and the worst."""

    verb: Verb
    statements: int
    together: float
    longest: float
    worst: float

    @property
    def measured(self) -> float:
        """What is held against the target: of a transaction the whole, else the longest statement."""
        return self.together if self.verb.promise is Promise.HOLDS_THE_LOCK else self.longest


class OpensAll(Vault):
    """Opens what the file holds instead of sealed values: what that takes is no matter of the database."""

    def open(self, sealed: bytes, place: str) -> str:  # noqa: ARG002  # as the vault has it
        return "1"


class Timed(InlineStatements):
    """Statements that note how long each took, with its rows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.taken: list[float] = []

    async def run(self, sql: str, *values: Value) -> int:
        with self._timing():
            return await super().run(sql, *values)

    async def run_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        with self._timing():
            await super().run_many(sql, rows)

    async def all(self, sql: str, *values: Value) -> list[Row]:
        with self._timing():
            return await super().all(sql, *values)

    @contextlib.contextmanager
    def _timing(self) -> Iterator[None]:
        # Processor time: on a busy machine the clock would measure the others.
        began = time.thread_time()
        yield
        self.taken.append((time.thread_time() - began) * 1000)


async def measure(connection: sqlite3.Connection, verb: Verb) -> Taken:
    """Run a verb some times, each in a transaction that is rolled back."""
    together, longest, statements = [], [], 0
    for _ in range(_TIMES):
        timed = Timed(connection)
        connection.execute("BEGIN IMMEDIATE")
        try:
            if verb.before is not None:
                await verb.before(EveryStore(InlineStatements(connection), OpensAll(bytes(32)), STILL_OPEN))
            await verb.ask(EveryStore(timed, OpensAll(bytes(32)), STILL_OPEN))
        finally:
            connection.execute("ROLLBACK")
        together.append(sum(timed.taken))
        longest.append(max(timed.taken))
        statements = len(timed.taken)
    worst = max(together if verb.promise is Promise.HOLDS_THE_LOCK else longest)
    return Taken(verb, statements, statistics.median(together), statistics.median(longest), worst)


def table(found: Sequence[Taken]) -> str:
    """Write the tables as Markdown."""
    lines = []
    for promise, heading in (
        (Promise.WAITED_FOR, "What somebody waits for: the longest statement"),
        (Promise.HOLDS_THE_LOCK, "What holds the write lock: all statements together"),
    ):
        lines += [
            f"**{heading}**, target {promise.value} ms",
            "",
            "|  | statements | ms | worst of seven |  |",
            "| --- | --- | --- | --- | --- |",
        ]
        for each in found:
            if each.verb.promise is promise:
                verdict = (
                    ""
                    if each.measured <= promise.value
                    else f"missed by a factor of {each.measured / promise.value:.1f}"
                )
                lines.append(
                    f"| {each.verb.what} | {each.statements} | {each.measured:.2f} | {each.worst:.2f} | {verdict} |"
                )
        lines.append("")
    return "\n".join(lines).rstrip()


def main(size: Size | None = None) -> str:
    """Run the benchmark and put the table into docs/benchmarks.md; returns it."""
    size = size or Size()
    path = database(FOLDER, size)
    with contextlib.closing(connect(path, WRITING)) as connection:
        found = []
        for verb in VERBS:
            found.append(asyncio.run(measure(connection, verb)))
            print(f"  {verb.what}: {found[-1].measured:.2f} ms", file=sys.stderr, flush=True)
    said = (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} (2 cores, SQLite {sqlite3.sqlite_version}): {size.entries:,} entries, "
        f"{size.detections:,} detections, {size.cases:,} cases; {path.stat().st_size / 1e9:.1f} GB.\n\n{table(found)}"
    )
    publish("database", said)
    return said
