"""Removals that are owed are done: later, after a crash, when a permission comes back; and no more than once."""

import asyncio
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.categories import Category
from core.base.errors import StorageBusy
from core.base.ids import CaseId, ChannelId, DetectionId, MessageId, ServerId
from core.scanning.detections import Outcome, Settled
from core.servers.policy import Action, Tier
from db.engine.database import Database
from db.engine.vault import Vault
from db.scanning.detection_rows import OrderedRemoval, add_removal
from services.base.outbox import Kind
from services.scanning.removals import GIVE_UP_AFTER, Removal, RemovalResult, retry_at
from tests.conftest import StandingClock
from tests.services.scanning.patrol import ALICE, GENERAL, LINK, SERVER, Patrol, manager, moderator


@pytest.fixture
async def patrol(database: Database, vault: Vault, clock: StandingClock) -> Patrol:
    return await Patrol(database, vault, clock).begin()


def ordered(case: int = 7, **more: object) -> OrderedRemoval:
    values = {
        "server": SERVER,
        "channel": GENERAL,
        "message": MessageId(100),
        "case": CaseId(case),
        "by": ALICE,
        "settled": Settled.DELETED,
        "category": Category.DOXXING,
        **more,
    }
    return OrderedRemoval(**values)  # type: ignore[arg-type]


async def test_what_is_forbidden_is_owed_told_and_done_when_the_permission_is_back(patrol: Patrol) -> None:
    patrol.remover.answers = [RemovalResult.FORBIDDEN]
    found = await patrol.see()
    row = await patrol.row(found)
    assert row["outcome"] == "forbidden"
    assert row["due_at"] is not None
    assert await patrol.armed() == [found]
    await patrol.work_off()
    assert await patrol.outcome(found) == "forbidden", "it is not due yet"
    await patrol.removals.permission_back(SERVER)
    await patrol.work_off()
    assert await patrol.outcome(found) == "removed"
    assert patrol.remover.deleted == [1]


async def test_what_failed_is_tried_again_with_longer_waits(patrol: Patrol, clock: StandingClock) -> None:
    patrol.remover.answers = [RemovalResult.FAILED, RuntimeError("broken"), RemovalResult.FAILED]
    found = await patrol.see()
    waits = []
    while await patrol.outcome(found) == "failed":
        due = (await patrol.row(found))["due_at"] / 1000 - clock().timestamp()
        waits.append(due)
        clock.forward(seconds=due - 0.5)
        await patrol.live()
        await patrol.work_off()
        clock.forward(seconds=1)
        await patrol.work_off()
    assert waits == sorted(waits)
    assert len(waits) == 3
    assert await patrol.outcome(found) == "removed"


async def test_after_a_week_it_is_given_up(patrol: Patrol, clock: StandingClock) -> None:
    patrol.remover.answers = [RemovalResult.FORBIDDEN] * 3
    found = await patrol.see()
    clock.forward(days=8)
    await patrol.live()
    await patrol.work_off()
    row = await patrol.row(found)
    assert (row["outcome"], row["due_at"]) == ("forbidden", None)


async def test_what_a_dead_process_was_at_is_done_by_the_next(
    patrol: Patrol, database: Database, vault: Vault, clock: StandingClock
) -> None:
    patrol.remover.pause = asyncio.Event()  # it dies in the middle of the call
    dying = asyncio.create_task(patrol.see())
    while not await patrol.rows._db.read.all("SELECT 1 FROM detections"):
        await asyncio.sleep(0.001)
    second = Patrol(database, vault, clock, "second")
    second.remover.deleted.append(MessageId(1))  # Discord had acted on it
    await second.work_off()
    row = await database.read.one("SELECT * FROM detections")
    assert row is not None
    assert row["outcome"] == "pending", "the first process is alive"
    clock.forward(seconds=5)
    await second.live()
    await second.work_off()
    assert await second.outcome(row["id"]) == "removed"
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)


