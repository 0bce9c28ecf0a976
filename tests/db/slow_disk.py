"""A disk that confirms when the test lets it, and what it would have if the power failed."""

import asyncio
import contextlib
import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from db.engine.sqlite.log import flushed


class SlowDisk:
    """`Database.open(path, flush=disk.flush)` writes to it. `copy`: where it keeps what it has confirmed."""

    def __init__(self, path: Path, copy: Path) -> None:
        self._path = path
        self._copy = copy
        self.asked = threading.Event()
        self.go = threading.Event()
        self.go.set()
        self.times = 0
        self.refuses = False
        self._copying = threading.Lock()

    def flush(self, log: Path) -> None:
        self.times += 1
        self.asked.set()
        assert self.go.wait(60)
        if self.refuses:
            raise OSError(5, "Input/output error")
        flushed(log)
        with self._copying:
            shutil.copyfile(self._path, self._copy)
            shutil.copyfile(log, self._copy.with_name(self._copy.name + "-wal"))

    def left(self, sql: str) -> list[tuple[Any, ...]]:
        """What a failure of the power would have left."""
        with self._copying, contextlib.closing(sqlite3.connect(self._copy)) as opened:
            return opened.execute(sql).fetchall()


async def once(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not happened():
            await asyncio.sleep(0.001)
