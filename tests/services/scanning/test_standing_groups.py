"""Messages that share a card and stand: Rowan may not remove them, or a moderator decides. One decision is for all of them."""

import pytest

from core.base.errors import UserError
from core.base.ids import ChannelId, DetectionId, MessageId
from core.scanning.detections import DismissReason, Outcome, Person, Settled, UndoScope, Verb
from core.scanning.groups import MoreJoined
from core.servers.policy import Action, Tier
from services.base.outbox import Kind, Posted
from services.scanning.removal_ports import RemovalResult
from tests.conftest import StandingClock
from tests.people import manager, moderator
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import GENERAL, LISTED, SERVER
from tests.services.scanning.test_groups import hit, leads

MO = moderator(SERVER)
FIRST = DetectionId(1)
MANY = 30


@pytest.fixture
async def forbidden(process: ScanningProcess) -> ScanningProcess:
    """Thirty hits in one channel, none of which Rowan may remove."""
    process.remover.answers = [RemovalResult.FORBIDDEN] * MANY
    for message in range(1, MANY + 1):
        await hit(process, message)
    return process


@pytest.fixture
async def reviewed(process: ScanningProcess) -> ScanningProcess:
    """Thirty hits in one channel, about which a moderator decides."""
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.REVIEW, None)
    for message in range(1, MANY + 1):
        await hit(process, message)
    return process


async def outcomes(process: ScanningProcess) -> dict[Outcome, int]:
    group = await process.group_pages.of(await process.detection(FIRST))
    assert group is not None
    return dict(group.outcomes)


async def owed(process: ScanningProcess) -> int:
    """How many removals are owed."""
    rows = await process.database.read.all("SELECT id FROM detections WHERE due_at IS NOT NULL")
    return len(rows)


async def on_card(process: ScanningProcess) -> tuple[Outcome, frozenset[Verb]]:
    found = await process.moderation.on_card(FIRST)
    assert found is not None
    return found.outcome, found.verbs


@pytest.mark.parametrize("answer", [RemovalResult.FORBIDDEN, RemovalResult.FAILED])
async def test_a_raid_that_rowan_may_not_or_cannot_remove_has_one_card(
    process: ScanningProcess, answer: RemovalResult, clock: StandingClock
) -> None:
    process.remover.answers = [answer] * 2 * MANY
    for message in range(1, MANY + 1):
        await hit(process, message)
    clock.forward(seconds=5)
    await process.live()
    await process.work_off()
    assert await leads(process) == [1] * MANY
    due = await process.stores.outbox.take("first", clock(), 300)
    assert [row.subject for row in due] == [1]


async def test_a_raid_that_is_put_to_review_has_one_card(process: ScanningProcess) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.REVIEW, None)
    for message in range(1, MANY + 1):
        await hit(process, message)
    assert await leads(process) == [1] * MANY
    assert await process.armed() == [1]
    assert await outcomes(process) == {Outcome.REVIEW: MANY}


async def test_one_place_in_one_channel_or_one_author_shares_a_card_and_nothing_else(
    process: ScanningProcess,
) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.REVIEW, None)
    elsewhere = ChannelId(77)
    await hit(process, 1, by=1)
    await hit(process, 2, by=2, channel=elsewhere)
    await hit(process, 3, by=1, channel=elsewhere)
    await hit(process, 4, by=3)
    assert await leads(process) == [1, 2, 1, 1]


async def test_another_link_of_a_message_that_is_counted_has_a_card_of_its_own(
    process: ScanningProcess,
) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.REVIEW, None)
    await process.see(f"https://{LISTED}/1", 1)
    await process.see(f"https://{LISTED}/other", 1)
    assert await leads(process) == [1, 2]


