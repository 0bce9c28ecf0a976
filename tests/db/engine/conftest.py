"""A table that is nobody's, to try transactions on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.engine.database import Database
from db.engine.sqlite.database import SqliteDatabase
from tests.db.slow_disk import SlowDisk


@pytest.fixture
async def table(database: Database) -> Database:
    """The database, with a table `t` of a number and a text."""
    async with database.bulk() as tx:
        await tx.run("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT")
    return database


@pytest.fixture
def threads() -> bool:
    """The engine is tried with its threads."""
    return True


@pytest.fixture
def disk(database_path: Path, tmp_path: Path) -> SlowDisk:
    return SlowDisk(database_path, tmp_path / "after-the-power-failed.db")


@pytest.fixture
async def on_slow_disk(database: Database, database_path: Path, disk: SlowDisk) -> AsyncIterator[Database]:
    """The file, opened on that disk, with a table `t` of a number and a text."""
    opened = await SqliteDatabase.open(database_path, flush=disk.flush)
    async with opened.bulk() as tx:
        await tx.run("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT")
    disk.times = 0
    disk.asked.clear()
    yield opened
    disk.go.set()
    await opened.close()
