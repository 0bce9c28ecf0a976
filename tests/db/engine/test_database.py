"""The adapter: parameters by name, one transaction at a time, nothing half-written."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from core.base.errors import StorageBusy
from db.engine.database import Database, DatabaseFault
from db.engine.sqlite import database as database_module
from db.engine.sqlite.database import SqliteDatabase


async def test_parameters_go_by_name_in_any_order(table: Database) -> None:
    async with table.bulk() as tx:
        await tx.run("INSERT INTO t (b, a) VALUES ($2, $1)", 7, "seven")
    row = await table.read.one("SELECT a FROM t WHERE b = $2 AND a = $1", 7, "seven")
    assert row is not None
    assert row["a"] == 7


async def test_an_exception_rolls_everything_back(table: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with table.bulk() as tx:
            await tx.run("INSERT INTO t VALUES (1, 'x')")
            raise ZeroDivisionError
    assert await table.read.all("SELECT * FROM t") == []


async def test_a_cancelled_transaction_leaves_nothing_and_blocks_nobody(table: Database) -> None:
    begun = asyncio.Event()

    async def slow() -> None:
        async with table.bulk() as tx:
            await tx.run("INSERT INTO t VALUES (1, 'x')")
            begun.set()
            await asyncio.sleep(600)

    task = asyncio.create_task(slow())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with asyncio.timeout(60), table.bulk() as tx:
        await tx.run("INSERT INTO t VALUES (2, 'y')")
    assert [row["a"] for row in await table.read.all("SELECT a FROM t")] == [2]


async def test_who_is_cancelled_while_another_process_writes_does_not_wait_and_leaves_no_transaction(
    table: Database, database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever waited for the other process would wait for ten minutes.
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 600)
    await table._writer.execute("PRAGMA busy_timeout = 600000")
    other = sqlite3.connect(database_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    loop = asyncio.get_running_loop()
    begun = loop.time()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1), table.bulk():
            pytest.fail("the other process holds the lock")
    assert loop.time() - begun < 60
    other.execute("ROLLBACK")
    other.close()
    async with asyncio.timeout(60), table.bulk() as tx:
        await tx.run("INSERT INTO t VALUES (2, 'y')")
    assert [row["a"] for row in await table.read.all("SELECT a FROM t")] == [2]


async def test_who_queues_behind_a_locked_file_does_not_wait_for_everybody_in_front(
    table: Database, database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.2)
    await table._writer.execute("PRAGMA busy_timeout = 200")
    other = sqlite3.connect(database_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def write() -> None:
        async with table.bulk() as tx:
            await tx.run("INSERT INTO t VALUES (1, 'x')")

    loop = asyncio.get_running_loop()
    begun = loop.time()
    answers = await asyncio.gather(*(write() for _ in range(200)), return_exceptions=True)
    assert loop.time() - begun < 20, "one after the other, they would have waited for forty seconds"
    assert {type(answer) for answer in answers} == {StorageBusy}
    other.execute("ROLLBACK")
    other.close()
    await write()


async def test_two_tasks_do_not_see_each_others_halves(table: Database) -> None:
    async def one(number: int) -> None:
        async with table.bulk() as tx:
            await tx.run("INSERT INTO t VALUES ($1, 'first')", number)
            await asyncio.sleep(0)
            if number % 2:
                raise ValueError(number)

    await asyncio.gather(*(one(number) for number in range(20)), return_exceptions=True)
    assert [row["a"] for row in await table.read.all("SELECT a FROM t ORDER BY a")] == list(range(0, 20, 2))


async def test_a_lock_that_another_process_holds_is_said_to_be_busy(
    table: Database, database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await table._writer.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(database_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageBusy):
        async with table.bulk() as tx:
            await tx.run("INSERT INTO t VALUES (1, 'x')")
    other.execute("COMMIT")
    other.close()
    async with table.bulk() as tx:
        await tx.run("INSERT INTO t VALUES (2, 'y')")


async def test_deleted_text_is_overwritten(database: Database) -> None:
    settings = {
        name: (await (await database._writer.execute(f"PRAGMA {name}")).fetchone())[0]
        for name in ("journal_mode", "secure_delete", "foreign_keys")
    }
    assert settings == {"journal_mode": "wal", "secure_delete": 1, "foreign_keys": 1}


async def test_what_is_erased_leaves_the_write_ahead_log_too(table: Database, database_path: Path) -> None:
    async with table.bulk() as tx:
        await tx.run("INSERT INTO t VALUES (1, 'unforgettable-words')")
    async with table.bulk() as tx:
        await tx.run("DELETE FROM t")
    await table.forget_deleted()
    kept = database_path.read_bytes() + database_path.with_name("rowan.db-wal").read_bytes()
    assert b"unforgettable-words" not in kept


async def test_a_reader_keeps_erased_text_in_the_log_and_nobody_waits_for_it(
    table: Database, database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wal = database_path.with_name("rowan.db-wal")
    async with table.bulk() as tx:
        await tx.run("INSERT INTO t VALUES (1, 'unforgettable-words')")
    reader = sqlite3.connect(database_path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM t").fetchall()
    async with table.bulk() as tx:
        await tx.run("DELETE FROM t")
    # Whoever waited for the reader would wait for ever.
    await table._writer.execute("PRAGMA busy_timeout = 600000")
    async with asyncio.timeout(30):
        assert await table.forget_deleted() is False
        async with table.durable() as tx:
            await tx.run("INSERT INTO t VALUES (2, 'x')")
    assert b"unforgettable-words" in wal.read_bytes()
    reader.execute("COMMIT")
    reader.close()
    assert await table.forget_deleted() is True
    assert b"unforgettable-words" not in database_path.read_bytes() + wal.read_bytes()


async def test_a_reader_of_the_newest_state_keeps_the_log_too(table: Database, database_path: Path) -> None:
    async with table.bulk() as tx:
        await tx.run("INSERT INTO t VALUES (1, 'x')")
    reader = sqlite3.connect(database_path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM t").fetchall()
    async with asyncio.timeout(30):
        assert await table.forget_deleted() is False
    reader.close()
    assert await table.forget_deleted() is True


async def test_a_directory_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(DatabaseFault):
        await SqliteDatabase.open(tmp_path)


async def test_a_database_that_became_read_only_is_said_to_be_busy(table: Database) -> None:
    await table._writer.execute(
        "PRAGMA query_only = ON"
    )  # SQLite answers as for a file without write permission
    with pytest.raises(StorageBusy):
        async with table.bulk() as tx:
            await tx.run("INSERT INTO t VALUES (1, 'x')")
    await table._writer.execute("PRAGMA query_only = OFF")
    async with table.bulk() as tx:
        await tx.run("INSERT INTO t VALUES (1, 'x')")
