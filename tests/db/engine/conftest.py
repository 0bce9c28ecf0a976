"""A table that is nobody's, to try transactions on."""

import pytest

from db.engine.database import Database


@pytest.fixture
async def table(database: Database) -> Database:
    """The database, with a table `t` of a number and a text."""
    async with database.bulk() as tx:
        await tx.run("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT")
    return database


@pytest.fixture
def threads() -> bool:
    """The engine is tried with its threads."""
    return True
