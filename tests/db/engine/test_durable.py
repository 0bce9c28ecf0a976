"""What is promised of the disk: nobody goes on before it has what they were promised, and nobody else waits for it."""

import asyncio
import shutil
import sqlite3
from pathlib import Path

import pytest

from core.base.errors import StorageBusy, StorageInDoubt
from db.engine.database import Database, RuleBroken
from db.engine.sqlite import database as database_module
from tests.db.engine.tables import insert, left, rows
from tests.db.slow_disk import SlowDisk, once


@pytest.fixture
def table(on_slow_disk: Database) -> Database:
    return on_slow_disk


async def before_the_disk_answers(table: Database, disk: SlowDisk) -> "asyncio.Task[None]":
    disk.go.clear()
    disk.asked.clear()
    first = asyncio.create_task(insert(table, 0))
    await once(disk.asked.is_set)
    return first


async def test_a_short_transaction_is_seen_by_everybody_once_it_is_committed(
    table: Database, second_database: Database
) -> None:
    async with table.durable() as tx:
        await tx.run("INSERT INTO t VALUES (1, 'x')")
        assert await rows(table) == []
        assert await table.glance.all("SELECT a FROM t") == []
    assert await rows(table) == await rows(second_database) == [1]


@pytest.mark.parametrize("way", ["durable", "bulk"])
async def test_the_power_takes_nothing_back_that_was_promised(
    table: Database, disk: SlowDisk, way: str
) -> None:
    for number in range(3):
        await insert(table, number, way=way)
        assert left(disk) == list(range(number + 1))


async def test_what_comes_after_is_not_on_the_disk_before_what_came_first(
    table: Database, disk: SlowDisk
) -> None:
    await insert(table, 1, way="relaxed")
    await insert(table, 2)
    assert left(disk) == [1, 2]


async def test_a_relaxed_transaction_waits_for_no_disk_and_is_there_for_other_processes_at_once(
    table: Database, disk: SlowDisk, second_database: Database
) -> None:
    disk.go.clear()
    await insert(table, 1, way="relaxed")
    assert await rows(second_database) == [1]


async def test_the_disk_has_what_nobody_waits_for_within_a_moment(table: Database, disk: SlowDisk) -> None:
    await insert(table, 1, way="relaxed")
    assert disk.times == 0
    await once(lambda: disk.times == 1)
    await table._log.close()
    assert left(disk) == [1]


async def test_nobody_is_told_before_the_disk_has_it(table: Database, disk: SlowDisk) -> None:
    first = await before_the_disk_answers(table, disk)
    assert await rows(table) == [0]
    assert not first.done()
    disk.go.set()
    await first
    assert left(disk) == [0]


@pytest.mark.parametrize("way", ["relaxed", "glance", "read"])
async def test_who_does_not_need_the_disk_does_not_wait_for_those_who_do(
    table: Database, disk: SlowDisk, way: str
) -> None:
    first = await before_the_disk_answers(table, disk)
    async with asyncio.timeout(2):
        if way == "relaxed":
            await insert(table, 1, way="relaxed")
        else:
            await getattr(table, way).all("SELECT a FROM t")
    assert not first.done()
    disk.go.set()
    await first


async def test_who_comes_while_the_disk_works_shares_the_next_answer(table: Database, disk: SlowDisk) -> None:
    first = await before_the_disk_answers(table, disk)
    others = [asyncio.create_task(insert(table, number)) for number in range(1, 11)]
    await once(lambda: len(table._inline.read("SELECT a FROM t", ()) or ()) == 11)
    assert not any(each.done() for each in others)
    disk.go.set()
    await asyncio.gather(first, *others)
    assert left(disk) == list(range(11))
    assert disk.times == 2


async def test_one_that_fails_takes_nothing_of_the_others_back(table: Database, disk: SlowDisk) -> None:
    first = await before_the_disk_answers(table, disk)
    others = [
        asyncio.create_task(insert(table, 1)),
        asyncio.create_task(insert(table, 2, error=ZeroDivisionError())),
        asyncio.create_task(insert(table, 0)),  # there already
        asyncio.create_task(insert(table, 3)),
        asyncio.create_task(insert(table, 4)),
    ]
    others[3].cancel()
    await once(lambda: 4 in {row["a"] for row in table._inline.read("SELECT a FROM t", ()) or ()})
    disk.go.set()
    ends = await asyncio.gather(first, *others, return_exceptions=True)
    assert [type(end) for end in ends if end is not None] == [
        ZeroDivisionError,
        RuleBroken,
        asyncio.CancelledError,
    ]
    assert await rows(table) == [0, 1, 4]


