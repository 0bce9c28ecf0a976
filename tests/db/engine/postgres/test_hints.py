"""A hint reaches whoever waits in another process; a lost one is not missed for long."""

import asyncio

import asyncpg
import pytest

from db.engine.postgres import hints as hints_module
from db.engine.postgres.confirming import Confirmations
from db.engine.postgres.database import PostgresDatabase
from db.engine.postgres.url import PostgresUrl

END_LISTENERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
LONG = 60.0  # a test that waits for it is stopped


async def listening(database: PostgresDatabase) -> None:
    """Wait until it listens; what waits for a hint meanwhile goes on."""
    begun = asyncio.create_task(database.hinted(LONG))
    async with asyncio.timeout(LONG):
        await begun


async def test_a_hint_reaches_whoever_waits_in_another_process(
    table: PostgresDatabase, other: PostgresDatabase
) -> None:
    await listening(other)
    waiting = [asyncio.create_task(other.hinted(LONG)) for _ in range(2)]
    await asyncio.sleep(0)
    for _ in range(5):
        table.hint()
    async with asyncio.timeout(LONG / 2):
        await asyncio.gather(*waiting)


async def test_nobody_hears_their_own(table: PostgresDatabase, other: PostgresDatabase) -> None:
    await asyncio.gather(listening(table), listening(other))
    mine, theirs = (asyncio.create_task(each.hinted(LONG)) for each in (table, other))
    await asyncio.sleep(0)
    table.hint()
    await theirs
    table.hint()
    waiting = asyncio.create_task(other.hinted(LONG))
    await waiting
    assert not mine.done()
    mine.cancel()


async def test_whoever_hears_nothing_looks_all_the_same(table: PostgresDatabase) -> None:
    await listening(table)
    await table.hinted(0.01)


async def test_a_listener_that_was_lost_listens_anew_and_looks(
    table: PostgresDatabase, other: PostgresDatabase, url: PostgresUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hints_module, "_AGAIN_SECONDS", 0)
    await listening(other)
    waiting = asyncio.create_task(other.hinted(LONG))
    await asyncio.sleep(0)
    connection = await asyncpg.connect(url.url)
    await connection.execute(END_LISTENERS)
    await connection.close()
    async with asyncio.timeout(LONG / 2):
        await waiting  # it listens again, and may have missed something
        waiting = asyncio.create_task(other.hinted(LONG))
        await asyncio.sleep(0)
        table.hint()
        await waiting


async def test_a_database_that_gives_no_hints_is_looked_at_every_now_and_then(
    table: PostgresDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def none() -> None:
        raise asyncpg.FeatureNotSupportedError("LISTEN is not implemented")

    monkeypatch.setattr(table._hints, "_connect", none)
    await table.hinted(0.01)
    await asyncio.wait([table._hints._listening])
    await table.hinted(0.01)
    table.hint()


class Slow:
    """A server whose connections take a moment to open, and which counts those that were asked for and not ended."""

    def __init__(self) -> None:
        self.begun, self.goes_on = asyncio.Event(), asyncio.Event()
        self.open = 0

    async def connect(self) -> "Slow":
        self.open += 1
        self.begun.set()
        await self.goes_on.wait()
        return self

    async def say(self, _statement: str) -> None:
        await self.connect()
        self.open -= 1

    async def close(self, **_: object) -> None:
        self.open -= 1


async def test_a_connection_that_opens_while_it_ends_is_ended_too() -> None:
    """A cancelled attempt would be nobody's: asyncpg may have the connection by then."""
    server = Slow()
    hints = hints_module.Hints(server.connect, server.say)
    waiting = asyncio.create_task(hints.heard(LONG))
    await server.begun.wait()
    ending = asyncio.create_task(hints.close())
    await asyncio.sleep(0)
    server.goes_on.set()
    await ending
    assert server.open == 0
    waiting.cancel()


async def test_a_hint_under_way_is_given_before_it_ends() -> None:
    server = Slow()
    hints = hints_module.Hints(server.connect, server.say)
    hints.tell()
    await server.begun.wait()
    ending = asyncio.create_task(hints.close())
    await asyncio.sleep(0)
    assert not ending.done()
    server.goes_on.set()
    await ending
    assert server.open == 0


async def test_a_link_that_opens_while_it_ends_is_ended_too() -> None:
    """Whoever waited for the link of the confirmations was cancelled; the connection is not left behind."""
    server = Slow()
    confirmations = Confirmations(server.connect)
    waiting = asyncio.create_task(confirmations.link())
    await server.begun.wait()
    waiting.cancel()
    await asyncio.wait([waiting])
    ending = asyncio.create_task(confirmations.close())
    await asyncio.sleep(0)
    server.goes_on.set()
    await ending
    assert server.open == 0
