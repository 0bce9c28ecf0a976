"""Connections on the event loop's own thread, for small reads and for transactions that do not wait for the disk.

A small statement takes some tens of microseconds there; the way to another thread and back, past Python's lock,
takes hundreds. Nothing here may wait: not for another process, not for a slow disk, not for much work.
"""

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

from db.engine.statements import Row, Statements, Value, named, translated

# FULL: a member who was told "reported" has a row even after the power fails.
DURABLE = ("synchronous = FULL", "secure_delete = ON")
_RELAXED = ("synchronous = NORMAL", "secure_delete = ON")

_LOOK_AGAIN_SECONDS = 0.002  # while another process writes
_CHECKPOINT_AFTER = 400
PRIMARY = 0xFF  # the part of SQLite's error code that says what; the rest says why


ConnectInline = Callable[[Path, Sequence[str]], sqlite3.Connection]
"""Opens a connection to a file and sets its pragmas, as `connect` does."""


class InlineConnections:
    """Two connections: one that reads, one for transactions that leave the disk its time."""

    def __init__(self, path: Path, connect: ConnectInline) -> None:
        """Raises sqlite3.Error."""
        self._reading = connect(path, ("query_only = ON",))
        self._relaxed = connect(path, _RELAXED)
        self._commits = 0

    def close(self) -> None:
        """Close both connections."""
        self._reading.close()
        self._relaxed.close()

    def read(self, sql: str, values: Sequence[Value]) -> list[Row] | None:
        """Run a reading statement and return its rows; None where that cannot be done here just now."""
        try:
            return self._reading.execute(sql, named(values)).fetchall()
        except sqlite3.OperationalError:
            return None

    @contextlib.asynccontextmanager
    async def transaction(self, patience: float) -> AsyncIterator[Statements]:
        """Open a transaction that does not wait for the disk; the caller must hold the turn to write.

        Raises StorageBusy where another process writes for longer than `patience` seconds.
        """
        await begin(self._relaxed, patience)
        try:
            with translated():
                yield InlineStatements(self._relaxed)
                self._relaxed.execute("COMMIT")
        except BaseException:
            if self._relaxed.in_transaction:
                self._relaxed.execute("ROLLBACK")
            raise

    def wants_checkpoint(self) -> bool:
        """Whether the log should now be moved into the file, on another thread; to be asked after each commit."""
        self._commits += 1
        if self._commits < _CHECKPOINT_AFTER:
            return False
        self._commits = 0
        return True


async def begin(connection: sqlite3.Connection, patience: float) -> None:
    """Begin to write. Raises StorageBusy where another process does for longer than `patience` seconds."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & PRIMARY != sqlite3.SQLITE_BUSY:
                break
            await asyncio.sleep(_LOOK_AGAIN_SECONDS)  # another process writes
        else:
            return
    with translated():
        connection.execute("BEGIN IMMEDIATE")


class InlineStatements(Statements):
    """Statements that are awaited as others are, but never wait."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._inline = connection

    async def run(self, sql: str, *values: Value) -> int:
        return self._inline.execute(sql, named(values)).rowcount

    async def run_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        self._inline.executemany(sql, [named(row) for row in rows])

    async def insert(self, sql: str, *values: Value) -> int:
        return int(self._inline.execute(sql, named(values)).lastrowid or 0)

    async def all(self, sql: str, *values: Value) -> list[Row]:
        return self._inline.execute(sql, named(values)).fetchall()


def connect(path: Path, pragmas: Sequence[str]) -> sqlite3.Connection:
    """Open a connection that never waits. Raises sqlite3.Error."""
    # One thread at a time uses it: this one, or another one while it commits there.
    connection = sqlite3.connect(path, isolation_level=None, timeout=0, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    # Moving the log into the file takes long: another thread does that.
    for pragma in ("foreign_keys = ON", "wal_autocheckpoint = 0", *pragmas):
        connection.execute(f"PRAGMA {pragma}")
    return connection
