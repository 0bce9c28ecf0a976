"""Removals that are owed are done: later, after a crash, when a permission comes back; and no more than once."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from core.base.categories import Category
from core.base.ids import CaseId, MessageId
from core.scanning.detections import MissingRight, Outcome, Settled, Timeout, UndoScope
from core.servers.policy import Action, Tier
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import Kind
from services.base.walks import PORTION
from services.scanning.removal_ports import Deletion, OrderedRemoval, RemovalResult
from tests.conftest import StandingClock
from tests.people import manager, moderator
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import ALICE, GENERAL, LINK, SERVER


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


async def test_what_is_forbidden_is_owed_told_and_done_when_the_permission_is_back(
    process: ScanningProcess,
) -> None:
    process.remover.answers = [RemovalResult.FORBIDDEN]
    found = await process.see()
    left = await process.detection(found)
    assert (left.outcome, left.owed) == (Outcome.FORBIDDEN, True)
    assert await process.armed() == [found]
    await process.work_off()
    assert await process.outcome(found) == "forbidden", "it is not due yet"
    await process.removals.permission_back(SERVER)
    await process.work_off()
    assert await process.outcome(found) == "removed"
    assert process.remover.deleted == [1]


async def test_more_forbidden_removals_than_one_portion_are_all_due_at_once_when_the_permission_is_back(
    process: ScanningProcess,
) -> None:
    count = 2 * PORTION + 1
    process.remover.answers = [RemovalResult.FORBIDDEN] * count
    found = [await process.see(message=number) for number in range(1, count + 1)]
    await process.work_off()
    await process.removals.permission_back(SERVER)
    assert [await process.seconds_until_due(each) for each in found if each] == [0.0] * count


async def test_what_failed_is_tried_again_with_longer_waits(
    process: ScanningProcess, clock: StandingClock
) -> None:
    process.remover.answers = [RemovalResult.FAILED, RuntimeError("broken"), RemovalResult.FAILED]
    found = await process.see()
    waits = []
    while await process.outcome(found) == "failed":
        due = await process.seconds_until_due(found)
        waits.append(due)
        clock.forward(seconds=due - 0.5)
        await process.live()
        await process.work_off()
        clock.forward(seconds=1)
        await process.work_off()
    assert waits == sorted(waits)
    assert len(waits) == 3
    assert await process.outcome(found) == "removed"


async def test_after_a_week_it_is_given_up(process: ScanningProcess, clock: StandingClock) -> None:
    process.remover.answers = [RemovalResult.FORBIDDEN] * 3
    found = await process.see()
    clock.forward(days=8)
    await process.live()
    await process.work_off()
    left = await process.detection(found)
    assert (left.outcome, left.owed) == (Outcome.FORBIDDEN, False)


async def test_what_a_dead_process_was_at_is_done_by_the_next(
    process: ScanningProcess, database: Database, vault: Vault, clock: StandingClock
) -> None:
    process.remover.pause = asyncio.Event()  # it dies in the middle of the call
    dying = asyncio.create_task(process.see())
    while not await process.detections():
        await asyncio.sleep(0.001)
    second = ScanningProcess(database, vault, clock, "second")
    second.remover.deleted.append(MessageId(1))  # Discord had acted on it
    await second.work_off()
    (found,) = await process.detections()
    assert found.outcome is Outcome.PENDING, "the first process is alive"
    clock.forward(seconds=5)
    await second.live()
    await second.work_off()
    assert await second.outcome(found.id) == "removed"
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)


async def test_a_message_that_somebody_else_removed_is_gone(process: ScanningProcess) -> None:
    process.remover.answers = [RemovalResult.GONE]
    assert await process.outcome(await process.see()) == "gone"


async def test_a_timeout_that_discord_refuses_is_told_and_the_removal_stands(
    process: ScanningProcess,
) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.TIMEOUT, None)
    process.remover.timeouts = [RuntimeError("broken")]
    found = await process.detection(await process.see())
    assert (found.outcome, found.timeout, found.timeout_until) == (Outcome.REMOVED, Timeout.FAILED, None)


async def test_a_removal_that_a_case_ordered_is_done_and_shown_on_both_cards(
    process: ScanningProcess,
) -> None:
    found = await process.order(ordered(text="the words", author=ALICE))
    assert await process.order(ordered()) is None
    await process.work_off()
    assert await process.outcome(found) == "removed"
    assert process.remover.deleted == [100]
    assert await process.armed() == [found]
    assert await process.armed(Kind.CASE_CARD) == [7]
    seen = await process.detection(found)
    assert (seen.case, seen.settled, seen.pattern, seen.tier) == (7, Settled.DELETED, "", Tier.OWN)


async def test_the_worker_does_at_once_what_is_committed_while_it_waits(
    process: ScanningProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.base.worker.POLL_SECONDS", 600)
    waits = asyncio.Event()
    heard = process.removals.bell.heard

    async def waiting(seconds: float | None) -> None:
        waits.set()
        await heard(seconds)

    monkeypatch.setattr(process.removals.bell, "heard", waiting)
    working = asyncio.create_task(process.removals.run())
    await waits.wait()
    await process.order(ordered())
    async with asyncio.timeout(60):
        while not process.remover.deleted:
            await asyncio.sleep(0.005)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    await process.removals.finish(1)


async def test_undone_while_it_was_under_way_it_is_not_tried_again(process: ScanningProcess) -> None:
    process.remover.pause = asyncio.Event()
    process.remover.answers = [RemovalResult.FAILED]
    seeing = asyncio.create_task(process.see())
    while not (under_way := await process.detections()):
        await asyncio.sleep(0.001)
    await process.moderation.undo(moderator(SERVER), under_way[0].id, UndoScope.SITE)
    process.remover.pause.set()
    found = await seeing
    left = await process.detection(found)
    assert (left.outcome, left.settled, left.owed) == (Outcome.FAILED, Settled.UNDONE, False)


async def test_what_discord_did_is_written_down_even_when_the_database_stays_busy_for_a_while(
    process: ScanningProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.base.worker.POLL_SECONDS", 0.001)
    delete = process.remover.delete

    async def delete_and_be_busy(*message: Any) -> Deletion:
        process.busy("settling", monkeypatch)
        return await delete(*message)

    monkeypatch.setattr(process.remover, "delete", delete_and_be_busy)
    assert await process.outcome(await process.see(LINK)) == "removed"


async def test_what_is_gone_after_an_answer_that_was_lost_went_because_of_rowan(
    process: ScanningProcess, clock: StandingClock
) -> None:
    process.remover.answers = [
        Deletion(RemovalResult.FAILED, maybe_done=True),
        RemovalResult.FAILED,
        RemovalResult.GONE,
    ]
    found = await process.see(f"my words {LINK}")
    assert found is not None
    for _ in range(2):
        clock.forward(seconds=10)
        await process.live()
        await process.work_off()
    assert await process.outcome(found) == "removed"
    await process.moderation.undo(moderator(SERVER), found, UndoScope.SITE)
    assert (await process.detection(found)).text_goes_back
    assert await process.returned_text(found) == f"my words {LINK}"


async def test_a_death_and_then_a_failure_do_not_hide_who_removed_it(
    process: ScanningProcess, database: Database, vault: Vault, clock: StandingClock
) -> None:
    process.remover.pause = asyncio.Event()
    dying = asyncio.create_task(process.see())
    while not (begun := await process.detections()):
        await asyncio.sleep(0.001)
    clock.forward(seconds=5)
    second = ScanningProcess(database, vault, clock, "second")
    second.remover.answers = [RemovalResult.FAILED, RemovalResult.GONE]
    for _ in range(2):
        await second.live()
        await second.work_off()
        clock.forward(seconds=10)
    assert await second.outcome(begun[0].id) == "removed"
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)


async def test_undone_while_an_answer_is_lost_the_text_goes_back(process: ScanningProcess) -> None:
    process.remover.answers = [Deletion(RemovalResult.FAILED, maybe_done=True)]
    found = await process.see()
    assert found is not None
    await process.moderation.undo(moderator(SERVER), found, UndoScope.SITE)
    assert (await process.detection(found)).text_goes_back


async def test_discord_is_left_alone_as_long_as_it_asked(process: ScanningProcess) -> None:
    process.remover.answers = [Deletion(RemovalResult.FAILED, wait=timedelta(minutes=20))]
    found = await process.see()
    assert await process.seconds_until_due(found) == 1200


@pytest.mark.parametrize("right", list(MissingRight))
async def test_the_row_says_which_right_is_missing(process: ScanningProcess, right: MissingRight) -> None:
    process.remover.answers = [Deletion(RemovalResult.FORBIDDEN, right)]
    left = await process.detection(await process.see())
    assert (left.outcome, left.missing) == (Outcome.FORBIDDEN, right)


async def test_a_row_that_does_not_open_holds_up_no_other_and_is_said(
    process: ScanningProcess, clock: StandingClock, caplog: pytest.LogCaptureFixture
) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.TIMEOUT, None)
    process.remover.answers = [RemovalResult.FAILED] * 5
    broken, *others = [await process.see(message=number) for number in range(1, 6)]
    async with process.database.bulk() as tx:
        await tx.run(
            "UPDATE detections SET author_sealed = $2, text_sealed = $2 WHERE id = $1", broken, b"x" * 40
        )
    clock.forward(seconds=10)
    await process.live()
    await process.work_off()
    assert [await process.outcome(found) for found in others] == ["removed"] * 4
    assert f"detection {broken}: its author does not open" in caplog.text
    left = await process.detection(broken)
    assert (left.outcome, left.author, left.timeout) == (Outcome.REMOVED, None, Timeout.NONE)
    assert not await process.removals.step(), "it is not owed any more"
    await process.moderation.undo(moderator(SERVER), left.id, UndoScope.SITE)
    assert await process.returned_text(left.id) is None


async def test_what_a_moderator_deletes_while_it_is_being_deleted_is_known_to_be_rowans_doing(
    process: ScanningProcess, clock: StandingClock
) -> None:
    """Both attempts are under way, and the second hears first that the message is gone."""
    process.remover.answers = [RemovalResult.FORBIDDEN]
    found = await process.see()
    assert found is not None
    await process.removals.permission_back(SERVER)
    async with process.storage.bulk() as tx:
        (first,) = await tx.detections.take_due(process.process, clock(), 5)
    assert await process.remover.delete(SERVER, first.channel, first.message) == Deletion(
        RemovalResult.REMOVED
    )
    await process.moderation.delete(moderator(SERVER), found)
    await process.work_off()
    assert await process.outcome(found) == "removed"
