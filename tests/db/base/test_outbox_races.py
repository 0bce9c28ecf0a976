"""Table `outbox` where things meet: an attempt overwrites nothing that came while it was under way."""

import functools
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from core.base.ids import ChannelId, MessageId, ServerId
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import SERVER_LEFT, Dropped, Kind, Later, Lost, OutboxRow, Posted, Waiting
from tests.conftest import StandingClock
from tests.stores import Committing, woken

SERVER, OTHER = ServerId(1), ServerId(2)
STANDS = Posted(ChannelId(10), MessageId(20))
CARD = Kind.CASE_CARD


@pytest.fixture
async def rows(database: Database, vault: Vault, clock: StandingClock) -> Any:
    """One card that is due."""
    stores = Committing(database, vault)
    for process in ("one", "two"):
        await stores.leases.renew(process, clock())
    await stores.outbox.arm(CARD, 7, SERVER, clock())
    return stores.outbox


Waking = Callable[..., Awaitable[None]]


@pytest.fixture
def wake(database: Database, vault: Vault, clock: StandingClock) -> Waking:
    """What waits in the server is due now."""
    return functools.partial(woken, database, vault, clock, SERVER)


@pytest.fixture
async def beside(second_database: Database, vault: Vault) -> Any:
    """The same rows as another process sees them."""
    return Committing(second_database, vault).outbox


async def take_one(rows: Any, clock: StandingClock, process: str = "one") -> OutboxRow:
    (row,) = await rows.take(process, clock(), 10)
    return row


async def settle(rows: Any, row: OutboxRow, outcome: object, clock: StandingClock, wait: int = 60) -> bool:
    saved: bool = await rows.settle(row, outcome, clock(), clock() + timedelta(seconds=wait))
    return saved


async def second_attempt(rows: Any, clock: StandingClock) -> OutboxRow:
    """A row whose first attempt failed, at its second."""
    await settle(rows, await take_one(rows, clock), Later("public", may_stand=False), clock, wait=2)
    clock.forward(seconds=2)
    return await take_one(rows, clock)


@pytest.mark.parametrize("outcome", [STANDS, Lost(), Later("late"), Dropped("late"), Waiting("late")])
async def test_what_a_stalled_process_says_late_changes_nothing(
    rows: Any, beside: Any, clock: StandingClock, outcome: object
) -> None:
    stalled = await take_one(rows, clock, "one")
    clock.forward(seconds=5)  # its lease ran out
    other = await take_one(beside, clock, "two")
    assert await settle(beside, other, Posted(ChannelId(10), MessageId(99)), clock)
    assert not await settle(rows, stalled, outcome, clock)
    assert await rows.place_of(CARD, 7) == (10, 99)
    assert await rows.take("one", clock.forward(days=1), 10) == []


async def test_what_was_taken_again_by_the_same_process_is_settled_by_the_later_taking(
    rows: Any, beside: Any, database: Database, vault: Vault, clock: StandingClock
) -> None:
    stalled = await take_one(rows, clock, "one")
    clock.forward(seconds=5)
    await settle(beside, await take_one(beside, clock, "two"), Later("500"), clock, wait=1)
    await Committing(database, vault).leases.renew("one", clock.forward(seconds=1))
    again = await take_one(rows, clock, "one")
    assert not await settle(rows, stalled, Dropped("late"), clock)
    assert await settle(rows, again, STANDS, clock)
    assert await rows.place_of(CARD, 7) == (10, 20)


@pytest.mark.parametrize("outcome", [Later("public"), Waiting("public")])
async def test_a_wake_while_an_attempt_fails_is_not_overwritten(
    rows: Any, wake: Waking, clock: StandingClock, outcome: object
) -> None:
    under_way = await second_attempt(rows, clock)
    await wake()
    await settle(rows, under_way, outcome, clock)
    assert (await take_one(rows, clock)).attempts == 1


