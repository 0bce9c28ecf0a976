"""PostgreSQL's side of a move (db/engine/moving.py)."""

from collections.abc import Mapping, Sequence

from db.engine.moving import MOVING, Table
from db.engine.postgres.database import PostgresDatabase
from db.engine.postgres.migrate import OWN_TABLES

_OWN = OWN_TABLES | {"moving"}
_TABLES = (
    "SELECT CAST(c.relname AS TEXT) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relkind = 'r' AND n.nspname = current_schema()"
)
_COLUMNS = (
    "SELECT table_name AS name, column_name AS column FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND is_generated = 'NEVER' ORDER BY table_name, ordinal_position"
)
_KEYS = (
    "SELECT t.table_name AS name, k.column_name AS column FROM information_schema.table_constraints t "
    "JOIN information_schema.key_column_usage k ON k.constraint_name = t.constraint_name "
    "AND k.table_schema = t.table_schema AND k.table_name = t.table_name "
    "WHERE t.table_schema = current_schema() AND t.constraint_type = 'PRIMARY KEY' "
    "ORDER BY t.table_name, k.ordinal_position"
)
_REFERENCES = (
    "SELECT CAST(c.conrelid::regclass AS TEXT) AS table, CAST(c.conname AS TEXT) AS name, "
    "pg_get_constraintdef(c.oid) AS definition FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid "
    "JOIN pg_namespace n ON n.oid = r.relnamespace "
    "WHERE c.contype = 'f' AND n.nspname = current_schema() ORDER BY c.conrelid, c.oid"
)
_GIVING = (
    "SELECT table_name AS name, column_name AS column, "
    "pg_get_serial_sequence(quote_ident(table_name), column_name) AS sequence "
    "FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'"
)


class PostgresSide:
    """Fills db.engine.moving.Side."""

    def __init__(self, database: PostgresDatabase) -> None:
        self.database = database

    async def tables(self) -> Sequence[Table]:
        reading = self.database.read
        names = await self._names()
        columns: dict[str, list[str]] = {}
        keys: dict[str, list[str]] = {}
        for found, sql in ((columns, _COLUMNS), (keys, _KEYS)):
            for row in await reading.all(sql):
                found.setdefault(row["name"], []).append(row["column"])
        return [Table(name, columns[name], keys[name]) for name in names]

    async def _names(self) -> list[str]:
        return [row["name"] for row in await self.database.read.all(_TABLES) if row["name"] not in _OWN]

    async def last_ids(self) -> Mapping[str, int]:
        found = {}
        for row in await self.database.read.all(_GIVING):
            last = await self.database.read.one(
                f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS last FROM {row['sequence']}"
            )
            if last is not None and last["last"] > 0:
                found[row["name"]] = last["last"]
        return found

    async def is_unfinished(self) -> bool:
        return any(row["name"] == "moving" for row in await self.database.read.all(_TABLES))

    async def begin(self) -> None:
        names = await self._names()
        async with self.database.bulk() as tx:
            await tx.run(MOVING)
            references = await tx.all(_REFERENCES)
            again = [
                f"ALTER TABLE {row['table']} ADD CONSTRAINT {row['name']} {row['definition']}"
                for row in references
            ]
            again += [f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in names]
            await tx.run_many("INSERT INTO moving (place, sql) VALUES ($1, $2)", list(enumerate(again)))
            for row in references:
                await tx.run(f"ALTER TABLE {row['table']} DROP CONSTRAINT {row['name']}")
            for name in names:
                await tx.run(f"ALTER TABLE {name} DISABLE TRIGGER USER")
                await tx.run(f"DELETE FROM {name}")

    async def go_on(self) -> None:
        """All is as `begin` left it."""

    async def finish(self, last_ids: Mapping[str, int]) -> None:
        giving = {row["name"]: row["sequence"] for row in await self.database.read.all(_GIVING)}
        async with self.database.bulk() as tx:
            for row in await tx.all("SELECT sql FROM moving ORDER BY place"):
                await tx.run(row["sql"])
            for name, last in last_ids.items():
                if name in giving:
                    await tx.all("SELECT setval(CAST($1 AS regclass), $2)", giving[name], last)
            await tx.run("DROP TABLE moving")
        async with self.database.bulk() as tx:
            for name in await self._names():  # what is there is known before people wait for it
                await tx.run(f"ANALYZE {name}")
