"""What PostgreSQL promises: one writes at a time, what is told stands, a server that goes away is waited for."""

import asyncio
import contextlib

import asyncpg
import pytest

from core.base.errors import StorageBusy, StorageInDoubt
from db.engine.database import RuleBroken
from db.engine.postgres import database as database_module
from db.engine.postgres import pool as pool_module
from db.engine.postgres.database import PostgresDatabase
from db.engine.postgres.url import PostgresUrl
from tests.db.engine.tables import insert, rows

WAYS = ("relaxed", "durable", "bulk")
OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


async def cut_off(url: PostgresUrl) -> None:
    """Every connection is ended, as by a server that starts anew."""
    connection = await asyncpg.connect(url.url)
    await connection.execute(OTHERS)
    await connection.close()
    await asyncio.sleep(0)


@pytest.mark.parametrize("way", WAYS)
async def test_a_transaction_is_all_or_nothing(
    table: PostgresDatabase, other: PostgresDatabase, way: str
) -> None:
    await insert(table, 1, way=way)
    with pytest.raises(ZeroDivisionError):
        await insert(table, 2, way=way, error=ZeroDivisionError())
    assert await rows(table) == await rows(other) == [1]


@pytest.mark.parametrize("way", WAYS)
async def test_what_breaks_a_rule_changes_nothing_and_the_next_goes_on(
    table: PostgresDatabase, way: str
) -> None:
    await insert(table, 1, way=way)
    with pytest.raises(RuleBroken):
        await insert(table, 1, way=way)
    await insert(table, 2, way=way)
    assert await rows(table) == [1, 2]


async def test_of_two_processes_one_writes_at_a_time_and_sees_what_the_other_did(
    table: PostgresDatabase, other: PostgresDatabase
) -> None:
    async def count_up(database: PostgresDatabase) -> None:
        for _ in range(20):
            async with database.relaxed() as tx:
                newest = await tx.one("SELECT coalesce(max(a), 0) AS a FROM t")
                await tx.run("INSERT INTO t VALUES ($1, 'x')", newest["a"] + 1)

    await asyncio.gather(*(count_up(each) for each in (table, other, table, other)))
    assert await rows(table) == list(range(1, 81))


async def test_revisions_appear_in_their_order(table: PostgresDatabase, other: PostgresDatabase) -> None:
    """Who reads the higher ones never misses one that comes later with a lower number."""
    seen: list[int] = []
    ended = asyncio.Event()

    async def change(database: PostgresDatabase) -> None:
        for number in range(15):
            async with database.durable() as tx:
                await tx.run("INSERT INTO list_changes (key) VALUES ($1)", f"k{number}")
                await asyncio.sleep(0)
                await tx.run("INSERT INTO list_changes (key) VALUES ($1)", f"l{number}")

    async def read() -> None:
        while not ended.is_set():
            last = seen[-1] if seen else 0
            found = await other.read.all(
                "SELECT revision FROM list_changes WHERE revision > $1 ORDER BY 1", last
            )
            seen.extend(row["revision"] for row in found)

    reading = asyncio.create_task(read())
    await asyncio.gather(change(table), change(other), change(table))
    ended.set()
    await reading
    whole = await table.read.all(
        "SELECT revision FROM list_changes WHERE revision > $1 ORDER BY 1", seen[-1] if seen else 0
    )
    assert len(seen) + len(whole) == 90


async def test_who_waits_too_long_hears_that_it_is_busy(
    table: PostgresDatabase, url: PostgresUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(pool_module._SESSION, "lock_timeout", "50")
    hasty = await PostgresDatabase.open(url)
    async with table.relaxed():
        with pytest.raises(StorageBusy):
            await insert(hasty, 1)
    await insert(hasty, 2)
    await hasty.close()
    assert await rows(table) == [2]


async def test_the_turn_within_a_process_is_given_up_too(
    table: PostgresDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.05)
    async with table.relaxed():
        with pytest.raises(StorageBusy):
            await insert(table, 1)
    await insert(table, 2)
    assert await rows(table) == [2]


async def test_a_lost_connection_heals(table: PostgresDatabase, url: PostgresUrl) -> None:
    await cut_off(url)
    assert await rows(table) == []
    await cut_off(url)
    await insert(table, 1)
    assert await rows(table) == [1]


async def test_a_connection_that_is_lost_in_a_transaction_changes_nothing(
    table: PostgresDatabase, url: PostgresUrl
) -> None:
    with pytest.raises(StorageBusy):
        async with table.relaxed() as tx:
            await tx.run("INSERT INTO t VALUES (1, 'x')")
            await cut_off(url)
            await tx.run("INSERT INTO t VALUES (2, 'x')")
    await insert(table, 3)
    assert await rows(table) == [3]


async def test_a_connection_that_is_lost_at_the_commit_leaves_it_in_doubt(
    table: PostgresDatabase, url: PostgresUrl
) -> None:
    with pytest.raises(StorageInDoubt):
        async with table.durable() as tx:
            await tx.run("INSERT INTO t VALUES (1, 'x')")
            await cut_off(url)
    await insert(table, 2)


async def test_a_commit_that_the_disk_does_not_confirm_is_in_doubt(
    table: PostgresDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as silent:
        ask = "BEGIN; SET LOCAL statement_timeout TO 1; SELECT pg_sleep(60)"
        silent.setattr(table._confirmations, "_ask", ask)
        with pytest.raises(StorageInDoubt):
            await insert(table, 1)
    await insert(table, 2, way="relaxed")
    assert await rows(table) == [1, 2]


async def test_many_share_one_confirmation(table: PostgresDatabase) -> None:
    before = await table.read.one("SELECT CAST(sum(times) AS BIGINT) AS times FROM confirmations")
    link = await table._confirmations.link()
    await asyncio.gather(*(table._confirmations.confirm(link) for _ in range(30)))
    after = await table.read.one("SELECT CAST(sum(times) AS BIGINT) AS times FROM confirmations")
    assert after["times"] - before["times"] == 1


@pytest.mark.parametrize("way", WAYS)
async def test_whoever_is_cancelled_holds_nobody_up(
    table: PostgresDatabase, other: PostgresDatabase, way: str
) -> None:
    begun = asyncio.Event()

    async def slow() -> None:
        async with getattr(table, way)() as tx:
            await tx.run("INSERT INTO t VALUES (1, 'x')")
            begun.set()
            await tx.all("SELECT pg_sleep(60)")

    task = asyncio.create_task(slow())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await insert(other, 2)
    await insert(table, 3)
    assert await rows(table) == [2, 3]


async def test_a_statement_that_failed_and_was_passed_over_is_not_taken_for_done(
    table: PostgresDatabase,
) -> None:
    with pytest.raises(StorageBusy):
        async with table.durable() as tx:
            with contextlib.suppress(asyncpg.UniqueViolationError):
                await tx.run("INSERT INTO t VALUES (1, 'x'), (1, 'y')")
    assert await rows(table) == []


async def test_a_value_is_what_it_was(table: PostgresDatabase) -> None:
    async with table.relaxed() as tx:
        await tx.run_many("INSERT INTO t VALUES ($2, $1)", [(None, 1), ("x", 2**62), ("a\0b", -5)])
        assert await tx.run("UPDATE t SET b = $2 WHERE a = $3 - 5", "not used", "y", 0) == 1
    assert [tuple(row) for row in await table.glance.all("SELECT a, b FROM t ORDER BY a")] == [
        (-5, "y"), (1, None), (2**62, "x"),
    ]  # fmt: skip
