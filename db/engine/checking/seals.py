"""Whether what is sealed opens: the newest rows of every table that has sealed columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.engine.keys.sealed_columns import SEALED, SealedTable
from db.engine.moving.layout import quoted
from db.engine.moving.layouts import SqliteLayout
from db.engine.statements import Row, Statements
from db.engine.vault import SealBroken, Vault

_NEWEST = 20
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Seals:
    """What was tried: how many values there were, how many do not open, and the first rows that they stand in."""

    tried: int
    broken: int
    named: Sequence[str]


async def tried_seals(sql: Statements, vault: Vault, newest: int = _NEWEST) -> Seals:
    """Open the newest values of every sealed column. An older schema may lack tables and columns: these are passed over."""
    tried, broken = 0, list[str]()
    for table in SEALED.values():
        there = await _columns(sql, table.name)
        places = [column for column in table.places if column in there]
        if not places or not set(table.columns) - set(table.places) <= there:
            continue
        for row in await _newest(sql, table, places, 3 if table.heavy else newest):
            for column in places:
                if row[column] is None:
                    continue
                tried += 1
                try:
                    vault.open_bytes(bytes(row[column]), table.place(column, row))
                except SealBroken:
                    key = "/".join(_shown(row[name]) for name in table.key)
                    broken.append(f"{table.name}.{column} {key}")
    return Seals(tried, len(broken), tuple(broken[:_NAMED]))


async def _newest(sql: Statements, table: SealedTable, places: Sequence[str], newest: int) -> Sequence[Row]:
    order = ", ".join(f"{quoted([name])} DESC" for name in table.key)
    columns = [name for name in table.columns if name in places or name not in table.places]
    found = await sql.all(
        f"SELECT {quoted(columns)} FROM {quoted([table.name])} ORDER BY {order} LIMIT {newest}"
    )
    return list(found)


async def _columns(sql: Statements, table: str) -> set[str]:
    if sql.dialect.name == "sqlite":
        if not await SqliteLayout().has_table(sql, table):
            return set()
        return {row["name"] for row in await sql.all(f"PRAGMA table_info({quoted([table])})")}
    rows = await sql.all(
        "SELECT column_name AS name FROM information_schema.columns WHERE table_schema = current_schema() "
        "AND table_name = $1",
        table,
    )
    return {row["name"] for row in rows}


def _shown(value: object) -> str:
    """A key for people; a keyed hash is not shown."""
    return "(binary)" if isinstance(value, bytes) else str(value)
