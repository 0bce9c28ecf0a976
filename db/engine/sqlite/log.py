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
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from core.base.errors import StorageBusy, StorageInDoubt
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
_ASK_AGAIN_SECONDS = 1.0  # a disk that refused


def flushed(log: Path) -> None:
    """Return once the disk has everything that was written to this file. Raises OSError."""
    number = os.open(log, os.O_RDWR)
    try:
        getattr(os, "fdatasync", os.fsync)(number)  # what SQLite itself calls
    finally:
        os.close(number)


class DiskThreads:
    """Threads of a database's own, for what takes the disk's time. Those that every part of the process shares may all wait
    for something else: for a name that is not resolved, say, when the network is away.
    """

    def __init__(self) -> None:
        # One moves the log into the file, one waits until the disk has what was committed.
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="disk")

    async def __call__(self, function: Callable[..., Any], *values: Any) -> Any:
        """Run the function with its arguments."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *values)

    def close(self) -> None:
        """Let the threads end; waits for none."""
        self._threads.shutdown(wait=False)


def later(seconds: float, function: Callable[[], None]) -> asyncio.TimerHandle:
    """Call the function after so many seconds, on the event loop's thread."""
    return asyncio.get_running_loop().call_later(seconds, function)


class Log:
    """The log of one database file. `committed` is to be told of each commit, then `confirm` waits for the disk."""

    def __init__(self, path: Path, turn: Turn, elsewhere: Elsewhere, flush: Flush, later: Later) -> None:
        self._path = (
            path.resolve()
        )  # SQLite keeps the log beside the file itself, wherever a link to it stands
        self._log = self._path.with_name(self._path.name + "-wal")
        self._turn = turn
        self._elsewhere = elsewhere
        self._flush = flush
        self._later = later
        self._commits = 0
        self._unconfirmed = False
        self._in_doubt = False  # the disk refused once: what is in the log may never come to stand there
        self._is_closing = False
        self._timer: asyncio.TimerHandle | None = None
        self._under_way: asyncio.Task[None] | None = None
        self._next: asyncio.Task[None] | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._holding = _Holding(path)

    def committed(self, *, large: bool = False) -> None:
        """Note a commit: the disk is asked about it within a moment. `large`: its size is not known."""
        self._unconfirmed = True
        self._holding.end()  # what was committed while it lasted stands behind what was moved
        self._look_after_soon(_SOON_SECONDS)
        self._commits += 1
        if self._commits >= _MOVE_AFTER or (large and self._size() > _LARGE):
            self._commits = 0
            if self._keeping is None or self._keeping.done():
                self._keeping = asyncio.create_task(self._keep_short(), name="log")

    async def confirm(self) -> None:
        """Wait until all that was committed before is on the disk.

        Raises StorageInDoubt where the disk refuses; what was committed may stand all the same.
        """
        if self._next is None or self._next.cancelled():  # by whoever ends a loop with all that it has to do
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
        except (OSError, sqlite3.Error, StorageBusy) as error:
            self._doubt(error)
            raise StorageInDoubt from error

    def _doubt(self, error: Exception) -> None:
        """The disk refused: believe nothing of the log, and ask again by itself."""
        if not self._in_doubt:
            _log.error("the disk does not confirm what was written: %s", error)
        self._in_doubt = self._unconfirmed = True
        self._look_after_soon(_ASK_AGAIN_SECONDS)

    async def _move_what_is_in_doubt(self) -> None:
        """After a refusal the disk may say yes without having what it lost: so the file itself must have it.

        The log begins anew then. After a failure of the power SQLite plays what the disk has of a log over the file, and
        the beginning of a log whose end was lost is older than the file.
        """
        if not await self.emptied(_PATIENCE_SECONDS):
            raise OSError("the log could not be moved into the file")
        self._in_doubt = False
        _log.warning("the disk has what was written before")

    def _look_after_soon(self, seconds: float) -> None:
        if self._timer is None and not self._is_closing:
            self._timer = self._later(seconds, self._look_after)

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
        with contextlib.suppress(sqlite3.Error, OSError, StorageBusy), self._refusals():
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

    @contextlib.contextmanager
    def _refusals(self) -> Iterator[None]:
        """Take note of a disk that refuses SQLite: Linux tells of it once, and so not whoever asks next."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if _is_refusal(error):
                self._doubt(error)
            raise

    async def emptied(self, patience: float) -> bool:
        """Move everything into the file and cut the log off; False where a reader or a writer of another process is in the way.

        Raises StorageBusy, sqlite3.Error.
        """
        self._holding.end()
        with self._refusals():
            # Nearly all of it moves into the file while others write. What is left is moved with the turn of writers.
            if not await self._elsewhere(moved, self._path, "PASSIVE"):
                return False
            async with self._turn.held(patience):
                if not await self._elsewhere(moved, self._path, "TRUNCATE"):
                    return False
                try:
                    await self._elsewhere(begun_anew, self._path)
                except sqlite3.OperationalError as error:
                    if _is_refusal(error):
                        raise  # else whoever writes next does that
                return True

    async def close(self) -> None:
        """Let end what is under way, and have the disk confirm what nobody waited for: another process may keep the log."""
        self._is_closing = True
        if self._timer is not None:
            self._timer.cancel()
        tasks = {task for task in (self._under_way, self._next, self._keeping) if task is not None}
        if tasks:
            await asyncio.wait(tasks)
        if self._unconfirmed:
            with contextlib.suppress(StorageBusy):
                await self.confirm()
        self._holding.close()
        if isinstance(self._elsewhere, DiskThreads):
            self._elsewhere.close()


class _Holding:
    """Holds the log off beginning anew, as a reader does, until somebody has written behind what was moved.

    Its connection is opened when it first holds: to read the schema takes a millisecond, and most files need none.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self.lasts = False

    def begin(self) -> None:
        """Hold it. Raises sqlite3.Error."""
        if not self.lasts:
            if self._connection is None:
                self._connection = _connected(self._path)
            self._connection.execute("BEGIN")
            self.lasts = True
            try:
                self._connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
            except sqlite3.Error:
                self.end()
                raise

    def end(self) -> None:
        """Let go."""
        if self._connection is not None and self.lasts:
            self.lasts = False
            self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close its connection."""
        if self._connection is not None:
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


def _is_refusal(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & PRIMARY == sqlite3.SQLITE_IOERR


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=0)
    # A log that begins anew is cut off, or it would look long from then on, however little stands in it.
    limit = f"journal_size_limit = {_LARGE}"
    for pragma in ("synchronous = FULL", "secure_delete = ON", "wal_autocheckpoint = 0", limit):
        connection.execute(f"PRAGMA {pragma}")
    return connection
