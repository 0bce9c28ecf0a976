"""The write-ahead log: when what was committed is on the disk, and how the log is kept short.

A commit only hands its pages to the system: from then on the death of the process takes nothing back. Whoever promises
more waits here until the disk has confirmed the log, without the turn to write; whoever comes meanwhile shares the next
confirmation. The log is a sequence, and confirmed as a whole: with one commit stand all before it.

What takes the disk's time is done on another thread. The turn is held for it only where the log begins anew, which is
left to moments in which nobody writes, or else to a log that became long.
"""

import asyncio
import contextlib
import logging
import os
import sqlite3
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from core.base.errors import StorageBusy
from db.engine.turn import Turn

Elsewhere = Callable[..., Awaitable[Any]]  # runs a function with its arguments where it may take its time
Flush = Callable[[Path], None]
Later = Callable[[float, Callable[[], None]], asyncio.TimerHandle]  # calls a function after so many seconds

PRIMARY = 0xFF  # the part of SQLite's error code that says what; the rest says why

_log = logging.getLogger(__name__)

_SOON_SECONDS = 0.1  # until the disk is asked about what nobody waits for
_MOVE_AFTER = 400  # commits
_LARGE, _LONG = (
    4_000_000,
    128_000_000,
)  # bytes of a log that is to be moved; that is not left to a quiet moment
_QUICK_SECONDS = 0.05  # a disk that moved the log in this time will also begin it anew soon
_PATIENCE_SECONDS = 5.0


def flushed(log: Path) -> None:
    """Return once the disk has everything that was written to this file. Raises OSError."""
    number = os.open(log, os.O_RDWR)
    try:
        getattr(os, "fdatasync", os.fsync)(number)  # what SQLite itself calls
    finally:
        os.close(number)


def later(seconds: float, function: Callable[[], None]) -> asyncio.TimerHandle:
    """Call the function after so many seconds, on the event loop's thread."""
    return asyncio.get_running_loop().call_later(seconds, function)


