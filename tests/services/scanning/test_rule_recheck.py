"""Before a removal that had to wait, the rules are asked again, and the message is: both may have changed meanwhile."""

from datetime import timedelta

import pytest

from core.base.categories import Category
from core.base.errors import DiscordSilent
from core.base.ids import DetectionId, MessageId
from core.lists.patterns import Scope
from core.scanning.detections import Detection, MissingRight, Outcome, Settled
from core.servers.policy import Action, ChannelMode, Tier
from services.base.outbox import Kind
from services.scanning.removal_ports import MessageNow, RemovalResult
from tests.lists import allow_pattern, unlist_entry
from tests.people import manager, moderator
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import GENERAL, LINK, LISTED, SERVER
from tests.services.scanning.test_removals import ordered


@pytest.mark.parametrize("change", ["allow", "channel off", "off the list", "review only"])
async def test_a_message_that_no_rule_asks_for_any_more_stands(process: ScanningProcess, change: str) -> None:
    process.remover.answers = [RemovalResult.FORBIDDEN]
    found = await process.see()
    by = manager(SERVER)
    if change == "allow":
        await allow_pattern(process.storage, SERVER, LISTED, now=process.clock())
    elif change == "channel off":
        await process.policies.set_channel(by, GENERAL, ChannelMode.OFF)
    elif change == "off the list":
        await unlist_entry(process.storage, SERVER, LISTED, now=process.clock())
    else:
        await process.policies.set_rule(by, Tier.OWN, Action.REVIEW, None)
    await process.removals.permission_back(SERVER)
    await process.work_off()
    left = await process.detection(found)
    assert (left.outcome, left.owed) == (Outcome.KEPT, False)
    assert process.remover.deleted == []
    assert [message for message, _ in await process.waiting_for()] == [1], "it may hold another link"


async def test_what_the_rules_say_is_not_known_and_nothing_is_deleted(
    process: ScanningProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    process.remover.answers = [RemovalResult.FORBIDDEN]
    found = await process.see()
    await process.removals.permission_back(SERVER)
    process.remover.silent = DiscordSilent()
    await process.work_off()
    left = await process.detection(found)
    assert (left.outcome, left.owed, process.remover.deleted) == (Outcome.FAILED, True, [])
    process.remover.silent = None
    process.clock.forward(seconds=5)
    await process.live()
    await process.work_off()
    assert await process.outcome(found) == "removed"


async def test_what_a_moderator_ordered_is_done_whatever_the_rules_say(process: ScanningProcess) -> None:
    process.remover.answers = [RemovalResult.FORBIDDEN]
    found = await process.see()
    await process.moderation.delete(moderator(SERVER), found)
    await allow_pattern(process.storage, SERVER, LISTED, now=process.clock())
    await process.removals.permission_back(SERVER)
    await process.work_off()
    assert await process.outcome(found) == "removed"


EDITED = MessageNow(texts=["look, never mind"])


@pytest.mark.parametrize("order", ["delete", "list"])
async def test_what_was_ordered_from_a_card_about_a_link_stands_where_the_link_is_gone_unheard(
    process: ScanningProcess, order: str
) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.REVIEW, None)
    found = await process.see(f"look {LINK}")
    process.remover.standing[MessageId(1)] = EDITED
    assert found is not None
    if order == "list":
        await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.DELETE, None)
        await process.moderation.list_link(
            moderator(SERVER), found, Scope.HOST, Category.HARASSMENT, "", share=False
        )
    else:
        await process.moderation.delete(moderator(SERVER), found)
    await process.work_off()
    left = await process.detection(found)
    assert (left.outcome, left.owed, process.remover.deleted) == (Outcome.EDITED, False, [])
    again = await process.see(f"look {LINK}")
    assert again == found, "the link was put in again"
    assert (await process.detection(found)).settled is Settled.OPEN


@pytest.mark.parametrize(
    ("settled", "becomes"), [(Settled.LISTED, Outcome.EDITED), (Settled.DELETED, Outcome.REMOVED)]
)
async def test_a_case_that_lists_asks_the_message_and_one_that_deletes_it_does_not(
    process: ScanningProcess, settled: Settled, becomes: Outcome
) -> None:
    process.remover.standing[MessageId(100)] = EDITED
    order = ordered(settled=settled, link=LINK, pattern=LISTED)
    found = await process.order(order)
    await process.work_off()
    assert await process.outcome(found) is becomes
    assert await process.armed(Kind.CASE_CARD) == [7]


