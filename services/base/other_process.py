"""A process beside this one that calls pure functions for which this one has no time, or which may never come back.

It is started when it is needed for the first time, and again when it died. What a function does to it (it does not end, it
takes all memory) ends that process alone. It ends with the one that started it.
"""

import asyncio
import contextlib
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from functools import partial
from multiprocessing.connection import wait
from typing import Final, ParamSpec, TypeVar

try:
    import resource
except ImportError:  # Windows has none: there nothing bounds the memory
    resource = None  # type: ignore[assignment]  # asked for before each use

_log = logging.getLogger(__name__)

_START_SECONDS: Final = 60.0

Given = ParamSpec("Given")
Out = TypeVar("Out")


class ReaderFailed(Exception):
    """It could not be read: the process died of it, or is not there any more."""


class OtherProcess:
    """The process. One caller at a time.

    `name`: stands in the log. `seconds`: for one call. `tries`: how often a call is made of which the process dies.
    `memory`: bytes that it may have; None: as many as there are. `prepare`: called once in the new process.
    `ends_within`: seconds in which it may end what it is at, before it is killed.
    """

    def __init__(
        self,
        *,
        name: str,
        seconds: float,
        tries: int,
        memory: int | None = None,
        prepare: Callable[[], object] = int,
        ends_within: float = 2.0,
    ) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self.pid = 0
        self._stopped = False
        self._name = name
        self._seconds = seconds
        self._tries = tries
        self._memory = memory
        self._prepare = prepare
        self._ends_within = ends_within

    async def call(self, function: Callable[Given, Out], /, *given: Given.args, **named: Given.kwargs) -> Out:
        """What a pure function returns, or raises. Raises ReaderFailed."""
        for _ in range(self._tries):
            if self._stopped:
                break
            try:
                pool = await self._started()
                async with asyncio.timeout(self._seconds):
                    return await asyncio.wrap_future(pool.submit(function, *given, **named))
            except (BrokenExecutor, OSError) as error:
                _log.warning("the process that reads %s has died (%s)", self._name, type(error).__name__)
            except TimeoutError:
                _log.warning("the process that reads %s did not answer; it is started anew", self._name)
                self._kill()
            await self._end()
        raise ReaderFailed

    async def stop(self) -> None:
        """End the process, when it is done with what it is at, and call nothing more."""
        self._stopped = True
        await self._end()

    async def rest(self) -> None:
        """End the process until it is needed again."""
        await self._end()

    async def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # In a thread: to start a process takes tens of milliseconds, and messages would wait.
            started = await asyncio.to_thread(_start, self._memory, self._prepare)
            self._pool, self.pid = started
            _log.info("a process that reads %s was started", self._name)
        assert self._pool is not None  # noqa: S101  # made above
        return self._pool

    async def _end(self) -> None:
        pool, self._pool = self._pool, None
        if pool is None:
            return
        ending = asyncio.create_task(
            asyncio.to_thread(partial(pool.shutdown, wait=True, cancel_futures=True))
        )
        ended, _ = await asyncio.wait({ending}, timeout=self._ends_within)
        if not ended:
            self._kill()
            await ending

    def _kill(self) -> None:
        """End a process that does not answer: it is there, or the pool would have said so."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


def _start(memory: int | None, prepare: Callable[[], object]) -> tuple[ProcessPoolExecutor, int]:
    """Start the process and wait until it can read; returns it with its number."""
    context = multiprocessing.get_context(
        "spawn"
    )  # a fork would copy threads, locks and connections as they stand
    pool = ProcessPoolExecutor(1, mp_context=context, initializer=_alone, initargs=(memory,))
    try:
        return pool, pool.submit(_ready, prepare).result(_START_SECONDS)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise


def _alone(memory: int | None) -> None:
    """Live as long as the process that started this one, and let that one hear what the keyboard says."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if memory is not None and resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _ready(prepare: Callable[[], object]) -> int:
    """Read what reading needs; returns the number of this process."""
    prepare()
    return os.getpid()
