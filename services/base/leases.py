"""Which processes are alive. A process renews its lease each second; one that died loses it within four."""

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Protocol

from core.base.errors import Unavailable
from services.base.ports import Clock

_log = logging.getLogger(__name__)

LEASE = timedelta(seconds=4)
_RENEW_SECONDS = 1.0


class LeaseStore(Protocol):
    """Table `leases`: one row a living process, one a background job that must run in one process only."""

    async def renew(self, process: str, now: datetime) -> None:
        """The process is alive until `now + LEASE`."""
        ...

    async def end(self, process: str, now: datetime) -> None:
        """The process stops: its lease ends, what it had taken is free."""
        ...

    async def acquire(self, job: str, process: str, now: datetime, until: datetime) -> bool:
        """Whether this process may run the job until then; others get False meanwhile."""
        ...


async def keep_alive(store: LeaseStore, clock: Clock, process: str) -> None:
    """Renew until cancelled."""
    while True:
        try:
            await store.renew(process, clock())
        except Unavailable:
            _log.warning("the lease could not be renewed; another process may take over")
        await asyncio.sleep(_RENEW_SECONDS)
