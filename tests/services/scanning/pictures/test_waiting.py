"""Messages with pictures that cannot be looked at now: kept, as far as there is room, and never tried without end."""

import asyncio
from datetime import timedelta

import pytest

from core.base.errors import StorageBusy, Unavailable
from core.base.ids import UserId
from core.scanning.detections import Person
from services.scanning.pictures import overflow
from services.scanning.pictures.looks import ASKED_FOR, OLD
from services.scanning.pictures.queue import OF_ONE
from tests.services.scanning.pictures.discord import picture
from tests.services.scanning.pictures.driver import FINE, LISTED, Pictures
from tests.services.scanning.process import ScanningProcess


async def test_a_picture_that_discord_does_not_give_now_is_asked_for_later(
    pictures: Pictures, process: ScanningProcess
) -> None:
    pictures.source.silent = True
    seen = await pictures.see(LISTED)
    assert [message for message, _ in await process.waiting_for()] == [seen.message]
    with pytest.raises(Unavailable):
        await pictures.looks.look_again(seen, [LISTED])
    pictures.source.silent = False
    await pictures.looks.look_again(seen, [LISTED])
    assert process.remover.deleted == [seen.message]


async def test_a_picture_that_discord_does_not_give_for_an_hour_is_not_known(
    pictures: Pictures, process: ScanningProcess
) -> None:
    pictures.source.silent = True
    seen = pictures.post(0, LISTED)
    process.clock.forward(seconds=ASKED_FOR.total_seconds() + 1)
    await pictures.looks.look_again(seen, [LISTED])
    assert process.remover.deleted == []


async def test_an_old_message_is_kept_as_a_row(pictures: Pictures, process: ScanningProcess) -> None:
    seen = await pictures.see(LISTED, old=OLD + timedelta(seconds=1))
    assert pictures.source.asked == []
    assert [message for message, _ in await process.waiting_for()] == [seen.message]


async def test_where_the_database_says_nothing_the_message_is_kept(
    pictures: Pictures, process: ScanningProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def busy(_server: object) -> None:
        raise StorageBusy

    monkeypatch.setattr(process.server_cache, "get", busy)
    seen = await pictures.see(LISTED)
    assert [message for message, _ in await process.waiting_for()] == [seen.message]


async def test_a_flood_is_kept_as_far_as_there_is_room_and_then_counted(
    pictures: Pictures,
    process: ScanningProcess,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(overflow, "OF_ONE", 3)
    pictures.source.pause = asyncio.Event()
    for number in range(1 + OF_ONE + 3 + 2):
        pictures.looks.look(pictures.post(number, LISTED), [picture(f"{number}")])
        await asyncio.sleep(0)
    other = pictures.post(99, LISTED, author=Person(UserId(7), "other"))
    pictures.looks.look(other, [LISTED])
    async with asyncio.timeout(10):
        while len(await process.waiting_for()) < 3 or "were not looked at" not in caplog.text:
            await asyncio.sleep(0)
    due = [seconds for _, seconds in await process.waiting_for()]
    assert sorted(due) == [1.0, 1.25, 1.5], "they are paced"
    pictures.source.pause.set()
    await pictures.looks.idle()
    assert process.remover.deleted == [other.message]
    assert pictures.source.asked.index(LISTED.original) == 1, "others do not wait for the flooder"
    assert str(other.author) not in caplog.text


async def test_what_waits_when_the_process_ends_is_kept(pictures: Pictures, process: ScanningProcess) -> None:
    pictures.source.pause = asyncio.Event()
    posts = [pictures.post(number, LISTED) for number in range(3)]
    for each in posts:
        pictures.looks.look(each, [LISTED])
    await asyncio.sleep(0.01)
    await pictures.looks.finish(5)
    assert [message for message, _ in await process.waiting_for()] == [each.message for each in posts]
    assert pictures.reader.stopped
    later = pictures.begun()
    pictures.source.pause = None
    for each in posts:
        await later.look_again(each, [LISTED])
    assert len(process.remover.deleted) == 3


async def test_of_a_message_that_was_deleted_nothing_more_is_fetched(
    pictures: Pictures, process: ScanningProcess
) -> None:
    pictures.source.pause = asyncio.Event()
    seen = pictures.post(0, LISTED)
    pictures.looks.look(seen, [FINE, LISTED])
    async with asyncio.timeout(10):
        while not pictures.source.asked:
            await asyncio.sleep(0)
    pictures.looks.deleted(seen.message)
    pictures.source.pause.set()
    await pictures.looks.idle()
    assert pictures.source.asked == [FINE.original]
    assert await process.detections() == []
