"""One SQLite database as Rowan uses it: a writer on its own thread, a reader beside it, and connections on the event
loop's thread for what is small (db/engine/sqlite/inline.py). What the disk has is known to the log (db/engine/sqlite/log.py).
"""

import asyncio
import contextlib
import logging
import os
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import aiosqlite

from core.base.errors import StorageBusy
from db.engine.database import BUSY_SECONDS, DatabaseFault, RuleBroken
from db.engine.dialect import SQLITE
from db.engine.sqlite.files import free_megabytes, make_private, settle_names
from db.engine.sqlite.inline import CLOSED, WRITING, ConnectInline, InlineConnections, ShortTransaction
from db.engine.sqlite.inline import connect as connect_inline
from db.engine.sqlite.log import PRIMARY, DiskThreads, Elsewhere, Flush, Later, Log, flushed, later
from db.engine.sqlite.statements import SqliteStatements, ThreadStatements, translated
from db.engine.statements import Row, Statements, Value
from db.engine.turn import Turn

Connect = Callable[..., aiosqlite.Connection]

_log = logging.getLogger(__name__)

_LEAST_MEGABYTES = 20  # with less, what fails fails for want of space


class SqliteDatabase:
    """One SQLite database, opened with `SqliteDatabase.open`. Fills db.engine.database.Database.

    Raises StorageBusy where another process held the lock for longer than five seconds or the file cannot be
    written just now; nothing is changed then. Raises StorageInDoubt where the disk refuses to confirm what was committed,
    which may stand all the same.
    """

    def __init__(
        self,
        path: Path,
        writer: aiosqlite.Connection,
        reader: aiosqlite.Connection,
        inline: InlineConnections,
        turn: Turn,
        log: Log,
        *,
        to_move: bool = False,
    ) -> None:
        self._to_move = to_move
        self.path = path
        self.place = str(path)
        self.dialect = SQLITE
        self._writer = writer
        self._reader = reader
        self._inline = inline
        self._log = log
        self.read: Statements = _Reader(reader)
        """Statements that only read, from the last committed state, on a thread of their own; of any size."""
        self.glance: Statements = _Glance(self._inline, self.read)
        """Small reads by an index, from the last committed state, on the event loop's own thread."""
        self._turn = turn
        self._endings: set[asyncio.Task[None]] = set()
        self._tx = ThreadStatements(writer)

    @classmethod
    async def open(
        cls,
        path: Path,
        *,
        connect: Connect = aiosqlite.connect,
        elsewhere: Elsewhere | None = None,
        flush: Flush = flushed,
        inline: ConnectInline = connect_inline,
        later: Later = later,
        to_move: bool = False,
    ) -> "SqliteDatabase":
        """Open or create the file. What may take long is done on the threads of `connect` and of `elsewhere` (None: on
        threads of its own), what is small on the connections of `inline`; `flush` waits for the disk, which is asked by a
        timer of `later` about what nobody waits for. `to_move`: as for a place.

        Raises DatabaseFault when the file cannot be opened or written.
        """
        try:
            await (elsewhere or asyncio.to_thread)(_look_at, path)
            writer = await _connected(connect, path)
        except (sqlite3.Error, OSError) as error:
            raise fault_of("database-cannot-open", path, error) from error
        try:
            await _prepare(writer)
            reader = await _connected(connect, path)
            await reader.execute("PRAGMA query_only = ON")
            await (elsewhere or asyncio.to_thread)(settle_names, path.parent)
            turn = Turn()
            log = Log(path, turn, elsewhere or DiskThreads(), flush, later)
            return cls(path, writer, reader, InlineConnections(path, inline), turn, log, to_move=to_move)
        except sqlite3.Error as error:
            await writer.close()
            raise fault_of("database-cannot-write", path, error) from error

    @property
    def losses(self) -> int:
        """What fails with the power takes this process with it."""
        return 0

    async def close(self) -> None:
        """Close every connection; an unclosed one would keep the interpreter from ending."""
        await self._log.close()
        async with self._turn.held(None):
            self._inline.close()
            await self._reader.close()
            await self._writer.close()

    @contextlib.asynccontextmanager
    async def bulk(self) -> AsyncIterator[Statements]:
        """A durable transaction whose work may grow with the data: it runs on a thread of its own.

        Committed when the block ends, rolled back on any exception, cancellation too.
        """
        await self._begin()
        try:
            with translated():
                yield self._tx
                await self._writer.commit()
        except BaseException as error:
            ending = self._hand_on()
            if isinstance(error, Exception):
                await asyncio.shield(ending)
            raise
        self._turn.release()
        self._log.committed(large=True)
        await self._log.confirm()

    @contextlib.asynccontextmanager
    async def restructuring(self) -> AsyncIterator[Statements]:
        """A durable transaction in which tables may be made anew: references are not followed statement by statement, but
        looked at as a whole before the commit. For migrations alone.

        Raises RuleBroken where a reference leads nowhere in the end; nothing is changed then.
        """
        await self.follow_references(follow=False)
        try:
            async with self.bulk() as tx:
                yield tx
                broken = await tx.all("PRAGMA foreign_key_check")
                if broken:
                    table, _, parent, _ = broken[0]
                    raise RuleBroken(f"{len(broken)} rows refer to none, the first of {table} to {parent}")
        finally:
            await self.follow_references(follow=True)

    async def follow_references(self, *, follow: bool) -> None:
        """Whether `bulk` follows references statement by statement; for who looks at them as a whole in the end."""
        async with self._turn.held(BUSY_SECONDS):  # the pragma does nothing inside a transaction
            await self._writer.execute(f"PRAGMA foreign_keys = {'ON' if follow else 'OFF'}")

    def relaxed(self) -> ShortTransaction:
        """A short transaction that does not wait for the disk: it survives the death of the process, and a failure of
        the power from the next durable commit on, or a tenth of a second later. Its statements run on the event loop's
        own thread.
        """
        return self._inline.transaction(
            self._turn, BUSY_SECONDS, self._log.committed, heeds=not self._to_move
        )

    def settling(self) -> ShortTransaction:
        """What fails with the power takes this process with it."""
        return self.relaxed()

    @contextlib.asynccontextmanager
    async def durable(self) -> AsyncIterator[Statements]:
        """A short transaction that is on the disk when the block ends: some small statements, each answered by an index.

        They run on the event loop's own thread, some tens of microseconds each. Others see and write on what it committed
        while the disk is waited for, those who wait meanwhile together. Whoever is cancelled then is told so at once.
        """
        async with self.relaxed() as tx:
            yield tx
        await self._log.confirm()

    async def _begin(self) -> None:
        # While another process holds the file, those in front wait their five seconds one after the other: who comes
        # behind them does not add theirs to it, so that people hear soon that it is busy.
        is_mine = False
        try:
            async with asyncio.timeout(BUSY_SECONDS):
                await self._turn.take(BUSY_SECONDS)
                is_mine = True
                with translated():
                    await self._writer.execute("BEGIN IMMEDIATE")
                    await self._heed()
        except BaseException as error:
            if is_mine:
                self._hand_on()
            if isinstance(error, TimeoutError):
                raise StorageBusy from None
            raise

    async def _heed(self) -> None:
        (row,) = await self._tx.all(CLOSED)
        if row["user_version"] and not self._to_move:
            raise StorageBusy

    def _hand_on(self) -> asyncio.Task[None]:
        """Have the connection rolled back and the turn passed on, once it has ended what it is still doing (a BEGIN,
        say).

        Whoever was cancelled does not wait for that.
        """
        return self._keep(asyncio.create_task(self._roll_back(), name="roll back"))

    def _keep(self, task: asyncio.Task[None]) -> asyncio.Task[None]:
        self._endings.add(task)
        task.add_done_callback(self._endings.discard)
        return task

    async def _roll_back(self) -> None:
        try:
            with contextlib.suppress(sqlite3.Error):
                await self._writer.rollback()
        finally:
            self._turn.release()

    async def copy_to(self, target: Path) -> None:
        """A consistent copy of the whole database in a new file (`VACUUM INTO`). Raises StorageBusy."""
        async with self._turn.held(None):
            with translated():
                await self._writer.execute("VACUUM INTO $1", {"1": str(target)})

    def hint(self) -> None:
        """A file tells nobody."""

    async def hinted(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def forget_deleted(self) -> bool:
        """Empty the write-ahead log, where erased text would stand until it is written over; whether it is empty now.

        False: somebody reads or writes at the moment; nobody was kept waiting, and it must be tried again. Raises
        StorageBusy.
        """
        with translated():
            return await self._log.emptied(BUSY_SECONDS)


class _Reader(ThreadStatements):
    """Reading statements with SQLite's errors translated."""

    async def all(self, sql: str, *values: Value) -> list[Row]:
        with translated():
            return await super().all(sql, *values)


class _Glance(SqliteStatements):
    """Reads on the event loop's own thread; where that is not possible just now, on the reader's."""

    def __init__(self, inline: InlineConnections, reader: Statements) -> None:
        self._inline = inline
        self._reader = reader

    async def all(self, sql: str, *values: Value) -> list[Row]:
        rows = self._inline.read(sql, values)
        return await self._reader.all(sql, *values) if rows is None else rows

    async def run(self, sql: str, *values: Value) -> int:
        return await self._reader.run(sql, *values)

    async def run_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        await self._reader.run_many(sql, rows)


def _look_at(path: Path) -> None:
    """Open and close the file once, so that a bad one is known before a connection's thread is started for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    make_private(path)
    with contextlib.closing(sqlite3.connect(path)):
        pass


def fault_of(key: str, path: Path, error: Exception) -> DatabaseFault:
    """What is said of it; with no space left on the disk, that, whatever SQLite calls it."""
    free = free_megabytes(path)
    if "not a database" in str(error):
        key = "database-not-sqlite"
    elif getattr(error, "sqlite_errorcode", 0) & PRIMARY == sqlite3.SQLITE_CORRUPT:
        key = "database-damaged"
    elif free is not None and free < _LEAST_MEGABYTES and not _only_reads(path, error):
        return DatabaseFault("database-no-space", path=str(path), free=free)
    return DatabaseFault(key, path=str(path), reason=str(error))


def _only_reads(path: Path, error: Exception) -> bool:
    """Whether nothing can be written there, however much room there is."""
    readonly = getattr(error, "sqlite_errorcode", 0) & PRIMARY == sqlite3.SQLITE_READONLY
    return readonly or (path.parent.exists() and not os.access(path.parent, os.W_OK))


async def _connected(connect: Connect, path: Path) -> aiosqlite.Connection:
    connection = await connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    await connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
    await connection.execute("PRAGMA foreign_keys = ON")
    return connection


async def _prepare(writer: aiosqlite.Connection) -> None:
    for pragma in ("journal_mode = WAL", "wal_autocheckpoint = 0", *WRITING):
        await writer.execute(f"PRAGMA {pragma}")
    # A file that cannot be written is better found now than at the first report.
    await writer.execute("BEGIN IMMEDIATE")
    await writer.execute("ROLLBACK")