async def test_when_the_right_comes_back_all_are_removed_and_counted_on_the_same_card(
    forbidden: ScanningProcess, clock: StandingClock
) -> None:
    assert await on_card(forbidden) == (
        Outcome.FORBIDDEN,
        frozenset({Verb.UNDO, Verb.DELETE, Verb.DISMISS, Verb.LIST}),
    )
    (row,) = await forbidden.stores.outbox.take("first", clock(), 8)
    await forbidden.stores.outbox.settle(row, Posted(GENERAL, MessageId(5)), clock(), clock())
    await forbidden.removals.permission_back(SERVER)
    await forbidden.work_off()
    assert await leads(forbidden) == [1] * MANY
    assert await outcomes(forbidden) == {Outcome.REMOVED: MANY}
    assert await forbidden.armed() == [1]


async def test_an_undo_of_what_stands_ends_every_removal_and_sends_nothing(
    forbidden: ScanningProcess, clock: StandingClock
) -> None:
    undone = await forbidden.moderation.undo(MO, FIRST, UndoScope.MESSAGE, seen=MANY)
    assert (undone.removals, undone.restores) == (MANY, False)
    assert await owed(forbidden) == 0
    await forbidden.removals.permission_back(SERVER)
    await forbidden.work_off()
    assert {found.settled for found in await forbidden.detections()} == {Settled.UNDONE}
    assert await outcomes(forbidden) == {Outcome.FORBIDDEN: MANY}


async def test_what_was_removed_of_several_goes_back_on_undo(forbidden: ScanningProcess) -> None:
    forbidden.remover.answers = [RemovalResult.REMOVED] * 3 + [RemovalResult.FORBIDDEN] * (MANY - 3)
    await forbidden.removals.permission_back(SERVER)
    await forbidden.work_off()
    assert (await outcomes(forbidden))[Outcome.REMOVED] == 3
    undone = await forbidden.moderation.undo(MO, FIRST, UndoScope.MESSAGE, seen=MANY)
    assert undone.restores
    assert await owed(forbidden) == 0
    taken = [found for found in await forbidden.detections() if found.taken]
    assert len(taken) == 3
    for found in taken:
        assert await forbidden.returned_text(found.id) is not None


async def test_a_deletion_is_for_all_that_the_moderator_was_asked_about(
    reviewed: ScanningProcess,
) -> None:
    with pytest.raises(MoreJoined, match="detection-more-joined"):
        await reviewed.moderation.delete(MO, FIRST, seen=MANY - 1)
    assert await owed(reviewed) == 0
    await reviewed.moderation.delete(MO, FIRST, seen=MANY)
    assert await owed(reviewed) == MANY
    await reviewed.work_off()
    assert await outcomes(reviewed) == {Outcome.REMOVED: MANY}
    assert {found.settled for found in await reviewed.detections()} == {Settled.DELETED}
    assert await reviewed.audited() == ["detection-deleted"]
    assert (await on_card(reviewed))[1] == {Verb.UNDO}


async def test_a_deletion_leaves_alone_what_somebody_else_deleted_the_first_of_them_too(
    reviewed: ScanningProcess,
) -> None:
    await reviewed.messages.deleted(SERVER, [MessageId(1), MessageId(2)])
    assert await on_card(reviewed) == (
        Outcome.REVIEW,
        frozenset({Verb.ALLOW, Verb.DELETE, Verb.DISMISS, Verb.LIST}),
    )
    await reviewed.moderation.delete(MO, FIRST)
    assert await owed(reviewed) == MANY - 2
    await reviewed.work_off()
    assert await outcomes(reviewed) == {Outcome.REMOVED: MANY - 2, Outcome.GONE: 2}
    assert await reviewed.armed() == [1]


async def test_a_dismissal_is_for_all_and_so_is_taking_it_back(
    forbidden: ScanningProcess,
) -> None:
    await forbidden.moderation.dismiss(MO, FIRST, DismissReason.NO_VIOLATION, "")
    assert {found.settled for found in await forbidden.detections()} == {Settled.DISMISSED}
    assert await owed(forbidden) == 0
    await hit(forbidden, MANY + 1)
    assert (await leads(forbidden))[-1] == MANY + 1, "what comes later is not decided about"
    await forbidden.moderation.reopen(MO, FIRST)
    assert await outcomes(forbidden) == {Outcome.REVIEW: MANY}
    assert {found.settled for found in await forbidden.detections()} == {Settled.OPEN}


