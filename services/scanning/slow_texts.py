"""Texts that cost too much to be read at once: they wait here, and are read in another process.

Whoever floods waits behind themselves: one post of each author is read in turn, and of nobody do more than a few wait. What
is not taken here is kept as a row by whoever asked (services/scanning/missed/waiting_posts.py). A post that waits when the process
dies was posted within the last half minute, and is found again by the catch-up, which goes back further than that
(services/scanning/missed/gaps.py, SLACK); when the process ends in peace, what waits is refused, and so becomes a row.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, Final, ParamSpec, Protocol, TypeVar

from core.base.errors import Unavailable, UserError
from core.links import Link
from services.base.health.figures import SILENT, Meter
from services.base.other_process import ReaderFailed
from services.lists.live_index import LiveIndex
from services.scanning.figures import SLOW_TEXT_TIME, SLOW_TEXTS, SlowText

_log = logging.getLogger(__name__)

OF_ONE: Final = 4  # posts of one author that wait
MOST: Final = 100  # posts that wait; each takes some tenths of a second at most
_AT_ONCE: Final = 500  # keys that are looked up before others have their turn


Given = ParamSpec("Given")
Out = TypeVar("Out")


class NotRead(Unavailable):
    """Too much waits to be read, or the process ends: the texts are to be read later."""


class Reader(Protocol):
    """Reads texts elsewhere, one after the other. Both raise ReaderFailed."""

    async def keys_in(self, texts: Sequence[str]) -> Sequence[str]:
        """Every key under which a list may hold something of the texts."""
        ...

    async def links_in(self, texts: Sequence[str], held: frozenset[str]) -> list[Link]:
        """The links that have one of these keys."""
        ...

    async def call(self, function: Callable[Given, Out], /, *given: Given.args, **named: Given.kwargs) -> Out:
        """What a pure function returns."""
        ...

    async def stop(self) -> None:
        """Read nothing more."""
        ...


class _Job:
    def __init__(self, work: Callable[[], Awaitable[Any]]) -> None:
        self.work = work
        self.answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()


class SlowTexts:
    """The queue, and who works on it as long as something waits."""

    def __init__(self, *, reader: Reader, index: LiveIndex, meter: Meter = SILENT) -> None:
        self._reader = reader
        self._index = index
        self._meter = meter
        self._waiting: dict[int, deque[_Job]] = {}  # by author; the first one is next
        self._working: asyncio.Task[None] | None = None
        self._stopped = False

    async def suspects(self, author: int, texts: Sequence[str]) -> list[Link]:
        """Every link of the texts that some list may hold, once it is this author's turn. Raises NotRead."""
        found: list[Link] = await self._in_turn(author, partial(self._read, texts))
        return found

    async def apart(
        self, author: int, function: Callable[Given, Out], /, *given: Given.args, **named: Given.kwargs
    ) -> Out:
        """What a pure function returns that would take long here, once it is this author's turn. Raises NotRead."""
        answer: Out = await self._in_turn(author, partial(self._reader.call, function, *given, **named))
        return answer

    async def _in_turn(self, author: int, work: Callable[[], Awaitable[Any]]) -> Any:
        began = time.monotonic()
        try:
            answer = await self._queued(author, work)
        except NotRead:
            self._meter.count(SLOW_TEXTS, SlowText.REFUSED)
            raise
        self._meter.count(SLOW_TEXTS, SlowText.READ)
        self._meter.took(SLOW_TEXT_TIME, time.monotonic() - began)
        return answer

    async def _queued(self, author: int, work: Callable[[], Awaitable[Any]]) -> Any:
        of_author = self._waiting.get(author, ())
        if self._stopped or len(of_author) >= OF_ONE or sum(map(len, self._waiting.values())) >= MOST:
            raise NotRead
        job = _Job(work)
        self._waiting.setdefault(author, deque()).append(job)
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work(), name="slow texts")
        return await job.answer

    async def stop(self) -> None:
        """Read nothing more: whoever waits is told so."""
        self._stopped = True
        if self._working is not None:
            self._working.cancel()
        for job in [job for jobs in self._waiting.values() for job in jobs]:
            _refuse(job)
        self._waiting.clear()
        await self._reader.stop()

    async def _work(self) -> None:
        while self._waiting:
            author = next(iter(self._waiting))
            jobs = self._waiting[author]
            job = jobs[0]
            try:
                answer = await job.work()
                if not job.answer.done():
                    job.answer.set_result(answer)
            except UserError as refusal:  # a function's answer, too
                if not job.answer.done():
                    job.answer.set_exception(refusal)
            except ReaderFailed:
                _refuse(job)
            except Exception:  # noqa: BLE001  # one text must not end the reading of all others
                _log.exception("a slow text could not be read")
                _refuse(job)
            jobs.popleft()
            self._waiting.pop(author, None)
            if jobs:
                self._waiting[author] = jobs  # behind everybody else

    async def _read(self, texts: Sequence[str]) -> list[Link]:
        keys = await self._reader.keys_in(texts)
        might_hold = self._index.index.might_hold
        held: set[str] = set()
        for at in range(0, len(keys), _AT_ONCE):
            held.update(filter(might_hold, keys[at : at + _AT_ONCE]))
            await asyncio.sleep(0)
        return await self._reader.links_in(texts, frozenset(held)) if held else []


def _refuse(job: _Job) -> None:
    if not job.answer.done():
        job.answer.set_exception(NotRead())
