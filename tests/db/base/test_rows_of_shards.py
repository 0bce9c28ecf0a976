"""Rows that are owed to a server are found by the process that has its shard, and by no other."""

from datetime import UTC, datetime

import pytest

from core.base.categories import Category
from core.base.ids import ChannelId, MessageId, ServerId, UserId
from core.base.shards import Ours
from core.lists.patterns import parse_pattern
from core.scanning.brigades import FoundBy, MeasureKind, Place
from core.scanning.detections import Person
from db.engine.database import Database
from db.engine.vault import Vault
from services.scanning.sweeps.ports import Beginning
from tests.stores import Committing, set_up, storage_of

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SERVERS = [ServerId(number << 22) for number in (2, 3)]
"""One of each shard, of two."""
FIRST, SECOND = (Ours(2, frozenset({shard})) for shard in (0, 1))
NONE = Ours(2, frozenset())


@pytest.fixture
async def stores(database: Database, vault: Vault) -> Committing:
    for server in SERVERS:
        await set_up(database, vault, server)
    return Committing(database, vault)


async def test_a_sweep_is_worked_on_where_its_server_is(stores: Committing) -> None:
    for server in SERVERS:
        where = Beginning(
            server, parse_pattern("a.example"), 7, Category.OTHER, 1, Person(UserId(5), "Ann"), 0
        )
        await stores.sweeps.begin(where, NOW)
    assert not await stores.sweeps.any_due(NOW, NONE)
    assert await stores.sweeps.any_due(NOW, FIRST)
    assert [each.server for each in await stores.sweeps.take("first", NOW, 5, FIRST)] == SERVERS[:1]
    assert [each.server for each in await stores.sweeps.take("second", NOW, 5, SECOND)] == SERVERS[1:]


async def test_automod_is_kept_where_its_server_is(stores: Committing) -> None:
    for server in SERVERS:
        await stores.automod.turn_on(server, NOW)
    assert not await stores.automod.any_due(NOW, NONE)
    assert await stores.automod.any_due(NOW, SECOND)
    assert [each.server for each in await stores.automod.take("second", NOW, 5, SECOND)] == SERVERS[1:]
    assert [each.server for each in await stores.automod.take("first", NOW, 5, FIRST)] == SERVERS[:1]


async def test_a_measure_is_ended_where_its_server_is(
    stores: Committing, database: Database, vault: Vault
) -> None:
    for server in SERVERS:
        place = Place(server, FoundBy.LISTED, "a.example")
        await stores.brigades.note(place, ChannelId(1), MessageId(server + 1), UserId(7), NOW)
        counted = await stores.brigades.counted(place, NOW)
        brigade = await stores.brigades.open(place, counted, NOW, has_card=True)
        found = await storage_of(database, vault).read.brigades.get(brigade)
        await stores.measures.add(found, MeasureKind.SLOW, ChannelId(1), 10, NOW, "gone", NOW)
    assert not await stores.measures.any_due(NOW, NONE)
    assert await stores.measures.any_due(NOW, FIRST)
    assert [each.server for each in await stores.measures.take_due("first", NOW, 5, FIRST)] == SERVERS[:1]
    assert [each.server for each in await stores.measures.take_due("second", NOW, 5, SECOND)] == SERVERS[1:]