async def test_a_place_that_is_allowed_lets_all_of_them_stand(reviewed: ScanningProcess) -> None:
    await reviewed.moderation.allow(MO, FIRST)
    assert {found.settled for found in await reviewed.detections()} == {Settled.DISMISSED}
    assert await reviewed.storage.read.allows.get(SERVER, LISTED)


async def test_an_edit_or_a_deletion_of_one_is_said_on_the_card_of_all(
    reviewed: ScanningProcess, clock: StandingClock
) -> None:
    (row,) = await reviewed.stores.outbox.take("first", clock(), 8)
    await reviewed.stores.outbox.settle(row, Posted(GENERAL, MessageId(5)), clock(), clock())
    await reviewed.messages.edited(SERVER, MessageId(3), ["never mind"])
    await reviewed.messages.deleted(SERVER, [MessageId(4)])
    assert await reviewed.armed() == [1]
    assert await outcomes(reviewed) == {Outcome.REVIEW: MANY - 2, Outcome.EDITED: 1, Outcome.GONE: 1}


async def test_a_link_that_is_put_in_again_is_not_hidden_by_a_decision_about_the_others(
    reviewed: ScanningProcess,
) -> None:
    await reviewed.messages.edited(SERVER, MessageId(3), ["never mind"])
    await reviewed.moderation.dismiss(MO, FIRST, DismissReason.NO_VIOLATION, "")
    again = await hit(reviewed, 3)
    found = await reviewed.detection(again)
    assert (found.settled, found.outcome) == (Settled.OPEN, Outcome.REVIEW)
    assert found.lead in (None, found.id)
    assert again in await reviewed.armed()


async def test_none_who_wrote_one_of_several_decides_about_them(process: ScanningProcess) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.REVIEW, None)
    await hit(process, 1)
    await process.see(f"https://{LISTED}/2", 2, author=Person(MO.user, "Mo"))
    for verb in (Verb.DELETE, Verb.DISMISS):
        with pytest.raises(UserError, match="detection-own-message"):
            await process.moderation.may(MO, FIRST, verb)
    with pytest.raises(UserError, match="error-unknown-button"):
        await process.moderation.may(moderator(SERVER, 2), DetectionId(2), Verb.DELETE)
    await process.moderation.delete(moderator(SERVER, 2), FIRST, seen=2)
    assert await owed(process) == 2


async def test_a_card_of_several_moves_with_the_review_channel_while_one_of_them_waits(
    reviewed: ScanningProcess, clock: StandingClock
) -> None:
    (row,) = await reviewed.stores.outbox.take("first", clock(), 8)
    await reviewed.stores.outbox.settle(row, Posted(GENERAL, MessageId(5)), clock(), clock())
    await reviewed.messages.deleted(SERVER, [MessageId(number) for number in range(1, MANY)])
    for row in await reviewed.stores.outbox.take("first", clock.forward(seconds=3), 8):
        await reviewed.stores.outbox.settle(row, Posted(GENERAL, MessageId(5)), clock(), clock())
    assert await reviewed.stores.outbox.row_at(MessageId(5)) is not None
    async with reviewed.storage.bulk() as tx:
        assert await tx.outbox.make_anew((await tx.outbox.row_at(MessageId(5))) or 0, clock())
    assert await reviewed.armed(Kind.DETECTION_CARD) == [1]


async def test_each_message_of_a_card_whose_place_is_allowed_is_looked_at_for_other_places(
    process: ScanningProcess,
) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.REVIEW, None)
    other = "other-forum.net"
    for message in range(1, 4):
        text = f"https://{LISTED}/{message}" + (f" https://{other}/{message}" if message == 3 else "")
        await process.see(text, message, channels=(GENERAL,))
    assert await leads(process) == [1, 1, 1]
    await process.list_place(other)
    await process.moderation.allow(MO, FIRST)
    await process.look_at_waiting()
    found = await process.detections()
    assert [each.pattern for each in found[3:]] == [other]
    assert found[3].message == 3
