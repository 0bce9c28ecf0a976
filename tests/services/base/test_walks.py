"""A server's whole outbox is gone through in portions: after a move of the review channel nothing is lost, doubled or late."""

from typing import Any

import pytest

from core.base.ids import ChannelId, MessageId, ServerId
from db.engine.database import Database
from db.engine.vault import Vault
from db.servers.setup_store import ensure_server
from services.base.outbox import Kind, OutboxRow, Posted
from services.base.walks import PORTION, Walks
from tests.conftest import StandingClock
from tests.stores import Committing, set_up, storage_of, walk

SERVER, OTHER = ServerId(1), ServerId(2)
OLD, NEW, THIRD = ChannelId(10), ChannelId(11), ChannelId(12)
CASES = PORTION * 3 + 10
EMERGENCIES = {PORTION * 3, PORTION * 3 + 1}


@pytest.fixture
async def standing(database: Database, vault: Vault, clock: StandingClock) -> Any:
    """A server with hundreds of open cases, whose cards stand in the old channel; two of the last are emergencies."""
    await set_up(database, vault, SERVER, review_channel=OLD)
    async with database.bulk() as tx:
        for case in range(1, CASES + 1):
            await tx.run(
                "INSERT INTO cases (id, server_id, message_id, category, state, opened_at) VALUES ($1, 1, $1, $2, 'open', $1)",
                case,
                "doxxing" if case in EMERGENCIES else "other",
            )
            await tx.run(
                "INSERT INTO outbox (kind, subject_id, server_id, channel_id, message_id, nonce, shown, generation, state, "
                "due_at) VALUES ('case_card', $1, 1, $2, $3, 'n', 1, 1, 'done', 0)",
                case,
                OLD,
                case + 1000,
            )
    await Committing(database, vault).leases.renew("one", clock())
    return Committing(database, vault).outbox


async def moves_to(database: Database, vault: Vault, channel: ChannelId) -> None:
    """What `/setup` commits."""
    async with storage_of(database, vault).bulk() as tx:
        await tx.sql.run("UPDATE servers SET review_channel_id = $2 WHERE id = $1", SERVER, channel)
        await tx.walks.begin(SERVER, moves=True)


async def taken(rows: Any, clock: StandingClock) -> list[OutboxRow]:
    """Everything that is due now, in its order."""
    found: list[OutboxRow] = await rows.take("one", clock(), 10_000)
    return found


async def test_a_move_commits_that_it_is_owed_and_arms_no_more_than_a_portion_at_once(
    standing: Any, database: Database, vault: Vault, clock: StandingClock
) -> None:
    await moves_to(database, vault, NEW)
    walks = Walks(storage=storage_of(database, vault), clock=clock)
    assert await walks.step()
    first = await taken(standing, clock)
    assert {row.subject for row in first[:2]} == EMERGENCIES
    assert all(row.urgent for row in first[:2])
    assert len(first) == PORTION
    while await walks.step():
        assert len(await taken(standing, clock)) <= PORTION


async def test_a_process_that_dies_between_two_portions_leaves_the_rest_to_the_next(
    standing: Any, database: Database, vault: Vault, clock: StandingClock
) -> None:
    await moves_to(database, vault, NEW)
    assert await Walks(storage=storage_of(database, vault), clock=clock).step()
    await walk(storage_of(database, vault), clock)  # another process
    moving = await taken(standing, clock)
    assert sorted(row.subject for row in moving) == list(range(1, CASES + 1))
    assert all(row.channel == OLD for row in moving)  # each is taken away where it stands


async def test_a_second_move_between_two_portions_loses_no_card_and_leaves_none_behind(
    standing: Any, database: Database, vault: Vault, clock: StandingClock
) -> None:
    await moves_to(database, vault, NEW)
    walks = Walks(storage=storage_of(database, vault), clock=clock)
    assert await walks.step()
    for row in await taken(standing, clock):  # the first portion stands in the new channel already
        await standing.settle(row, Posted(NEW, MessageId(row.subject + 5000)), clock(), clock())
    await moves_to(database, vault, THIRD)
    while await walks.step():
        pass
    moving = await taken(standing, clock)
    assert sorted(row.subject for row in moving) == list(range(1, CASES + 1))
    assert sum(row.channel == NEW for row in moving) == PORTION
    assert [row.kind for row in moving] == [Kind.CASE_CARD] * CASES


