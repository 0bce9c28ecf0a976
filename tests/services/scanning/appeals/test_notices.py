"""Who is told of which removal, when, and when not."""

from datetime import timedelta

import pytest

from core.base.categories import Category
from core.base.ids import CaseId, ChannelId, DetectionId, MessageId, NoticeId
from core.scanning.author_notices import AFTER_EMERGENCY, MOST, SERVER_MOST, WITHIN
from core.scanning.detections import Person, Settled, UndoScope
from core.servers.policy import Action, Tier
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import Kind
from services.scanning.appeals.notices import NotYet, Telling
from services.scanning.removal_ports import OrderedRemoval, RemovalResult
from services.servers.settings import SetupChanges
from tests.conftest import StandingClock
from tests.lists import list_entry
from tests.people import manager, moderator
from tests.services.scanning.appeals.hearing import Hearing, person
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import ALICE, GENERAL, SERVER

MO = Person(moderator(SERVER).user, "Mo")


def ordered(category: Category, message: int = 1) -> OrderedRemoval:
    return OrderedRemoval(
        server=SERVER,
        channel=ChannelId(GENERAL),
        message=MessageId(message),
        case=CaseId(1),
        by=MO,
        settled=Settled.DELETED,
        category=category,
        author=ALICE,
        author_is_member=True,
    )


async def test_each_of_five_removals_has_its_notice_and_the_rest_are_counted_in_the_next(
    hearing: Hearing, clock: StandingClock
) -> None:
    await hearing.five_were_sent()
    for message in range(6, 13):
        await hearing.removed(message)
    due = [(notice, 0) for notice in range(1, MOST + 1)]
    assert await hearing.planned() == [*due, (6, WITHIN.total_seconds())]
    clock.forward(seconds=WITHIN.total_seconds())
    assert await hearing.told_of(6) == list(range(6, 13))
    await hearing.removed(13)
    assert await hearing.told_of(7) == [13], "what was sent takes nothing more in"


async def test_what_piles_up_in_an_outage_is_counted_in_five(hearing: Hearing, clock: StandingClock) -> None:
    for message in range(1, 31):
        await hearing.removed(message)
        clock.forward(minutes=3)
        await hearing.process.live()
    assert len(await hearing.planned()) == MOST
    told = [await hearing.told_of(notice) for notice in range(1, MOST + 1)]
    assert sorted(each for notice in told for each in notice) == list(range(1, 31))


async def test_what_was_sent_late_counts_when_it_was_sent(hearing: Hearing, clock: StandingClock) -> None:
    for message in range(1, MOST):
        await hearing.removed(message)
    clock.forward(hours=1)
    await hearing.process.live()
    for message in (5, 6):
        await hearing.removed(message)
    for notice in range(1, MOST + 1):
        assert isinstance(await hearing.send(notice), Telling)
    clock.forward(minutes=2)
    await hearing.process.live()
    await hearing.removed(7)
    (late,) = (await hearing.planned())[MOST:]
    assert await hearing.send(late[0]) == NotYet(WITHIN - timedelta(minutes=2))
    clock.forward(minutes=8)
    assert await hearing.told_of(late[0]) == [7]


async def test_the_authors_of_a_raid_hear_one_after_another(hearing: Hearing) -> None:
    for message in range(1, 26):
        await hearing.removed(message, person(message))
    waits = [wait for _, wait in await hearing.planned()]
    assert waits == [0] * SERVER_MOST + [10] * SERVER_MOST + [20] * 5


async def test_what_is_undone_before_is_not_told_of(hearing: Hearing, process: ScanningProcess) -> None:
    detection = await hearing.removed()
    await process.moderation.undo(moderator(SERVER), detection, UndoScope.MESSAGE)
    assert await hearing.send(1) is None
    assert await hearing.send(1) is None


