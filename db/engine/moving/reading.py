"""Read a whole table in the order of its key, a batch at a time; what two databases that hold the same agree on."""

import hashlib
import struct
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from db.engine.moving.layout import Table, quoted
from db.engine.statements import Row, Statements, Value

ROWS = 500
"""Rows of a batch, at most."""
BYTES = 8_000_000
"""What a batch holds at most, unless one row alone holds more."""

Key = tuple[Value, ...]


async def batches(sql: Statements, table: Table, after: Key | None) -> AsyncIterator[list[Row]]:
    """Every row behind a key (None: every row), in order."""
    while rows := await _batch(sql, table, after):
        yield rows
        after = key_of(table, rows[-1])


async def highest_key(sql: Statements, table: Table, *, referring: bool = False) -> Key | None:
    """The key of the last row; None where there is none. `referring`: of those that refer to others of their table."""
    order = ", ".join(f"{quoted([column])} DESC" for column in table.key)
    where = " OR ".join(f"{quoted([column])} IS NOT NULL" for column in table.own) if referring else "true"
    row = await sql.one(
        f"SELECT {quoted(table.key)} FROM {quoted([table.name])} WHERE {where} ORDER BY {order} LIMIT 1"
    )
    return None if row is None else key_of(table, row)


def key_of(table: Table, row: Row) -> Key:
    """The key of a row."""
    return tuple(row[column] for column in table.key)


async def _batch(sql: Statements, table: Table, after: Key | None) -> list[Row]:
    size = ROWS
    while size > 1 and table.wide and await _bytes_of(sql, table, after, size) > BYTES:
        size //= 4
    return await sql.all(_select(table, table.columns, after, max(size, 1)), *(after or ()))


async def _bytes_of(sql: Statements, table: Table, after: Key | None, rows: int) -> int:
    """How much the next rows hold in columns of any size."""
    each = " + ".join(f"coalesce(length({quoted([column])}), 0)" for column in table.wide)
    row = await sql.one(
        f"SELECT coalesce(sum({each}), 0) AS held FROM ({_select(table, table.wide, after, rows)}) AS batch",
        *(after or ()),
    )
    return 0 if row is None else int(row["held"])


def _select(table: Table, columns: Sequence[str], after: Key | None, rows: int) -> str:
    key = quoted(table.key)
    behind = f"WHERE ({key}) > ({marks(len(table.key))}) " if after else ""
    return f"SELECT {quoted(columns)} FROM {quoted([table.name])} {behind}ORDER BY {key} LIMIT {rows}"


def marks(number: int) -> str:
    """So many parameters."""
    return ", ".join(f"${each}" for each in range(1, number + 1))


def kept(value: Value) -> Value:
    """A value as PostgreSQL keeps it, which has no text with a NUL in it: U+FFFD stands in its place."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Digest:
    """What a table holds, in short. `nulls`: texts with a NUL in them, which PostgreSQL cannot keep."""

    rows: int
    sha256: str
    nulls: int


async def digest_of(sql: Statements, table: Table) -> Digest:
    """Read the whole table."""
    told, rows, nulls = hashlib.sha256(), 0, 0
    async for batch in batches(sql, table, None):
        for row in batch:
            values = [row[column] for column in table.columns]
            told.update(encoded(values))
            nulls += sum(isinstance(value, str) and "\0" in value for value in values)
        rows += len(batch)
    return Digest(rows, told.hexdigest(), nulls)


def encoded(values: Sequence[Value]) -> bytes:
    """A row as bytes: the same in every database, and those of no other row. Texts are taken as PostgreSQL keeps them."""
    return b"r%d;" % len(values) + b"".join(map(_encoded, values))


def _encoded(value: Value) -> bytes:
    match kept(value):
        case None:
            return b"n;"
        case int(number):
            return b"i%d;" % number
        case str(text):
            return b"t%d:%b" % (len(text.encode()), text.encode())
        case bytes(held):
            return b"b%d:%b" % (len(held), held)
        case float(number):
            return b"f" + struct.pack(">d", number)
