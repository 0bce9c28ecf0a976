"""SQLite's side of a move (db/engine/moving.py)."""

from collections.abc import Mapping, Sequence

from db.engine.database import RuleBroken
from db.engine.moving import MOVING, Table
from db.engine.sqlite.database import SqliteDatabase

_OWN = ("schema_migrations", "moving")
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"


class SqliteSide:
    """Fills db.engine.moving.Side."""

    def __init__(self, database: SqliteDatabase) -> None:
        self.database = database

    async def tables(self) -> Sequence[Table]:
        reading = self.database.read
        names = [row["name"] for row in await reading.all(_TABLES) if row["name"] not in _OWN]
        found = []
        for name in names:
            columns = await reading.all(f"PRAGMA table_info({name})")
            keys = sorted((row["pk"], row["name"]) for row in columns if row["pk"])
            found.append(Table(name, [row["name"] for row in columns], [key for _, key in keys]))
        return found

    async def last_ids(self) -> Mapping[str, int]:
        rows = await self.database.read.all("SELECT name, seq FROM sqlite_sequence WHERE seq > 0")
        return {row["name"]: row["seq"] for row in rows}

    async def is_unfinished(self) -> bool:
        return await self.database.read.one(f"{_TABLES} AND name = 'moving'") is not None

    async def begin(self) -> None:
        await self.database.follow_references(follow=False)
        async with self.database.bulk() as tx:
            await tx.run(MOVING)
            triggers = await tx.all(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
            )
            await tx.run_many(
                "INSERT INTO moving (place, sql) VALUES ($1, $2)",
                [(number, row["sql"]) for number, row in enumerate(triggers)],
            )
            for row in triggers:
                await tx.run(f"DROP TRIGGER {row['name']}")
            for name in [row["name"] for row in await tx.all(_TABLES) if row["name"] not in _OWN]:
                await tx.run(f"DELETE FROM {name}")

    async def go_on(self) -> None:
        await self.database.follow_references(follow=False)

    async def finish(self, last_ids: Mapping[str, int]) -> None:
        async with self.database.bulk() as tx:
            broken = await tx.all("PRAGMA foreign_key_check")
            if broken:
                raise RuleBroken(f"{len(broken)} rows refer to none, the first of {broken[0]['table']}")
            for row in await tx.all("SELECT sql FROM moving ORDER BY place"):
                await tx.run(row["sql"])
            for name, last in last_ids.items():
                await tx.run("DELETE FROM sqlite_sequence WHERE name = $1", name)
                await tx.run("INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)", name, last)
            await tx.run("DROP TABLE moving")
        await self.database.follow_references(follow=True)
