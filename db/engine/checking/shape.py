"""Whether a database has the tables and indexes that this program's migrations make, and whether it uses them.

What it should have is asked of a new database of SQLite in memory, to which every migration is applied; tables and indexes have the
same names in both databases.
"""

import functools
import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Any

from db.engine.sqlite.migrate import split_statements
from db.engine.statements import Row, Statements
from db.engine.steps import load_migrations

_LARGE = 5_000  # rows of a table that should not be read as a whole
_FEW = 1_000
_STALE = 5  # one row in so many was changed since the server looked


@functools.cache
def wanted() -> Mapping[str, frozenset[str]]:
    """The names of tables and of indexes, by `table` and `index`."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        for step in load_migrations():
            for statement in split_statements(step.sql):
                made.execute(statement)
        found = made.execute(
            "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'index') AND name NOT GLOB 'sqlite_*'"
        ).fetchall()
    return {kind: frozenset(name for each, name in found if each == kind) for kind in ("table", "index")}


async def missing(sql: Statements) -> Sequence[str]:
    """The tables and indexes that are not there, though every migration was applied."""
    if sql.dialect.name == "sqlite":
        rows = await sql.all("SELECT name FROM sqlite_master WHERE type IN ('table', 'index')")
    else:
        rows = await sql.all(
            "SELECT relname AS name FROM pg_class WHERE relnamespace = CAST(current_schema() AS regnamespace) "
            "AND relkind IN ('r', 'i')"
        )
    there = {row["name"] for row in rows}
    return sorted((wanted()["table"] | wanted()["index"]) - there)


async def scans(sql: Statements, questions: Sequence[str]) -> Sequence[str]:
    """The large tables that the database would read as a whole to answer one of these questions."""
    found = set[str]()
    for question in questions:
        asked = re.sub(r"\$\d+", "0", question)  # an EXPLAIN takes no values
        if sql.dialect.name == "sqlite":
            rows = await sql.all(f"EXPLAIN QUERY PLAN {asked}")
            tables = {match[1] for row in rows if (match := re.match(r"SCAN (\w+)(?! USING)", row["detail"]))}
            tables = {name for name in tables if name in wanted()["table"]}
        else:
            tables = _read_whole(await sql.all(f"EXPLAIN (FORMAT JSON) {asked}"))
        for table in tables - found:
            row = await sql.one(
                f"SELECT count(*) AS n FROM (SELECT 1 FROM {table} LIMIT {_LARGE}) AS first_rows"
            )
            if row is not None and int(row["n"]) >= _LARGE:
                found.add(table)
    return sorted(found)


def _read_whole(rows: Sequence[Row]) -> set[str]:
    (plan,) = rows[0]
    read, left = set[str](), list[Any]([json.loads(plan) if isinstance(plan, str) else plan])
    while left:
        node = left.pop()
        if isinstance(node, list):
            left += node
        elif isinstance(node, dict):
            if node.get("Node Type") == "Seq Scan":
                read.add(str(node["Relation Name"]))
            left += [value for value in node.values() if isinstance(value, list | dict)]
    return read


async def stale(sql: Statements) -> Sequence[str]:
    """The tables of a server that it does not know well enough to choose the right way through them."""
    if sql.dialect.name == "sqlite":
        return ()  # it plans by the indexes alone
    rows = await sql.all(
        "SELECT relname AS name FROM pg_stat_user_tables WHERE schemaname = current_schema() "
        "AND n_mod_since_analyze > $1 AND n_mod_since_analyze * $2 > n_live_tup ORDER BY relname",
        _FEW,
        _STALE,
    )
    return [row["name"] for row in rows]


async def unsafe(sql: Statements) -> Sequence[str]:
    """The settings of a server with which a failure of the power may take what people were told."""
    if sql.dialect.name == "sqlite":
        return ()
    rows = await sql.all(
        "SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'autovacuum') AND setting = 'off' "
        "ORDER BY name"
    )
    return [row["name"] for row in rows]
