"""What is read of a database that is moved."""

import os

import pytest

from db.engine.database import Database
from db.engine.moving import reading
from db.engine.moving.layouts import side_of
from db.engine.moving.mover import SEEDED, first_filled
from db.engine.postgres.place import PostgresPlace
from tests import postgres
from tests.moving.driver import LIMITS


async def test_only_the_tables_that_migrations_fill_have_rows_in_a_new_database(database: Database) -> None:
    side = side_of(database)
    assert await first_filled(side) is None
    for table in await side.tables():
        rows = await side.read.all(f'SELECT 1 FROM "{table.name}"')  # noqa: S608  # from the schema
        assert bool(rows) == (table.name in SEEDED), table.name


async def test_both_databases_have_the_same_tables_columns_keys_and_references(
    database: Database, server: postgres.TestServer
) -> None:
    opened = await PostgresPlace(await server.make(f"rowan_tests_same_{os.getpid()}")).open()
    try:
        here, there = await side_of(database).tables(), await side_of(opened).tables()
    finally:
        await opened.close()
    assert [(t.name, t.columns, t.key, t.wide, t.parents, t.own) for t in here] == [
        (t.name, t.columns, t.key, t.wide, t.parents, t.own) for t in there if t.name != "clean"
    ]


async def test_a_batch_holds_no_more_than_its_bytes_unless_one_row_alone_does(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BYTES", 10_000)
    sizes = [10, 10, 9_000, 10, 30_000, 10, 10, 3_000, 3_000, 3_000, 3_000, 10]
    async with database.bulk() as tx:
        for number, size in enumerate(sizes):
            await tx.run("INSERT INTO categories (name) VALUES ($1)", f"{number:02}" + "x" * (size - 2))
        await tx.run("DELETE FROM categories WHERE name > 'a'")
    side = side_of(database)
    table = next(each for each in await side.tables() if each.name == "categories")
    read = [[len(row["name"]) for row in batch] async for batch in reading.batches(side.read, table, None)]
    assert [size for batch in read for size in batch] == sizes
    assert all(len(batch) == 1 or sum(batch) <= 10_000 for batch in read)


def test_no_two_rows_have_the_same_bytes() -> None:
    rows: list[list[str | int | float | bytes | None]] = [
        *([None], [""], [b""], [0], ["0"], [b"0"], [0.0], ["a", "b"], ["ab", ""], ["a"], ["t1:a"]),
        *([None, None], [-1], [1], [LIMITS[0]], [LIMITS[1]], ["é"], ["e\u0301"]),
    ]
    assert len({reading.encoded(row) for row in rows}) == len(rows)