async def test_a_change_while_an_attempt_fails_is_shown_at_once(
    rows: Any, beside: Any, clock: StandingClock
) -> None:
    under_way = await second_attempt(rows, clock)
    await beside.arm(CARD, 7, SERVER, clock())
    await settle(rows, under_way, Later("500"), clock)
    assert (await take_one(rows, clock)).generation == under_way.generation + 1


async def test_a_moved_review_channel_is_not_overwritten_by_an_attempt_at_the_old_one(
    rows: Any, wake: Waking, clock: StandingClock
) -> None:
    under_way = await second_attempt(rows, clock)
    await wake(moves=True)
    await settle(rows, under_way, Later("public"), clock)
    await take_one(rows, clock)


async def test_a_wait_that_discord_named_is_kept_whatever_is_asked_meanwhile(
    rows: Any, wake: Waking, clock: StandingClock
) -> None:
    under_way = await take_one(rows, clock)
    await wake()
    await settle(rows, under_way, Later("rate limited", named=True), clock, wait=90)
    await rows.arm(CARD, 7, SERVER, clock())
    await wake()
    assert not await rows.any_due(clock.forward(seconds=89))
    assert await rows.take("one", clock(), 10) == []
    clock.forward(seconds=1)
    await take_one(rows, clock)


async def test_a_row_that_is_being_performed_keeps_its_attempt(
    rows: Any, wake: Waking, clock: StandingClock
) -> None:
    await second_attempt(rows, clock)
    await rows.arm(CARD, 7, SERVER, clock())
    await wake()
    clock.forward(seconds=5)  # the process died
    again = await take_one(rows, clock, "two")
    assert again.attempts == 3
    assert again.attempted_at is not None


async def test_what_is_due_does_not_become_due_later(rows: Any, clock: StandingClock) -> None:
    await rows.arm(CARD, 7, SERVER, clock() + timedelta(minutes=10))
    await rows.arm_at(CARD, 7, SERVER, clock() + timedelta(minutes=10))
    await take_one(rows, clock)


async def test_a_look_that_is_kept_for_later_delays_nothing_and_is_not_lost(
    rows: Any, clock: StandingClock
) -> None:
    under_way = await take_one(rows, clock)
    await rows.arm_at(CARD, 7, SERVER, clock() + timedelta(minutes=10))  # its ping is held back
    clock.forward(seconds=5)
    under_way = await take_one(
        rows, clock, "two"
    )  # the process died before the post: at once, not in ten minutes
    await rows.arm_at(CARD, 7, SERVER, clock() + timedelta(minutes=10))
    await settle(rows, under_way, STANDS, clock)
    assert await rows.place_of(CARD, 7) == (10, 20)
    assert await rows.take("one", clock.forward(minutes=9), 10) == []
    (again,) = await rows.take("one", clock.forward(minutes=1), 10)
    await settle(rows, again, STANDS, clock)
    assert await rows.take("one", clock.forward(days=1), 10) == []


async def test_a_change_beside_a_look_that_is_kept_for_later_is_shown_at_once(
    rows: Any, clock: StandingClock
) -> None:
    under_way = await take_one(rows, clock)
    await rows.arm(CARD, 7, SERVER, clock())  # a second report
    await rows.arm_at(CARD, 7, SERVER, clock() + timedelta(minutes=10))
    await settle(rows, under_way, STANDS, clock)
    await take_one(rows, clock)


async def test_what_was_done_is_looked_at_when_its_time_comes(rows: Any, clock: StandingClock) -> None:
    await settle(rows, await take_one(rows, clock), STANDS, clock)
    await rows.arm_at(CARD, 7, SERVER, clock() + timedelta(minutes=10))
    assert await rows.take("one", clock(), 10) == []
    clock.forward(minutes=10)
    await take_one(rows, clock)