class Log:
    """The log of one database file. `committed` is to be told of each commit, then `confirm` waits for the disk."""

    def __init__(self, path: Path, turn: Turn, elsewhere: Elsewhere, flush: Flush, later: Later) -> None:
        self._path = path
        self._log = path.with_name(path.name + "-wal")
        self._turn = turn
        self._elsewhere = elsewhere
        self._flush = flush
        self._later = later
        self._commits = 0
        self._unconfirmed = False
        self._in_doubt = False  # the disk refused once: what is in the log may never come to stand there
        self._timer: asyncio.TimerHandle | None = None
        self._under_way: asyncio.Task[None] | None = None
        self._next: asyncio.Task[None] | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._holding = _Holding(path)

    def committed(self, *, large: bool = False) -> None:
        """Note a commit: the disk is asked about it within a moment. `large`: its size is not known."""
        self._unconfirmed = True
        self._holding.end()  # what was committed while it lasted stands behind what was moved
        if self._timer is None:
            self._timer = self._later(_SOON_SECONDS, self._look_after)
        self._commits += 1
        if self._commits >= _MOVE_AFTER or (large and self._size() >= _LARGE):
            self._commits = 0
            if self._keeping is None or self._keeping.done():
                self._keeping = asyncio.create_task(self._keep_short(), name="log")

    async def confirm(self) -> None:
        """Wait until all that was committed before is on the disk.

        Raises StorageBusy where the disk refuses; what was committed may stand all the same.
        """
        if self._next is None:
            self._next = asyncio.create_task(self._confirm(self._under_way), name="disk")
            self._next.add_done_callback(_heard)
        await asyncio.shield(self._next)

    async def _confirm(self, before: "asyncio.Task[None] | None") -> None:
        if before is not None and not before.done():
            await asyncio.wait([before])
        # Whoever commits from here on may be too late for this one.
        self._under_way, self._next, self._unconfirmed = self._next, None, False
        try:
            if self._in_doubt:
                await self._move_what_is_in_doubt()
            else:
                await self._elsewhere(self._flush, self._log)
        except (OSError, sqlite3.Error) as error:
            self._in_doubt = self._unconfirmed = True
            _log.error("the disk does not confirm what was written: %s", error)
            raise StorageBusy from error

    async def _move_what_is_in_doubt(self) -> None:
        """After a refusal the disk may say yes without having what it lost: so the file itself must have it."""
        if not await self._elsewhere(moved, self._path, "PASSIVE"):
            raise OSError("the log could not be moved into the file")
        self._in_doubt = False

    def _look_after(self) -> None:
        self._timer = None
        if self._unconfirmed and self._next is None:
            self._next = asyncio.create_task(self._confirm(self._under_way), name="disk")
            self._next.add_done_callback(_heard)

    def _size(self) -> int:
        try:
            return self._log.stat().st_size
        except OSError:
            return 0

    async def _keep_short(self) -> None:
        # A log that was moved to its last page begins anew with the next commit, which then waits for the disk whatever it
        # promises: so that is held off, and done here where the disk is quick and nobody writes. Else the log goes on
        # growing; reading is no slower for it, since what was moved is not looked at.
        with contextlib.suppress(sqlite3.Error, OSError, StorageBusy):
            self._holding.begin()
            begun = time.monotonic()
            is_whole = await self._elsewhere(moved, self._path, "PASSIVE")
            is_quick = time.monotonic() - begun < _QUICK_SECONDS
            if not is_whole:
                self._holding.end()
            if (is_whole and is_quick and self._holding.lasts) or self._size() >= _LONG:
                async with self._turn.held(_PATIENCE_SECONDS):
                    if self._holding.lasts or self._size() >= _LONG:  # nobody wrote meanwhile
                        self._holding.end()
                        await self._elsewhere(begun_anew, self._path)

    async def emptied(self, patience: float) -> bool:
        """Move everything into the file and cut the log off; False where a reader or a writer of another process is in the way.

        Raises StorageBusy, sqlite3.Error.
        """
        self._holding.end()
        # Nearly all of it moves into the file while others write. What is left is moved with the turn of writers.
        if not await self._elsewhere(moved, self._path, "PASSIVE"):
            return False
        async with self._turn.held(patience):
            is_empty: bool = await self._elsewhere(moved, self._path, "TRUNCATE")
            if is_empty:
                with contextlib.suppress(sqlite3.Error):  # else whoever writes next does that
                    await self._elsewhere(begun_anew, self._path)
            return is_empty

    async def close(self) -> None:
        """Let end what is under way."""
        if self._timer is not None:
            self._timer.cancel()
        tasks = {task for task in (self._under_way, self._next, self._keeping) if task is not None}
        if tasks:
            await asyncio.wait(tasks)
        self._holding.close()


class _Holding:
    """Holds the log off beginning anew, as a reader does, until somebody has written behind what was moved."""

    def __init__(self, path: Path) -> None:
        self._connection = _connected(path)
        self.lasts = False

    def begin(self) -> None:
        """Hold it. Raises sqlite3.Error."""
        if not self.lasts:
            self._connection.execute("BEGIN")
            self._connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
            self.lasts = True

    def end(self) -> None:
        """Let go."""
        if self.lasts:
            self.lasts = False
            self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close its connection."""
        self._connection.close()


def _heard(task: "asyncio.Task[None]") -> None:
    """Take note of how it ended: whoever was cancelled does not ask."""
    if not task.cancelled():
        task.exception()


def moved(path: Path, how: str) -> bool:
    """Move the log into the file; False where a reader or a writer is in the way. Waits for nobody.

    Raises sqlite3.Error.
    """
    with contextlib.closing(_connected(path)) as connection:
        return _moved(connection, how)


def begun_anew(path: Path) -> None:
    """Move the rest of the log, and write the first page of a new one: that is the commit which waits for the disk.

    Only to be called by who holds the turn. Raises sqlite3.Error.
    """
    with contextlib.closing(_connected(path)) as connection:
        if not _moved(connection, "PASSIVE"):
            return
        connection.execute("BEGIN IMMEDIATE")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute(f"PRAGMA user_version = {version}")  # writes a page, and changes nothing
        connection.execute("COMMIT")


def _moved(connection: sqlite3.Connection, how: str) -> bool:
    try:
        busy, pages, done = connection.execute(f"PRAGMA wal_checkpoint({how})").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & PRIMARY in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return False
        raise
    return bool(busy == 0 and pages == done)


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=0)
    for pragma in ("synchronous = FULL", "secure_delete = ON", "wal_autocheckpoint = 0"):
        connection.execute(f"PRAGMA {pragma}")
    return connection
