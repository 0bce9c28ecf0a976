"""Who is next in table `outbox`: emergencies, then the servers in turn, by an index."""

from typing import Any

import pytest

from core.base.ids import ServerId
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import Kind, Told
from services.base.slots import Room, Share
from tests.conftest import StandingClock
from tests.stores import Committing

RAIDED, CALM, LATE = ServerId(1), ServerId(2), ServerId(3)


@pytest.fixture
async def rows(database: Database, vault: Vault, clock: StandingClock) -> Any:
    """Two hundred cards of one server, then one each of two others."""
    stores = Committing(database, vault)
    await stores.leases.renew("me", clock())
    for subject in range(200):
        await stores.outbox.arm(Kind.DETECTION_CARD, subject, RAIDED, clock())
    for server in (CALM, LATE):
        await stores.outbox.arm(Kind.DETECTION_CARD, 1000 + server, server, clock.forward(seconds=1))
    return stores.outbox


def room(each: int = 2, **share: Any) -> Room:
    return Room(urgent=Share(8, each), ordinary=Share(8, each, **share))


async def taken(rows: Any, clock: StandingClock, where: Room | None = None) -> list[ServerId]:
    return [row.server for row in await rows.take("me", clock(), 8, where)]


async def test_servers_take_turns(rows: Any, clock: StandingClock) -> None:
    assert await taken(rows, clock) == [RAIDED, CALM, LATE, *[RAIDED] * 5]


async def test_a_server_gets_no_more_than_its_share(rows: Any, clock: StandingClock) -> None:
    assert await taken(rows, clock, room(under_way={RAIDED: 1})) == [CALM, LATE, RAIDED]
    assert await taken(rows, clock, room(under_way={RAIDED: 2, CALM: 1})) == []
    assert await taken(rows, clock, room(held=frozenset({RAIDED}))) == []


async def test_emergencies_overtake_all_else(rows: Any, clock: StandingClock) -> None:
    await rows.arm(Kind.CASE_CARD, 7, RAIDED, clock())
    await rows.arm(Kind.CASE_CARD, 8, LATE, clock())
    await rows.hurry(Kind.CASE_CARD, 7)
    await rows.arm(Kind.CASE_REMINDER, 9, LATE, clock())
    first = await rows.take("me", clock(), 8)
    assert [(row.kind, row.subject) for row in first[:2]] == [
        (Kind.CASE_CARD, 7),
        (Kind.CASE_REMINDER, 9),
    ]
    assert [row.urgent for row in first] == [True] * 2 + [False] * 6
    assert await taken(rows, clock, Room(urgent=Share(8, 2), ordinary=Share(0, 2))) == []


async def test_what_was_urgent_is_ordinary_once_it_is_shown(rows: Any, clock: StandingClock) -> None:
    await rows.arm(Kind.CASE_CARD, 7, CALM, clock())
    await rows.hurry(Kind.CASE_CARD, 7)
    (row, *_) = await rows.take("me", clock(), 1)
    await rows.settle(row, Told(), clock(), clock())
    await rows.arm(Kind.CASE_CARD, 7, CALM, clock())
    again = await rows.take("me", clock(), 8)
    assert not any(row.urgent for row in again)
