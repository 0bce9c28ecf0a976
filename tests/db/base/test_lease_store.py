"""Leases: who lives, who may run a job, when somebody last listened."""

import asyncio
from datetime import timedelta

from db.engine.database import Database
from db.engine.vault import Vault
from tests.conftest import StandingClock
from tests.stores import Committing


async def test_a_job_runs_in_one_process_until_its_lease_ends(
    database: Database, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    one, two = (Committing(each, vault).leases for each in (database, second_database))
    until = clock() + timedelta(seconds=10)
    won = await asyncio.gather(
        one.acquire("purge", "one", clock(), until), two.acquire("purge", "two", clock(), until)
    )
    assert sorted(won) == [False, True]
    holder, other = (("one", "two"), ("two", "one"))[won.index(True)]
    assert await one.acquire("purge", holder, clock(), until)
    clock.forward(seconds=11)
    assert await two.acquire("purge", other, clock(), clock() + timedelta(seconds=10))


async def test_a_process_that_ends_frees_its_jobs(
    database: Database, vault: Vault, clock: StandingClock
) -> None:
    leases = Committing(database, vault).leases
    await leases.acquire("purge", "one", clock(), clock() + timedelta(hours=1))
    await leases.end("one", clock())
    assert await leases.acquire("purge", "two", clock(), clock() + timedelta(hours=1))


async def test_other_processes_that_live_are_counted(
    database: Database, vault: Vault, clock: StandingClock
) -> None:
    leases = Committing(database, vault).leases
    for process in ("a", "b", "c"):
        await leases.renew(process, clock())
    await leases.acquire("job", "c", clock(), clock() + timedelta(seconds=9))
    assert await leases.others("a", clock()) == 2
    await leases.end("b", clock())
    assert await leases.others("a", clock()) == 1
    clock.forward(seconds=5)
    assert await leases.others("a", clock()) == 0
