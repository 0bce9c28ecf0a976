"""A table on a disk that confirms when the test lets it."""

import asyncio
import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

from db.engine.database import Database
from db.engine.log import flushed


async def rows(database: Database) -> list[int]:
    return [row["a"] for row in await database.read.all("SELECT a FROM t ORDER BY a")]


async def insert(
    table: Database, number: int, *, way: str = "durable", error: Exception | None = None
) -> None:
    async with getattr(table, way)() as tx:
        await tx.run("INSERT INTO t VALUES ($1, 'x')", number)
        if error is not None:
            raise error


class SlowDisk:
    """A disk that confirms when the test lets it. `has`: the rows of `t` that a failure of the power would have left."""

    def __init__(self, path: Path, copy: Path) -> None:
        self._path = path
        self._copy = copy
        self.asked = threading.Event()
        self.go = threading.Event()
        self.go.set()
        self.times = 0
        self.refuses = False

    def flush(self, log: Path) -> None:
        self.times += 1
        self.asked.set()
        assert self.go.wait(5)
        if self.refuses:
            raise OSError(5, "Input/output error")
        flushed(log)
        shutil.copyfile(self._path, self._copy)
        shutil.copyfile(log, self._copy.with_name(self._copy.name + "-wal"))

    def has(self) -> list[int]:
        opened = sqlite3.connect(self._copy)
        found = [number for (number,) in opened.execute("SELECT a FROM t ORDER BY a")]
        opened.close()
        return found


async def once(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not happened():
            await asyncio.sleep(0.001)
