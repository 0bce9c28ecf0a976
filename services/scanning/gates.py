"""Few removals of one channel at once: Discord takes some deletions a second in a channel, and whoever sends more is refused
again and again. The others wait here, in the order in which they came.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Sequence

from core.base.ids import ChannelId, MessageId

AT_ONCE = 2  # in one channel


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


class Edits:
    """What was heard of edits of messages while their removals wait here."""

    def __init__(self) -> None:
        self._heard: dict[MessageId, list[Sequence[str]]] = {}

    @contextlib.asynccontextmanager
    async def heard(self, message: MessageId) -> AsyncIterator[Sequence[Sequence[str]]]:
        """What the message says after each edit that is heard until the end of the block; the last one counts."""
        edits = self._heard.setdefault(message, [])
        try:
            yield edits
        finally:
            self._heard.pop(message, None)

    def hear(self, message: MessageId, texts: Sequence[str]) -> None:
        """The message says this now."""
        edits = self._heard.get(message)
        if edits is not None:
            edits.append(texts)
