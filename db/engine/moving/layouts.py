"""What SQLite and PostgreSQL say of their own tables (db/engine/moving/layout.py)."""

import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence

from db.engine.database import Database
from db.engine.moving.layout import Layout, Side, Table, quoted
from db.engine.statements import Row, Statements


class SqliteLayout:
    """Fills db.engine.moving.layout.Layout."""

    async def has_table(self, sql: Statements, name: str) -> bool:
        found = await sql.all("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1", name)
        return bool(found)

    async def tables(self, sql: Statements) -> Sequence[Table]:
        columns = await sql.all(
            "SELECT m.name AS name, c.name AS column, c.pk AS place, c.type IN ('TEXT', 'BLOB') AS is_wide, "
            "c.pk = 1 AND m.sql LIKE '%AUTOINCREMENT%' AS is_numbered "
            "FROM sqlite_master m, pragma_table_info(m.name) c "
            "WHERE m.type = 'table' AND m.name NOT GLOB 'sqlite_*'"
        )
        references = await sql.all(
            'SELECT m.name AS name, f."from" AS column, f."table" AS parent '
            "FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'"
        )
        return _tables(columns, references)

    @contextlib.asynccontextmanager
    async def without_triggers(self, tx: Statements, table: str) -> AsyncIterator[None]:
        """SQLite takes a trigger that is dropped back with the rest of the transaction."""
        triggers = await tx.all(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = $1", table
        )
        for trigger in triggers:
            await tx.run(f"DROP TRIGGER {quoted([trigger['name']])}")
        yield
        for trigger in triggers:
            await tx.run(trigger["sql"])

    async def close(self, tx: Statements) -> None:
        """Whoever begins to write reads this number (db/engine/sqlite/inline.py)."""
        await tx.run("PRAGMA user_version = 1")

    async def reopen(self, tx: Statements) -> None:
        await tx.run("PRAGMA user_version = 0")

    async def last_number(self, sql: Statements, table: Table) -> int:
        row = await sql.one("SELECT seq FROM sqlite_sequence WHERE name = $1", table.name)
        return 0 if row is None else int(row["seq"])

    async def number_from(self, tx: Statements, table: Table, last: int) -> None:
        await tx.run("DELETE FROM sqlite_sequence WHERE name = $1", table.name)
        await tx.run("INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)", table.name, last)

    async def settle(self, tx: Statements, table: str) -> None:
        """SQLite plans by the indexes alone."""


class PostgresLayout:
    """Fills db.engine.moving.layout.Layout."""

    async def has_table(self, sql: Statements, name: str) -> bool:
        return bool(
            await sql.all(
                "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = $1",
                name,
            )
        )

    async def tables(self, sql: Statements) -> Sequence[Table]:
        columns = await sql.all(
            'SELECT c.relname AS name, a.attname AS "column", '
            "coalesce(array_position(CAST(k.conkey AS SMALLINT[]), a.attnum), 0) AS place, "
            "a.atttypid IN (CAST('text' AS regtype), CAST('bytea' AS regtype)) AS is_wide, "
            "a.attidentity <> '' AS is_numbered "
            "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "JOIN pg_attribute a ON a.attrelid = c.oid "
            "LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p' "
            "WHERE n.nspname = current_schema() AND c.relkind = 'r' "
            "AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''"
        )
        references = await sql.all(
            'SELECT c.relname AS name, a.attname AS "column", p.relname AS parent FROM pg_constraint f '
            "JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class p ON p.oid = f.confrelid "
            "JOIN pg_namespace n ON n.oid = c.relnamespace "
            "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (f.conkey) "
            "WHERE f.contype = 'f' AND n.nspname = current_schema()"
        )
        return _tables(columns, references)

    @contextlib.asynccontextmanager
    async def without_triggers(self, tx: Statements, table: str) -> AsyncIterator[None]:
        """Those of references stay."""
        await tx.run(f"ALTER TABLE {quoted([table])} DISABLE TRIGGER USER")
        yield
        await tx.run(f"ALTER TABLE {quoted([table])} ENABLE TRIGGER USER")

    async def close(self, tx: Statements) -> None:
        """Whoever writes holds this row, and waits for it: whoever waits already finds it gone."""
        await tx.run("DELETE FROM turn_to_write")

    async def reopen(self, tx: Statements) -> None:
        await tx.run('INSERT INTO turn_to_write ("only") VALUES (1) ON CONFLICT DO NOTHING')

    async def last_number(self, sql: Statements, table: Table) -> int:
        row = await sql.one(
            "SELECT pg_sequence_last_value(CAST(pg_get_serial_sequence($1, $2) AS regclass)) AS last",
            quoted([table.name]),
            table.numbered,
        )
        return 0 if row is None or row["last"] is None else int(row["last"])

    async def number_from(self, tx: Statements, table: Table, last: int) -> None:
        await tx.all(
            "SELECT setval(CAST(pg_get_serial_sequence($1, $2) AS regclass), $3, $4 = 1)",
            quoted([table.name]),
            table.numbered,
            max(last, 1),
            int(last > 0),
        )

    async def settle(self, tx: Statements, table: str) -> None:
        await tx.run(f"ANALYZE {quoted([table])}")


_LAYOUTS: Mapping[str, Layout] = {"sqlite": SqliteLayout(), "postgres": PostgresLayout()}


def side_of(database: Database) -> Side:
    """A database as one side of a move."""
    return Side(database, _LAYOUTS[database.dialect.name])


def _tables(columns: Sequence[Row], references: Sequence[Row]) -> list[Table]:
    """Put together what was found: a row a column, and a row a reference."""
    return [
        Table(
            name=name,
            columns=tuple(sorted(row["column"] for row in mine)),
            key=tuple(row["column"] for row in sorted(mine, key=lambda row: row["place"]) if row["place"]),
            wide=tuple(sorted(row["column"] for row in mine if row["is_wide"])),
            parents=frozenset(row["parent"] for row in refers if row["parent"] != name),
            own=tuple(sorted({row["column"] for row in refers if row["parent"] == name})),
            numbered=next((row["column"] for row in mine if row["is_numbered"]), None),
        )
        for name, mine, refers in (
            (
                name,
                [row for row in columns if row["name"] == name],
                [row for row in references if row["name"] == name],
            )
            for name in {row["name"] for row in columns}
        )
    ]
