"""Forgetting: what reports and detections hold about people goes when its time is over, without anybody asking."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from core.errors import Unavailable
from services.leases import LeaseStore
from services.outbox import Outbox
from services.ports import Clock

CLOSED_CASES_KEPT = timedelta(days=90)  # whom a closed case names: its author, who decided, their note

_log = logging.getLogger(__name__)

_JOB = "purge"
_EVERY = timedelta(minutes=10)


class RetentionStore(Protocol):
    """What can be forgotten."""

    async def purge(self, now: datetime) -> int:
        """Empty what is over, in tables and in the write-ahead log; returns how many rows held something."""
        ...


class Retention:
    """The job. One process does it at a time."""

    def __init__(
        self, stores: Sequence[RetentionStore], leases: LeaseStore, outbox: Outbox, clock: Clock, process: str
    ) -> None:
        self._stores = stores
        self._leases = leases
        self._outbox = outbox
        self._clock = clock
        self._process = process

    async def run(self) -> None:
        """At the start and every ten minutes, for ever."""
        while True:
            try:
                await self.step()
            except Unavailable as error:
                _log.warning("retention: %s", error.key)
            await asyncio.sleep(_EVERY.total_seconds())

    async def step(self) -> int:
        """Forget what is over; 0 where another process is at it."""
        now = self._clock()
        if not await self._leases.acquire(_JOB, self._process, now, now + _EVERY):
            return 0
        purged = sum([await store.purge(now) for store in self._stores])
        if purged:
            _log.info("retention: emptied %s rows", purged)
            self._outbox.wake()
        return purged
