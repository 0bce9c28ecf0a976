"""A server whose processes all die in the middle of the work: what was acknowledged is there afterwards."""

import asyncio
import contextlib

import pytest

from core.base.errors import Unavailable
from db.engine.postgres.database import PostgresDatabase
from db.engine.postgres.url import postgres_url
from tests import postgres
from tests.db.engine.tables import insert, rows


async def test_a_server_that_crashes_under_load_loses_nothing_that_was_acknowledged(
    request: pytest.FixtureRequest,
) -> None:
    programs = postgres.binaries()
    if programs is None or "postgres" not in request.config.getoption("databases"):
        pytest.skip("there is no PostgreSQL of our own to crash")
    server = postgres.OwnServer(programs)  # fsync as in production
    url = postgres_url(server.url)
    assert url is not None
    database = await PostgresDatabase.open(url)
    async with database.restructuring() as tx:
        await tx.run("CREATE TABLE t (a BIGINT PRIMARY KEY, b TEXT)")
        await tx.run("CREATE TABLE confirmations (id BIGINT PRIMARY KEY, times BIGINT NOT NULL)")
        await tx.run("INSERT INTO confirmations SELECT number, 0 FROM generate_series(1, 64) AS number")
    acknowledged: set[int] = set()
    asked = iter(range(1_000_000))
    working = True

    async def work() -> None:
        while working:
            number = next(asked)
            with contextlib.suppress(Unavailable):
                await insert(database, number)
                acknowledged.add(number)
            await asyncio.sleep(0)

    async def acknowledging(more: int) -> None:
        enough = len(acknowledged) + more
        async with asyncio.timeout(120):
            while len(acknowledged) < enough:
                await asyncio.sleep(0.001)

    workers = [asyncio.create_task(work()) for _ in range(8)]
    for _ in range(3):
        await acknowledging(50)
        await asyncio.to_thread(server.crash)
        await asyncio.to_thread(server.start)
    await acknowledging(50)  # it heals by itself
    working = False
    await asyncio.gather(*workers)
    assert acknowledged <= set(await rows(database))
    await database.close()