async def test_what_was_decided_meanwhile_does_not_move(
    standing: Any, database: Database, vault: Vault, clock: StandingClock
) -> None:
    await moves_to(database, vault, NEW)
    walks = Walks(storage=storage_of(database, vault), clock=clock)
    assert await walks.step()
    async with database.bulk() as tx:
        await tx.run("UPDATE cases SET state = 'closed', outcome = 'dismissed', closed_at = 1 WHERE id = 250")
    while await walks.step():
        pass
    assert 250 not in {row.subject for row in await taken(standing, clock)}


async def test_one_server_that_asks_again_and_again_keeps_no_other_from_its_turn(
    standing: Any, database: Database, vault: Vault, clock: StandingClock
) -> None:
    storage = storage_of(database, vault)
    async with database.bulk() as tx:
        await ensure_server(tx, OTHER)
    await Committing(database, vault).outbox.arm_at(Kind.CASE_CARD, 9000, OTHER, clock())
    clock.forward(hours=-1)
    async with storage.bulk() as tx:
        await tx.walks.begin(SERVER)
        await tx.walks.begin(OTHER)
    walks = Walks(storage=storage, clock=clock)
    for _ in range(3):
        await walks.step()
        async with storage.bulk() as tx:
            await tx.walks.begin(SERVER)
    assert 9000 in {row.subject for row in await taken(standing, clock)}


async def test_a_first_send_that_arrives_in_the_old_channel_between_two_portions_moves_too(
    standing: Any, database: Database, vault: Vault, clock: StandingClock
) -> None:
    """When the walk began it was under way and stood nowhere; when its portion came nothing was owed for it any more."""
    async with database.bulk() as tx:
        # A hundred emergencies go first.
        await tx.run("UPDATE cases SET category = 'doxxing' WHERE id > 200")
        await tx.run(
            "UPDATE outbox SET channel_id = NULL, message_id = NULL, shown = 0, state = 'due' WHERE subject_id = 100"
        )
    (sending,) = await taken(standing, clock)
    await moves_to(database, vault, NEW)
    walks = Walks(storage=storage_of(database, vault), clock=clock)
    assert await walks.step()
    assert 100 not in [row.subject for row in await taken(standing, clock)]
    await standing.settle(sending, Posted(OLD, MessageId(6000)), clock(), clock())
    while await walks.step():
        pass
    (moving,) = [row for row in await taken(standing, clock) if row.subject == 100]
    assert (moving.channel, moving.message) == (OLD, 6000)


async def redrawn(database: Database, vault: Vault, clock: StandingClock) -> None:
    """What `/policy` commits, and the whole walk."""
    storage = storage_of(database, vault)
    async with storage.bulk() as tx:
        await tx.walks.begin(SERVER, redraws=True)
    walks = Walks(storage=storage, clock=clock)
    while await walks.step():
        pass


async def test_what_waits_is_drawn_anew_one_after_the_other_emergencies_and_the_newest_first(
    standing: Any, database: Database, vault: Vault, clock: StandingClock
) -> None:
    await redrawn(database, vault, clock)
    order: list[int] = []
    for _ in range(CASES):
        rows = await taken(standing, clock)
        assert len(rows) <= 1, "a new card waits behind none of hundreds"
        order += [row.subject for row in rows]
        for row in rows:
            assert row.message is not None, "it is edited where it stands"
            await standing.settle(row, Posted(OLD, row.message), clock(), clock())
        clock.forward(seconds=1)
    others = [case for case in range(CASES, 0, -1) if case not in EMERGENCIES]
    assert order == [*sorted(EMERGENCIES, reverse=True), *others]
    assert await taken(standing, clock) == [], "each was drawn once"


async def test_what_is_closed_or_never_had_a_card_is_not_drawn_anew(
    standing: Any, database: Database, vault: Vault, clock: StandingClock
) -> None:
    async with database.bulk() as tx:
        await tx.run("UPDATE cases SET state = 'closed', closed_at = 1, outcome = 'dismissed' WHERE id <> 1")
        await tx.run("DELETE FROM outbox WHERE subject_id = 2")
    await redrawn(database, vault, clock)
    clock.forward(hours=1)
    assert [row.subject for row in await taken(standing, clock)] == [1]


async def test_whoever_dies_while_cards_are_drawn_anew_leaves_the_rest_owed(
    standing: Any, database: Database, vault: Vault, clock: StandingClock
) -> None:
    storage = storage_of(database, vault)
    async with storage.bulk() as tx:
        await tx.walks.begin(SERVER, redraws=True)
        await tx.walks.begin(SERVER)
    assert await Walks(storage=storage, clock=clock).step()
    walks = Walks(storage=storage, clock=clock)
    while await walks.step():
        pass
    clock.forward(hours=1)
    assert len(await taken(standing, clock)) == CASES
