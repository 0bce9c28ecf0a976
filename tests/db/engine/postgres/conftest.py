"""PostgreSQL itself: each test has a database of its own on the server of the session."""

import os
from collections.abc import AsyncIterator

import pytest

from db.engine.postgres.database import PostgresDatabase
from db.engine.postgres.url import PostgresUrl
from tests import postgres


@pytest.fixture
def server(request: pytest.FixtureRequest) -> postgres.TestServer:
    if "postgres" not in request.config.getoption("databases"):
        pytest.skip("--databases names no postgres")
    found = postgres.server()
    if found is None:
        pytest.skip("there is no PostgreSQL")
    found.make_template()
    return found


@pytest.fixture
async def url(server: postgres.TestServer) -> PostgresUrl:
    """A migrated database."""
    return await server.of_this_fork()


@pytest.fixture
async def own(server: postgres.TestServer) -> PostgresUrl:
    """A migrated database that a test may spoil."""
    return await server.make(f"rowan_tests_engine_{os.getpid()}")


@pytest.fixture
async def empty(server: postgres.TestServer) -> PostgresUrl:
    """A database in which nothing was made yet."""
    return await server.make(f"rowan_tests_empty_{os.getpid()}", "template0")


@pytest.fixture
async def table(url: PostgresUrl) -> AsyncIterator[PostgresDatabase]:
    """The database, with a table `t` of a number and a text."""
    opened = await PostgresDatabase.open(url)
    async with opened.bulk() as tx:
        await tx.run("CREATE TABLE t (a BIGINT PRIMARY KEY, b TEXT)")
    yield opened
    async with opened.bulk() as tx:
        await tx.run("DROP TABLE t")
    await postgres.clean(opened)
    await opened.close()


@pytest.fixture
async def other(url: PostgresUrl, table: PostgresDatabase) -> AsyncIterator[PostgresDatabase]:
    """The same database as another process sees it."""
    opened = await PostgresDatabase.open(url)
    yield opened
    await opened.close()
