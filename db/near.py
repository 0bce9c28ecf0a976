"""Connections on the event loop's own thread, for the way of a hit.

A small statement takes some tens of microseconds there; the way to another thread and back, past Python's lock,
takes hundreds. Nothing here may wait: not for another process, not for a slow disk, not for much work.
"""

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from db.statements import Row, Statements, Value, named, translated

# FULL: a member who was told "reported" has a row even after the power fails.
DURABLE = ("synchronous = FULL", "secure_delete = ON")
_RELAXED = ("synchronous = NORMAL", "secure_delete = ON")

# A commit here holds everything else up: after one that took so long, none for a while.
_SLOW_SECONDS = 0.004
_PAUSE_SECONDS = 1.0
_LOOK_AGAIN_SECONDS = 0.002  # while another process writes
_CHECKPOINT_AFTER = 400
_PRIMARY = 0xFF  # the part of SQLite's error code that says what; the rest says why


class Near:
    """Three connections: for single statements that are durable, for transactions that leave the disk its time, and
    for those that wait for it elsewhere. The caller holds the turn.
    """

    def __init__(self, path: Path) -> None:
        """Raises sqlite3.Error."""
        self._durable = _connect(path, DURABLE)
        self._relaxed = _connect(path, _RELAXED)
        self._short = _connect(path, DURABLE)  # of its own: near reads must not see what is not committed
        self._pause_until = 0.0  # monotonic
        self._commits = 0

    def close(self) -> None:
        """Close them."""
        for connection in (self._durable, self._relaxed, self._short):
            connection.close()

    def read(self, sql: str, values: Sequence[Value]) -> list[Row] | None:
        """The rows; None where it cannot be done here just now."""
        try:
            return self._durable.execute(sql, named(values)).fetchall()
        except sqlite3.OperationalError:
            return None

    def write(self, sql: str, values: Sequence[Value]) -> list[Row] | None:
        """Commit one statement durably; None, and nothing done, where it cannot be done here just now."""
        begun = time.monotonic()
        if begun < self._pause_until:
            return None
        try:
            rows = self._durable.execute(sql, named(values)).fetchall()
        except sqlite3.OperationalError:
            return None
        if time.monotonic() - begun > _SLOW_SECONDS:
            self._pause_until = time.monotonic() + _PAUSE_SECONDS
        self._commits += 1
        return rows

    @contextlib.asynccontextmanager
    async def transaction(self, patience: float, *, durable: bool) -> AsyncIterator[Statements]:
        """A transaction whose statements run here. A durable one commits on another thread, where the disk may take
        its time; another does not wait for the disk. Raises StorageBusy where another process writes for longer than
        `patience` seconds.
        """
        connection = self._short if durable else self._relaxed
        await _begin(connection, patience)
        try:
            with translated():
                yield _NearStatements(connection)
                if durable:
                    await _commit_elsewhere(connection)
                else:
                    connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        self._commits += 1

    def wants_checkpoint(self) -> bool:
        """Whether the log should be moved into the file, on another thread; the count begins again."""
        if self._commits < _CHECKPOINT_AFTER:
            return False
        self._commits = 0
        return True


async def _begin(connection: sqlite3.Connection, patience: float) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY:
                break
            await asyncio.sleep(_LOOK_AGAIN_SECONDS)  # another process writes
        else:
            return
    with translated():
        connection.execute("BEGIN IMMEDIATE")


async def _commit_elsewhere(connection: sqlite3.Connection) -> None:
    """Whoever is cancelled meanwhile hears so once it is over: nobody may use the connection before."""
    committing = asyncio.ensure_future(asyncio.to_thread(connection.execute, "COMMIT"))
    cancelled: asyncio.CancelledError | None = None
    while not committing.done():
        try:
            await asyncio.wait([committing])
        except asyncio.CancelledError as error:
            cancelled = error
    fault = committing.exception()
    if cancelled is not None:
        raise cancelled
    if fault is not None:
        raise fault


class _NearStatements(Statements):
    """Awaited like the others, but never waiting."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._near = connection

    async def run(self, sql: str, *values: Value) -> int:
        return self._near.execute(sql, named(values)).rowcount

    async def run_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        self._near.executemany(sql, [named(row) for row in rows])

    async def insert(self, sql: str, *values: Value) -> int:
        return int(self._near.execute(sql, named(values)).lastrowid or 0)

    async def all(self, sql: str, *values: Value) -> list[Row]:
        return self._near.execute(sql, named(values)).fetchall()


def _connect(path: Path, pragmas: Sequence[str]) -> sqlite3.Connection:
    # Used by one thread at a time: this one, and while it commits elsewhere, that one.
    connection = sqlite3.connect(path, isolation_level=None, timeout=0, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    # Moving the log into the file takes long: another thread does that.
    for pragma in ("foreign_keys = ON", "wal_autocheckpoint = 0", *pragmas):
        connection.execute(f"PRAGMA {pragma}")
    return connection
