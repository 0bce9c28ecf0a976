"""Statements on a connection, wherever it runs. `$1`, `$2` ... are bound by name.

SQLite numbers such parameters by first appearance, so that a positional tuple would land swapped, silently.
"""

import functools
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from logging import getLogger

import aiosqlite

from core.base.errors import StorageBusy

Value = str | int | float | bytes | None
Row = sqlite3.Row

_log = getLogger(__name__)
_NOT_NOW = ("locked", "busy", "readonly", "disk", "unable to open")


class Statements:
    """Runs statements on one connection; a transaction and the reader share it."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def run(self, sql: str, *values: Value) -> int:
        """Execute; returns how many rows changed."""
        # Not closed by hand: that would be a second round to the connection's thread for each statement.
        return (await self._connection.execute(sql, named(values))).rowcount

    async def run_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Execute once a row."""
        await self._connection.executemany(sql, [named(row) for row in rows])

    async def insert(self, sql: str, *values: Value) -> int:
        """Execute an INSERT; returns the new row's id."""
        return int((await self._connection.execute(sql, named(values))).lastrowid or 0)

    async def all(self, sql: str, *values: Value) -> list[Row]:
        """Every row of the answer."""
        return list(await self._connection.execute_fetchall(sql, named(values)))

    async def one(self, sql: str, *values: Value) -> Row | None:
        """The first row, or None."""
        rows = await self.all(sql, *values)
        return rows[0] if rows else None


_NAMES = tuple(str(number) for number in range(1, 65))


def named(values: Sequence[Value]) -> dict[str, Value]:
    """The values under the names `1`, `2` ... by which statements refer to them."""
    # Nearly every statement has few values: that saves a few microseconds on the way of each hit.
    if len(values) <= len(_NAMES):
        return dict(zip(_NAMES, values, strict=False))
    return {str(number): value for number, value in enumerate(values, start=1)}


class NewRow:
    """The parts of an INSERT, each value beside the name of its column:

    `INSERT INTO t ({row.columns}) VALUES ({row.parameters})` with `*row.values`; `row["name"]` is that value's parameter.
    """

    def __init__(self, columns: Mapping[str, Value]) -> None:
        self.columns, self.parameters, self._parameter_of = _shape(tuple(columns))
        self.values = tuple(columns.values())

    def __getitem__(self, column: str) -> str:
        return self._parameter_of[column]


@functools.cache  # a handful of shapes, each used again and again
def _shape(columns: tuple[str, ...]) -> tuple[str, str, Mapping[str, str]]:
    parameter_of = {column: f"${number}" for number, column in enumerate(columns, start=1)}
    return ", ".join(columns), ", ".join(parameter_of.values()), parameter_of


def row_of(columns: Mapping[str, Value]) -> NewRow:
    """Make a row to insert from its columns and values."""
    return NewRow(columns)


@contextmanager
def translated() -> Iterator[None]:
    """Translate SQLite's errors: one that passes becomes StorageBusy, any other is raised as it is."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if any(word in str(error) for word in _NOT_NOW):
            _log.warning("database not available: %s", error)
            raise StorageBusy from error
        raise
