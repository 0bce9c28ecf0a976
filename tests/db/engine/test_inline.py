"""Statements on the event loop's own thread: durable or not, they never wait there for anybody else."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from core.base.errors import StorageBusy
from db.engine.database import Database
from db.engine.sqlite import database as database_module


def others(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=0)


async def insert(table: Database, number: int, text: str = "x") -> None:
    async with table.relaxed() as tx:
        await tx.run("INSERT INTO t VALUES ($1, $2)", number, text)


async def test_a_relaxed_transaction_is_committed_for_other_processes_too(
    table: Database, database_path: Path
) -> None:
    await insert(table, 5)
    other = others(database_path)
    assert other.execute("SELECT b FROM t").fetchall() == [("x",)]
    other.close()
    assert [row["b"] for row in await table.glance.all("SELECT b FROM t WHERE a = $1", 5)] == ["x"]


async def test_a_relaxed_transaction_lets_the_loop_go_on_while_another_process_writes(
    table: Database, database_path: Path
) -> None:
    other = others(database_path)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(insert(table, 1))
    for _ in range(20):  # the loop goes on meanwhile
        await asyncio.sleep(0.005)
    assert not writing.done()
    other.execute("ROLLBACK")
    other.close()
    await writing
    assert len(await table.glance.all("SELECT 1 FROM t")) == 1


async def test_a_relaxed_transaction_waits_for_one_of_its_own_process(table: Database) -> None:
    async with table.bulk() as tx:
        await tx.run("INSERT INTO t VALUES (1, 'first')")
        writing = asyncio.create_task(insert(table, 2))
        for _ in range(50):
            await asyncio.sleep(0)
        assert not writing.done()
    await writing
    assert [row["a"] for row in await table.glance.all("SELECT a FROM t ORDER BY a")] == [1, 2]


@pytest.mark.parametrize("way", ["read", "glance"])
async def test_what_reads_cannot_write(table: Database, way: str) -> None:
    with pytest.raises((sqlite3.OperationalError, StorageBusy)):
        await getattr(table, way).all("INSERT INTO t VALUES (1, 'x') RETURNING a")
    assert await table.read.all("SELECT * FROM t") == []


async def test_a_relaxed_transaction_is_all_or_nothing(table: Database) -> None:
    with pytest.raises(ValueError, match="stop"):
        async with table.relaxed() as tx:
            await tx.run("INSERT INTO t VALUES (1, 'x')")
            raise ValueError("stop")
    async with table.relaxed() as tx:
        assert await tx.run("INSERT INTO t VALUES (2, 'y')") == 1
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
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.1)
    other = others(database_path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageBusy):
        async with table.relaxed():
            pytest.fail("the other process holds the lock")
    releasing = asyncio.get_running_loop().call_later(0.03, other.execute, "ROLLBACK")
    async with table.relaxed() as tx:
        await tx.run("INSERT INTO t VALUES (1, 'x')")
    assert releasing.when() < asyncio.get_running_loop().time()
    other.close()
