"""The job that forgets: in one process at a time, and not ended by a database that is busy."""

import asyncio
from datetime import datetime, timedelta

from core.base.errors import StorageBusy
from db.engine.database import Database
from services.base.retention import PURGE_EVERY, Retention
from services.base.schedule import ScheduledJob
from tests.conftest import StandingClock
from tests.stores import scheduled


class Shelf:
    """Something to forget; fails as often as a test says."""

    def __init__(self, failures: int = 0) -> None:
        self.purged: list[datetime] = []
        self._failures = failures

    async def purge(self, now: datetime) -> int:
        self.purged.append(now)
        if len(self.purged) <= self._failures:
            raise StorageBusy
        return 1


def job(
    database: Database, clock: StandingClock, shelf: Shelf, process: str, every: timedelta = PURGE_EVERY
) -> ScheduledJob:
    purge = Retention([shelf, shelf]).purge
    return scheduled(database, clock, process, job="purge", every=every, work=purge)


async def test_one_process_forgets_at_a_time(database: Database, clock: StandingClock) -> None:
    shelf = Shelf()
    first, second = (job(database, clock, shelf, name) for name in ("a", "b"))
    assert await first.step() == 2
    assert await second.step() == 0
    clock.forward(minutes=10)
    assert await second.step() == 2
    assert len(shelf.purged) == 4


async def test_a_busy_database_is_tried_again(database: Database, clock: StandingClock) -> None:
    shelf = Shelf(failures=1)
    running = asyncio.create_task(job(database, clock, shelf, "a", timedelta(milliseconds=1)).run())
    async with asyncio.timeout(5):
        while len(shelf.purged) < 3:  # nothing tells when
            await asyncio.sleep(0.01)
    assert not running.done()
    running.cancel()
