"""Short durable transactions: as whole, as durable and as patient as the others."""

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest

from core.base.errors import StorageBusy
from db.engine import database as database_module
from db.engine import group_commit
from db.engine.database import Database


async def turns() -> None:
    """Let everybody on the event loop come as far as they can without the disk."""
    for _ in range(50):
        await asyncio.sleep(0)


async def rows(database: Database) -> list[int]:
    return [row["a"] for row in await database.read.all("SELECT a FROM t ORDER BY a")]


async def test_a_short_transaction_is_seen_by_everybody_once_it_is_over(
    table: Database, second_database: Database
) -> None:
    async with table.durable() as tx:
        await tx.run("INSERT INTO t VALUES (1, 'x')")
        assert await rows(table) == []
        assert await table.glance.all("SELECT a FROM t") == []
    assert await rows(table) == await rows(second_database) == [1]


async def test_it_waits_for_the_disk(table: Database) -> None:
    assert table._group_commit._connection.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL


async def test_an_exception_rolls_everything_back(table: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with table.durable() as tx:
            await tx.run("INSERT INTO t VALUES (1, 'x')")
            raise ZeroDivisionError
    assert await rows(table) == []
    async with table.durable() as tx:
        await tx.run("INSERT INTO t VALUES (2, 'y')")
    assert await rows(table) == [2]


async def test_who_is_cancelled_before_the_commit_leaves_nothing_and_blocks_nobody(table: Database) -> None:
    begun = asyncio.Event()

    async def slow() -> None:
        async with table.durable() as tx:
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
    assert await rows(table) == [2]


class SlowDisk:
    """A connection whose commits wait until the test lets them go."""

    def __init__(self, real: sqlite3.Connection) -> None:
        self._real = real
        self.committing = threading.Event()
        self.go = threading.Event()
        self.commits = 0
        self.full = False

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
        if sql == "COMMIT":
            self.commits += 1
            self.committing.set()
            assert self.go.wait(600)
            if self.full:
                raise sqlite3.OperationalError("database or disk is full")
        return self._real.execute(sql, *values)

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)


async def insert(table: Database, number: int, error: Exception | None = None) -> None:
    async with table.durable() as tx:
        await tx.run("INSERT INTO t VALUES ($1, 'x')", number)
        if error is not None:
            raise error


@pytest.fixture
async def disk(table: Database) -> SlowDisk:
    """The disk under short transactions; a commit waits until `go`."""
    slow = SlowDisk(table._group_commit._connection)
    table._group_commit._connection = slow  # type: ignore[assignment]
    return slow


async def at_the_commit(table: Database, disk: SlowDisk) -> "asyncio.Task[None]":
    first = asyncio.create_task(insert(table, 0))
    while not disk.committing.is_set():
        await asyncio.sleep(0.001)
    return first


async def test_who_is_cancelled_during_the_commit_hears_so_once_it_is_over(
    table: Database, disk: SlowDisk
) -> None:
    first = await at_the_commit(table, disk)
    second = asyncio.create_task(insert(table, 1))
    for _ in range(
        3
    ):  # the more often somebody is cancelled, the less may they leave the connection in between
        first.cancel()
        await turns()
    assert not first.done()
    assert not second.done()
    disk.go.set()
    with pytest.raises(asyncio.CancelledError):
        await first
    await second
    assert await rows(table) == [0, 1]


async def test_who_comes_during_a_commit_shares_the_next(table: Database, disk: SlowDisk) -> None:
    first = await at_the_commit(table, disk)
    others = [asyncio.create_task(insert(table, number)) for number in range(1, 11)]
    await turns()
    assert not any(each.done() for each in others)
    disk.go.set()
    await asyncio.gather(first, *others)
    assert await rows(table) == list(range(11))
    assert disk.commits == 2


