"""Moderators decide: who may, what follows, and what it leaves alone."""

import asyncio

import pytest

from core.base.errors import UserError
from core.base.ids import AppealId, DetectionId, NoticeId
from core.scanning.appeals import AppealState
from core.scanning.author_notices import MOST, WITHIN
from core.scanning.detections import Settled, UndoScope
from core.servers.policy import Action, Tier
from services.base.outbox import Kind
from services.scanning.detections.settling import take_back
from tests.conftest import StandingClock
from tests.lists import BY
from tests.people import manager, member, moderator
from tests.services.scanning.appeals.hearing import OTHER_MODERATOR, Hearing, person
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import ALICE, OTHER, SERVER
from tests.wording import refused

LISTER = moderator(SERVER, BY, "Lister")


async def test_upheld_the_removal_stands_and_its_author_hears(hearing: Hearing) -> None:
    appeal = await hearing.objected()
    await hearing.uphold(appeal)
    kept = await hearing.appeal(appeal)
    assert kept.state is AppealState.UPHELD
    assert kept.decided_by is not None
    assert (kept.decided_by.name, kept.reason, kept.against) == ("Other", "it was right", {BY})
    assert (await hearing.removal(DetectionId(1))).settled is Settled.OPEN
    assert await hearing.owed(Kind.APPEAL_ANSWER) == [appeal]
    assert await hearing.owed(Kind.APPEAL_NOTE) == []


async def test_overturned_the_text_goes_back_and_the_moderators_hear(
    hearing: Hearing, process: ScanningProcess
) -> None:
    appeal = await hearing.objected()
    assert (await hearing.overturn(appeal)).removals == 1
    found = await hearing.removal(DetectionId(1))
    assert found.settled is Settled.UNDONE
    assert await process.returned_text(found.id) == "https://listed-forum.net/1"
    assert await hearing.owed(Kind.UNDO_NOTICE) == [1]
    assert await hearing.owed(Kind.APPEAL_NOTE) == [appeal]
    kept = await hearing.appeal(appeal)
    assert await hearing.answers.letter_is_owed(kept)
    assert await process.returns.was_appealed(found)
    # The rule goes on.
    assert await process.see("https://listed-forum.net/2", 2) is not None


async def test_with_the_site_it_may_stand_from_then_on(hearing: Hearing, process: ScanningProcess) -> None:
    done = await hearing.overturn(await hearing.objected(), scope=UndoScope.SITE)
    assert [pattern.text for pattern in done.allowed] == ["listed-forum.net"]
    await process.indexing.load()
    assert await process.see("https://listed-forum.net/2", 2) is None


async def test_who_listed_the_place_may_not_for_three_days(hearing: Hearing, clock: StandingClock) -> None:
    appeal = await hearing.objected()
    for decide in (hearing.uphold, hearing.overturn):
        with refused("appeal-own-decision"):
            await decide(appeal, LISTER)
    clock.forward(days=3)
    await hearing.uphold(appeal, LISTER)


async def test_who_ordered_a_removal_may_not(hearing: Hearing, process: ScanningProcess) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.REVIEW, None)
    mo = moderator(SERVER)
    for message in (1, 2):
        await hearing.removed(message)
    await process.moderation.delete(mo, DetectionId(1), seen=2)
    await process.work_off()
    notice = (await hearing.removal(DetectionId(2))).notice  # its order stands with the first of its card
    assert notice is not None
    await hearing.send(notice)
    appeal = await hearing.objects(notice)
    with refused("appeal-own-decision"):
        await hearing.uphold(appeal, mo)
    await hearing.uphold(appeal, LISTER)


@pytest.mark.parametrize("decider", ["member", "author", "elsewhere"])
async def test_who_may_never(hearing: Hearing, clock: StandingClock, decider: str) -> None:
    appeal = await hearing.objected()
    clock.forward(days=4)
    caller, key = {
        "member": (member(SERVER), "error-not-moderator"),
        "author": (moderator(SERVER, ALICE.id, manager=True), "appeal-own"),
        "elsewhere": (moderator(OTHER), "error-unknown-button"),
    }[decider]
    for decide in (hearing.uphold, hearing.overturn):
        with refused(key):
            await decide(appeal, caller)
    with refused(key):
        await hearing.decisions.read(caller, appeal)
    assert await hearing.state(appeal) is AppealState.OPEN


async def test_of_a_moderators_message_a_manager_decides(hearing: Hearing) -> None:
    appeal = await hearing.objected()
    with refused("appeal-for-managers"):
        await hearing.uphold(appeal, author_moderates=True)
    await hearing.uphold(appeal, manager(SERVER), author_moderates=True)


async def test_of_two_at_once_one_decides(hearing: Hearing) -> None:
    appeal = await hearing.objected()
    both = await asyncio.gather(
        hearing.uphold(appeal), hearing.overturn(appeal, manager(SERVER)), return_exceptions=True
    )
    (late,) = [each for each in both if isinstance(each, UserError)]
    assert late.key == "appeal-over"
    assert await hearing.owed(Kind.APPEAL_ANSWER) == [appeal]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
async def test_a_decision_needs_a_reason(hearing: Hearing, reason: str) -> None:
    appeal = await hearing.objected()
    with pytest.raises(UserError):
        await hearing.decisions.uphold(OTHER_MODERATOR, appeal, reason, author_moderates=False)
    assert await hearing.state(appeal) is AppealState.OPEN


