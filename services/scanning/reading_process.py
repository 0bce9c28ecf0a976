"""A process beside this one that reads texts for which this one has no time.

It is started when it is needed for the first time, and again when it died. It reads and knows no list: it says which keys
a text may have (core.links.keys_in), whoever asks looks these up, and it says which links have those that are held.
"""

import asyncio
import contextlib
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from functools import partial
from multiprocessing.connection import wait
from typing import Final, ParamSpec, TypeVar

from core.links import Link, find_links, keys_in
from services.scanning.slow_texts import ReaderFailed

_log = logging.getLogger(__name__)

_SECONDS: Final = 20.0  # for one text; a hundred times what the slowest needs
_START_SECONDS: Final = 60.0
_END_SECONDS: Final = 2.0
_TRIES: Final = 2
_BETWEEN: Final = "\n"  # no key holds it: one string travels in a tenth of the time of a list

Given = ParamSpec("Given")
Out = TypeVar("Out")


class ReadingProcess:
    """Fills services.scanning.slow_texts.Reader. One caller at a time."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self.pid = 0
        self._stopped = False

    async def keys_in(self, texts: Sequence[str]) -> Sequence[str]:
        keys = await self._asked(_keys_in, list(texts))
        return keys.split(_BETWEEN) if keys else []

    async def links_in(self, texts: Sequence[str], held: frozenset[str]) -> list[Link]:
        return await self._asked(_links_in, list(texts), held)

    async def call(self, function: Callable[Given, Out], /, *given: Given.args, **named: Given.kwargs) -> Out:
        return await self._asked(function, *given, **named)

    async def stop(self) -> None:
        """End the process, when it is done with the text that it is at."""
        self._stopped = True
        await self._end()

    async def _asked(
        self, function: Callable[Given, Out], /, *given: Given.args, **named: Given.kwargs
    ) -> Out:
        for _ in range(_TRIES):
            if self._stopped:
                break
            try:
                pool = await self._started()
                async with asyncio.timeout(_SECONDS):
                    return await asyncio.wrap_future(pool.submit(function, *given, **named))
            except (BrokenExecutor, OSError) as error:
                _log.warning("the process that reads slow texts has died (%s)", type(error).__name__)
            except TimeoutError:
                _log.exception("the process that reads slow texts did not answer; it is started anew")
                self._kill()
            await self._end()
        raise ReaderFailed

    async def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # In a thread: to start a process takes tens of milliseconds, and messages would wait.
            started = await asyncio.to_thread(_start)
            self._pool, self.pid = started
            _log.info("a process that reads slow texts was started")
        assert self._pool is not None  # noqa: S101  # made above
        return self._pool

    async def _end(self) -> None:
        pool, self._pool = self._pool, None
        if pool is None:
            return
        ending = asyncio.create_task(
            asyncio.to_thread(partial(pool.shutdown, wait=True, cancel_futures=True))
        )
        ended, _ = await asyncio.wait({ending}, timeout=_END_SECONDS)
        if not ended:
            self._kill()
            await ending

    def _kill(self) -> None:
        """End a process that does not answer: it is there, or the pool would have said so."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


def _start() -> tuple[ProcessPoolExecutor, int]:
    """Start the process and wait until it can read; returns it with its number."""
    context = multiprocessing.get_context(
        "spawn"
    )  # a fork would copy threads, locks and connections as they stand
    pool = ProcessPoolExecutor(1, mp_context=context, initializer=_alone)
    try:
        return pool, pool.submit(_ready).result(_START_SECONDS)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise


def _alone() -> None:
    """Live as long as the process that started this one, and let that one hear what the keyboard says."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _ready() -> int:
    """Read what reading needs; returns the number of this process."""
    find_links("https://example.net/a")
    return os.getpid()


def _keys_in(texts: Sequence[str]) -> str:
    return _BETWEEN.join(dict.fromkeys(key for text in texts for key in keys_in(text)))


def _links_in(texts: Sequence[str], held: frozenset[str]) -> list[Link]:
    return [link for text in texts for link in find_links(text, held.__contains__)]
