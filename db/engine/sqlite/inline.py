"""Connections on the event loop's own thread, for small reads and for short transactions.

A small statement takes some tens of microseconds there; the way to another thread and back, past Python's lock,
takes hundreds. Nothing here may wait: not for another process, not for the disk, not for much work.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from types import TracebackType

from core.base.errors import StorageBusy
from db.engine.sqlite.log import PRIMARY
from db.engine.sqlite.statements import InlineStatements, named, translated
from db.engine.statements import Row, Statements, Value
from db.engine.turn import Turn

# NORMAL: a commit does not wait for the disk; who promises that it is there asks the log (db/engine/sqlite/log.py).
WRITING = ("synchronous = NORMAL", "secure_delete = ON")

CLOSED = "PRAGMA user_version"
"""Not 0: the database was moved elsewhere, and nobody writes here any more. A number in the file's first page: to read it costs
next to nothing.
"""

_READS = ("SELECT", "WITH")  # how a statement begins that no more than reads
_LOOK_AGAIN_SECONDS = 0.002  # while another process writes


ConnectInline = Callable[[Path, Sequence[str]], sqlite3.Connection]
"""Opens a connection to a file and sets its pragmas, as `connect` does."""


class InlineConnections:
    """Two connections: one that reads, one for short transactions."""

    def __init__(self, path: Path, connect: ConnectInline) -> None:
        """Raises sqlite3.Error."""
        self._reading = connect(path, ("query_only = ON",))
        self._writing = connect(path, WRITING)

    def close(self) -> None:
        """Close both connections."""
        self._reading.close()
        self._writing.close()

    def read(self, sql: str, values: Sequence[Value]) -> list[Row] | None:
        """Run a reading statement and return its rows; None where that cannot be done here just now."""
        # A connection forgets the pages it has read whenever another one commits. The one that writes nearly always
        # still has them; it can be read from while it has nothing that is not committed.
        reading = self._reading
        if not self._writing.in_transaction and sql.startswith(_READS):
            reading = self._writing
        try:
            return reading.execute(sql, named(values)).fetchall()
        except sqlite3.OperationalError:
            return None

    def transaction(
        self, turn: Turn, patience: float, committed: Callable[[], None], *, heeds: bool
    ) -> "ShortTransaction":
        """Make a transaction that does not wait for the disk. `committed`: is called after its commit. `heeds`: a database
        that is closed is left as it is.
        """
        return ShortTransaction(self._writing, turn, patience, committed, heeds=heeds)


class ShortTransaction(AbstractAsyncContextManager[Statements]):
    """One transaction on the event loop's own thread. Not a generator, which would cost each hit some microseconds more.

    Raises StorageBusy where others write for longer than `patience` seconds.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        turn: Turn,
        patience: float,
        committed: Callable[[], None],
        *,
        heeds: bool,
    ) -> None:
        self._heeds = heeds
        self._connection = connection
        self._turn = turn
        self._patience = patience
        self._committed = committed

    async def __aenter__(self) -> Statements:
        await self._turn.take(self._patience)
        try:
            await _begin(self._connection, self._patience)
            if self._heeds:
                _heed(self._connection)
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            self._turn.release()
            raise
        return InlineStatements(self._connection)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                if not self._connection.in_transaction:  # SQLite itself gave it up: a disk that is full, say
                    raise StorageBusy
                with translated():
                    self._connection.execute("COMMIT")
        finally:
            try:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
            finally:
                self._turn.release()
        if error is None:
            self._committed()
        elif isinstance(error, sqlite3.OperationalError | sqlite3.IntegrityError):
            with translated():
                raise error


async def _begin(connection: sqlite3.Connection, patience: float) -> None:
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


def _heed(connection: sqlite3.Connection) -> None:
    """Raises StorageBusy where the database is closed to writers."""
    if connection.execute(CLOSED).fetchone()[0]:
        raise StorageBusy


def connect(path: Path, pragmas: Sequence[str]) -> sqlite3.Connection:
    """Open a connection that never waits. Raises sqlite3.Error."""
    # Every statement of Rowan stays prepared: making the large ones ready takes longer than running them.
    connection = sqlite3.connect(path, isolation_level=None, timeout=0, cached_statements=1024)
    connection.row_factory = sqlite3.Row
    # Moving the log into the file takes long: another thread does that.
    for pragma in ("foreign_keys = ON", "wal_autocheckpoint = 0", *pragmas):
        connection.execute(f"PRAGMA {pragma}")
    return connection
