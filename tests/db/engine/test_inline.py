"""Statements on the event loop's own thread: durable or not, they never wait there for anybody else."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from core.base.errors import StorageBusy
from db.engine import database as database_module
from db.engine import inline
from db.engine.database import Database


@pytest.fixture
async def table(database: Database) -> Database:
    async with database.write() as tx:
        await tx.run("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT")
    return database


def others(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=0)


async def test_a_near_write_is_committed_and_answers_with_its_rows(
    table: Database, database_path: Path
) -> None:
    rows = await table.write_near("INSERT INTO t VALUES ($1, $2) RETURNING a", 5, "x")
    assert [row["a"] for row in rows] == [5]
    other = others(database_path)
    assert other.execute("SELECT b FROM t").fetchall() == [("x",)]
    other.close()
    assert [row["b"] for row in await table.read_near("SELECT b FROM t WHERE a = $1", 5)] == ["x"]


async def test_a_near_write_waits_elsewhere_while_another_process_writes(
    table: Database, database_path: Path
) -> None:
    other = others(database_path)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(table.write_near("INSERT INTO t VALUES (1, 'x')"))
    for _ in range(20):  # the loop goes on meanwhile
        await asyncio.sleep(0.005)
    assert not writing.done()
    other.execute("ROLLBACK")
    other.close()
    await writing
    assert len(await table.read_near("SELECT 1 FROM t")) == 1


async def test_a_near_write_waits_for_a_transaction_of_its_own_process(table: Database) -> None:
    async with table.write() as tx:
        await tx.run("INSERT INTO t VALUES (1, 'first')")
        writing = asyncio.create_task(table.write_near("INSERT INTO t VALUES (2, 'second')"))
        await asyncio.sleep(0.02)
        assert not writing.done()
    await writing
    assert [row["a"] for row in await table.read_near("SELECT a FROM t ORDER BY a")] == [1, 2]


async def test_after_a_slow_commit_the_loop_is_spared(
    table: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inline, "_SLOW_SECONDS", 0.0)
    await table.write_near("INSERT INTO t VALUES (1, 'x')")
    assert table._near.write("INSERT INTO t VALUES (2, 'x')", ()) is None
    await table.write_near("INSERT INTO t VALUES (2, 'x')")
    assert len(await table.read_near("SELECT 1 FROM t")) == 2


async def test_a_relaxed_transaction_is_all_or_nothing(table: Database) -> None:
    with pytest.raises(ValueError, match="stop"):
        async with table.write_relaxed() as tx:
            await tx.run("INSERT INTO t VALUES (1, 'x')")
            raise ValueError("stop")
    async with table.write_relaxed() as tx:
        assert await tx.insert("INSERT INTO t VALUES (2, 'y')") == 2
        await tx.run_many("INSERT INTO t VALUES ($1, $2)", [(3, "z"), (4, "z")])
        assert await tx.run("UPDATE t SET b = 'w' WHERE a > 2") == 2
    assert [(row["a"], row["b"]) for row in await table.read.all("SELECT * FROM t")] == [
        (2, "y"),
        (3, "w"),
        (4, "w"),
    ]


async def test_a_relaxed_transaction_waits_for_another_process_and_says_when_it_is_too_long(
    table: Database, database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "_BUSY_SECONDS", 0.1)
    other = others(database_path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageBusy):
        async with table.write_relaxed():
            pytest.fail("the other process holds the lock")
    releasing = asyncio.get_running_loop().call_later(0.03, other.execute, "ROLLBACK")
    async with table.write_relaxed() as tx:
        await tx.run("INSERT INTO t VALUES (1, 'x')")
    assert releasing.when() < asyncio.get_running_loop().time()
    other.close()


@pytest.mark.parametrize("slow", [False, True])
async def test_the_log_does_not_grow_for_ever(
    table: Database, database_path: Path, monkeypatch: pytest.MonkeyPatch, slow: bool
) -> None:
    monkeypatch.setattr(inline, "_CHECKPOINT_AFTER", 50)
    monkeypatch.setattr(inline, "_SLOW_SECONDS", -1 if slow else 1)
    sizes = []
    for number in range(600):
        await table.write_near("INSERT INTO t VALUES ($1, $2)", number, "x" * 500)
        if number % 50 == 0:
            await asyncio.gather(*table._endings)  # the checkpoint, however slow the disk is
            sizes.append(database_path.with_name("rowan.db-wal").stat().st_size)
    assert sizes[-1] < 2 * max(sizes[2:5]), sizes
