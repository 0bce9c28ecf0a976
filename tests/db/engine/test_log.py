"""The write-ahead log is kept short, and nobody who writes waits for that."""

import asyncio
import threading
from pathlib import Path

import pytest

from db.engine.database import Database
from db.engine.sqlite import log as log_module
from tests.db.engine.tables import insert, rows
from tests.db.slow_disk import once


def size_of_the_log(path: Path) -> int:
    return path.with_name(path.name + "-wal").stat().st_size


async def test_the_log_does_not_grow_for_ever(
    table: Database, database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_module, "_MOVE_AFTER", 50)
    monkeypatch.setattr(log_module, "_QUICK_SECONDS", 60)  # however busy the machine is
    sizes = []
    for number in range(600):
        await insert(table, number, way="relaxed")
        if number % 50 == 49:
            await once(lambda: table._log._keeping is None or table._log._keeping.done())
            sizes.append(size_of_the_log(database_path))
    assert sizes[-1] < 2 * max(sizes[2:5]), sizes


async def test_a_log_that_is_always_written_to_begins_anew_once_it_is_long(
    table: Database, database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_module, "_MOVE_AFTER", 50)
    monkeypatch.setattr(log_module, "_LONG", 400_000)
    monkeypatch.setattr(log_module, "moved", lambda _path, _how: False)  # somebody wrote meanwhile, as always
    sizes = []
    for number in range(2000):
        await insert(table, number, way="relaxed")
        if number % 50 == 49:
            await once(lambda: table._log._keeping is None or table._log._keeping.done())
            sizes.append(size_of_the_log(database_path))
    assert 400_000 < max(sizes) < 1_000_000, sizes
    assert await rows(table) == list(range(2000))


async def test_the_first_page_of_a_new_log_is_not_written_on_the_way_of_a_removal(
    table: Database, database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That page waits for the disk, whatever was promised; so it is written where the log is kept short."""
    monkeypatch.setattr(log_module, "_MOVE_AFTER", 10)
    monkeypatch.setattr(log_module, "_QUICK_SECONDS", 60)
    for number in range(10):
        await insert(table, number, way="relaxed")
    await once(lambda: table._log._keeping is not None and table._log._keeping.done())
    salt = database_path.with_name("rowan.db-wal").read_bytes()[16:24]
    await insert(table, 11, way="relaxed")
    assert database_path.with_name("rowan.db-wal").read_bytes()[16:24] == salt


async def test_what_takes_the_disks_time_holds_up_no_writer(
    table: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Moving the log into the file waits for the disk twice."""
    go, asked = threading.Event(), threading.Event()

    def slowly(path: Path, how: str) -> bool:
        asked.set()
        assert go.wait(5)
        return False

    monkeypatch.setattr(log_module, "moved", slowly)
    monkeypatch.setattr(log_module, "_MOVE_AFTER", 1)
    await insert(table, 1, way="relaxed")
    await once(asked.is_set)
    async with asyncio.timeout(2):
        await insert(table, 2, way="relaxed")
        await insert(table, 3, way="bulk")
    go.set()


async def test_a_slow_disk_is_not_waited_for_though_nobody_wrote_while_the_log_was_moved(
    table: Database, database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_module, "_MOVE_AFTER", 10)
    monkeypatch.setattr(log_module, "_QUICK_SECONDS", 0.0)

    def never(_path: Path) -> None:
        pytest.fail("it waits for the disk, with the turn to write")

    monkeypatch.setattr(log_module, "begun_anew", never)
    log = database_path.with_name("rowan.db-wal")
    salt = log.read_bytes()[16:24]
    for number in range(40):
        await insert(table, number, way="relaxed")
        if number % 10 == 9:
            await once(lambda: table._log._keeping is not None and table._log._keeping.done())
    assert log.read_bytes()[16:24] == salt, "nor did a commit begin it anew, which waits for the disk too"
    monkeypatch.undo()
    assert await table.forget_deleted() is True


async def test_a_log_that_was_long_once_is_not_moved_with_each_large_commit_from_then_on(
    table: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is cut off at the length from which on it is moved, and holds little."""
    monkeypatch.setattr(log_module, "_LARGE", 50_000)
    monkeypatch.setattr(log_module, "_QUICK_SECONDS", 60)
    begun = []
    anew = log_module.begun_anew
    monkeypatch.setattr(log_module, "begun_anew", lambda path: begun.append(anew(path)))
    for number in range(60):
        await insert(table, number, way="bulk")
        await once(lambda: table._log._keeping is None or table._log._keeping.done())
    assert 0 < len(begun) < 10
