"""Doing work that is due by the clock alone: it is looked for again and again, in one process at a time."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from core.base.errors import Unavailable
from services.base.health.correlation import correlated
from services.base.leases import JobRun, Leases
from services.base.ports import Clock
from services.base.worker import Bell

_log = logging.getLogger(__name__)


class ScheduledJob:
    """`work` saves what is due at a time and returns how much that was; the outbox posts it. `every`: how long one
    process holds the job, and how long after its death another waits.
    """

    def __init__(
        self,
        *,
        job: str,
        every: timedelta,
        work: Callable[[datetime], Awaitable[int]],
        leases: Leases,
        outbox_bell: Bell,
        clock: Clock,
        everywhere: bool = False,
    ) -> None:
        """`everywhere`: each process does it, of its own shards' servers."""
        self._everywhere = everywhere
        self.job = job
        self._every = every
        self._work = work
        self._leases = leases
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def run(self) -> None:
        """Look for work again and again, from the start on."""
        self._leases.job_runs[self.job] = JobRun(self._every)
        while True:
            try:
                with correlated():
                    await self.step()
            except Unavailable as error:
                _log.warning("%s: %s", self.job, error.key)
            await asyncio.sleep(self._every.total_seconds())

    async def step(self) -> int:
        """Look for work once; returns 0 where another process holds the job."""
        if not self._everywhere and not await self._leases.acquire(self.job, self._every):
            return 0
        done = await self._work(self._clock())
        self._leases.job_runs[self.job] = JobRun(self._every, self._clock())
        if done:
            self._outbox_bell.ring()
        return done
