"""Knowing which processes are alive. A process renews its lease each second; one that died loses it within four.

Whoever renews a lease looks at this machine's clock first (services/base/waits.py).
"""

import asyncio
import logging
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.errors import Unavailable
from services.base.ports import Clock, Storage
from services.base.waits import LEASE, WaitStore, tell, was_put_back

_log = logging.getLogger(__name__)

_RENEW_SECONDS = 1.0


class LeaseStore(Protocol):
    """The store of table `leases`: one row a living process, one a background job that must run in one process only."""

    async def renew(self, process: str, now: datetime) -> None:
        """Note that the process is alive until `now + LEASE`."""
        ...

    async def end(self, process: str, now: datetime) -> None:
        """Note that the process stops: its lease ends, and what it had taken is free."""
        ...

    async def others(self, process: str, now: datetime) -> int:
        """How many other processes are alive."""
        ...

    async def acquire(self, job: str, process: str, now: datetime, until: datetime) -> bool:
        """Let this process run the job until then, if no other does; returns whether it may."""
        ...


class LeasesTx(Protocol):
    """What a transaction offers to leases."""

    @property
    def leases(self) -> LeaseStore:
        """The store of table `leases`."""
        ...

    @property
    def waits(self) -> WaitStore:
        """Every table whose rows wait for a time."""
        ...


@dataclass(frozen=True, slots=True)
class JobRun:
    """A job that is done again and again by one process at a time. `done_at`: when this one did it last; None: it did not,
    or another has the job.
    """

    every: timedelta
    done_at: datetime | None = None


class Leases:
    """The leases of the process that runs this. Each method raises Unavailable."""

    def __init__(self, *, storage: Storage[LeasesTx], clock: Clock, process: str) -> None:
        self._storage = storage
        self._clock = clock
        self._process = process
        self.job_runs: dict[str, JobRun] = {}
        """The jobs of this process, by name, for whoever looks on."""
        self._renewed: float | None = None  # on the clock that nobody puts back

    @property
    def is_held(self) -> bool:
        """Whether the database has taken a renewal within the time that one lasts: others see this process alive."""
        return self._renewed is not None and time.monotonic() - self._renewed < LEASE.total_seconds()

    async def renew(self) -> None:
        """Say that the process is alive for another LEASE, once nothing waits for a time that a clock which was put back
        will see again only much later.
        """
        await self._look_at_the_clock()
        async with self._storage.relaxed() as tx:
            await tx.leases.renew(self._process, self._clock())
        self._renewed = time.monotonic()

    async def _look_at_the_clock(self) -> None:
        newest = await self._storage.glance.waits.newest_note()
        back = was_put_back(newest, self._clock())  # asked after the note was read: by then it was written
        if back is None:
            return
        tell(back)
        async with self._storage.bulk() as tx:
            await tx.waits.bring_forward(self._clock())

    async def end(self) -> None:
        """Say that the process stops: what it had taken is free at once."""
        async with self._storage.durable() as tx:
            await tx.leases.end(self._process, self._clock())

    async def others(self) -> int:
        """How many other processes work on this database."""
        return await self._storage.read.leases.others(self._process, self._clock())

    async def acquire(self, job: str, lasting: timedelta) -> bool:
        """Let this process run the job for so long, if no other does; returns whether it may."""
        now = self._clock()
        async with self._storage.relaxed() as tx:
            return await tx.leases.acquire(job, self._process, now, now + lasting)

    async def keep_alive(self) -> None:
        """Renew the lease each second until cancelled; say once that the database does not take it, and once that it does again."""
        since: float | None = None
        while True:
            try:
                await self.renew()
            except Unavailable:
                if since is None:
                    since = time.monotonic()
                    _log.warning("the lease could not be renewed; another process may take over")
            else:
                if since is not None:
                    _log.warning(
                        "the database takes what is written again, after %.0f s", time.monotonic() - since
                    )
                    since = None
            await asyncio.sleep(_RENEW_SECONDS)
