"""Tables of sweeps: one of a pattern is open at a time, each step is taken once, a portion is one process's."""

from datetime import UTC, datetime, timedelta

import pytest

from core.base.categories import Category
from core.base.ids import ChannelId, MessageId, ServerId, UserId
from core.lists.patterns import parse_pattern
from core.scanning.detections import Person
from core.scanning.sweeps import Fate, SweepAction, SweepState
from db.engine.database import Database
from db.engine.vault import Vault
from services.scanning.sweeps.ports import Beginning, Found, Judged
from tests.stores import Committing, set_up

SERVER, ANN = ServerId(1), Person(UserId(5), "Ann")
NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
async def stores(database: Database, vault: Vault) -> Committing:
    await set_up(database, vault, SERVER)
    return Committing(database, vault)


def beginning(pattern: str = "a.example") -> Beginning:
    return Beginning(SERVER, parse_pattern(pattern), 7, Category.OTHER, 1, ANN, 0)


async def test_of_one_pattern_one_sweep_is_open_and_each_step_is_taken_once(stores: Committing) -> None:
    sweep, new = await stores.sweeps.begin(beginning(), NOW)
    again, newer = await stores.sweeps.begin(beginning(), NOW)
    assert (new, newer, again.id) == (True, False, sweep.id)
    ready = [SweepState.READY]
    assert not await stores.sweeps.step(sweep.id, ready, SweepState.RUNNING, NOW, by=ANN)
    assert await stores.sweeps.step(sweep.id, [SweepState.LOOKING], SweepState.READY, NOW)
    begun = {"by": ANN, "action": SweepAction.DELETE, "done_before": 0}
    assert await stores.sweeps.step(sweep.id, ready, SweepState.RUNNING, NOW, **begun)
    assert not await stores.sweeps.step(sweep.id, ready, SweepState.RUNNING, NOW, **begun)
    assert await stores.sweeps.step(sweep.id, [SweepState.RUNNING], SweepState.STOPPED, NOW)
    found = await stores.sweeps.get(sweep.id)
    assert found is not None
    assert (found.state, found.ended_at, found.starter) == (SweepState.STOPPED, NOW, ANN)
    other, newest = await stores.sweeps.begin(beginning(), NOW)
    assert newest
    assert other.id != sweep.id


async def test_a_portion_is_one_process_s(stores: Committing) -> None:
    sweep, _ = await stores.sweeps.begin(beginning(), NOW)
    await stores.leases.renew("first", NOW)
    (taken,) = await stores.sweeps.take("first", NOW, 5)
    assert taken.id == sweep.id
    assert await stores.sweeps.take("second", NOW, 5) == []
    assert not await stores.sweeps.mine(sweep.id, "second", [SweepState.LOOKING])
    later = NOW + timedelta(minutes=1)  # the first one is dead
    assert [each.id for each in await stores.sweeps.take("second", later, 5)] == [sweep.id]
    assert not await stores.sweeps.mine(sweep.id, "first", [SweepState.LOOKING])


async def test_a_message_is_found_and_settled_once(stores: Committing) -> None:
    sweep, _ = await stores.sweeps.begin(beginning(), NOW)
    found = [Found(MessageId(100 + one), ChannelId(10), UserId(one % 2), sure=True) for one in range(4)]
    await stores.sweeps.add_found(sweep.id, SERVER, found)
    await stores.sweeps.add_found(sweep.id, SERVER, found)
    counts = await stores.sweeps.counts(sweep.id)
    assert (counts.found, counts.authors, counts.channels, counts.left) == (4, 2, 1, 4)
    await stores.sweeps.settle(sweep.id, [Judged(MessageId(100), Fate.GONE)])
    await stores.sweeps.settle(sweep.id, [Judged(MessageId(100), Fate.EDITED)])
    assert (await stores.sweeps.counts(sweep.id)).fates == {Fate.WAITING: 3, Fate.GONE: 1}
    assert await stores.sweeps.next_messages(sweep.id, 2) == (ChannelId(10), [103, 102])
