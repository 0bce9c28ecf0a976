"""Removals that share a card: who joins whom, in two processes and after a restart, and what an undo does to all."""

import asyncio

import pytest

from core.base.errors import UserError
from core.base.ids import ChannelId, DetectionId, MessageId, UserId
from core.scanning.detections import Outcome, Person, Returned, Settled, Timeout, UndoScope
from core.scanning.groups import MOST, TAKES_MORE_FOR, MoreJoined
from core.servers.policy import Action, Tier
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import Kind, Posted
from services.scanning.removal_ports import Deletion, RemovalResult
from tests.conftest import StandingClock
from tests.people import manager, moderator
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import GENERAL, LISTED, SERVER

ELSEWHERE = ChannelId(23 * 10**16)


def raider(number: int) -> Person:
    return Person(UserId(40 * 10**16 + number), f"raider{number}")


async def hit(
    process: ScanningProcess, message: int, by: int | None = None, channel: int = GENERAL, **more: object
) -> DetectionId:
    author = raider(message if by is None else by)
    text = f"https://{LISTED}/{message}"
    found = await process.see(text, message, author=author, channels=(channel,), **more)
    assert found is not None
    return found


async def leads(process: ScanningProcess) -> list[int | None]:
    """Whose card shows each detection."""
    return [found.lead for found in await process.detections()]


async def test_a_raid_has_one_card(process: ScanningProcess) -> None:
    for message in range(1, 201):
        await hit(process, message)
    assert await leads(process) == [1] * 200
    assert await process.armed() == [1]
    group = await process.group_pages.of(await process.detection(DetectionId(1)))
    assert group is not None
    assert group.removals == len(group.authors) == 200
    assert [(each.channel, each.removals) for each in group.channels] == [(GENERAL, 200)]


async def test_a_flood_by_many_over_many_channels_has_a_few_cards(process: ScanningProcess) -> None:
    for message in range(1, 41):
        await hit(process, message, channel=ELSEWHERE + message % 20)
    assert (await leads(process))[:4] == [1, 2, 3, 1]
    assert set(await leads(process)) == {1, 2, 3}
    again = await hit(process, 99, channel=ELSEWHERE + 3)
    assert (await process.detection(again)).lead == 3, "its channel's card comes before the oldest"


async def test_only_what_is_due_at_once_wakes_the_outbox(process: ScanningProcess) -> None:
    """A card that counts one more is due in seconds: to look for it after each removal would hold up the next ones."""
    process.outbox_bell.silence()
    await hit(process, 1)
    assert await rings(process)
    await hit(process, 2)
    assert not await rings(process)
    process.remover.answers.append(Deletion(RemovalResult.FORBIDDEN))
    await hit(process, 3)  # it has a card of its own
    assert await rings(process)


async def rings(process: ScanningProcess) -> bool:
    """Whether the outbox's bell rang since it was asked last."""
    heard = asyncio.create_task(process.outbox_bell.heard(None))
    await asyncio.sleep(0)
    rang = heard.done()
    heard.cancel()
    process.outbox_bell.silence()
    return rang


async def test_while_it_only_counts_the_card_is_edited_now_and_then(
    process: ScanningProcess, clock: StandingClock
) -> None:
    shown = 0
    for message in range(1, 61):
        await hit(process, message)
        for row in await process.stores.outbox.take("first", clock(), 8):
            shown += row.kind is Kind.DETECTION_CARD
            where = Posted(GENERAL, MessageId(5))
            await process.stores.outbox.settle(row, where, clock(), clock())
        clock.forward(seconds=0.2)
        await process.live()
    assert shown <= 60 * 0.2 / 3 + 2


async def test_one_author_in_many_channels_has_one_card_and_others_there_have_their_own(
    process: ScanningProcess,
) -> None:
    await hit(process, 1, by=1, channel=GENERAL)
    await hit(process, 2, by=1, channel=ELSEWHERE)
    await hit(process, 3, by=2, channel=ELSEWHERE)
    await hit(process, 4, by=2, channel=GENERAL)
    assert await leads(process) == [1, 1, 3, 1]


async def test_what_has_another_reason_has_its_own_card(
    process: ScanningProcess, clock: StandingClock
) -> None:
    await process.list_place("other.net")
    await hit(process, 1)
    await process.see("https://other.net", 2)
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.TIMEOUT, None)
    await hit(process, 3)
    assert await leads(process) == [1, 2, 3]


