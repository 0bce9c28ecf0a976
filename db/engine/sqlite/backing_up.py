"""A file of SQLite as a backup, and a backup as the content of such a file.

A backup is read from one snapshot, which a reader of the write-ahead log has: whoever writes is not kept waiting at all, and
a file that changes all the time does not make it begin anew. What is put back is one transaction of SQLite: whatever dies in
the middle, the file holds what it held, or what it shall hold.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from db.engine.database import DatabaseFault
from db.engine.moving.layout import quoted
from db.engine.sqlite.database import fault_of
from db.engine.sqlite.files import free_megabytes, partial
from db.engine.sqlite.log import PRIMARY

_PAGES = 2000  # at a time, so that a signal is heard in between
_MARGIN = 2  # megabytes that must stay free
_REFUSALS = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


def copy(source: Path, target: Path) -> None:
    """Write what the source holds at one moment into an empty file. Raises DatabaseFault, and nothing of it stays to be used."""
    _room_for(source, target)
    with _said(source, target):
        uri = f"{source.absolute().as_uri()}?mode=rw"
        reading = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=5.0)
        writing = sqlite3.connect(target, isolation_level=None)
        with contextlib.closing(reading), contextlib.closing(writing):
            reading.execute("BEGIN")
            reading.execute(
                "SELECT count(*) FROM sqlite_master"
            ).fetchone()  # from here on it is one snapshot
            reading.backup(writing, pages=_PAGES)
            if _counts(reading) != _counts(writing):  # in the same snapshot
                raise DatabaseFault("backup-differs", path=str(target.parent))
            reading.execute("ROLLBACK")
            # One file, without a log beside it.
            writing.execute("PRAGMA journal_mode = DELETE")


def put(prepared: Path, target: Path) -> None:
    """Have the target hold what the prepared file holds. Raises DatabaseFault where somebody has the target open."""
    _room_for(prepared, target)
    with _said(target, target), contextlib.closing(_alone(target)) as writing:
        uri = f"{prepared.absolute().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as reading:
            reading.backup(writing, pages=-1)
        # What was there before leaves the log, too.
        writing.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def replace(prepared: Path, target: Path) -> None:
    """Have a file that SQLite cannot open any more be the prepared one. What it held is kept elsewhere by then. Raises DatabaseFault.

    A copy is made beside it first, so that its name never leads to half a file.
    """
    _room_for(prepared, target)
    with _said(prepared, target), partial(target.parent) as new:
        copy(prepared, new)
        number = os.open(new, os.O_RDWR)
        try:
            os.fsync(number)
        finally:
            os.close(number)
        for ending in ("-wal", "-shm", "-journal"):  # SQLite would play them over the new file
            target.with_name(target.name + ending).unlink(missing_ok=True)
        new.replace(target)


def _alone(path: Path) -> sqlite3.Connection:
    """A connection beside which nobody has the file open, or can open it. Raises DatabaseFault."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=0)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & PRIMARY in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise DatabaseFault("restore-open", path=str(path)) from error
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def _counts(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """How many rows each table has."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name"
    ).fetchall()
    return [
        (name, connection.execute(f"SELECT count(*) FROM {quoted([name])}").fetchone()[0])
        for (name,) in tables
    ]


def _room_for(source: Path, target: Path) -> None:
    """Raises DatabaseFault where the disk of the target surely has too little room."""
    free, needed = free_megabytes(target), 0
    for ending in ("", "-wal"):
        with contextlib.suppress(OSError):
            needed += source.with_name(source.name + ending).stat().st_size
    needed = needed // 1_000_000 + _MARGIN
    if free is not None and free < needed:
        raise DatabaseFault("backup-no-space", path=str(target.parent), free=free, needed=needed)


@contextlib.contextmanager
def _said(source: Path, target: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & PRIMARY in _REFUSALS:
            free = free_megabytes(target) or 0
            raise DatabaseFault(
                "backup-disk", path=str(target.parent), free=free, reason=str(error)
            ) from error
        raise fault_of("database-cannot-open", source, error) from error
