"""A database without threads: each statement runs where it is awaited, after every other task had its turn.

The way to another thread and back takes longer than nearly every statement of a test, and most of a test's statements
are such. What threads bring about is tried on real ones: tests/db/engine, two processes on one file, tests/process.

There are two connections instead of five: one that writes, one that reads what is committed. Each new one reads the
whole schema and prepares its statements anew, which was a tenth of all that the tests did. Writers have turns (`Database`), so
that they can share a connection; the two readers only ever run one statement to its end. While nobody is in the middle of a
transaction, what the writer sees is what is committed: a SELECT runs there, and most tests never use the other one.

The timer after which the disk is asked about what nobody waits for is none that a simulated Discord sees: it would wait until
that has rung, a tenth of a second after each command that wrote something.
"""

import asyncio
import contextvars
import sqlite3
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any

import aiosqlite

from db.engine.database import Database
from db.engine.sqlite.database import SqliteDatabase


async def open_here(path: Path) -> Database:
    """Open the file without a thread."""
    opened: list[sqlite3.Connection] = []  # the writer's, then the reader's

    def connect(path: Path, **more: Any) -> "_Here":
        opened.append(sqlite3.connect(path, **more))
        return _Reading(opened[1], opened[0]) if len(opened) > 1 else _Here(opened[0])

    def inline(_path: Path, pragmas: Sequence[str]) -> sqlite3.Connection:
        writer, reader = opened
        if "query_only = ON" in pragmas:
            return reader
        writer.execute("PRAGMA busy_timeout = 0")  # nothing may wait on the event loop's own thread
        return writer

    return await SqliteDatabase.open(path, connect=connect, elsewhere=_here, inline=inline, later=_unseen)


async def _here(function: Callable[..., Any], *values: Any, **named: Any) -> Any:
    await asyncio.sleep(0)
    return function(*values, **named)


def _unseen(seconds: float, function: Callable[[], None]) -> asyncio.TimerHandle:
    loop = asyncio.get_running_loop()
    return contextvars.Context().run(
        loop.call_later, seconds, function
    )  # simcord knows by the context what is the bot's


class _Here(aiosqlite.Connection):
    """aiosqlite's connection, and all its verbs, without its thread."""

    def __init__(self, opened: sqlite3.Connection) -> None:
        super().__init__(lambda: opened, iter_chunk_size=64)

    def __await__(self) -> Generator[Any, None, aiosqlite.Connection]:
        self._connection = self._connector()
        return self._itself().__await__()

    async def _itself(self) -> aiosqlite.Connection:
        return self

    async def _execute(self, fn: Callable[..., Any], *values: Any, **named: Any) -> Any:
        if self._connection is None:
            raise ValueError("no active connection")
        return await _here(fn, *values, **named)

    def stop(self) -> None:
        """Nothing runs that would have to be stopped."""


class _Reading(_Here):
    """The reader's: what reads no more than is committed goes to the writer's connection, where nobody is writing."""

    def __init__(self, own: sqlite3.Connection, writers: sqlite3.Connection) -> None:
        super().__init__(own)
        self._writers = writers
        self._borrows = False

    @property
    def _conn(self) -> sqlite3.Connection:
        return self._writers if self._borrows else super()._conn

    async def _execute(self, fn: Callable[..., Any], *values: Any, **named: Any) -> Any:
        def borrowing() -> Any:
            sql = values[0] if values and isinstance(values[0], str) else ""
            self._borrows = sql.lstrip().startswith(("SELECT", "WITH")) and not self._writers.in_transaction
            try:
                return fn(*values, **named)
            finally:
                self._borrows = False

        return await super()._execute(borrowing)

    async def set_trace_callback(self, handler: Any) -> None:
        """Tell of what it runs, wherever that is."""
        self._writers.set_trace_callback(handler)
        await super().set_trace_callback(handler)
