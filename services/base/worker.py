"""Doing work that is owed: rows are taken, performed side by side, and settled, now or after a restart.

A row is committed before it is worked on. Taking it is a conditional update that a living process's lease protects; its
outcome is committed afterwards. So whoever dies between the two leaves a row that another process takes again.
"""

import asyncio
import contextlib
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from core.base.errors import Unavailable
from services.base.health.correlation import correlated

_log = logging.getLogger(__name__)

POLL_SECONDS = 0.5  # how soon a row is seen that another process or the command line made due
AT_ONCE = 8  # rows performed side by side; discord.py queues by route below this

Row = TypeVar("Row")
Saved = TypeVar("Saved")


class Bell:
    """Wakes a worker: whoever commits what makes a row due rings it.

    It is made before the worker, and needs nothing.
    """

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Say that something was made due, so that the worker looks at once rather than at the next poll."""
        self._rung.set()

    def silence(self) -> None:
        """Forget that it rang, before looking."""
        self._rung.clear()

    async def heard(self, seconds: float | None) -> None:
        """Wait until it rings, so long at most; None: however long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()


class Worker(ABC, Generic[Row]):
    """A worker: `run` it until cancelled, ring its bell after a commit that made a row due, `finish` it at stop."""

    def __init__(self, name: str, bell: Bell, *, at_once: int = AT_ONCE) -> None:
        """`name`: stands in the log, and names the tasks; `at_once`: rows that are performed side by side."""
        self._name = name
        self._at_once = at_once
        self.bell = bell
        self._running: set[asyncio.Task[None]] = set()

    @abstractmethod
    async def take(self, limit: int) -> Sequence[Row]:
        """Take due rows that no living process is working on: they are marked as this process's. Raises Unavailable."""

    @abstractmethod
    async def perform(self, row: Row) -> None:
        """Perform a row that this process has taken, and settle it. Whatever fails is an outcome; nothing is raised."""

    async def run(self) -> None:
        """Do what is owed until cancelled."""
        while True:
            self.bell.silence()
            try:
                begun = await self.step()
            except Unavailable as error:
                _log.warning("%s: %s", self._name, error.key)
                begun = 0
            except Exception:  # noqa: BLE001  # the worker must outlive whatever one look meets
                _log.exception("%s", self._name)
                begun = 0
            if begun == 0:
                await self.bell.heard(POLL_SECONDS)

    async def step(self) -> int:
        """Begin what is due as far as there is room; returns how many rows were begun."""
        room = self._at_once - len(self._running)
        if room <= 0:
            await asyncio.wait(self._running, return_when=asyncio.FIRST_COMPLETED)
            return 1
        rows = await self.take(room)
        for row in rows:
            self._begin(row)
        return len(rows)

    def _begin(self, row: Row) -> "asyncio.Task[None]":
        """Perform a row that was taken, beside the others."""
        task = asyncio.create_task(self._perform(row), name=self._name)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def _perform(self, row: Row) -> None:
        with correlated():
            await self.perform(row)

    async def finish(self, seconds: float) -> None:
        """Let what was begun end, when the process stops; what does not end in time is taken again at the next start."""
        if self._running:
            await asyncio.wait(self._running, timeout=seconds)
        for task in self._running:
            task.cancel()


async def until_saved(save: Callable[[], Awaitable[Saved]]) -> Saved:
    """Save an outcome, however long the database is busy.

    What Discord did must be written down, or it would be done again.
    """
    while True:
        try:
            return await save()
        except Unavailable:
            await asyncio.sleep(POLL_SECONDS)
