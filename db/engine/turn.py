"""The turn to write: of one process's transactions one writes at a time."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from core.base.errors import StorageBusy


class Turn:
    """Taken by one at a time, in the order in which they asked."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._waiting = 0

    async def take(self, patience: float | None) -> None:
        """Take the turn; whoever takes it must `release` it. Raises StorageBusy after `patience` seconds; None: waits."""
        if not self._waiting and not self._lock.locked():  # the usual case needs no timer
            await self._lock.acquire()
            return
        self._waiting += 1
        try:
            async with asyncio.timeout(patience):
                await self._lock.acquire()
        except TimeoutError:
            raise StorageBusy from None
        finally:
            self._waiting -= 1

    def release(self) -> None:
        """Let the next one write."""
        self._lock.release()

    @contextlib.asynccontextmanager
    async def held(self, patience: float | None) -> AsyncIterator[None]:
        """Hold the turn for a block. Raises StorageBusy after `patience` seconds; None: waits."""
        await self.take(patience)
        try:
            yield
        finally:
            self.release()
