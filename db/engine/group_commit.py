"""Short durable transactions that share their commits.

A commit waits for the disk: some milliseconds where that is slow or the machine is busy. The statements before it take
some tens of microseconds each. So whoever comes while a commit is under way joins those that wait already, and the next
commit is for all of them. Each stands between savepoints: one that fails takes nothing of the others back. Nobody goes
on before the commit that holds their statements is on the disk.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from core.base.errors import StorageBusy
from db.engine.inline import DURABLE, ConnectInline, InlineStatements, begin
from db.engine.statements import Statements, translated

Elsewhere = Callable[..., Awaitable[Any]]  # runs a function with its arguments where it may take its time

_AT_MOST = 32  # in one commit: who came first is not kept waiting for ever


class _Part:
    """One transaction of a group. `begun`: its statements may run; `kept`: whether they are to be committed."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.begun: asyncio.Future[Statements] = loop.create_future()
        self.kept: asyncio.Future[bool] = loop.create_future()


class _Group:
    """Transactions that share a commit."""

    def __init__(self) -> None:
        self.size = 0
        self.waiting: deque[_Part] = deque()
        self.committed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def join(self) -> _Part:
        part = _Part()
        self.waiting.append(part)
        self.size += 1
        return part

    def fail(self, error: BaseException) -> None:
        for part in self.waiting:
            if not part.begun.done():
                part.begun.set_exception(error)
                part.begun.exception()  # whoever was cancelled does not ask
        self.committed.set_exception(error)
        self.committed.exception()


class GroupCommit:
    """Lets transactions share commits, on a connection of its own: reads must not see what is not committed."""

    def __init__(
        self,
        path: Path,
        my_turn: Callable[[], AbstractAsyncContextManager[None]],
        elsewhere: Elsewhere,
        connect: ConnectInline,
    ) -> None:
        """`my_turn`: while this is held, nobody else in this process writes. Raises sqlite3.Error."""
        self._connection = connect(path, DURABLE)
        self._elsewhere = elsewhere
        self._my_turn = my_turn
        self._next: _Group | None = None  # the group that a new transaction joins
        self._working: set[asyncio.Task[None]] = set()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    @contextlib.asynccontextmanager
    async def transaction(self, patience: float) -> AsyncIterator[Statements]:
        """Run one transaction; its statements run on the event loop's own thread.

        Raises StorageBusy where others write for longer than `patience` seconds. Whoever is cancelled during the commit
        is told so once it is over.
        """
        group = self._joined(patience)
        part = group.join()
        try:
            with translated():
                yield await part.begun
        except BaseException:
            part.kept.set_result(False)
            raise
        part.kept.set_result(True)
        await _undisturbed(group.committed)

    def _joined(self, patience: float) -> _Group:
        if self._next is None or self._next.size >= _AT_MOST:
            self._next = _Group()
            task = asyncio.create_task(self._work(self._next, patience), name="transactions together")
            self._working.add(task)
            task.add_done_callback(self._working.discard)
        return self._next

    async def _work(self, group: _Group, patience: float) -> None:
        try:
            async with self._my_turn():
                await begin(self._connection, patience)
                try:
                    await self._commit(group)
                finally:
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
        except BaseException as error:
            group.fail(error)
            if not isinstance(error, Exception):
                raise
        else:
            group.committed.set_result(None)
        finally:
            self._close(group)

    async def _commit(self, group: _Group) -> None:
        kept = 0
        while group.waiting:
            if not group.waiting[0].begun.cancelled():
                kept += await self._let(group.waiting[0])
            group.waiting.popleft()  # only now: where it could not begin, it is told so with the others
        self._close(group)
        if kept:
            with translated():
                await _undisturbed(asyncio.ensure_future(self._elsewhere(self._connection.execute, "COMMIT")))

    def _close(self, group: _Group) -> None:
        """Close the group: no more transactions join it."""
        if self._next is group:
            self._next = None

    async def _let(self, part: _Part) -> bool:
        self._connection.execute("SAVEPOINT part")
        part.begun.set_result(InlineStatements(self._connection))
        await _undisturbed(part.kept)
        kept = part.kept.result()
        if not self._connection.in_transaction:  # SQLite itself gave everything up: a disk that is full, say
            raise StorageBusy
        if not kept:
            self._connection.execute("ROLLBACK TO part")
        self._connection.execute("RELEASE part")
        return kept


async def _undisturbed(future: "asyncio.Future[Any]") -> None:
    """Wait for it to the end, however often the waiting task is cancelled; then say that it was."""
    cancelled: asyncio.CancelledError | None = None
    while not future.done():
        try:
            await asyncio.wait([future])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled
    future.result()