async def test_of_several_only_what_still_stands_is_told_of(
    hearing: Hearing, process: ScanningProcess, clock: StandingClock
) -> None:
    await process.list_place("other.example")
    await hearing.five_were_sent()
    undone = await hearing.removed(8, text="https://other.example/8")
    standing = await hearing.removed(9)
    await process.moderation.undo(moderator(SERVER), undone, UndoScope.MESSAGE)
    clock.forward(seconds=WITHIN.total_seconds())
    assert await hearing.told_of(MOST + 1) == [standing]


@pytest.mark.parametrize("when", ["before", "meanwhile"])
async def test_a_server_may_want_none(hearing: Hearing, process: ScanningProcess, when: str) -> None:
    off = SetupChanges(author_notices=False)
    if when == "before":
        await process.servers.configure(manager(SERVER), off)
    await hearing.removed()
    assert len(await hearing.planned()) == (when == "meanwhile")
    await process.servers.configure(manager(SERVER), off)
    assert await hearing.send(1) is None


async def test_webhooks_and_bots_have_nobody_to_tell(hearing: Hearing) -> None:
    await hearing.removed(1, member=False)
    assert await hearing.planned() == []


@pytest.mark.parametrize("answer", [RemovalResult.GONE, RemovalResult.FORBIDDEN, RemovalResult.FAILED])
async def test_what_rowan_did_not_remove_is_not_told_of(
    hearing: Hearing, process: ScanningProcess, answer: RemovalResult
) -> None:
    process.remover.answers.append(answer)
    await hearing.removed()
    assert await hearing.planned() == []


async def test_a_message_that_was_removed_twice_is_told_of_once(
    hearing: Hearing, process: ScanningProcess
) -> None:
    first = await hearing.removed(1)
    await process.order(ordered(Category.HARASSMENT))
    process.remover.deleted.clear()
    await process.work_off()
    second = (await process.detections())[1]
    assert second.notice == (await hearing.removal(first)).notice == 1
    assert len(await hearing.planned()) == 1


@pytest.mark.parametrize("category", [Category.DOXXING, Category.HARASSMENT])
async def test_what_moderators_removed_as_an_emergency_is_told_a_day_later(
    hearing: Hearing, process: ScanningProcess, category: Category
) -> None:
    await process.order(ordered(category))
    await process.work_off()
    wait = AFTER_EMERGENCY.total_seconds() if category.emergency else 0
    assert await hearing.planned() == [(1, wait)]


async def test_a_list_removes_an_emergency_and_its_author_hears_at_once(
    hearing: Hearing, process: ScanningProcess
) -> None:
    await list_entry(process.storage, SERVER, "dox.example", Category.DOXXING, now=process.clock())
    process.lists.changed(["dox.example"])
    await hearing.removed(text="https://dox.example/1")
    assert await hearing.planned() == [(1, 0)]


async def test_closed_messages_are_said_on_the_card_and_not_tried_again(
    hearing: Hearing, process: ScanningProcess
) -> None:
    await hearing.removed(1)
    await hearing.removed(2, person(2))
    assert isinstance(await hearing.notices.begin(NoticeId(1)), Telling)
    await hearing.notices.closed(NoticeId(1))
    assert await hearing.send(1) is None
    assert await hearing.notices.not_told(DetectionId(1)) == 1
    assert 1 in await hearing.owed(Kind.DETECTION_CARD)


async def test_a_notice_that_was_begun_says_the_same_after_a_crash(
    hearing: Hearing, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    await hearing.five_were_sent()
    await hearing.removed(6)
    clock.forward(seconds=WITHIN.total_seconds())
    before = await hearing.notices.begin(NoticeId(MOST + 1))
    second = Hearing(ScanningProcess(second_database, vault, clock, "second"))
    await hearing.removed(20)
    after = await second.notices.begin(NoticeId(MOST + 1))
    assert isinstance(before, Telling)
    assert isinstance(after, Telling)
    assert [each.id for each in after.removals] == [each.id for each in before.removals] == [MOST + 1]


async def test_a_timeout_by_the_policy_is_a_removal_too(hearing: Hearing, process: ScanningProcess) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.TIMEOUT, None)
    assert await hearing.told_of((await hearing.removal(await hearing.removed())).notice or 0) == [1]