@pytest.mark.parametrize("whose", [1, 2, 3])
async def test_what_others_wrote_stays_removed(
    hearing: Hearing, process: ScanningProcess, whose: int
) -> None:
    """Three share a card; whoever of them objects leaves it, also where it is the first, whose card it was."""
    for message in (1, 2, 3):
        await hearing.removed(message, person(message))
    assert {found.lead for found in await process.detections()} == {1}
    await hearing.send(whose)
    await hearing.overturn(await hearing.objects(whose, by=person(whose)))
    found = await process.detections()
    assert [each.id for each in found if each.settled is Settled.UNDONE] == [whose]
    others = {each.lead for each in found if each.id != whose}
    assert others == {2 if whose == 1 else 1}
    assert found[whose - 1].lead == whose
    assert await hearing.owed(Kind.UNDO_NOTICE) == [whose]
    assert set(await hearing.owed(Kind.DETECTION_CARD)) >= {whose, *others}
    group = await process.group_pages.of(await hearing.removal(DetectionId(2 if whose == 1 else 1)))
    assert group is not None
    assert group.removals == 2
    # What is left can still be undone, and those that left are not undone twice.
    (lead,) = others
    await process.moderation.undo(moderator(SERVER), DetectionId(lead or 0), UndoScope.MESSAGE)
    assert all(each.settled is Settled.UNDONE for each in await process.detections())


async def test_other_messages_of_the_same_author_stay_removed(
    hearing: Hearing, process: ScanningProcess
) -> None:
    for message in (1, 2, 3):
        await hearing.removed(message)
    await hearing.send(2)
    await hearing.overturn(await hearing.objects(2))
    assert [each.settled for each in await process.detections()] == [
        Settled.OPEN,
        Settled.UNDONE,
        Settled.OPEN,
    ]
    undone = await process.returns.undone_with(await hearing.removal(DetectionId(2)))
    assert [each.id for each in undone] == [2]


async def test_a_notice_of_several_is_taken_back_as_a_whole(
    hearing: Hearing, process: ScanningProcess, clock: StandingClock
) -> None:
    await process.list_place("other.example")
    await hearing.five_were_sent()
    for message in (10, 11):
        await hearing.removed(message)
    await hearing.removed(12, text="https://other.example/12")
    clock.forward(seconds=WITHIN.total_seconds())
    await process.live()
    await hearing.send(MOST + 1)
    assert (await hearing.overturn(await hearing.objects(MOST + 1))).removals == 3
    undone = [each.id for each in await process.detections() if each.settled is Settled.UNDONE]
    assert undone == [6, 7, 8]


async def test_an_undo_ends_an_objection(hearing: Hearing, process: ScanningProcess) -> None:
    appeal = await hearing.objected()
    await process.moderation.undo(moderator(SERVER), DetectionId(1), UndoScope.MESSAGE)
    assert await hearing.state(appeal) is AppealState.UNDONE
    assert await hearing.owed(Kind.APPEAL_ANSWER) == [appeal]
    assert await hearing.answers.letter_is_owed(await hearing.appeal(appeal))
    assert not await process.returns.was_appealed(await hearing.removal(DetectionId(1)))
    with refused("appeal-over"):
        await hearing.uphold(appeal)


async def test_an_undo_of_some_leaves_the_objection_open(
    hearing: Hearing, process: ScanningProcess, clock: StandingClock
) -> None:
    await process.list_place("other.example")
    await hearing.five_were_sent()
    await hearing.removed(6)
    await hearing.removed(12, text="https://other.example/12")
    clock.forward(seconds=WITHIN.total_seconds())
    await process.live()
    await hearing.send(MOST + 1)
    appeal = await hearing.objects(MOST + 1)
    await process.moderation.undo(moderator(SERVER), DetectionId(7), UndoScope.MESSAGE)
    assert await hearing.state(appeal) is AppealState.OPEN
    await process.moderation.undo(moderator(SERVER), DetectionId(1), UndoScope.MESSAGE)
    assert await hearing.state(appeal) is AppealState.UNDONE


async def test_an_author_who_asked_hears_also_of_a_quiet_undo(
    hearing: Hearing, process: ScanningProcess, clock: StandingClock
) -> None:
    appeal = await hearing.objected()
    async with process.storage.bulk() as tx:
        await take_back(
            tx, await hearing.removal(DetectionId(1)), moderator(SERVER), clock(), reason="case_untold"
        )
    kept = await hearing.appeal(appeal)
    assert kept.state is AppealState.UNDONE
    assert await hearing.owed(Kind.APPEAL_ANSWER) == [appeal]


async def test_what_waits_for_two_days_is_told_once(hearing: Hearing, clock: StandingClock) -> None:
    first = await hearing.objected(1)
    second = await hearing.objected(2, person(2))
    assert await hearing.reminders.remind(clock()) == 0
    clock.forward(days=2)
    assert await hearing.reminders.remind(clock()) == 1
    assert await hearing.reminders.remind(clock()) == 0
    found = await hearing.reminders.reminder(first)
    assert found is not None
    assert [each.id for each in found.appeals] == [first, second]
    await hearing.uphold(first)
    found = await hearing.reminders.reminder(first)
    assert found is not None
    assert [each.id for each in found.appeals] == [second]
    assert (await hearing.reminders.waiting(OTHER_MODERATOR))[0] == 1


async def test_nothing_is_known_of_what_is_not_there(hearing: Hearing) -> None:
    assert await hearing.decisions.view(AppealId(9)) is None
    assert await hearing.notices.begin(NoticeId(9)) is None
    with refused("error-unknown-button"):
        await hearing.uphold(AppealId(9))
