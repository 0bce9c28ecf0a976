"""A disk that refuses, that is asked by somebody else, or that others keep waiting: what is promised holds all the same."""

import asyncio
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.base.errors import StorageBusy
from db.engine.database import Database
from db.engine.sqlite import log as log_module
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.log import flushed
from tests.db.engine.tables import insert, left, rows
from tests.db.slow_disk import SlowDisk, once


@pytest.fixture
def table(on_slow_disk: Database) -> Database:
    return on_slow_disk


def refusal() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    return error


def in_the_file(path: Path) -> list[int]:
    """What stands in the file itself, whatever becomes of its log."""
    with sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True) as alone:
        found = [number for (number,) in alone.execute("SELECT a FROM t ORDER BY a")]
    alone.close()
    return found


async def kept_short(table: Database) -> None:
    await once(lambda: table._log._keeping is not None and table._log._keeping.done())


async def test_a_refusal_that_was_told_to_whoever_keeps_the_log_short_is_believed_by_everybody(
    table: Database, database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Linux tells of a page that could not be written to one who asks, and says yes to the next."""

    def refusing(_path: Path, _how: str) -> bool:
        raise refusal()

    monkeypatch.setattr(log_module, "_MOVE_AFTER", 1)
    with monkeypatch.context() as patched:
        patched.setattr(log_module, "moved", refusing)
        await insert(table, 1, way="relaxed")
        await kept_short(table)
    monkeypatch.setattr(log_module, "_MOVE_AFTER", 1000)
    await insert(table, 2)
    assert in_the_file(database_path) == [1, 2]


async def test_a_log_that_the_disk_may_have_by_halves_is_not_played_again(
    table: Database, database_path: Path, disk: SlowDisk
) -> None:
    log = database_path.with_name("rowan.db-wal")
    disk.refuses = True
    with pytest.raises(StorageBusy):
        await insert(table, 1)
    salt = log.read_bytes()[16:24]
    disk.refuses = False
    await insert(table, 2)
    assert log.read_bytes()[16:24] != salt, "it goes on behind pages that were lost"
    assert await rows(table) == [1, 2]


async def test_who_waits_for_a_disk_that_refuses_does_not_hear_that_nothing_was_changed(
    table: Database, disk: SlowDisk
) -> None:
    disk.refuses = True
    with pytest.raises(StorageBusy) as told:
        await insert(table, 1)
    assert told.value.key == "error-storage-in-doubt"
    assert await rows(table) == [1]


async def test_a_disk_that_refused_is_asked_again_though_nobody_writes(
    table: Database, database_path: Path, disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_module, "_ASK_AGAIN_SECONDS", 0.01)
    disk.refuses = True
    with pytest.raises(StorageBusy):
        await insert(table, 1)
    async with asyncio.timeout(10):
        await once(lambda: not table._log._in_doubt)
    assert in_the_file(database_path) == [1]


async def test_what_nobody_waited_for_is_on_the_disk_at_the_end_where_another_process_keeps_the_log(
    database: Database, database_path: Path, disk: SlowDisk
) -> None:
    opened = await SqliteDatabase.open(database_path, flush=disk.flush)
    async with opened.bulk() as tx:
        await tx.run("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT")
    await insert(opened, 1, way="relaxed")
    await opened.close()
    assert left(disk) == [1]


async def test_others_who_wait_on_threads_do_not_hold_up_the_disk(table: Database) -> None:
    """The process resolves names on its common threads: for many seconds where the network is away."""
    go = threading.Event()
    common = ThreadPoolExecutor(2)
    asyncio.get_running_loop().set_default_executor(common)
    waiting = [asyncio.create_task(asyncio.to_thread(go.wait, 60)) for _ in range(4)]
    try:
        async with asyncio.timeout(5):
            await insert(table, 1)
            assert await table.forget_deleted() is True
    finally:
        go.set()
        await asyncio.gather(*waiting)


async def test_a_log_that_was_long_once_does_not_look_long_for_ever(
    table: Database, database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_module, "_LARGE", 50_000)
    monkeypatch.setattr(log_module, "_LONG", 400_000)
    monkeypatch.setattr(log_module, "_MOVE_AFTER", 400)
    for number in range(400):
        await insert(table, number, way="relaxed")
    await kept_short(table)
    assert database_path.with_name("rowan.db-wal").stat().st_size < 100_000


async def test_a_log_that_could_not_be_held_once_is_kept_short_later(
    table: Database,
) -> None:
    holding = table._log._holding
    holding.begin()
    holding.end()
    real = holding._connection
    real.set_authorizer(
        lambda what, *_: sqlite3.SQLITE_DENY if what == sqlite3.SQLITE_READ else sqlite3.SQLITE_OK
    )
    with pytest.raises(sqlite3.Error):
        holding.begin()
    real.set_authorizer(None)
    holding.begin()
    assert holding.lasts
    holding.end()


async def test_a_file_that_is_reached_by_a_link_has_its_log_beside_itself(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "linked.db"
    link.symlink_to(tmp_path / "elsewhere" / "rowan.db")
    opened = await SqliteDatabase.open(link)
    try:
        async with opened.bulk() as tx:
            await tx.run("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT")
        await insert(opened, 1)
        assert await rows(opened) == [1]
    finally:
        await opened.close()


async def test_another_process_that_moves_the_log_meanwhile_leaves_nothing_unconfirmed(
    table: Database, database_path: Path, disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It begins the log anew between the commit and the answer of the disk: then the file has what was committed."""
    other = sqlite3.connect(database_path, isolation_level=None, check_same_thread=False)

    def late(log: Path) -> None:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        other.execute("INSERT OR REPLACE INTO t VALUES (99, 'y')")
        flushed(log)

    monkeypatch.setattr(table._log, "_flush", late)
    await insert(table, 1)
    assert in_the_file(database_path) == [1]
    other.close()


class _Failing(sqlite3.Connection):
    """Cannot roll back, as on a disk that is gone."""

    fails = False

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:  # type: ignore[override]  # fewer words than SQLite's own
        if self.fails and sql == "ROLLBACK":
            super().execute(sql)
            raise sqlite3.OperationalError("disk I/O error")
        return super().execute(sql, *values)


async def test_the_turn_is_passed_on_though_rolling_back_failed(table: Database) -> None:
    real = table._inline._writing
    failing = sqlite3.connect(table.path, isolation_level=None, timeout=0, factory=_Failing)
    table._inline._writing = failing
    failing.fails = True
    with pytest.raises((ZeroDivisionError, sqlite3.OperationalError, StorageBusy)):
        await insert(table, 1, way="relaxed", error=ZeroDivisionError())
    table._inline._writing = real
    failing.close()
    try:
        async with asyncio.timeout(2):
            await insert(table, 2)
    finally:
        if table._turn.taken:  # else the end of the test waits for ever
            table._turn.release()