async def test_where_an_order_to_list_let_the_message_stand_the_message_itself_can_be_ordered_away(
    process: ScanningProcess,
) -> None:
    process.remover.standing[MessageId(100)] = EDITED
    found = await process.order(ordered(settled=Settled.LISTED, link=LINK, pattern=LISTED))
    await process.work_off()
    assert found is not None
    await process.moderation.delete(moderator(SERVER), found)
    await process.work_off()
    assert await process.outcome(found) is Outcome.REMOVED


async def test_where_no_message_is_ever_read_an_order_is_done(process: ScanningProcess) -> None:
    process.remover.standing[MessageId(100)] = MessageNow(blind=True)
    found = await process.order(ordered(settled=Settled.LISTED, link=LINK, pattern=LISTED))
    await process.work_off()
    assert await process.outcome(found) is Outcome.REMOVED


async def again(process: ScanningProcess, found: DetectionId | None) -> Detection:
    """The removal is tried once more; what became of it."""
    process.clock.forward(seconds=20)
    await process.live()
    await process.work_off()
    return await process.detection(found)


@pytest.mark.parametrize("first", [RemovalResult.FORBIDDEN, RemovalResult.FAILED])
async def test_what_its_author_took_the_link_out_of_stands(
    process: ScanningProcess, first: RemovalResult
) -> None:
    process.remover.answers = [first]
    found = await process.see(f"look {LINK}")
    process.remover.standing[MessageId(1)] = MessageNow(texts=["look, never mind"])
    left = await again(process, found)
    assert (left.outcome, left.owed) == (Outcome.EDITED, False)
    assert process.remover.deleted == []
    assert [message for message, _ in await process.waiting_for()] == [1], "it may hold another link"


async def test_the_link_in_another_writing_is_still_the_link(process: ScanningProcess) -> None:
    process.remover.answers = [RemovalResult.FAILED]
    found = await process.see(f"look {LINK}")
    disguised = LINK.replace("https", "hxxps").replace(".net", "[.]net")
    process.remover.standing[MessageId(1)] = MessageNow(texts=[f"see {disguised}"])
    assert (await again(process, found)).outcome is Outcome.REMOVED


async def test_where_discord_does_not_say_what_it_says_now_nothing_is_deleted_yet(
    process: ScanningProcess,
) -> None:
    process.remover.answers = [RemovalResult.FAILED]
    found = await process.see()
    process.remover.unread = DiscordSilent(retry_after=timedelta(seconds=90))
    left = await again(process, found)
    assert (left.outcome, left.owed, process.remover.deleted) == (Outcome.FAILED, True, [])
    assert found is not None
    assert await process.seconds_until_due(found) == 90
    process.remover.unread = None
    process.clock.forward(seconds=90)
    assert (await again(process, found)).outcome is Outcome.REMOVED


async def test_where_rowan_may_not_read_it_the_right_is_named_and_waited_for(
    process: ScanningProcess,
) -> None:
    process.remover.answers = [RemovalResult.FAILED]
    found = await process.see()
    process.remover.standing[MessageId(1)] = MessageNow(hidden=MissingRight.HISTORY)
    left = await again(process, found)
    assert (left.outcome, left.missing, left.owed) == (Outcome.FORBIDDEN, MissingRight.HISTORY, True)
    process.remover.standing[MessageId(1)] = MessageNow(texts=[LINK])
    await process.removals.permission_back(SERVER)
    await process.work_off()
    assert await process.outcome(found) == "removed"


async def test_a_message_that_is_gone_by_now_is_not_asked_to_be_deleted(process: ScanningProcess) -> None:
    process.remover.answers = [RemovalResult.FAILED, RuntimeError("not to be asked")]
    found = await process.see()
    process.remover.standing[MessageId(1)] = MessageNow(gone=True)
    assert (await again(process, found)).outcome is Outcome.GONE


@pytest.mark.parametrize("text", [f"look {LINK}", f"look again {LINK}"])
async def test_a_link_that_is_put_in_again_is_found_again(process: ScanningProcess, text: str) -> None:
    process.remover.answers = [RemovalResult.FAILED]
    found = await process.see(f"look {LINK}")
    process.remover.standing[MessageId(1)] = MessageNow(texts=["never mind"])
    assert (await again(process, found)).outcome is Outcome.EDITED
    once_more = await process.see(text)
    assert await process.outcome(once_more) == "removed"
    assert process.remover.deleted == [1]
