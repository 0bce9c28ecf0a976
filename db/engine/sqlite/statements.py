"""Statements on a connection of SQLite. `$1`, `$2` ... are bound by name.

SQLite numbers such parameters by first appearance, so that a positional tuple would land swapped, silently.
"""

import functools
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from logging import getLogger
from typing import Any

import aiosqlite

from core.base.errors import StorageBusy
from db.engine.database import RuleBroken
from db.engine.dialect import SQLITE
from db.engine.statements import Row, Statements, Value

_log = getLogger(__name__)
_PARAMETER = re.compile(r"\$(\d+)")
_NOT_NOW = ("locked", "busy", "readonly", "disk", "unable to open")


class SqliteStatements(Statements):
    """What every connection of SQLite has in common."""

    dialect = SQLITE


class ThreadStatements(SqliteStatements):
    """Statements on a connection that has a thread of its own."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def run(self, sql: str, *values: Value) -> int:
        # Not closed by hand: that would be a second round to the connection's thread for each statement.
        return (await self._connection.execute(sql, named(values))).rowcount

    async def run_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        await self._connection.executemany(*_for_many(sql, rows))

    async def all(self, sql: str, *values: Value) -> list[Row]:
        return list(await self._connection.execute_fetchall(sql, named(values)))


class InlineStatements(SqliteStatements):
    """Statements on the event loop's own thread: awaited as others are, but never waiting."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._inline = connection

    async def run(self, sql: str, *values: Value) -> int:
        return self._inline.execute(sql, named(values)).rowcount

    async def run_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        self._inline.executemany(*_for_many(sql, rows))

    async def all(self, sql: str, *values: Value) -> list[Row]:
        return self._inline.execute(sql, named(values)).fetchall()


_NAMES = tuple(str(number) for number in range(1, 65))


def _for_many(sql: str, rows: Sequence[Sequence[Value]]) -> tuple[str, Sequence[Any]]:
    """A statement and its rows as SQLite takes them: to name the values of a row takes a tenth of what it costs to insert it,
    so they are bound by their numbers, unless the statement leaves some of them out.
    """
    numbered, highest = _numbered(sql)
    if all(len(row) == highest for row in rows):
        return numbered, rows
    return sql, [named(row) for row in rows]


@functools.lru_cache(maxsize=256)  # the statements that are run for many rows
def _numbered(sql: str) -> tuple[str, int]:
    """The statement with parameters that are bound by their numbers, and the highest of these."""
    numbers = [int(number) for number in _PARAMETER.findall(sql)]
    return _PARAMETER.sub(r"?\1", sql), max(numbers, default=0)


def named(values: Sequence[Value]) -> dict[str, Value]:
    """The values under the names `1`, `2` ... by which statements refer to them."""
    # Nearly every statement has few values: that saves a few microseconds on the way of each hit.
    if len(values) <= len(_NAMES):
        return dict(zip(_NAMES, values, strict=False))
    return {str(number): value for number, value in enumerate(values, start=1)}


@contextmanager
def translated() -> Iterator[None]:
    """Translate SQLite's errors into those of the contract; what has no place there is raised as it is."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if any(word in str(error) for word in _NOT_NOW):
            _log.warning("database not available: %s", error)
            raise StorageBusy from error
        raise
    except sqlite3.IntegrityError as error:
        raise RuleBroken(str(error)) from error
