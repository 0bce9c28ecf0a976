"""Pictures of messages: fetched only where that is wanted, and decided like texts."""

import asyncio
from dataclasses import replace

import pytest

from core.base.ids import ChannelId, RoleId, UserId
from core.scanning.detections import DismissReason, Outcome, Person
from core.servers.policy import Action, ChannelMode, Tier
from services.base.outbox import Kind
from services.scanning.pictures.decoding import Fault, ReadPicture
from services.scanning.removal_ports import MessageNow, RemovalResult
from tests.kept import owed
from tests.people import manager, moderator
from tests.services.scanning.pictures.discord import picture
from tests.services.scanning.pictures.driver import FINE, LISTED, Pictures
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import GENERAL, LINK, REVIEW, SERVER, post


async def test_a_listed_link_in_a_picture_is_removed_for_that(
    pictures: Pictures, process: ScanningProcess
) -> None:
    seen = await pictures.see(FINE, LISTED)
    assert process.remover.deleted == [seen.message]
    (found,) = await process.detections()
    assert (found.outcome, found.link, found.picture, found.disguises) == (
        Outcome.REMOVED,
        "listed-forum.net/threads/1",
        2,
        (),
    )
    assert await process.returned_text(found.id) == f"words\nQR 2: {LINK}"


async def test_nothing_is_fetched_where_it_is_not_wanted(
    pictures: Pictures, process: ScanningProcess
) -> None:
    policies, boss = process.policies, manager(SERVER)
    await pictures.see(LISTED, channels=(REVIEW,))
    await policies.set_channel(boss, GENERAL, ChannelMode.OFF)
    await pictures.see(LISTED)
    process.remover.around[ChannelId(77)] = [ChannelId(77), GENERAL]
    await pictures.see(LISTED, channels=(77,), known=False)
    await policies.set_channel(boss, GENERAL, ChannelMode.ENFORCE)
    await policies.toggle_exempt(boss, RoleId(5))
    await pictures.see(LISTED, roles=frozenset({RoleId(5)}))
    process.remover.roles[UserId(9)] = frozenset({RoleId(5)})
    await pictures.see(LISTED, roles=None, author=Person(UserId(9), "nine"))
    await policies.set_images(boss, on=False)
    assert not pictures.looks.wanted(SERVER) or await process.server_cache.get(SERVER)
    assert not pictures.looks.wanted(SERVER)
    await pictures.see(LISTED)
    assert pictures.source.asked == []
    assert await process.waiting_for() == []


async def test_a_channel_that_only_counts_is_looked_at(pictures: Pictures, process: ScanningProcess) -> None:
    await process.policies.set_channel(manager(SERVER), GENERAL, ChannelMode.LOG)
    await pictures.see(LISTED)
    (found,) = await process.detections()
    assert found.outcome is Outcome.LOGGED


async def test_what_holds_nothing_is_fetched_once_and_what_holds_a_code_again(
    pictures: Pictures, process: ScanningProcess
) -> None:
    pictures.reader.held["menu"] = ReadPicture(("https://example.org/",))
    menu = picture("menu")
    for _ in range(2):
        await pictures.see(FINE, menu)
    assert pictures.reader.read == ["fine", "menu", "menu"]
    await process.list_place("example.org")
    await pictures.see(FINE, menu)
    assert len(process.remover.deleted) == 1


@pytest.mark.parametrize("read", [None, ReadPicture(fault=Fault.BROKEN), ReadPicture(fault=Fault.KIND)])
async def test_a_picture_that_is_not_known_is_never_tried_again(
    pictures: Pictures, process: ScanningProcess, read: ReadPicture | None
) -> None:
    pictures.reader.held["bad"] = read
    for number in range(2):
        await pictures.see(picture("bad"), LISTED, number=number)
    assert pictures.reader.read.count("bad") == 1
    assert len(process.remover.deleted) == 2, "the others of the message are read"
    assert await process.waiting_for() == []


async def test_a_large_picture_is_asked_for_smaller(pictures: Pictures) -> None:
    wide = picture("wide", width=9000, height=1000)
    await pictures.see(wide)
    assert pictures.source.asked == [f"{wide.copy}?width=2560&height=284"]

    pictures.source.asked.clear()
    heavier = picture("heavier than it was said")
    pictures.source.large.add(heavier.original)
    await pictures.see(heavier)
    assert pictures.source.asked == [heavier.original, f"{heavier.copy}?width=10&height=10"]

    pictures.source.asked.clear()
    pictures.reader.held["more dots"] = ReadPicture(fault=Fault.DOTS)
    more = picture("more dots")
    await pictures.see(more)
    assert pictures.source.asked == [more.original, f"{more.copy}?width=10&height=10"]


async def test_a_picture_that_is_gone_is_not_known(pictures: Pictures, process: ScanningProcess) -> None:
    pictures.source.gone = True
    await pictures.see(LISTED)
    assert await process.waiting_for() == []
    assert await process.detections() == []


async def test_two_processes_remove_it_once(pictures: Pictures, process: ScanningProcess) -> None:
    seen = pictures.post(0, LISTED)
    second = pictures.begun()
    pictures.looks.look(seen, [LISTED])
    second.look(seen, [LISTED])
    await asyncio.gather(pictures.looks.idle(), second.idle())
    assert process.remover.deleted == [seen.message]
    assert len(await process.detections()) == 1


