"""Removals that wait for their turn in a channel: few at once, nothing behind another channel, nothing on an old word."""

import asyncio
from typing import Any

import pytest

from core.base.ids import ChannelId, DetectionId, MessageId, ServerId
from core.scanning.detections import Outcome, UndoScope
from services.scanning.gates import AT_ONCE, Gates
from services.scanning.removal_ports import Deletion, RemovalResult
from tests.lists import allow_pattern
from tests.people import moderator
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import GENERAL, LINK, LISTED, SERVER
from tests.services.scanning.test_removals import ordered


class Slow:
    """A Discord that answers when it is told to."""

    def __init__(self, process: ScanningProcess, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[MessageId] = []
        self.answers = asyncio.Event()
        monkeypatch.setattr(process.remover, "delete", self.delete)

    async def delete(self, server: ServerId, channel: ChannelId, message: MessageId) -> Deletion:
        self.asked.append(message)
        await self.answers.wait()
        return Deletion(RemovalResult.REMOVED)


@pytest.fixture
def slow(process: ScanningProcess, monkeypatch: pytest.MonkeyPatch) -> Slow:
    return Slow(process, monkeypatch)


async def seen(process: ScanningProcess, *messages: int, **more: Any) -> list["asyncio.Task[Any]"]:
    """Messages that are being removed; all of them are saved."""
    before = len(await process.detections())
    tasks = [asyncio.create_task(process.see(f"look {LINK}", number, **more)) for number in messages]
    while len(await process.detections()) < before + len(messages):
        await asyncio.sleep(0.001)
    return tasks


async def test_few_of_one_channel_are_asked_for_at_once_and_another_channel_waits_for_none(
    process: ScanningProcess, slow: Slow
) -> None:
    tasks = await seen(process, *range(1, 11))
    tasks += await seen(process, 50, channels=(77,))
    while 50 not in slow.asked:
        await asyncio.sleep(0.001)
    assert len(slow.asked) == AT_ONCE + 1
    slow.answers.set()
    await asyncio.gather(*tasks)
    assert sorted(slow.asked) == [*range(1, 11), 50]


@pytest.mark.parametrize("after", [0, 30])
async def test_a_link_that_was_taken_out_meanwhile_saves_its_message(
    process: ScanningProcess, slow: Slow, after: int
) -> None:
    tasks = await seen(process, *range(1, AT_ONCE + 1))
    last = await seen(process, 9, 10)
    process.clock.forward(seconds=after)
    await process.messages.edited(SERVER, MessageId(9), ["never mind"])
    await process.messages.edited(SERVER, MessageId(10), ["never mind"])
    await process.messages.edited(SERVER, MessageId(10), [f"after all {LINK}"])
    slow.answers.set()
    await asyncio.gather(*tasks, *last)
    assert sorted(slow.asked) == [*range(1, AT_ONCE + 1), 10]
    outcomes = {found.message: found.outcome for found in await process.detections()}
    assert (outcomes[MessageId(9)], outcomes[MessageId(10)]) == (Outcome.EDITED, Outcome.REMOVED)


async def test_a_place_that_was_allowed_meanwhile_is_not_removed_any_more(
    process: ScanningProcess, slow: Slow
) -> None:
    tasks = await seen(process, *range(1, AT_ONCE + 1))
    last = await seen(process, 9)
    await allow_pattern(process.storage, SERVER, LISTED, now=process.clock())
    process.clock.forward(seconds=30)
    slow.answers.set()
    await asyncio.gather(*tasks, *last)
    assert MessageId(9) not in slow.asked


async def test_what_was_undone_while_it_waited_is_not_done(process: ScanningProcess, slow: Slow) -> None:
    tasks = await seen(process, *range(1, AT_ONCE + 1))
    detection = await process.order(ordered())
    assert detection is not None
    working = asyncio.create_task(process.work_off())
    while not (await process.detection(detection)).under_way:
        await asyncio.sleep(0.001)
    await process.moderation.undo(moderator(SERVER), DetectionId(detection), UndoScope.MESSAGE)
    slow.answers.set()
    await asyncio.gather(*tasks, working)
    assert MessageId(100) not in slow.asked
    assert not (await process.detection(detection)).owed


async def test_a_gate_is_forgotten_when_nobody_is_at_it() -> None:
    gates = Gates()
    async with gates.through(GENERAL):
        assert gates._gates
    assert not gates._gates
    assert not gates._there
