"""The turn to write: of one process's transactions one writes at a time."""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator

from core.base.errors import StorageBusy


class Turn:
    """Taken by one at a time, in the order in which they asked; those who stand aside and all others by turns.

    In a raid hundreds of messages are saved at once, which nobody waits for: they stand aside, so that a member who reports
    waits for one of them at each step and not for all.
    """

    def __init__(self) -> None:
        self._taken = False
        self._waiting: tuple[deque[asyncio.Future[None]], ...] = (deque(), deque())
        self._next = 0  # of the two queues, whose turn it is

    @property
    def taken(self) -> bool:
        """Whether somebody has it."""
        return self._taken

    async def take(self, patience: float | None, *, aside: bool = False) -> None:
        """Take the turn; whoever takes it must `release` it. Raises StorageBusy after `patience` seconds; None: waits."""
        if not self._taken:  # the usual case needs no timer
            self._taken = True
            return
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[aside].append(mine)
        try:
            async with asyncio.timeout(patience):
                await mine
        except BaseException as error:
            if mine.done() and not mine.cancelled():
                self.release()  # it was handed over in the same moment
            mine.cancel()
            if isinstance(error, TimeoutError):
                raise StorageBusy from None
            raise

    def release(self) -> None:
        """Let the next one write."""
        for queue in (self._next, 1 - self._next):
            waiting = self._waiting[queue]
            while waiting:
                first = waiting.popleft()
                if not first.done():  # else they gave up
                    self._next = 1 - queue
                    first.set_result(None)
                    return
        self._taken = False

    @contextlib.asynccontextmanager
    async def held(self, patience: float | None) -> AsyncIterator[None]:
        """Hold the turn for a block. Raises StorageBusy after `patience` seconds; None: waits."""
        await self.take(patience)
        try:
            yield
        finally:
            self.release()