async def test_a_message_that_is_made_anew_is_not_taken_for_the_one_that_was_being_edited(
    rows: Any, clock: StandingClock
) -> None:
    await settle(rows, await take_one(rows, clock), STANDS, clock)
    await rows.arm(CARD, 7, SERVER, clock())
    editing = await take_one(rows, clock)
    await rows.arm_anew(CARD, 7, SERVER, clock())
    await settle(rows, editing, STANDS, clock)
    assert (await take_one(rows, clock)).message is None


async def test_what_is_due_for_a_server_that_was_left_ends_and_is_due_again_when_rowan_is_back(
    rows: Any, wake: Waking, clock: StandingClock
) -> None:
    await rows.arm(CARD, 8, SERVER, clock())
    await rows.arm(CARD, 9, OTHER, clock())
    under_way = next(row for row in await rows.take("one", clock(), 10) if row.subject == 7)
    await rows.leave(SERVER)
    await settle(rows, under_way, Later("forbidden"), clock, wait=1)
    clock.forward(hours=5)
    assert [row.server for row in await rows.take("one", clock(), 10)] == [OTHER]
    assert await rows.owes(SERVER)
    await wake()
    back = [row for row in await rows.take("one", clock(), 10) if row.server == SERVER]
    assert sorted(row.subject for row in back) == [7, 8]
    for row in back:  # what the outbox itself finds to be left comes back as well
        await settle(rows, row, Dropped(SERVER_LEFT), clock)
    assert [row.server for row in await rows.take("one", clock.forward(days=1), 10)] == [OTHER]
    await wake()
    assert sorted(row.subject for row in await rows.take("one", clock(), 10)) == [7, 8, 9]


async def test_a_server_that_nothing_is_due_for_owes_nothing(
    rows: Any, wake: Waking, clock: StandingClock
) -> None:
    assert not await rows.owes(OTHER)
    await settle(rows, await take_one(rows, clock), STANDS, clock)
    assert not await rows.owes(SERVER)
    await rows.leave(SERVER)
    await wake()
    assert await rows.take("one", clock(), 10) == []


async def test_what_waits_for_somebody_is_tried_again_within_the_hour(
    rows: Any, clock: StandingClock
) -> None:
    await settle(rows, await take_one(rows, clock), Waiting("unset"), clock, wait=3600)
    clock.forward(hours=1)
    await take_one(rows, clock)


async def test_what_is_woken_while_it_is_dropped_is_looked_at_once_more(
    rows: Any, clock: StandingClock, wake: Waking
) -> None:
    """The server was left, and took Rowan back before that attempt was written down."""
    row = await take_one(rows, clock)
    await wake()
    assert await settle(rows, row, Dropped(SERVER_LEFT), clock)
    again = await take_one(rows, clock)
    assert again.id == row.id
    await settle(rows, again, Dropped(SERVER_LEFT), clock)
    assert await rows.take("one", clock(), 10) == []


async def test_a_card_that_is_made_anew_leaves_one_whose_buttons_go_even_if_it_was_being_drawn(
    rows: Any, clock: StandingClock
) -> None:
    await settle(rows, await take_one(rows, clock), STANDS, clock)
    await rows.arm(Kind.UPDATE_DRAFT, 3, SERVER, clock())
    first = Posted(ChannelId(10), MessageId(30))
    await settle(rows, await take_one(rows, clock), first, clock)
    await rows.arm(Kind.UPDATE_DRAFT, 3, SERVER, clock())
    editing = await take_one(rows, clock)
    await rows.arm_anew(Kind.UPDATE_DRAFT, 3, SERVER, clock())
    old = await take_one(rows, clock)
    assert (old.kind, old.subject, old.channel, old.message) == (Kind.OLD_CARD, 30, 10, 30)
    await settle(rows, old, first, clock)
    await settle(rows, editing, first, clock)  # it drew the buttons once more
    taken = {row.kind: row for row in await rows.take("one", clock(), 10)}
    assert set(taken) == {Kind.OLD_CARD, Kind.UPDATE_DRAFT}
    assert taken[Kind.UPDATE_DRAFT].message is None
