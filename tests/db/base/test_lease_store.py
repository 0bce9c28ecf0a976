"""Leases: who lives, who may run a job, when somebody last listened."""

import asyncio
from datetime import timedelta

from db.base.lease_store import Leases
from db.engine.database import Database
from tests.conftest import StandingClock


async def test_a_job_runs_in_one_process_until_its_lease_ends(
    database: Database, second_database: Database, clock: StandingClock
) -> None:
    one, two = Leases(database), Leases(second_database)
    until = clock() + timedelta(seconds=10)
    won = await asyncio.gather(
        one.acquire("purge", "one", clock(), until), two.acquire("purge", "two", clock(), until)
    )
    assert sorted(won) == [False, True]
    holder, other = (("one", "two"), ("two", "one"))[won.index(True)]
    assert await one.acquire("purge", holder, clock(), until)
    clock.forward(seconds=11)
    assert await two.acquire("purge", other, clock(), clock() + timedelta(seconds=10))


async def test_a_process_that_ends_frees_its_jobs(database: Database, clock: StandingClock) -> None:
    leases = Leases(database)
    await leases.acquire("purge", "one", clock(), clock() + timedelta(hours=1))
    await leases.end("one", clock())
    assert await leases.acquire("purge", "two", clock(), clock() + timedelta(hours=1))
