"""Cards hear what became of messages that stand: deleted, gone with their channel, or the link taken out."""

import asyncio

import pytest

from core.base.ids import CaseId, ChannelId, DetectionId, MessageId
from core.base.posts import PostKind
from core.scanning.detections import DismissReason, Outcome
from core.servers.policy import Action, Tier
from services.base.outbox import Kind
from services.scanning.removal_ports import Deletion, RemovalResult
from tests.people import manager, moderator
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import GENERAL, LINK, OTHER, SERVER
from tests.services.scanning.test_removals import ordered

MESSAGE = MessageId(1)


@pytest.fixture
async def found(process: ScanningProcess) -> DetectionId:
    """A message waits for a decision."""
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.REVIEW, None)
    detection = await process.see()
    assert detection is not None
    return detection


async def owed_cards(process: ScanningProcess) -> int:
    """How many changes the first detection's card has to show, the first post included."""
    row = await process.database.read.one(
        "SELECT generation FROM outbox WHERE kind = $1 AND subject_id = 1", Kind.DETECTION_CARD
    )
    return 0 if row is None else int(row["generation"])


async def test_a_message_that_somebody_deleted_is_said_to_be_gone(
    process: ScanningProcess, found: DetectionId
) -> None:
    await process.messages.deleted(SERVER, [MessageId(2), MESSAGE])
    assert await process.outcome(found) == "gone"
    assert await owed_cards(process) == 2
    await process.messages.deleted(SERVER, [MESSAGE])
    assert await owed_cards(process) == 2, "once"


async def test_so_is_one_whose_channel_or_thread_is_gone_and_no_other(
    process: ScanningProcess, found: DetectionId
) -> None:
    elsewhere = await process.see(message=2, channels=(77, GENERAL))
    await process.messages.channel_deleted(SERVER, ChannelId(77))
    assert await process.outcome(elsewhere) == "gone"
    assert await process.outcome(found) == "review"
    await process.messages.channel_deleted(OTHER, GENERAL)
    await process.messages.deleted(OTHER, [MESSAGE])
    assert await process.outcome(found) == "review", "another server's word"


async def test_a_forum_posts_first_message_has_the_number_of_its_thread_whose_name_stands(
    process: ScanningProcess, found: DetectionId
) -> None:
    name = await process.see(message=500, place=PostKind.THREAD, channels=(500, GENERAL))
    await process.messages.deleted(SERVER, [MessageId(500)])
    assert await process.outcome(name) == "review"
    await process.messages.channel_deleted(SERVER, ChannelId(500))
    assert await process.outcome(name) == "gone"


async def test_a_removal_that_rowan_may_not_do_ends_with_the_message_and_its_case_is_told(
    process: ScanningProcess,
) -> None:
    process.remover.answers = [RemovalResult.FORBIDDEN]
    detection = await process.order(ordered(case=7))
    await process.work_off()
    await process.messages.deleted(SERVER, [MessageId(100)])
    left = await process.detection(detection)
    assert (left.outcome, left.owed, left.case) == (Outcome.GONE, False, CaseId(7))
    assert await process.armed(Kind.CASE_CARD) == [7]


async def test_what_rowan_itself_removes_or_may_have_removed_is_not_said_to_be_somebody_elses_work(
    process: ScanningProcess,
) -> None:
    process.remover.answers = [Deletion(RemovalResult.FAILED, maybe_done=True)]
    unclear = await process.see()
    await process.messages.deleted(SERVER, [MESSAGE])
    assert await process.outcome(unclear) == "failed", "the next attempt finds out"
    process.remover.pause = asyncio.Event()
    removing = asyncio.create_task(process.see(message=2))
    while len(await process.detections()) < 2:
        await asyncio.sleep(0.001)
    await process.messages.deleted(SERVER, [MessageId(2)])
    process.remover.pause.set()
    assert await process.outcome(await removing) == "removed"
    await process.messages.deleted(SERVER, [MessageId(2)])
    assert await process.outcome(DetectionId(2)) == "removed"


@pytest.mark.parametrize("text", ["never mind", "https://elsewhere.example"])
async def test_a_link_that_its_author_took_out_needs_no_decision(
    process: ScanningProcess, found: DetectionId, text: str
) -> None:
    await process.messages.edited(SERVER, MESSAGE, [text])
    assert await process.outcome(found) == "edited"
    assert await owed_cards(process) == 2
    assert [message for message, _ in await process.waiting_for()] == [1], "if it was edited once more"


async def test_an_edit_around_the_link_changes_nothing(process: ScanningProcess, found: DetectionId) -> None:
    await process.messages.edited(SERVER, MESSAGE, ["an embed", f"now {LINK}"])
    await process.messages.edited(OTHER, MESSAGE, ["another server's"])
    await process.messages.edited(SERVER, MessageId(2), ["another message"])
    assert await process.outcome(found) == "review"
    assert await owed_cards(process) == 1


async def test_what_a_moderator_decided_or_ordered_is_not_decided_by_an_edit(
    process: ScanningProcess, found: DetectionId
) -> None:
    await process.moderation.dismiss(moderator(SERVER), found, DismissReason.DUPLICATE, "")
    await process.messages.edited(SERVER, MESSAGE, ["never mind"])
    assert await process.outcome(found) == "review"
    await process.moderation.reopen(moderator(SERVER), found)
    await process.moderation.delete(moderator(SERVER), found)
    await process.messages.edited(SERVER, MESSAGE, ["never mind"])
    await process.work_off()
    assert await process.outcome(found) == "removed"


async def test_a_removal_that_waits_for_a_right_ends_when_the_link_is_taken_out(
    process: ScanningProcess,
) -> None:
    process.remover.answers = [RemovalResult.FORBIDDEN]
    detection = await process.see()
    await process.messages.edited(SERVER, MESSAGE, ["never mind"])
    left = await process.detection(detection)
    assert (left.outcome, left.owed) == (Outcome.EDITED, False)


async def test_what_is_allowed_from_a_card_stands_and_is_asked_once(
    process: ScanningProcess, found: DetectionId
) -> None:
    allowed = await process.moderation.allow(moderator(SERVER), found)
    assert await process.storage.read.allows.get(SERVER, allowed.text)
    assert await process.see(message=2) is None
    with pytest.raises(Exception, match="detection-settled-already"):
        await process.moderation.allow(moderator(SERVER), found)
    assert await process.audited() == ["detection-dismissed"]


async def test_a_database_that_is_busy_delays_it(
    process: ScanningProcess, found: DetectionId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.base.worker.POLL_SECONDS", 0.001)
    process.busy("settling", monkeypatch)
    await process.messages.deleted(SERVER, [MESSAGE])
    assert await process.outcome(found) == "gone"
