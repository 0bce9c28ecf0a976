"""An upgrade from each schema that there ever was, with rows in whatever tables it had: they are kept, and both databases end at the
same schema as a new one.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

import asyncpg
import pytest

from db.engine.dialect import POSTGRES
from db.engine.postgres.database import PostgresDatabase
from db.engine.postgres.migrate import migrate as migrate_postgres
from db.engine.postgres.parameters import told
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.migrate import migrate
from db.engine.steps import load_migrations
from tests import postgres
from tests.db.every_row import ENDED, EVERY_ROW, SERVER
from tests.db.filling import fill
from tests.db.later_rows import LATER_ROWS

FIRST_FILLED = 8  # what tests write a row of every kind into; before it the schema was a matter of hours
STEPS = load_migrations()
NEWEST = len(STEPS)
FIRST_ON_POSTGRES = 18  # older databases are all of SQLite
# What stands in the first two may be taken and done.
KEPT = {table: rows for table, rows in EVERY_ROW if table not in {"outbox", "leases", *ENDED}}


async def _at(path: Path, version: int) -> None:
    database = await SqliteDatabase.open(path)
    await migrate(database, STEPS[:version])
    await database.close()


def _shape(connection: sqlite3.Connection) -> set[tuple[object, ...]]:
    """Each column and index, however the table came to them."""
    tables = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    ]
    columns = {
        (table, *column[1:])
        for table in tables
        for column in connection.execute(f"PRAGMA table_info({table})")
    }
    others = connection.execute(
        "SELECT type, name, tbl_name FROM sqlite_master WHERE type IN ('index', 'trigger')"
    )
    return columns | {tuple(row) for row in others}


@pytest.fixture
def newest(migrated_file: Path) -> set[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(migrated_file)) as connection:
        return _shape(connection)


def _missing(found: Mapping[str, list[dict[str, object]]]) -> list[tuple[str, object]]:
    """Rows that were written and are not there any more, as far as they were written."""
    return [
        (table, row)
        for table, rows in KEPT.items()
        for row in rows
        if not any(row.items() <= each.items() for each in found[table])
    ]


@pytest.mark.sqlite
@pytest.mark.parametrize("version", range(1, NEWEST))
async def test_a_file_of_each_schema_is_brought_to_the_newest(
    tmp_path: Path, version: int, newest: set[tuple[object, ...]]
) -> None:
    path = tmp_path / "old.db"
    await _at(path, version)
    if version >= FIRST_FILLED:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            fill(connection)
    await _at(path, NEWEST)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert _shape(connection) == newest
        if version >= FIRST_FILLED:
            found = {table: _rows(connection.execute(f"SELECT * FROM {table}")) for table in KEPT}
            assert _missing(found) == []


@pytest.mark.postgres
async def test_on_postgresql_each_step_keeps_the_rows_of_every_table_that_it_finds(
    request: pytest.FixtureRequest,
) -> None:
    """After each step what tables are new is filled, so that the next finds rows in all of them."""
    server = postgres.server() if "postgres" in request.config.getoption("databases") else None
    if server is None:
        pytest.skip("there is no PostgreSQL")
    steps = load_migrations(POSTGRES)
    url = await server.make("rowan_tests_every_schema", "template0")
    database = await PostgresDatabase.open(url)
    connection = await asyncpg.connect(url.url)
    try:
        filled: set[int] = set()
        for version in range(FIRST_ON_POSTGRES, len(steps) + 1):
            await migrate_postgres(database, steps[:version])
            await _fill(connection, filled)
        found = {table: _rows(await connection.fetch(f"SELECT * FROM {table}")) for table in KEPT}
        assert _missing(found) == []
    finally:
        await connection.close()
        await database.close()


def _rows(rows: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    return [dict(row) for row in rows]


async def _fill(connection: asyncpg.Connection, filled: set[int]) -> None:
    """Write the rows for which there is room by now. `filled`: the tables of rows, by their place, that were written."""
    known: dict[str, set[str]] = {}
    for row in await connection.fetch(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
    ):
        known.setdefault(row["table_name"], set()).add(row["column_name"])
    await connection.execute("SET session_replication_role = replica")  # the rows of tables come in any order
    for place, (table, rows) in enumerate((*EVERY_ROW, *LATER_ROWS)):
        wanted = {name for row in rows for name in row}
        if place in filled or not wanted <= known.get(table, set()):
            continue
        filled.add(place)
        if place < len(EVERY_ROW):
            await connection.execute(f"DELETE FROM {table}")
        for row in rows:
            values = dict(row)
            if table == "case_links" and "server_id" in known[table]:
                values["server_id"] = SERVER
            names = ", ".join(f'"{name}"' for name in values)
            marks = ", ".join(f"${number}" for number in range(1, len(values) + 1))
            typed, bound = told(
                f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING",
                list(values.values()),
            )
            await connection.execute(typed, *bound)
    await connection.execute("SET session_replication_role = origin")
