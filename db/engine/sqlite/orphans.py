"""Rows that refer to a row which does not exist, as versions that did not follow references could leave them behind.

They would make an upgrade fail, and with it the bot of people who are under attack. So before the first step each is put
right so that nothing is lost: a server that is named gets its row, a reference that may be empty is emptied, and any other
row is taken out. What was taken out or emptied stands in table `set_aside_rows`, whole, for whoever wants it back.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from db.engine.database import RuleBroken
from db.engine.place import SetAside
from db.engine.statements import Row, Statements

NAME = "set_aside_rows"
TABLE = """
CREATE TABLE IF NOT EXISTS set_aside_rows (
    id     INTEGER PRIMARY KEY,
    source TEXT NOT NULL,                   -- the table that the row stood in
    parent TEXT NOT NULL,                   -- the table in which it named a row that does not exist
    named  TEXT NOT NULL,                   -- which row it was: its key
    server_id INTEGER,                      -- whose it was, where the row says so
    row    TEXT NOT NULL,                   -- all its columns, as JSON; what is binary as {"hex": ...}
    emptied INTEGER NOT NULL CHECK (emptied IN (0, 1)),  -- 1: the row is still there, and its reference was emptied
    version INTEGER NOT NULL,               -- before which step of the schema
    at     INTEGER NOT NULL                 -- milliseconds since 1970, UTC
) STRICT
"""
INDEXES = (
    "CREATE INDEX IF NOT EXISTS set_aside_rows_at ON set_aside_rows (at)",
    "CREATE INDEX IF NOT EXISTS set_aside_rows_server ON set_aside_rows (server_id)",
)

# Parents that can be made anew from their id alone: what refers to them stays where it is.
_MADE_ANEW = {
    "servers": "INSERT INTO servers (id, pseudonym) VALUES ($1, 'server-' || lower(hex(randomblob(8)))) ON CONFLICT DO NOTHING"
}
_MOST_NAMED = 20  # rows in the log, of one table
_MOST_ROUNDS = 50  # what hung on a row that was taken out is found in the next round


@dataclass(frozen=True, slots=True)
class _Reference:
    """A reference from columns of one table to those of another."""

    source: str
    parent: str
    columns: Mapping[str, str]  # from → to
    may_be_empty: bool
    key: Sequence[str]  # what tells the source's rows apart


async def set_aside(tx: Statements, version: int) -> None:
    """Put every row right that refers to none, in a transaction in which references are not followed.

    `version`: the step of the schema that comes next.
    """
    for round_ in count(1):
        broken = {(row["table"], row["fkid"]) for row in await tx.all("PRAGMA foreign_key_check")}
        if not broken:
            return
        if round_ > _MOST_ROUNDS:
            raise RuleBroken(f"rows of {sorted(broken)} refer to none, whatever is set aside")
        for table, number in sorted(broken):
            await _put_right(tx, await _reference(tx, table, number), version)


async def told(reading: Statements, version: int) -> list[SetAside]:
    """What was set aside before that step of the schema, by table."""
    found: dict[tuple[str, str], list[str]] = {}
    rows = await reading.all(
        "SELECT source, parent, named FROM set_aside_rows WHERE version = $1 ORDER BY id", version
    )
    for row in rows:
        found.setdefault((row["source"], row["parent"]), []).append(row["named"])
    return [SetAside(*tables, len(named), tuple(named[:_MOST_NAMED])) for tables, named in found.items()]


async def _reference(tx: Statements, table: str, number: int) -> _Reference:
    columns = {row["name"]: row for row in await tx.all(f"PRAGMA table_info({table})")}
    keys = [row for row in await tx.all(f"PRAGMA foreign_key_list({table})") if row["id"] == number]
    parent = keys[0]["table"]
    key_of_parent = [row["name"] for row in await tx.all(f"PRAGMA table_info({parent})") if row["pk"]]
    return _Reference(
        source=table,
        parent=parent,
        columns={row["from"]: row["to"] or key_of_parent[row["seq"]] for row in keys},
        may_be_empty=all(
            not columns[row["from"]]["notnull"] and not columns[row["from"]]["pk"] for row in keys
        ),
        key=[name for name, row in columns.items() if row["pk"]] or ["rowid"],
    )


async def _put_right(tx: Statements, found: _Reference, version: int) -> None:
    named = " AND ".join(f"s.{name} IS NOT NULL" for name in found.columns)
    same = " AND ".join(f"p.{there} = s.{here}" for here, there in found.columns.items())
    key = ", ".join(f"s.{name} AS key_{number}" for number, name in enumerate(found.key))
    rows = await tx.all(
        f"SELECT {key}, s.* FROM {found.source} s WHERE {named} "
        f"AND NOT EXISTS (SELECT 1 FROM {found.parent} p WHERE {same})"
    )
    for row in rows:
        if found.parent in _MADE_ANEW:
            await tx.run(_MADE_ANEW[found.parent], row[next(iter(found.columns))])
        else:
            await _set_one_aside(tx, found, row, version)


async def _set_one_aside(tx: Statements, found: _Reference, row: Row, version: int) -> None:
    this = " AND ".join(f"{name} = ${number}" for number, name in enumerate(found.key, start=1))
    key = [row[f"key_{number}"] for number in range(len(found.key))]
    emptied = found.may_be_empty
    if emptied:
        nothing = ", ".join(f"{name} = NULL" for name in found.columns)
        try:
            await tx.run(f"UPDATE {found.source} SET {nothing} WHERE {this}", *key)
        except sqlite3.IntegrityError:  # a check wants it named
            emptied = False
    if not emptied:
        await tx.run(f"DELETE FROM {found.source} WHERE {this}", *key)
    whole = {name: _plain(row[name]) for name in row.keys() if not name.startswith("key_")}  # noqa: SIM118  # a Row's `in` looks at values
    await tx.run(
        "INSERT INTO set_aside_rows (source, parent, named, server_id, row, emptied, version, at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, CAST(strftime('%s', 'now') AS INTEGER) * 1000)",
        found.source,
        found.parent,
        " ".join(f"{name}={_sayable(value)}" for name, value in zip(found.key, key, strict=True)),
        row["server_id"] if "server_id" in whole else None,
        json.dumps(whole),
        int(emptied),
        version,
    )


def _plain(value: Any) -> object:
    """As JSON has it."""
    return {"hex": value.hex()} if isinstance(value, bytes) else value


def _sayable(value: Any) -> object:
    """What may stand in the log: a keyed hash of a member may not."""
    return "(binary)" if isinstance(value, bytes) else value
