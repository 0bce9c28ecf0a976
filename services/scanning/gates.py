"""Few removals of one channel at once: Discord takes some deletions a second in a channel, and whoever sends more is refused
again and again. The others wait here, in the order in which they came.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator

from core.base.ids import ChannelId

AT_ONCE = 3  # in one channel


class Gates:
    """One gate a channel, as long as somebody is at it."""

    def __init__(self) -> None:
        self._gates: dict[ChannelId, asyncio.Semaphore] = {}
        self._there: Counter[ChannelId] = Counter()

    @contextlib.asynccontextmanager
    async def through(self, channel: ChannelId) -> AsyncIterator[None]:
        """Wait until it is one's turn, and let the next one through afterwards."""
        gate = self._gates.setdefault(channel, asyncio.Semaphore(AT_ONCE))
        self._there[channel] += 1
        try:
            async with gate:
                yield
        finally:
            self._there[channel] -= 1
            if not self._there[channel]:
                del self._there[channel], self._gates[channel]
