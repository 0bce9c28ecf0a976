"""Few removals of one channel at once: Discord takes some deletions a second in a channel, and whoever sends more is refused
again and again. The others wait here, in the order in which they came.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from types import TracebackType

from core.base.ids import ChannelId, MessageId

AT_ONCE = 2  # in one channel


class Gates:
    """One gate a channel, as long as somebody is at it."""

    def __init__(self) -> None:
        self._gates: dict[ChannelId, asyncio.Semaphore] = {}
        self._there: Counter[ChannelId] = Counter()

    def through(self, channel: ChannelId) -> AbstractAsyncContextManager[None]:
        """Wait until it is one's turn, and let the next one through afterwards."""
        return _Passage(channel, self._gates, self._there)

    def are_full(self, channel: ChannelId) -> bool:
        """Whether whoever comes now must wait."""
        gate = self._gates.get(channel)
        return gate is not None and gate.locked()


class _Passage(AbstractAsyncContextManager[None]):
    """One way through a channel's gate. Not a generator, which would cost each hit some microseconds more."""

    __slots__ = ("_channel", "_gate", "_gates", "_there")

    def __init__(
        self, channel: ChannelId, gates: dict[ChannelId, asyncio.Semaphore], there: Counter[ChannelId]
    ) -> None:
        self._channel = channel
        self._gates = gates
        self._there = there

    async def __aenter__(self) -> None:
        gate = self._gates.get(self._channel)
        if gate is None:
            gate = self._gates[self._channel] = asyncio.Semaphore(AT_ONCE)
        self._gate = gate
        self._there[self._channel] += 1
        try:
            await gate.acquire()
        except BaseException:
            self._leave()
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._gate.release()
        self._leave()

    def _leave(self) -> None:
        self._there[self._channel] -= 1
        if not self._there[self._channel]:
            del self._there[self._channel], self._gates[self._channel]


class Edits:
    """What was heard of edits of messages while their removals wait here."""

    def __init__(self) -> None:
        self._heard: dict[MessageId, list[Sequence[str]]] = {}

    def heard(self, message: MessageId) -> AbstractContextManager[Sequence[Sequence[str]]]:
        """What the message says after each edit that is heard until the end of the block; the last one counts."""
        return _Hearing(message, self._heard)

    def hear(self, message: MessageId, texts: Sequence[str]) -> None:
        """The message says this now."""
        edits = self._heard.get(message)
        if edits is not None:
            edits.append(texts)


class _Hearing(AbstractContextManager[Sequence[Sequence[str]]]):
    """One removal that listens for edits of its message."""

    __slots__ = ("_heard", "_message")

    def __init__(self, message: MessageId, heard: dict[MessageId, list[Sequence[str]]]) -> None:
        self._message = message
        self._heard = heard

    def __enter__(self) -> Sequence[Sequence[str]]:
        return self._heard.setdefault(self._message, [])

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._heard.pop(self._message, None)
