"""Statements on a connection, whichever database it leads to. Values are `$1`, `$2` ... and are always bound."""

import functools
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from db.engine.dialect import Dialect

Value = str | int | float | bytes | None


class Row(Protocol):
    """One row of an answer. Its values are had by the names of their columns, or gone through in their order."""

    def __getitem__(self, column: str, /) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...

    def __len__(self) -> int: ...

    def keys(self) -> Any:
        """Give the names of the columns, in their order."""
        ...


class Statements(ABC):
    """Runs statements; a transaction's, or those that only read."""

    dialect: Dialect

    @abstractmethod
    async def run(self, sql: str, *values: Value) -> int:
        """Execute; returns how many rows changed."""

    @abstractmethod
    async def run_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Execute once a row."""

    @abstractmethod
    async def all(self, sql: str, *values: Value) -> list[Row]:
        """Every row of the answer."""

    async def one(self, sql: str, *values: Value) -> Row | None:
        """The first row, or None."""
        rows = await self.all(sql, *values)
        return rows[0] if rows else None


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
