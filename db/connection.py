"""One SQLite database as Rowan uses it: a writer that commits durably, a reader beside it.

Statements use `$1`, `$2` ... as PostgreSQL does. SQLite numbers such parameters by first appearance, so they are
bound by name here, which is right in every order.
"""

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import aiosqlite

from core.errors import StorageBusy

_log = logging.getLogger(__name__)

Value = str | int | float | bytes | None
Row = sqlite3.Row

_BUSY_MS = 5_000  # how long a statement waits for another process before it gives up


class DatabaseFault(Exception):
    """The database cannot be used at all. `key` names a Fluent message, `values` fill it."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class Statements:
    """Runs statements on one connection; a transaction and the reader share it."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def run(self, sql: str, *values: Value) -> int:
        """Execute; returns how many rows changed."""
        # Not closed by hand: that would be a second round to the connection's thread for each statement.
        return (await self._connection.execute(sql, _named(values))).rowcount

    async def run_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Execute once a row."""
        await self._connection.executemany(sql, [_named(row) for row in rows])

    async def insert(self, sql: str, *values: Value) -> int:
        """Execute an INSERT; returns the new row's id."""
        return int((await self._connection.execute(sql, _named(values))).lastrowid or 0)

    async def all(self, sql: str, *values: Value) -> list[Row]:
        """Every row of the answer."""
        return list(await self._connection.execute_fetchall(sql, _named(values)))

    async def one(self, sql: str, *values: Value) -> Row | None:
        """The first row, or None."""
        rows = await self.all(sql, *values)
        return rows[0] if rows else None


def _named(values: Sequence[Value]) -> dict[str, Value]:
    return {str(number): value for number, value in enumerate(values, start=1)}


class Database:
    """Opened with `Database.open`; `read` answers from committed state, `write` is one transaction.

    Raises StorageBusy where another process held the lock for longer than five seconds or the file cannot be
    written just now; nothing is changed then.
    """

    def __init__(self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self.path = path
        self._writer = writer
        self._reader = reader
        self._turn = asyncio.Lock()
        self._endings: set[asyncio.Task[None]] = set()
        self._tx = Statements(writer)

    @classmethod
    async def open(cls, path: Path) -> "Database":
        """Open or create the file. Raises DatabaseFault when it cannot be opened or written."""
        try:
            await asyncio.to_thread(_look_at, path)
            writer = await _connect(path)
        except (sqlite3.Error, OSError) as error:
            raise DatabaseFault("database-cannot-open", path=str(path), reason=str(error)) from error
        try:
            await _prepare(writer)
            reader = await _connect(path)
            await reader.execute("PRAGMA query_only = ON")
        except sqlite3.Error as error:
            await writer.close()
            key = "database-not-sqlite" if "not a database" in str(error) else "database-cannot-write"
            raise DatabaseFault(key, path=str(path), reason=str(error)) from error
        return cls(path, writer, reader)

    async def close(self) -> None:
        """Close both connections; an unclosed one would keep the interpreter from ending."""
        async with self._turn:
            await self._reader.close()
            await self._writer.close()

    @property
    def read(self) -> Statements:
        """Statements that only read, from the last committed state."""
        return _Guarded(self._reader)

    @contextlib.asynccontextmanager
    async def write(self) -> AsyncIterator[Statements]:
        """One transaction: committed when the block ends, rolled back on any exception, cancellation too."""
        await self._take_turn()
        try:
            with _translated():
                await self._writer.execute("BEGIN IMMEDIATE")
                yield self._tx
                await self._writer.commit()
        except BaseException as error:
            ending = self._hand_on()
            if isinstance(error, Exception):
                await asyncio.shield(ending)
            raise
        self._turn.release()

    async def _take_turn(self) -> None:
        # While another process holds the file, those in front wait their five seconds one after the other: people
        # who wait behind them hear sooner that it is busy.
        try:
            async with asyncio.timeout(_BUSY_MS / 1000):
                await self._turn.acquire()
        except TimeoutError:
            raise StorageBusy from None

    def _hand_on(self) -> asyncio.Task[None]:
        """Roll back behind whatever the connection is still at (a BEGIN that waits for another process, say), then
        pass the turn. Whoever was cancelled does not wait for that.
        """
        ending = asyncio.create_task(self._roll_back(), name="roll back")
        self._endings.add(ending)
        ending.add_done_callback(self._endings.discard)
        return ending

    async def once(self, sql: str, *values: Value) -> list[Row]:
        """One writing statement as its own transaction, in one round; the rows are those of its RETURNING.

        For the way of a hit, where each round counts: a transaction of one statement takes four.
        """
        async with self._turn:
            with _translated():
                return list(await self._writer.execute_fetchall(sql, _named(values)))

    async def _roll_back(self) -> None:
        try:
            with contextlib.suppress(sqlite3.Error):
                await self._writer.rollback()
        finally:
            self._turn.release()

    async def copy_to(self, target: Path) -> None:
        """A consistent copy of the whole database in a new file (`VACUUM INTO`). Raises StorageBusy."""
        async with self._turn:
            with _translated():
                await self._writer.execute("VACUUM INTO $1", {"1": str(target)})

    async def forget_deleted(self) -> None:
        """Empty the write-ahead log, where erased text would stand until the next checkpoint."""
        async with self._turn:
            with _translated():
                await self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class _Guarded(Statements):
    """Reading statements with SQLite's errors translated."""

    async def all(self, sql: str, *values: Value) -> list[Row]:
        with _translated():
            return await super().all(sql, *values)


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if any(word in str(error) for word in ("locked", "busy", "readonly", "disk", "unable to open")):
            _log.warning("database not available: %s", error)
            raise StorageBusy from error
        raise


def _look_at(path: Path) -> None:
    """Open and close the file once, so that a bad one is known before a connection's thread is started for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(sqlite3.connect(path)):
        pass


async def _connect(path: Path) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    await connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    await connection.execute("PRAGMA foreign_keys = ON")
    return connection


async def _prepare(writer: aiosqlite.Connection) -> None:
    # FULL: a member who was told "reported" has a row even after the power fails.
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        await writer.execute(f"PRAGMA {pragma}")
    # A file that cannot be written is better found now than at the first report.
    await writer.execute("BEGIN IMMEDIATE")
    await writer.execute("ROLLBACK")