async def test_a_message_that_somebody_else_removed_is_gone(patrol: Patrol) -> None:
    patrol.remover.answers = [RemovalResult.GONE]
    assert await patrol.outcome(await patrol.see()) == "gone"


async def test_a_timeout_that_discord_refuses_is_told_and_the_removal_stands(patrol: Patrol) -> None:
    await patrol.policies.set_rule(manager(), Tier.OWN, Action.TIMEOUT, None)
    patrol.remover.timeouts = [RuntimeError("broken")]
    row = await patrol.row(await patrol.see())
    assert (row["outcome"], row["timeout"], row["timeout_until"]) == ("removed", "failed", None)


async def test_a_removal_that_a_case_ordered_is_done_and_shown_on_both_cards(patrol: Patrol) -> None:
    async with patrol.database.bulk() as tx:
        found = await add_removal(tx, patrol.vault, ordered(text="the words", author=ALICE), patrol.clock())
        again = await add_removal(tx, patrol.vault, ordered(), patrol.clock())
    assert again is None
    patrol.removals.bell.ring()
    await patrol.work_off()
    assert await patrol.outcome(found) == "removed"
    assert patrol.remover.deleted == [100]
    assert await patrol.armed() == [found]
    assert await patrol.armed(Kind.CASE_CARD) == [7]
    assert found is not None
    seen = await patrol.settling_rows.get(found)
    assert seen is not None
    assert (seen.case, seen.settled, seen.pattern, seen.tier) == (7, Settled.DELETED, "", Tier.OWN)


async def test_the_worker_does_at_once_what_is_committed_while_it_waits(patrol: Patrol) -> None:
    working = asyncio.create_task(patrol.removals.run())
    await asyncio.sleep(0.01)
    async with patrol.database.bulk() as tx:
        await add_removal(tx, patrol.vault, ordered(), patrol.clock())
    patrol.removals.bell.ring()
    async with asyncio.timeout(0.4):
        while not patrol.remover.deleted:
            await asyncio.sleep(0.005)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    await patrol.removals.finish(1)


async def test_undone_while_it_was_under_way_it_is_not_tried_again(patrol: Patrol) -> None:
    patrol.remover.pause = asyncio.Event()
    patrol.remover.answers = [RemovalResult.FAILED]
    seeing = asyncio.create_task(patrol.see())
    while not (rows := await patrol.database.read.all("SELECT id FROM detections")):
        await asyncio.sleep(0.001)
    await patrol.settling.undo(moderator(), DetectionId(rows[0]["id"]))
    patrol.remover.pause.set()
    found = await seeing
    row = await patrol.row(found)
    assert (row["outcome"], row["settled"], row["due_at"]) == ("failed", "undone", None)


async def test_what_discord_did_is_written_down_even_when_the_database_stays_busy_for_a_while(
    patrol: Patrol, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.base.worker.POLL_SECONDS", 0.001)
    settle, failures = patrol.rows.settle_removal, [StorageBusy(), StorageBusy()]

    async def busy(*arguments: object) -> None:
        if failures:
            raise failures.pop()
        await settle(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(patrol.rows, "settle_removal", busy)
    assert await patrol.outcome(await patrol.see(LINK)) == "removed"


@given(attempts=st.integers(1, 10**6), age=st.timedeltas(timedelta(0), GIVE_UP_AFTER))
def test_waits_grow_and_have_a_bound(attempts: int, age: timedelta) -> None:
    clock = StandingClock()
    removal = Removal(
        id=DetectionId(1),
        server=ServerId(1),
        channel=ChannelId(1),
        message=MessageId(1),
        member=None,
        detected_at=clock() - age,
        attempts=attempts,
        case=None,
        cut_off=False,
    )
    for outcome in (Outcome.FORBIDDEN, Outcome.FAILED):
        again = retry_at(removal, outcome, clock())
        if age >= GIVE_UP_AFTER:
            assert again is None
        else:
            assert again is not None
            assert timedelta(seconds=1) < again - clock() <= timedelta(minutes=15)
    assert retry_at(removal, Outcome.GONE, clock()) is None