async def test_one_that_fails_takes_nothing_of_the_others_back(table: Database, disk: SlowDisk) -> None:
    first = await at_the_commit(table, disk)
    others = [
        asyncio.create_task(insert(table, 1)),
        asyncio.create_task(insert(table, 2, ZeroDivisionError())),
        asyncio.create_task(insert(table, 0)),  # there already
        asyncio.create_task(insert(table, 3)),
        asyncio.create_task(insert(table, 4)),
    ]
    await turns()
    others[3].cancel()
    disk.go.set()
    ends = await asyncio.gather(first, *others, return_exceptions=True)
    assert [type(end) for end in ends if end is not None] == [
        ZeroDivisionError,
        sqlite3.IntegrityError,
        asyncio.CancelledError,
    ]
    assert await rows(table) == [0, 1, 4]


async def test_a_commit_that_fails_is_told_to_everybody_in_it(table: Database, disk: SlowDisk) -> None:
    first = await at_the_commit(table, disk)
    others = [asyncio.create_task(insert(table, number)) for number in (1, 2)]
    await turns()
    disk.full = True
    disk.go.set()
    ends = await asyncio.gather(first, *others, return_exceptions=True)
    assert [type(end) for end in ends] == [StorageBusy] * 3
    assert await rows(table) == []
    disk.full = False
    await insert(table, 5)
    assert await rows(table) == [5]


async def test_where_sqlite_gives_up_the_whole_nobody_is_told_that_it_is_kept(
    table: Database, disk: SlowDisk
) -> None:
    async def given_up() -> None:
        async with table.durable() as tx:
            await tx.run("ROLLBACK")  # as SQLite does by itself where the disk is full
            raise StorageBusy

    first = await at_the_commit(table, disk)
    others = [asyncio.create_task(each) for each in (insert(table, 1), given_up(), insert(table, 2))]
    await turns()
    disk.go.set()
    ends = await asyncio.gather(first, *others, return_exceptions=True)
    assert [type(end) for end in ends] == [type(None), StorageBusy, StorageBusy, StorageBusy]
    assert await rows(table) == [0]


async def test_a_commit_holds_no_more_than_so_many(
    table: Database, disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_commit, "_AT_MOST", 4)
    first = await at_the_commit(table, disk)
    others = [asyncio.create_task(insert(table, number)) for number in range(1, 9)]
    await turns()
    disk.go.set()
    await asyncio.gather(first, *others)
    assert await rows(table) == list(range(9))
    assert disk.commits == 3


async def test_the_event_loop_goes_on_while_the_disk_is_slow(table: Database, disk: SlowDisk) -> None:
    turns = 0

    async def other_work() -> None:
        nonlocal turns
        while not disk.go.is_set():
            turns += 1
            if turns == 5:
                disk.go.set()
            await table.glance.all("SELECT a FROM t")
            await asyncio.sleep(0.001)

    working = asyncio.create_task(other_work())
    async with table.durable() as tx:
        await tx.run("INSERT INTO t VALUES (1, 'x')")
    await working
    assert turns == 5


@pytest.mark.parametrize("way", ["durable", "relaxed"])
async def test_another_process_is_waited_for_and_then_said_to_be_busy(
    table: Database, database_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr(database_module, "_BUSY_SECONDS", 0.1)
    other = sqlite3.connect(database_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageBusy):
        async with getattr(table, way)():
            pytest.fail("the other process holds the lock")
    other.execute("ROLLBACK")
    other.close()
    async with getattr(table, way)() as tx:
        await tx.run("INSERT INTO t VALUES (1, 'x')")
    assert await rows(table) == [1]


@pytest.mark.parametrize("way", ["durable", "relaxed"])
async def test_what_cannot_be_written_at_all_is_not_waited_for(table: Database, way: str) -> None:
    for each in (table._group_commit._connection, table._inline._relaxed):
        each.execute("PRAGMA query_only = ON")
    with pytest.raises(StorageBusy):
        async with asyncio.timeout(60), getattr(table, way)() as tx:
            await tx.run("INSERT INTO t VALUES (1, 'x')")


async def test_all_ways_take_turns(table: Database) -> None:
    async def one(number: int) -> None:
        way = (table.bulk, table.durable, table.relaxed)[number % 3]
        async with way() as tx:
            await tx.run("INSERT INTO t VALUES ($1, 'x')", number)
            await asyncio.sleep(0)

    await asyncio.gather(*(one(number) for number in range(30)))
    assert await rows(table) == list(range(30))
