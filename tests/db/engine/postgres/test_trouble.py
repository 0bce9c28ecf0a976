"""What goes wrong between Rowan and a server: nothing is told that may not stand, nobody waits for ever, all heals by itself."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import asyncpg
import pytest

from core.base.errors import StorageBusy, StorageInDoubt
from db.engine.postgres import database as database_module
from db.engine.postgres import pool as pool_module
from db.engine.postgres import statements as statements_module
from db.engine.postgres.database import PostgresDatabase
from db.engine.postgres.url import PostgresUrl, postgres_url
from tests import postgres
from tests.db.engine.postgres.test_database import cut_off
from tests.db.engine.tables import insert, rows

TABLES = """
CREATE TABLE t (a BIGINT PRIMARY KEY, b TEXT);
CREATE TABLE confirmations (id BIGINT PRIMARY KEY, times BIGINT NOT NULL);
INSERT INTO confirmations SELECT number, 0 FROM generate_series(1, 64) AS number;
"""
UNDER_WAY = "SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'"


@pytest.fixture
def own_server(request: pytest.FixtureRequest) -> postgres.OwnServer:
    programs = postgres.binaries()
    if programs is None or "postgres" not in request.config.getoption("databases"):
        pytest.skip("there is no PostgreSQL of our own")
    return postgres.OwnServer(programs)  # fsync as in production


@pytest.fixture
async def alone(own_server: postgres.OwnServer) -> AsyncIterator[PostgresDatabase]:
    """A database on a server that a test may spoil."""
    url = postgres_url(own_server.url)
    assert url is not None
    opened = await PostgresDatabase.open(url)
    async with opened.restructuring() as tx:
        await tx.run(TABLES)
    yield opened
    await opened.close()


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for long."""
    for module, names in (
        (database_module, ("BUSY_SECONDS",)),
        (pool_module, ("BUSY_SECONDS", "SHORT_SECONDS")),
        (statements_module, ("SHORT_SECONDS",)),
    ):
        for name in names:
            monkeypatch.setattr(module, name, 0.2)


