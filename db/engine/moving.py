"""Moving all rows from one database into another, of whichever kind each is (`bot.py move`).

While rows are moved, the new database follows no references and fires no triggers; what must be put back afterwards stands
in its table `moving`, so that a move which was interrupted goes on, and no bot starts before it is whole. Each table is
copied in the order of its key, in portions; what is there already is not copied again. At the end every table is read on
both sides and must have as many rows with the same digest. Sealed columns are copied as they are: they open with the same
key. The old database is only read.
"""

import functools
import hashlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from db.engine.database import Database
from db.engine.statements import Row, Statements

PORTION = 2_000  # rows
MOVING = "CREATE TABLE IF NOT EXISTS moving (place BIGINT PRIMARY KEY, sql TEXT NOT NULL)"
"""Statements that make the new database whole again, in their order."""
Tell = Callable[[str, int, int], None]  # a table, how many of its rows are there, of how many


class MoveFailed(Exception):
    """A table of the new database is not what it is in the old one."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is moved; both databases have it with the same columns and the same key."""

    name: str
    columns: Sequence[str]
    key: Sequence[str]


class Side(Protocol):
    """What a move needs of one kind of database."""

    @property
    def database(self) -> Database:
        """The database itself."""
        ...

    async def tables(self) -> Sequence[Table]:
        """Every table that is moved."""
        ...

    async def last_ids(self) -> Mapping[str, int]:
        """The last id that each table gave, which is never given again, though its row may be gone."""
        ...

    async def is_unfinished(self) -> bool:
        """Whether a move into it has begun and not ended."""
        ...

    async def begin(self) -> None:
        """Empty every table, and follow no references and fire no triggers from now on."""
        ...

    async def go_on(self) -> None:
        """The same of a move that was begun before: nothing is emptied."""
        ...

    async def finish(self, last_ids: Mapping[str, int]) -> None:
        """Follow references and fire triggers again. Raises RuleBroken where a reference leads nowhere."""
        ...


async def move(old: Side, new: Side, tell: Tell) -> int:
    """Copy every row; returns how many there are. Raises MoveFailed, RuleBroken, StorageBusy."""
    tables = sorted(await old.tables(), key=lambda table: table.name)
    await (new.go_on() if await new.is_unfinished() else new.begin())
    total = 0
    for table in tables:
        rows = await _count(old.database.read, table)
        await _copy(old.database.read, new.database, table, functools.partial(_tell, tell, table.name, rows))
        total += rows
    for table in tables:
        same = await _count(old.database.read, table) == await _count(new.database.read, table)
        if not same or await digest(old.database.read, table) != await digest(new.database.read, table):
            raise MoveFailed(table.name)
    await new.finish(await old.last_ids())
    return total


def _tell(tell: Tell, table: str, rows: int, there: int) -> None:
    tell(table, there, rows)


async def digest(reading: Statements, table: Table) -> str:
    """SHA-256 over every value of every row, in the order of the key; the same for the same rows in either database."""
    found = hashlib.sha256()
    async for rows in _portions(reading, table, None):
        for row in rows:
            found.update(repr(tuple(row)).encode())
    return found.hexdigest()


async def _copy(old: Statements, new: Database, table: Table, tell: Callable[[int], None]) -> None:
    there = await _count(new.read, table)
    newest = await new.read.one(
        f"SELECT {_listed(table.key)} FROM {table.name} ORDER BY {_listed(table.key, ' DESC')} LIMIT 1"
    )
    marks = ", ".join(f"${number}" for number in range(1, len(table.columns) + 1))
    insert = f"INSERT INTO {table.name} ({_listed(table.columns)}) VALUES ({marks})"
    async for rows in _portions(old, table, newest):
        async with new.bulk() as tx:
            await tx.run_many(insert, [tuple(row) for row in rows])
        there += len(rows)
        tell(there)


async def _portions(reading: Statements, table: Table, after: Row | None) -> AsyncIterator[list[Row]]:
    """Every row behind this key."""
    size = len(table.key)
    marks = ", ".join(f"${number}" for number in range(1, size + 1))
    order = f"ORDER BY {_listed(table.key)} LIMIT {PORTION}"
    places = [table.columns.index(column) for column in table.key]
    last = None if after is None else tuple(after)
    while True:
        behind = "" if last is None else f"WHERE ({_listed(table.key)}) > ({marks})"
        rows = await reading.all(
            f"SELECT {_listed(table.columns)} FROM {table.name} {behind} {order}", *(last or ())
        )
        if not rows:
            return
        yield rows
        values = tuple(rows[-1])
        last = tuple(values[place] for place in places)


async def _count(reading: Statements, table: Table) -> int:
    row = await reading.one(f"SELECT count(*) AS n FROM {table.name}")
    return 0 if row is None else int(row["n"])


def _listed(names: Sequence[str], order: str = "") -> str:
    return ", ".join(f'"{name}"{order}' for name in names)