async def test_a_removal_that_waits_ends_when_the_picture_was_taken_out(
    pictures: Pictures, process: ScanningProcess
) -> None:
    process.remover.answers = [RemovalResult.FAILED]
    seen = await pictures.see(LISTED)
    assert process.remover.deleted == []
    process.remover.standing[seen.message] = MessageNow(texts=["words", LINK])
    process.clock.forward(seconds=60)
    await process.work_off()
    assert await process.outcome((await process.detections())[0].id) is Outcome.EDITED
    assert process.remover.deleted == []


async def test_a_removal_that_waits_ends_when_pictures_are_switched_off(
    pictures: Pictures, process: ScanningProcess
) -> None:
    process.remover.answers = [RemovalResult.FAILED]
    await pictures.see(LISTED)
    await process.policies.set_images(manager(SERVER), on=False)
    process.clock.forward(seconds=60)
    await process.work_off()
    assert await process.outcome((await process.detections())[0].id) is Outcome.KEPT


async def test_a_card_hears_that_the_picture_was_taken_out(
    pictures: Pictures, process: ScanningProcess
) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.REVIEW, None)
    seen = await pictures.see(FINE, LISTED)
    (found,) = await process.detections()
    await process.messages.edited(SERVER, seen.message, ["other words", LISTED.mark])
    assert await process.outcome(found.id) is Outcome.REVIEW
    await process.messages.edited(SERVER, seen.message, ["other words", FINE.mark])
    assert await process.outcome(found.id) is Outcome.EDITED


@pytest.mark.parametrize("action", [Action.REVIEW, Action.DELETE])
async def test_ten_pictures_with_ten_places_make_one_card(
    pictures: Pictures, process: ScanningProcess, action: Action
) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, action, None)
    ten = [picture(f"of {number}") for number in range(10)]
    for number in range(10):
        await process.list_place(f"place{number}.example")
        pictures.reader.held[f"of {number}"] = ReadPicture((f"https://place{number}.example/x",))
    seen = await pictures.see(*ten)
    (found,) = await process.detections()
    assert found.picture == 1
    assert process.remover.deleted == ([seen.message] if action is Action.DELETE else [])
    assert len(await owed(process.database, Kind.DETECTION_CARD)) == 1


async def test_a_picture_with_another_place_that_comes_after_a_decision_has_a_card(
    pictures: Pictures, process: ScanningProcess
) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.REVIEW, None)
    await process.list_place("other.example")
    other = picture("other")
    pictures.reader.held["other"] = ReadPicture(("https://other.example/x",))
    seen = await pictures.see(LISTED)
    pictures.looks.look(seen, [LISTED, other])
    await pictures.looks.idle()
    (found,) = await process.detections()
    await process.moderation.dismiss(moderator(SERVER), found.id, DismissReason.NO_VIOLATION, "")
    pictures.looks.look(seen, [LISTED, other])
    await pictures.looks.idle()
    assert [each.picture for each in await process.detections()] == [1, 2]


async def test_several_pictures_with_one_place_make_one_card(
    pictures: Pictures, process: ScanningProcess
) -> None:
    """Until the one that it is about was taken out: then the next is found."""
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.REVIEW, None)
    several = [picture(f"of {number}") for number in range(5)]
    for number in range(5):
        pictures.reader.held[f"of {number}"] = ReadPicture((f"{LINK}/{number}",))
    seen = await pictures.see(*several)
    (found,) = await process.detections()
    assert found.picture == 1
    left = several[1:]
    marks = ["words", *(each.mark for each in left)]
    process.remover.standing[seen.message] = MessageNow(texts=marks)
    await process.messages.edited(SERVER, seen.message, marks)
    pictures.looks.look(seen, left)
    await pictures.looks.idle()
    assert [(each.outcome, each.link.rpartition("/")[2]) for each in await process.detections()] == [
        (Outcome.EDITED, "0"),
        (Outcome.REVIEW, "1"),
    ]


async def test_what_waits_for_its_turn_when_pictures_are_switched_off_is_not_fetched(
    pictures: Pictures, process: ScanningProcess
) -> None:
    pictures.source.pause = asyncio.Event()
    pictures.looks.look(pictures.post(0, LISTED, FINE), [LISTED, FINE])
    while not pictures.source.asked:
        await asyncio.sleep(0)
    await process.policies.set_images(manager(SERVER), on=False)
    pictures.source.pause.set()
    await pictures.looks.idle()
    assert pictures.source.asked == [LISTED.original]  # which was under way, and is not acted on
    assert await process.detections() == []


async def test_an_invite_in_a_picture_that_nobody_knows_is_asked_about(
    pictures: Pictures, process: ScanningProcess
) -> None:
    await process.list_place("discord.gg/known")
    pictures.reader.held["invite"] = ReadPicture(("https://discord.gg/unknown",))
    await pictures.see(picture("invite"))
    rows = await process.database.read.all("SELECT * FROM invites")
    assert len(rows) >= 1


async def test_a_slow_text_in_a_code_is_read_in_the_end(pictures: Pictures, process: ScanningProcess) -> None:
    slow = ("\u202ea.b\u202c аα.ծc。" * 400)[:3900] + " listed-forum dot net/threads/x.1 "
    pictures.reader.held["slow"] = ReadPicture((slow,))
    seen = await pictures.see(picture("slow"))
    assert process.remover.deleted == [seen.message]
    (found,) = await process.detections()
    assert found.picture == 1


def test_a_post_says_where_its_link_stood() -> None:
    plain = post()
    assert replace(plain, picture="mark").scanned != plain.scanned