async def test_a_server_that_was_gone_for_a_moment_confirms_nothing_from_before(
    own_server: postgres.OwnServer, alone: PostgresDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that stood still does not notice that the server crashed and came back without what was committed last."""
    with monkeypatch.context() as slow:
        slow.setattr(alone._confirmations, "_ask", "SELECT pg_sleep(60)")
        first = asyncio.create_task(insert(alone, 1))
        while not await alone.read.all(UNDER_WAY):
            await asyncio.sleep(0)
    second = asyncio.create_task(insert(alone, 2, way="settling"))
    while 2 not in await rows(alone):
        await asyncio.sleep(0)
    own_server.crash()  # on this thread: the loop stands still meanwhile
    own_server.start()
    for each in (first, second):
        with pytest.raises(StorageInDoubt):
            await each
    await insert(alone, 3)
    assert 3 in await rows(alone)


async def test_what_nobody_waits_for_is_on_the_disk_soon(
    own_server: postgres.OwnServer, alone: PostgresDatabase
) -> None:
    """A message is removed at once where its row is not waited for: the row must not be gone when the server crashes then."""
    await insert(alone, 1, way="relaxed")
    await asyncio.wait([alone._confirmations._next or alone._confirmations._under_way])
    await asyncio.to_thread(own_server.crash)
    await asyncio.to_thread(own_server.start)
    assert await rows(alone) == [1]


async def test_that_something_may_be_lost_is_noticed_with_the_next_commit(
    own_server: postgres.OwnServer, alone: PostgresDatabase
) -> None:
    """A process that read what is gone by now, and remembers its number, reads anew."""
    await insert(alone, 1)
    assert alone.losses == 0
    own_server.crash()  # on this thread: the loop stands still meanwhile
    own_server.start()
    async with asyncio.timeout(60):
        while not alone.losses:
            with contextlib.suppress(StorageBusy):
                await insert(alone, 2, way="relaxed")  # as a lease is renewed
            await asyncio.sleep(0.01)
            async with alone.bulk() as tx:
                await tx.run("DELETE FROM t WHERE a = 2")


async def test_a_server_that_does_not_answer_any_more_holds_nobody_up_and_heals(
    own_server: postgres.OwnServer, alone: PostgresDatabase, hasty: None
) -> None:
    await insert(alone, 1)
    own_server.hang()
    try:
        tried = await asyncio.gather(
            insert(alone, 2), rows(alone), alone.glance.all("SELECT a FROM t"), return_exceptions=True
        )
    finally:
        own_server.go_on()
    assert [type(each) for each in tried] == [StorageBusy] * 3
    await insert(alone, 3)
    assert await rows(alone) == [1, 3]


async def test_a_server_that_only_reads_by_now_is_left(table: PostgresDatabase, url: PostgresUrl) -> None:
    """A standby took over: the old connections lead to what only reads now, new ones to what writes."""
    await insert(table, 1)
    connection = await table._pool.acquire()
    await connection.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
    await table._pool.release(connection)
    await insert(table, 2)
    assert await rows(table) == [1, 2]


async def test_an_audit_that_two_processes_write_grows_at_its_end(
    table: PostgresDatabase, other: PostgresDatabase
) -> None:
    """The trigger refuses a row whose number is below the newest: numbers are taken by whoever has the turn."""

    async def write(database: PostgresDatabase) -> None:
        for _ in range(15):
            async with database.relaxed() as tx:
                await tx.run("INSERT INTO audit (server_id, action, subject, at) VALUES (1, 'x', 'y', 1)")
                await asyncio.sleep(0)
                await tx.run("INSERT INTO audit (server_id, action, subject, at) VALUES (1, 'x', 'z', 1)")

    await asyncio.gather(*(write(each) for each in (table, other, table, other)))
    found = await table.read.one("SELECT count(*) AS number FROM audit")
    assert found["number"] == 120


async def test_of_several_servers_the_one_that_is_there_is_used(url: PostgresUrl) -> None:
    several = postgres_url(url.url.replace("host=", "host=/nowhere,"))
    assert several is not None
    opened = await PostgresDatabase.open(several)
    assert (await opened.read.one("SELECT pg_is_in_recovery() AS only_reads"))["only_reads"] is False
    await opened.close()


async def test_reads_of_any_size_leave_room_for_who_writes(table: PostgresDatabase, hasty: None) -> None:
    reads = [asyncio.create_task(table.read.all("SELECT pg_sleep(60)")) for _ in range(10)]
    await insert(table, 1)
    assert [row["a"] for row in await table.glance.all("SELECT a FROM t")] == [1]
    waiting, under_way = await asyncio.wait(reads, return_when=asyncio.FIRST_COMPLETED)
    assert under_way
    assert {type(each.exception()) for each in waiting} == {StorageBusy}
    for each in under_way:
        each.cancel()
    await asyncio.gather(*reads, return_exceptions=True)
    assert await rows(table) == [1]


async def test_whoever_is_cancelled_twice_leaves_nothing_behind(
    table: PostgresDatabase, other: PostgresDatabase
) -> None:
    for _ in range(20):
        async with other.relaxed():
            task = asyncio.create_task(insert(table, 1))
            await asyncio.sleep(0.01)
            task.cancel()
            await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
    await insert(table, 2)
    await insert(other, 3)
    assert await rows(table) == [2, 3]


async def test_a_value_that_no_database_takes_is_no_sign_of_a_lost_connection(
    table: PostgresDatabase,
) -> None:
    for value in (2**63, "\ud800"):
        with pytest.raises(asyncpg.DataError):
            async with table.relaxed() as tx:
                await tx.run("INSERT INTO t (a, b) VALUES (1, $1)", value)
    await insert(table, 2)
    assert await rows(table) == [2]


async def test_tables_that_another_process_changed_are_read_at_the_next_try(
    table: PostgresDatabase, url: PostgresUrl
) -> None:
    async def read() -> list[int]:
        async with table.relaxed() as tx:
            return [row["a"] for row in await tx.all("SELECT * FROM t")]

    await insert(table, 1)
    assert await read() == [1]
    connection = await asyncpg.connect(url.url)
    await connection.execute("ALTER TABLE t ADD COLUMN c BIGINT")
    await connection.close()
    with contextlib.suppress(StorageBusy):
        await read()
    assert await read() == [1]


async def test_who_does_nothing_for_too_long_in_a_transaction_is_ended(
    table: PostgresDatabase, url: PostgresUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(pool_module._SESSION, "idle_in_transaction_session_timeout", "50")
    sleepy = await PostgresDatabase.open(url)
    with pytest.raises(StorageBusy):
        async with sleepy.relaxed() as tx:
            await tx.run("INSERT INTO t VALUES (1, 'x')")
            await insert(table, 2)  # has its turn once the other one was ended
            await tx.run("INSERT INTO t VALUES (3, 'x')")
    await insert(sleepy, 4)
    await sleepy.close()
    assert await rows(table) == [2, 4]


async def test_a_deadlock_with_somebody_elses_program_is_tried_again(
    table: PostgresDatabase, url: PostgresUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = iter(
        (asyncpg.DeadlockDetectedError("in the way"), asyncpg.SerializationError("in the way"), None)
    )
    begun = database_module.begun

    async def in_the_way(*arguments: object) -> object:
        error = next(tries)
        if error is not None:
            raise error
        return await begun(*arguments)

    monkeypatch.setattr(database_module, "begun", in_the_way)
    async with table.relaxed() as tx:
        await tx.run("INSERT INTO t VALUES (1, 'x')")
    assert await rows(table) == [1]
    await cut_off(url)
