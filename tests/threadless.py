"""A database without threads: each statement runs where it is awaited, after every other task had its turn.

The way to another thread and back takes longer than nearly every statement of a test, and most of a test's statements
are such. What threads bring about is tried on real ones: tests/db/engine, two processes on one file, tests/process.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import aiosqlite

from db.engine.database import Database


async def open_here(path: Path) -> Database:
    """Open the file without a thread."""
    return await Database.open(path, connect=_Here, elsewhere=_here)


async def _here(function: Callable[..., Any], *values: Any, **named: Any) -> Any:
    await asyncio.sleep(0)
    return function(*values, **named)


class _Here(aiosqlite.Connection):
    """aiosqlite's connection, and all its verbs, without its thread."""

    def __init__(self, path: Path, **more: Any) -> None:
        super().__init__(lambda: sqlite3.connect(path, **more), iter_chunk_size=64)

    def __await__(self) -> Generator[Any, None, aiosqlite.Connection]:
        self._connection = self._connector()
        return self._itself().__await__()

    async def _itself(self) -> aiosqlite.Connection:
        return self

    async def _execute(self, fn: Callable[..., Any], *values: Any, **named: Any) -> Any:
        if self._connection is None:
            raise ValueError("no active connection")
        return await _here(fn, *values, **named)

    def stop(self) -> None:
        """Nothing runs that would have to be stopped."""
