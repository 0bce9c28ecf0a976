"""SQLite and PostgreSQL have the same tables, columns, keys and indexes; each value of an enumeration stands in its table."""

import contextlib
import re
import sqlite3
from collections.abc import Iterator
from enum import StrEnum

import pytest

from core.base.categories import Category
from db.engine.database import Database
from db.engine.postgres.migrate import OWN_TABLES
from services.base.outbox import Kind

_TYPES = {"INTEGER": "bigint", "TEXT": "text", "BLOB": "bytea"}


@pytest.fixture
async def there(database: Database, on: str) -> Database:
    if on != "postgres":
        pytest.skip("asked of PostgreSQL")
    return database


@pytest.fixture
def here(request: pytest.FixtureRequest) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(request.getfixturevalue("migrated_file"))) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migrations'"
    )
    return [name for (name,) in found]


@pytest.mark.parametrize(("table", "values"), [("categories", Category), ("outbox_kinds", Kind)])
def test_each_value_of_an_enumeration_stands_in_its_table(
    here: sqlite3.Connection, table: str, values: type[StrEnum]
) -> None:
    stored = {name for (name,) in here.execute(f"SELECT name FROM {table}")}
    assert {str(value) for value in values} - stored == set(), f"no migration adds it to {table}"


async def test_the_columns_are_the_same(there: Database, here: sqlite3.Connection) -> None:
    expected = {
        (table, column["name"], _TYPES[column["type"]], bool(column["notnull"] or column["pk"]))
        for table in tables(here)
        for column in here.execute(f"PRAGMA table_info({table})")
    }
    rows = await there.read.all(
        "SELECT table_name, column_name, data_type, is_nullable, collation_name, character_set_name "
        "FROM information_schema.columns WHERE table_schema = 'public' AND is_generated = 'NEVER' "
        "AND table_name <> 'current_stances'"
    )
    found = {
        (row["table_name"], row["column_name"], row["data_type"], row["is_nullable"] == "NO")
        for row in rows
        if row["table_name"] not in OWN_TABLES
    }
    assert found == expected
    loose = [
        (row["table_name"], row["column_name"])
        for row in rows
        if row["data_type"] == "text" and row["collation_name"] != "C" and row["table_name"] not in OWN_TABLES
    ]
    assert loose == []


async def test_the_indexes_and_triggers_are_the_same(there: Database, here: sqlite3.Connection) -> None:
    expected = {
        name: _plain(sql)
        for name, sql in here.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        )
    }
    triggers = {name for (name,) in here.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    rows = await there.read.all(
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND NOT EXISTS ("
        "SELECT 1 FROM pg_constraint WHERE conname = indexname)"
    )
    found = {row["indexname"]: row["indexdef"] for row in rows}
    assert found.keys() == expected.keys()
    unique = {name for name, sql in found.items() if "UNIQUE" in sql}
    assert unique == {name for name, sql in expected.items() if "UNIQUE" in sql}
    rows = await there.read.all("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
    assert {row["tgname"] for row in rows} == triggers


async def test_the_references_are_the_same(there: Database, here: sqlite3.Connection) -> None:
    expected = {
        (table, key["from"], key["table"], key["on_delete"])
        for table in tables(here)
        for key in here.execute(f"PRAGMA foreign_key_list({table})")
    }
    rows = await there.read.all(
        "SELECT c.conrelid::regclass::text AS source, a.attname AS column, c.confrelid::regclass::text AS parent, "
        "CASE c.confdeltype WHEN 'n' THEN 'SET NULL' WHEN 'c' THEN 'CASCADE' ELSE 'NO ACTION' END AS deleted "
        "FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] "
        "WHERE c.contype = 'f'"
    )
    assert {(row["source"], row["column"], row["parent"], row["deleted"]) for row in rows} == expected


async def test_the_checks_are_as_many(there: Database, here: sqlite3.Connection) -> None:
    expected = {
        table: len(
            re.findall(
                r"\bCHECK\b",
                here.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0],
            )
        )
        for table in tables(here)
    }
    rows = await there.read.all(
        "SELECT conrelid::regclass::text AS name, count(*) AS n FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0 GROUP BY 1"
    )
    found = {row["name"]: row["n"] for row in rows if row["name"] not in OWN_TABLES}
    assert found == {table: number for table, number in expected.items() if number}


def _plain(sql: str) -> str:
    return " ".join(re.sub(r"--[^\n]*", "", sql).split())
