"""A move there and back gives the same rows, goes on after an interruption, and never half a database."""

import contextlib
import os
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.base.errors import StorageBusy
from db.engine import moving
from db.engine.database import Database, RuleBroken
from db.engine.dialect import POSTGRES
from db.engine.moving import MoveFailed, move
from db.engine.postgres.database import PostgresDatabase
from db.engine.postgres.migrate import migrate as migrate_postgres
from db.engine.postgres.side import PostgresSide
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.migrate import migrate as migrate_sqlite
from db.engine.sqlite.side import SqliteSide
from db.engine.steps import load_migrations
from tests import postgres
from tests.db.filling import fill


def untold(_table: str, _rows: int, _of: int) -> None:
    """Nobody looks."""


async def sqlite(path: Path) -> SqliteDatabase:
    opened = await SqliteDatabase.open(path)
    await migrate_sqlite(opened, load_migrations())
    return opened


async def dump(database: Database) -> dict[str, list[str]]:
    """Every row of every table."""
    side = SqliteSide(database) if isinstance(database, SqliteDatabase) else PostgresSide(database)
    found = {}
    for table in await side.tables():
        columns = ", ".join(f'"{name}"' for name in table.columns)
        rows = await database.read.all(f"SELECT {columns} FROM {table.name}")
        found[table.name] = sorted(str(tuple(row)) for row in rows)
    return found


@pytest.fixture
async def old(tmp_path: Path, migrated_file: Path) -> AsyncIterator[SqliteDatabase]:
    """A database with a row of every kind."""
    path = tmp_path / "old.db"
    path.write_bytes(migrated_file.read_bytes())
    with contextlib.closing(sqlite3.connect(path)) as connection:
        fill(connection)
        connection.execute(
            "DELETE FROM outbox WHERE id = (SELECT max(id) FROM outbox)"
        )  # its id is never given again
        connection.commit()
    opened = await sqlite(path)
    yield opened
    await opened.close()


@pytest.fixture
async def new(request: pytest.FixtureRequest) -> AsyncIterator[PostgresDatabase]:
    """An empty database on a server."""
    server = postgres.server() if "postgres" in request.config.getoption("databases") else None
    if server is None:
        pytest.skip("there is no PostgreSQL")
    opened = await PostgresDatabase.open(await server.make(f"rowan_tests_move_{os.getpid()}", "template0"))
    await migrate_postgres(opened, load_migrations(POSTGRES))
    yield opened
    await opened.close()


async def test_there_and_back_everything_is_the_same(
    old: SqliteDatabase, new: PostgresDatabase, tmp_path: Path
) -> None:
    told: list[tuple[str, int, int]] = []
    rows = await move(SqliteSide(old), PostgresSide(new), lambda *each: told.append(each))
    assert rows == sum(len(each) for each in (await dump(old)).values()) > 50
    assert await dump(new) == await dump(old)
    assert ("cases", 3, 3) in told
    back = await sqlite(tmp_path / "back.db")
    await move(PostgresSide(new), SqliteSide(back), untold)
    assert await dump(back) == await dump(old)
    assert await SqliteSide(back).last_ids() == await SqliteSide(old).last_ids()
    await back.close()


async def test_afterwards_references_are_followed_triggers_fire_and_no_id_is_given_twice(
    old: SqliteDatabase, new: PostgresDatabase
) -> None:
    last = (await SqliteSide(old).last_ids())["outbox"]
    await move(SqliteSide(old), PostgresSide(new), untold)
    for refused in (
        "INSERT INTO policy_exempt_roles (server_id, role_id) VALUES (77, 1)",
        "DELETE FROM audit",
    ):
        with pytest.raises(RuleBroken):
            async with new.bulk() as tx:
                await tx.run(refused)
    async with new.bulk() as tx:
        given = await tx.one(
            "INSERT INTO outbox (kind, subject_id, server_id, nonce, state, due_at) "
            "VALUES ('digest', 999, 1, 'n', 'due', 1) RETURNING id"
        )
    assert given is not None
    assert given["id"] == last + 1


async def test_a_move_that_was_interrupted_goes_on(
    old: SqliteDatabase, new: PostgresDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(table: str, _rows: int, _of: int) -> None:
        if table == "detections":
            raise StorageBusy

    monkeypatch.setattr(moving, "PORTION", 1)
    with pytest.raises(StorageBusy):
        await move(SqliteSide(old), PostgresSide(new), die)
    assert await PostgresSide(new).is_unfinished()
    copied: list[str] = []
    await move(SqliteSide(old), PostgresSide(new), lambda table, *_: copied.append(table))
    assert "cases" not in copied
    assert not await PostgresSide(new).is_unfinished()
    assert await dump(new) == await dump(old)


async def test_a_database_in_which_nothing_happened_yet_is_moved_too(
    new: PostgresDatabase, tmp_path: Path
) -> None:
    fresh = await sqlite(tmp_path / "fresh.db")
    await move(SqliteSide(fresh), PostgresSide(new), untold)
    assert await dump(new) == await dump(fresh)
    await fresh.close()


async def test_what_is_not_the_same_afterwards_is_no_move(old: SqliteDatabase, new: PostgresDatabase) -> None:
    async with old.bulk() as tx:
        await tx.run("UPDATE servers SET list_name = $1 WHERE id = 1", "a\0b")  # which PostgreSQL cannot keep
    with pytest.raises(MoveFailed, match="servers"):
        await move(SqliteSide(old), PostgresSide(new), untold)
    assert await PostgresSide(new).is_unfinished()
