"""Table `outbox`: taken once, free again when a process dies, settled by generation."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from core.base.ids import ChannelId, MessageId, ServerId
from db.base.shared_statements import arm
from db.engine.database import Database
from db.engine.vault import Vault
from db.servers.setup_store import ensure_server
from services.base.outbox import Dropped, Kind, Later, Lost, OutboxRow, Posted, Waiting
from tests.conftest import SECRET, StandingClock
from tests.stores import Committing, owe_card, woken

SERVER = ServerId(1)
STANDS = Posted(ChannelId(10), MessageId(20))


@pytest.fixture
async def rows(database: Database, vault: Vault, clock: StandingClock) -> Any:
    await owe_card(database, clock, SERVER, 7)
    for process in ("one", "two"):
        await Committing(database, vault).leases.renew(process, clock())
    return Committing(database, vault).outbox


async def take_one(rows: Any, clock: StandingClock, process: str = "one") -> OutboxRow:
    (row,) = await rows.take(process, clock(), 10)
    return row


async def settle(rows: Any, row: OutboxRow, outcome: object, clock: StandingClock, wait: int = 5) -> None:
    await rows.settle(row, outcome, clock(), clock() + timedelta(seconds=wait))


async def deleted(rows: Any, clock: StandingClock, *messages: MessageId) -> bool:
    """Somebody deleted these; whether any is made anew."""
    found = [row for message in messages if (row := await rows.row_at(message)) is not None]
    return any([await rows.make_anew(row, clock()) for row in found])


async def test_a_row_is_taken_by_one_process(
    rows: Any, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    other = Committing(second_database, vault).outbox
    both = await asyncio.gather(rows.take("one", clock(), 10), other.take("two", clock(), 10))
    assert sorted(len(taken) for taken in both) == [0, 1]


async def test_what_a_dead_process_had_taken_is_free_again_and_says_that_it_was_tried(
    rows: Any, clock: StandingClock
) -> None:
    first = await take_one(rows, clock)
    assert first.attempted_at is None
    clock.forward(seconds=3)
    assert await rows.take("two", clock(), 10) == []
    clock.forward(seconds=3)
    again = await take_one(rows, clock, "two")
    assert again.attempted_at is not None
    assert again.nonce == first.nonce


async def test_a_posted_row_is_done_and_known_by_its_message(rows: Any, clock: StandingClock) -> None:
    await settle(rows, await take_one(rows, clock), STANDS, clock)
    assert await rows.take("one", clock(), 10) == []
    assert await rows.place_of(Kind.CASE_CARD, 7) == (10, 20)
    assert await rows.subject_at(Kind.CASE_CARD, MessageId(20)) == 7
    assert await rows.subject_at(Kind.DETECTION_CARD, MessageId(20)) is None


async def test_a_change_while_it_was_being_posted_is_shown_next(
    rows: Any, database: Database, clock: StandingClock
) -> None:
    row = await take_one(rows, clock)
    await owe_card(database, clock, SERVER, 7)
    await settle(rows, row, STANDS, clock)
    again = await take_one(rows, clock)
    assert again.message == 20
    assert again.generation == row.generation + 1


async def test_changes_coalesce_into_one_row(rows: Any, database: Database, clock: StandingClock) -> None:
    for _ in range(5):
        await owe_card(database, clock, SERVER, 7)
    assert len(await rows.take("one", clock(), 10)) == 1


async def test_a_failed_row_comes_back_when_its_time_has_come(rows: Any, clock: StandingClock) -> None:
    await settle(rows, await take_one(rows, clock), Later("500"), clock, wait=5)
    assert await rows.take("one", clock(), 10) == []
    clock.forward(seconds=5)
    assert (await take_one(rows, clock)).attempts == 2


async def test_a_deleted_message_is_made_anew_with_another_nonce(
    rows: Any, database: Database, clock: StandingClock
) -> None:
    row = await take_one(rows, clock)
    await settle(rows, row, STANDS, clock)
    await owe_card(database, clock, SERVER, 7)
    await settle(rows, await take_one(rows, clock), Lost(), clock)
    anew = await take_one(rows, clock)
    assert anew.message is None
    assert anew.nonce != row.nonce


async def test_what_waits_comes_back_when_its_server_is_woken(
    rows: Any, database: Database, vault: Vault, clock: StandingClock
) -> None:
    await settle(rows, await take_one(rows, clock), Waiting("unset"), clock, wait=3600)
    clock.forward(minutes=59)
    assert await rows.take("one", clock(), 10) == []
    await woken(database, vault, clock, ServerId(2))
    assert await rows.take("one", clock(), 10) == []
    await woken(database, vault, clock, SERVER)
    await take_one(rows, clock)


async def test_what_comes_back_later_is_woken_too(
    rows: Any, database: Database, vault: Vault, clock: StandingClock
) -> None:
    await settle(rows, await take_one(rows, clock), Later("forbidden"), clock, wait=3600)
    await woken(database, vault, clock, SERVER)
    await take_one(rows, clock)


async def test_a_dropped_row_stays_away_until_a_change(
    rows: Any, database: Database, clock: StandingClock
) -> None:
    await settle(rows, await take_one(rows, clock), Dropped("over"), clock)
    clock.forward(days=1)
    assert await rows.take("one", clock(), 10) == []
    await owe_card(database, clock, SERVER, 7)
    await take_one(rows, clock)


async def moved(database: Database, channel: int, clock: StandingClock) -> None:
    async with database.bulk() as tx:
        await tx.run("UPDATE servers SET review_channel_id = $2 WHERE id = $1", SERVER, channel)
    await woken(database, Vault(SECRET), clock, SERVER, moves=True)


async def two_cases(database: Database, clock: StandingClock) -> None:
    """Case 7 is open, case 8 is closed; both have a card to post."""
    async with database.bulk() as tx:
        await ensure_server(tx, SERVER)
        for case, state in ((7, "open"), (8, "closed")):
            await tx.run(
                "INSERT INTO cases (id, server_id, message_id, category, state, opened_at) "
                "VALUES ($1, 1, $1, 'other', $2, 0)",
                case,
                state,
            )
    await owe_card(database, clock, SERVER, 8)


async def test_a_moved_review_channel_gets_the_cards_that_still_wait(
    rows: Any, database: Database, clock: StandingClock
) -> None:
    await two_cases(database, clock)
    for row in await rows.take("one", clock(), 10):
        await settle(rows, row, Posted(ChannelId(10), MessageId(20 + row.subject)), clock)
    await moved(database, 10, clock)
    assert await rows.take("one", clock(), 10) == []
    await moved(database, 99, clock)
    moving = await take_one(rows, clock)  # where it stands is known, so that it is taken away there
    assert (moving.subject, moving.message, moving.channel) == (7, 27, 10)
    await settle(rows, moving, Lost(), clock)
    anew = await take_one(rows, clock)
    assert (anew.subject, anew.message, anew.channel) == (7, None, None)
    assert await rows.place_of(Kind.CASE_CARD, 8) == (10, 28)


async def test_an_answer_of_a_reporter_moves_as_long_as_its_case_is_open(
    rows: Any, database: Database, clock: StandingClock
) -> None:
    await two_cases(database, clock)
    async with database.bulk() as tx:
        for case in (7, 8):
            await tx.run(
                "INSERT INTO reports (id, case_id, server_id, pseudonym, category, made_at, changed_at, keep_until) "
                "VALUES ($1, $1, 1, 'ABCD', 'other', 0, 0, 0)",
                case,
            )
            for relay, question in ((case * 10, None), (case * 10 + 1, case * 10)):
                await tx.run(
                    "INSERT INTO relay_messages (id, server_id, case_id, report_id, question_id, text_sealed, state, "
                    "made_at, keep_until) VALUES ($1, 1, $2, $2, $3, $4, 'delivered', 0, 0)",
                    relay,
                    case,
                    question,
                    b"\0",
                )
            await arm(tx, Kind.RELAY_ANSWER, case * 10 + 1, SERVER, clock())
    for row in await rows.take("one", clock(), 10):
        await settle(rows, row, Posted(ChannelId(10), MessageId(20 + row.subject)), clock)
    await moved(database, 99, clock)
    moving = await rows.take("one", clock(), 10)
    assert sorted((row.kind, row.subject) for row in moving) == [(Kind.CASE_CARD, 7), (Kind.RELAY_ANSWER, 71)]
    assert await deleted(rows, clock, MessageId(91))  # and comes back when somebody deletes it
    assert not await deleted(rows, clock, MessageId(101))


async def test_a_send_under_way_while_the_channel_moves_is_looked_at_again(
    rows: Any, database: Database, clock: StandingClock
) -> None:
    under_way = await take_one(rows, clock)
    await moved(database, 99, clock)
    await settle(rows, under_way, STANDS, clock)
    again = await take_one(rows, clock)
    assert (again.channel, again.message) == (10, 20)


async def test_a_card_that_somebody_deleted_comes_back_while_its_case_is_open(
    rows: Any, database: Database, clock: StandingClock
) -> None:
    await two_cases(database, clock)
    for row in await rows.take("one", clock(), 10):
        await settle(rows, row, Posted(ChannelId(10), MessageId(20 + row.subject)), clock)
    assert not await deleted(rows, clock, MessageId(28), MessageId(999))
    assert await deleted(rows, clock, MessageId(27))
    again = await take_one(rows, clock)
    assert (again.subject, again.message) == (7, None)
