"""A hint reaches whoever waits in another process; a lost one is not missed for long."""

import asyncio

import asyncpg
import pytest

from db.engine.postgres import hints as hints_module
from db.engine.postgres.database import PostgresDatabase
from db.engine.postgres.url import PostgresUrl

END_LISTENERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
LONG = 60.0  # a test that waits for it is stopped


async def listening(database: PostgresDatabase) -> None:
    """Wait until it listens; what waits for a hint meanwhile goes on."""
    begun = asyncio.create_task(database.hinted(LONG))
    async with asyncio.timeout(LONG):
        await begun


async def test_a_hint_reaches_whoever_waits_in_another_process(
    table: PostgresDatabase, other: PostgresDatabase
) -> None:
    await listening(other)
    waiting = [asyncio.create_task(other.hinted(LONG)) for _ in range(2)]
    await asyncio.sleep(0)
    for _ in range(5):
        table.hint()
    async with asyncio.timeout(LONG / 2):
        await asyncio.gather(*waiting)


async def test_nobody_hears_their_own(table: PostgresDatabase, other: PostgresDatabase) -> None:
    await asyncio.gather(listening(table), listening(other))
    mine, theirs = (asyncio.create_task(each.hinted(LONG)) for each in (table, other))
    await asyncio.sleep(0)
    table.hint()
    await theirs
    table.hint()
    waiting = asyncio.create_task(other.hinted(LONG))
    await waiting
    assert not mine.done()
    mine.cancel()


async def test_whoever_hears_nothing_looks_all_the_same(table: PostgresDatabase) -> None:
    await listening(table)
    await table.hinted(0.01)


async def test_a_listener_that_was_lost_listens_anew_and_looks(
    table: PostgresDatabase, other: PostgresDatabase, url: PostgresUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hints_module, "_AGAIN_SECONDS", 0)
    await listening(other)
    waiting = asyncio.create_task(other.hinted(LONG))
    await asyncio.sleep(0)
    connection = await asyncpg.connect(url.url)
    await connection.execute(END_LISTENERS)
    await connection.close()
    async with asyncio.timeout(LONG / 2):
        await waiting  # it listens again, and may have missed something
        waiting = asyncio.create_task(other.hinted(LONG))
        await asyncio.sleep(0)
        table.hint()
        await waiting


async def test_a_database_that_gives_no_hints_is_looked_at_every_now_and_then(
    table: PostgresDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def none() -> None:
        raise asyncpg.FeatureNotSupportedError("LISTEN is not implemented")

    monkeypatch.setattr(table._hints, "_connect", none)
    await table.hinted(0.01)
    await asyncio.wait([table._hints._listening])
    await table.hinted(0.01)
    table.hint()
