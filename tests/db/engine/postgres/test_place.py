"""What an operator hears of a server that is none for Rowan, and of a schema that is not this program's."""

import asyncio
import os

import asyncpg
import pytest

from db.engine.database import DatabaseFault
from db.engine.dialect import POSTGRES, SQLITE
from db.engine.postgres import place as place_module
from db.engine.postgres.database import PostgresDatabase
from db.engine.postgres.migrate import migrate
from db.engine.postgres.place import PostgresPlace
from db.engine.postgres.url import PostgresUrl, postgres_url
from db.engine.steps import Migration, load_migrations
from tests import postgres


async def fault_of(url: PostgresUrl) -> DatabaseFault:
    with pytest.raises(DatabaseFault) as error:
        await PostgresPlace(url).is_there()
    assert "sekret" not in repr(error.value.values)
    assert "sekret" not in str(error.value)
    return error.value


async def execute(url: PostgresUrl, sql: str) -> None:
    connection = await asyncpg.connect(url.url)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()
        await asyncio.sleep(0)


def test_both_have_the_same_steps() -> None:
    one, other = (
        [(step.version, step.name) for step in load_migrations(each)] for each in (SQLITE, POSTGRES)
    )
    assert one == other


async def test_a_server_that_does_not_answer() -> None:
    url = postgres_url("postgresql://rowan:sekret@127.0.0.1:1/rowan")
    assert url is not None
    assert (await fault_of(url)).key == "database-away"


async def test_a_database_that_is_not_there(server: postgres.TestServer) -> None:
    assert (await fault_of(server.url("rowan_tests_nowhere"))).key == "database-unknown"


async def test_a_server_that_is_too_old(empty: PostgresUrl, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_module, "_OLDEST", 990000)
    assert (await fault_of(empty)).key == "database-too-old"


async def test_another_encoding(server: postgres.TestServer) -> None:
    name = f"rowan_tests_latin_{os.getpid()}"
    await server._said(f"DROP DATABASE IF EXISTS {name}")
    await server._said(
        f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"
    )
    fault = await fault_of(server.url(name))
    assert (fault.key, fault.values["found"]) == ("database-not-utf8", "LATIN1")
    await server._said(f"DROP DATABASE {name}")


async def test_a_user_without_rights(empty: PostgresUrl) -> None:
    await execute(empty, "DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN PASSWORD 'sekret'")
    guest = postgres_url(empty.url.replace("rowan@", "guest:sekret@"))
    assert guest is not None
    assert (await fault_of(guest)).key == "database-no-rights"
    await execute(empty, "DROP ROLE guest")


async def test_another_programs_database(empty: PostgresUrl) -> None:
    await execute(empty, "CREATE TABLE diary (day TEXT)")
    fault = await fault_of(empty)
    assert (fault.key, fault.values["table"]) == ("database-foreign-there", "diary")


async def test_two_that_start_at_once_make_one_schema(empty: PostgresUrl) -> None:
    one, other = PostgresPlace(empty), PostgresPlace(empty)
    assert not await one.is_there()
    opened = [await each.open() for each in (one, other)]
    done = await asyncio.gather(
        *(each.migrate(database) for each, database in zip((one, other), opened, strict=True))
    )
    assert sorted(len(each.steps) for each in done) == [0, len(load_migrations(POSTGRES))]
    assert await one.is_there()
    assert await one.missing(opened[0]) == []
    for database in opened:
        await database.close()


async def test_a_step_that_fails_changes_nothing(empty: PostgresUrl) -> None:
    database = await PostgresDatabase.open(empty)
    bad = [
        Migration(1, "first", "CREATE TABLE a (x BIGINT);"),
        Migration(2, "bad", "CREATE TABLE a (y BIGINT);"),
    ]
    with pytest.raises(DatabaseFault, match="database-migration-failed") as error:
        await migrate(database, bad)
    assert error.value.values["version"] == 2
    await migrate(database, bad[:1])
    await database.close()


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (
            "INSERT INTO schema_migrations (version, name, checksum) VALUES (999, 'later', 'x')",
            "database-newer",
        ),
        ("UPDATE schema_migrations SET checksum = 'x' WHERE version = 3", "database-changed-migration"),
    ],
)
async def test_a_schema_that_is_not_this_programs(own: PostgresUrl, change: str, key: str) -> None:
    await execute(own, change)
    database = await PostgresPlace(own).open()
    with pytest.raises(DatabaseFault, match=key):
        await PostgresPlace(own).migrate(database)
    await database.close()