async def test_a_disk_that_refuses_is_told_to_everybody_who_waits(table: Database, disk: SlowDisk) -> None:
    first = await before_the_disk_answers(table, disk)
    others = [asyncio.create_task(insert(table, number)) for number in (1, 2)]
    await once(lambda: len(table._inline.read("SELECT a FROM t", ()) or ()) == 3)
    disk.refuses = True
    disk.go.set()
    assert [type(end) for end in await asyncio.gather(first, return_exceptions=True)] == [StorageInDoubt]
    await asyncio.gather(*others, return_exceptions=True)


async def test_after_a_refusal_the_file_itself_must_have_what_is_confirmed(
    table: Database, database_path: Path, disk: SlowDisk
) -> None:
    disk.refuses = True
    with pytest.raises(StorageBusy):
        await insert(table, 1)
    disk.refuses = False
    await insert(table, 2)
    alone = database_path.with_name("without-its-log.db")
    shutil.copyfile(database_path, alone)
    opened = sqlite3.connect(alone)
    assert opened.execute("SELECT a FROM t ORDER BY a").fetchall() == [(1,), (2,)]
    opened.close()
    times = disk.times
    await insert(table, 3)
    assert disk.times == times + 1


async def test_an_exception_rolls_everything_back(table: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await insert(table, 1, error=ZeroDivisionError())
    assert await rows(table) == []
    await insert(table, 2)
    assert await rows(table) == [2]


async def test_who_is_cancelled_before_the_commit_leaves_nothing_and_blocks_nobody(table: Database) -> None:
    begun = asyncio.Event()

    async def slow() -> None:
        async with table.durable() as tx:
            await tx.run("INSERT INTO t VALUES (1, 'x')")
            begun.set()
            await asyncio.sleep(30)

    task = asyncio.create_task(slow())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with asyncio.timeout(2), table.bulk() as tx:
        await tx.run("INSERT INTO t VALUES (2, 'y')")
    assert await rows(table) == [2]


async def test_who_is_cancelled_while_the_disk_works_hears_so_at_once_and_holds_up_nobody(
    table: Database, disk: SlowDisk
) -> None:
    first = await before_the_disk_answers(table, disk)
    second = asyncio.create_task(insert(table, 1))
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    disk.go.set()
    await second
    assert left(disk) == [0, 1]


async def test_where_sqlite_gives_up_the_whole_nobody_is_told_that_it_is_kept(table: Database) -> None:
    with pytest.raises(StorageBusy):
        async with table.durable() as tx:
            await tx.run("INSERT INTO t VALUES (1, 'x')")
            await tx.run("ROLLBACK")  # as SQLite does by itself where the disk is full
    await insert(table, 2)
    assert await rows(table) == [2]


@pytest.mark.parametrize("way", ["durable", "relaxed"])
async def test_another_process_is_waited_for_and_then_said_to_be_busy(
    table: Database, database_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(database_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageBusy):
        await insert(table, 1, way=way)
    other.execute("ROLLBACK")
    other.close()
    await insert(table, 1, way=way)
    assert await rows(table) == [1]


@pytest.mark.parametrize("way", ["durable", "relaxed"])
async def test_what_cannot_be_written_at_all_is_not_waited_for(table: Database, way: str) -> None:
    table._inline._writing.execute("PRAGMA query_only = ON")
    with pytest.raises(StorageBusy):
        async with asyncio.timeout(2):
            await insert(table, 1, way=way)


async def test_all_ways_take_turns(table: Database) -> None:
    async def one(number: int) -> None:
        way = (table.bulk, table.durable, table.relaxed)[number % 3]
        async with way() as tx:
            await tx.run("INSERT INTO t VALUES ($1, 'x')", number)
            await asyncio.sleep(0)

    await asyncio.gather(*(one(number) for number in range(30)))
    assert await rows(table) == list(range(30))