async def test_a_group_takes_no_more_once_it_is_ten_minutes_old_full_or_undone(
    process: ScanningProcess, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.scanning.group_store.MOST", 3)
    for message in range(1, 5):
        await hit(process, message)
    assert await leads(process) == [1, 1, 1, 4]
    await process.moderation.undo(moderator(SERVER), DetectionId(4), UndoScope.MESSAGE)
    await hit(process, 5)
    clock.forward(seconds=TAKES_MORE_FOR.total_seconds())
    await process.live()
    await hit(process, 6)
    assert await leads(process) == [1, 1, 1, 4, 5, 6]
    assert MOST >= 200, "a raid fits on one card"


async def test_what_is_forbidden_says_so_on_another_card_than_what_was_removed(
    process: ScanningProcess, clock: StandingClock
) -> None:
    await hit(process, 1)
    process.remover.answers = [RemovalResult.FORBIDDEN, RemovalResult.GONE]
    forbidden, gone = await hit(process, 2), await hit(process, 3)
    assert await leads(process) == [1, 2, None]
    assert await process.armed() == [1, forbidden, gone]
    where = Posted(GENERAL, MessageId(5))
    for row in await process.stores.outbox.take("first", clock(), 8):
        await process.stores.outbox.settle(row, where, clock(), clock())
    await process.removals.permission_back(SERVER)
    await process.work_off()
    assert await process.outcome(forbidden) == "removed"
    assert await leads(process) == [1, 2, None], "people have seen its card"


async def test_what_failed_for_a_moment_is_counted_with_the_others_if_nobody_saw_its_card(
    process: ScanningProcess, clock: StandingClock
) -> None:
    await hit(process, 1)
    process.remover.answers = [RemovalResult.FAILED]
    await hit(process, 2)
    clock.forward(seconds=5)
    await process.live()
    await process.work_off()
    assert await leads(process) == [1, 1]
    due = await process.stores.outbox.take("first", clock(), 8)
    assert [row.subject for row in due if row.kind is Kind.DETECTION_CARD] == [1]


async def test_two_processes_make_one_card_and_so_does_the_next_one_after_a_restart(
    process: ScanningProcess, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    second = ScanningProcess(second_database, vault, clock, "second")
    await second.live()
    await second.indexing.load()
    await asyncio.gather(*(hit(each, message) for message, each in enumerate([process, second] * 10, 1)))
    assert len(set(await leads(process))) == 1
    third = ScanningProcess(second_database, vault, clock, "third")
    await third.live()
    await third.indexing.load()
    await hit(third, 100)
    assert len(set(await leads(process))) == 1


async def test_an_undo_is_for_all_and_each_author_hears_once(
    process: ScanningProcess, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.TIMEOUT, None)
    for message in range(1, 7):
        await hit(process, message, by=message % 3)
    await hit(process, 7, by=9, member=False)  # a webhook
    undone = await process.moderation.undo(moderator(SERVER), DetectionId(1), UndoScope.MESSAGE)
    assert undone.removals == 7
    assert {found.settled for found in await process.detections()} == {Settled.UNDONE}
    assert await process.armed(Kind.UNDO_NOTICE) == [1, 2, 3]
    assert await process.audited() == ["detection-undone"]
    assert not await process.storage.read.allows.get(SERVER, LISTED)
    # Whoever goes on, after a crash, finds the same.
    second = ScanningProcess(second_database, vault, clock, "second")
    together = await second.returns.undone_with(await second.detection(DetectionId(2)))
    assert [found.id for found in together] == [2, 5]
    assert {found.author for found in together} == {raider(2)}
    texts = await second.returns.texts_of(together)
    assert list(texts.values()) == [f"https://{LISTED}/2", f"https://{LISTED}/5"]
    until = second.returns.timed_out_until(together)
    assert until == max(found.timeout_until for found in together if found.timeout_until is not None)
    await second.returns.note_timeout(together, Timeout.LIFTED)
    await second.returns.note_returned(together, Returned.SENT)
    group = await process.group_pages.of(await process.detection(DetectionId(1)))
    assert group is not None
    assert group.timeouts == {Timeout.SET: 2, Timeout.LIFTED: 1}
    assert group.returned == {Returned.SENT: 1}


async def test_an_undo_takes_back_no_more_than_its_moderator_was_asked_about(
    process: ScanningProcess,
) -> None:
    for message in (1, 2, 3):
        await hit(process, message)
    for scope in UndoScope:
        with pytest.raises(MoreJoined, match="detection-more-joined") as refused:
            await process.moderation.undo(moderator(SERVER), DetectionId(1), scope, seen=2)
        assert refused.value.values == {"seen": 2, "count": 3}
    assert {found.settled for found in await process.detections()} == {Settled.OPEN}
    assert not await process.storage.read.allows.get(SERVER, LISTED)
    assert await process.armed(Kind.UNDO_NOTICE) == []
    undone = await process.moderation.undo(moderator(SERVER), DetectionId(1), UndoScope.MESSAGE, seen=3)
    assert undone.removals == 3


async def test_of_many_undos_of_a_group_at_once_one_wins(
    process: ScanningProcess, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    second = ScanningProcess(second_database, vault, clock, "second")
    for message in range(1, 4):
        await hit(process, message)
    clicks = [
        each.moderation.undo(moderator(SERVER, number), DetectionId(1), UndoScope.SITE)
        for number, each in enumerate([process, second] * 4)
    ]
    answers = await asyncio.gather(*clicks, return_exceptions=True)
    assert {error.key for error in answers if isinstance(error, UserError)} == {"detection-undone-already"}
    assert sum(not isinstance(answer, Exception) for answer in answers) == 1
    assert await process.armed(Kind.UNDO_NOTICE) == [1, 2, 3]


async def test_a_removal_that_ends_after_the_undo_is_not_undone_with_the_others(
    process: ScanningProcess,
) -> None:
    await hit(process, 1)
    process.remover.pause = asyncio.Event()
    late = asyncio.create_task(hit(process, 2))
    while len(await process.detections()) < 2:
        await asyncio.sleep(0.001)
    await process.moderation.undo(moderator(SERVER), DetectionId(1), UndoScope.MESSAGE)
    process.remover.pause.set()
    left = await process.detection(await late)
    assert (left.lead, left.settled, left.outcome) == (2, Settled.OPEN, Outcome.REMOVED)


async def test_of_a_group_the_card_alone_decides_and_none_who_wrote_one_of_it(
    process: ScanningProcess,
) -> None:
    await hit(process, 1)
    await process.see(f"https://{LISTED}/2", 2, author=Person(moderator(SERVER).user, "Mo"))
    with pytest.raises(UserError, match="error-unknown-button"):
        await process.moderation.undo(moderator(SERVER, 2), DetectionId(2), UndoScope.MESSAGE)
    with pytest.raises(UserError, match="detection-own-message"):
        await process.moderation.undo(moderator(SERVER), DetectionId(1), UndoScope.MESSAGE)
    with pytest.raises(UserError, match="detection-own-message"):
        await process.moderation.reveal(moderator(SERVER), DetectionId(2))
    await process.moderation.undo(moderator(SERVER, 2), DetectionId(1), UndoScope.MESSAGE)


async def test_an_undo_of_the_message_alone_lets_it_stand_whatever_embeds_come_late(
    process: ScanningProcess,
) -> None:
    process.remover.answers = [Deletion(RemovalResult.FORBIDDEN)]
    found = await process.see("look https://listed-forum.net/1", 1)
    assert found is not None
    await process.moderation.undo(moderator(SERVER), found, UndoScope.MESSAGE)
    assert await process.see("look https://listed-forum.net/1", 1, more=("A forum",)) is None
    assert await process.see("look https://listed-forum.net/1", 2) is not None, "the rule goes on"


async def test_pages_show_every_removal_and_belong_to_their_card(process: ScanningProcess) -> None:
    for message in range(1, 24):
        await hit(process, message)
    seen: list[int] = []
    for number in range(3):
        page = await process.group_pages.page(moderator(SERVER), DetectionId(1), number)
        assert (page.pages, page.count) == (3, 23)
        seen += [found.id for found in page.removals]
    assert seen == list(range(1, 24))
    assert (await process.group_pages.page(moderator(SERVER), DetectionId(1), 99)).number == 2
    for lead in (2, 24):
        with pytest.raises(UserError, match="error-unknown-button"):
            await process.group_pages.page(moderator(SERVER), DetectionId(lead), 0)
    with pytest.raises(UserError, match="error-unknown-button"):
        await process.group_pages.member(moderator(SERVER), DetectionId(2), DetectionId(3))


async def test_whom_one_webhook_writes_for_are_told_apart_by_name(process: ScanningProcess) -> None:
    for message, name in enumerate(["Luna", "Sol", "Luna"], start=1):
        text = f"https://{LISTED}/{message}"
        await process.see(text, message, author=Person(UserId(9), name), member=False)
    group = await process.group_pages.of(await process.detection(DetectionId(1)))
    assert group is not None
    counted = [(each.author and each.author.name, each.removals) for each in group.authors]
    assert counted == [("Luna", 2), ("Sol", 1)]
