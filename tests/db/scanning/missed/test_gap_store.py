"""Tables `server_gaps` and `channel_gaps`: what an earlier version left open, and where two processes meet."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.base.ids import ChannelId, ServerId
from core.base.times import from_ms
from core.scanning.gaps import Unread
from db.engine.database import Database
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.migrate import migrate
from db.engine.steps import load_migrations
from db.engine.vault import Vault
from services.scanning.missed.gap_ports import Left, ServerGap
from tests.stores import Committing, set_up

SERVER, CHANNEL = ServerId(1), ChannelId(8)
NOW = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await SqliteDatabase.open(tmp_path / "before.db")
    yield opened
    await opened.close()


@pytest.fixture
async def stores(database: Database, vault: Vault) -> Committing:
    await set_up(database, vault, SERVER)
    return Committing(database, vault)


async def test_a_gap_that_an_earlier_version_left_open_is_one_of_every_server_that_is_set_up(
    empty: Database, vault: Vault
) -> None:
    steps = load_migrations()
    await migrate(empty, steps[:5])
    async with empty.bulk() as tx:
        await tx.run("INSERT INTO servers (id, pseudonym, review_channel_id) VALUES (1, 'Heron', 5)")
        await tx.run("INSERT INTO servers (id, pseudonym) VALUES (2, 'Wren')")
        for since, until, done in ((5, 6, 7), (10, 20, None), (15, 30, None)):
            await tx.run("INSERT INTO gaps (since, until, done_at) VALUES ($1, $2, $3)", since, until, done)
    await migrate(empty, steps)
    left = Committing(empty, vault)
    assert await left.gaps.left() == Left(servers=1, channels=0)
    assert await left.gaps.take_server(SERVER, "first", NOW) == ServerGap(SERVER, from_ms(10), from_ms(30))


async def test_no_gap_was_open(empty: Database, vault: Vault) -> None:
    steps = load_migrations()
    await migrate(empty, steps[:5])
    async with empty.bulk() as tx:
        await tx.run("INSERT INTO servers (id, pseudonym, review_channel_id) VALUES (1, 'Heron', 5)")
    await migrate(empty, steps)
    assert await Committing(empty, vault).gaps.left() == Left(servers=0, channels=0)


async def test_of_two_processes_one_takes_a_servers_gap(stores: Committing) -> None:
    await stores.leases.renew("first", NOW)
    await stores.gaps.open(SERVER, NOW - HOUR, NOW, NOW)
    assert await stores.gaps.take_server(SERVER, "first", NOW) == ServerGap(SERVER, NOW - HOUR, NOW)
    assert await stores.gaps.servers_due("second", NOW) == []
    assert await stores.gaps.take_server(SERVER, "second", NOW) is None


async def test_a_gap_that_grew_while_it_was_worked_stays_open(stores: Committing) -> None:
    await stores.gaps.open(SERVER, NOW - HOUR, NOW, NOW)
    taken = await stores.gaps.take_server(SERVER, "first", NOW)
    await stores.gaps.arrived(SERVER, NOW + HOUR, NOW + HOUR)
    await stores.gaps.close_server(taken)
    assert await stores.gaps.servers_due("second", NOW + HOUR) == [SERVER]
    await stores.gaps.close_server(await stores.gaps.take_server(SERVER, "second", NOW + HOUR))
    assert await stores.gaps.left() == Left(servers=0, channels=0)


async def test_a_server_that_is_not_set_up_has_no_gap(stores: Committing) -> None:
    await stores.gaps.open(ServerId(2), NOW - HOUR, NOW, NOW)
    await stores.gaps.arrived(ServerId(2), NOW, NOW)
    assert await stores.gaps.any_server_left() is False


async def test_what_another_process_reads_is_not_taken_out_from_under_it(stores: Committing) -> None:
    await stores.leases.renew("first", NOW)
    unread = Unread(CHANNEL, 100, 200)
    await stores.unread.put(SERVER, [unread], {}, NOW)
    row = await stores.unread.take("first", NOW)
    assert (row.server, row.unread) == (SERVER, unread)
    assert await stores.unread.take_out(SERVER, {CHANNEL}, NOW) == ([], {})
    await stores.unread.read_later(row, NOW + HOUR)
    assert await stores.unread.take_out(SERVER, {ChannelId(9)}, NOW) == ([], {})
    assert await stores.unread.take_out(SERVER, {CHANNEL}, NOW) == ([unread], {CHANNEL: NOW + HOUR})
