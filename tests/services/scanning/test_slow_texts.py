"""Texts that take long to read: read in the end, whoever floods waits behind themselves, and nothing is lost."""

import asyncio
from typing import Any

import pytest

from core.base.errors import UserError
from core.base.ids import DetectionId, MessageId, UserId
from core.links import Budget, find_links
from core.scanning.detections import Outcome, Person
from core.scanning.still_there import read_whole
from services.scanning.gates import AT_ONCE
from services.scanning.removal_ports import MessageNow, RemovalResult
from services.scanning.slow_texts import OF_ONE, NotRead
from tests.conftest import StandingClock
from tests.fakes import FakeReader
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import LINK, LISTED, SERVER
from tests.services.scanning.test_gates import Slow, seen

# The listed name is written as some branch alone reads it, in a text that spends the budget before.
SLOW = ("\u202ea.b\u202c аα.ծc。" * 400)[:3900] + f" {LISTED.replace('.', ' dot ')}/threads/x.1 "
DEAR = ("\u202ea.b\u202c аα.ծc。" * 400)[:3900]
FLOODER, OTHER = Person(UserId(41), "flooder"), Person(UserId(42), "other")


def test_these_texts_are_slow() -> None:
    budget = Budget()
    assert find_links(SLOW, {LISTED}.__contains__, budget) == []
    assert budget.left
    assert find_links(SLOW, {LISTED}.__contains__) != []


async def until(true: Any) -> None:
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0)


async def test_what_is_left_of_a_text_is_read_and_judged(process: ScanningProcess) -> None:
    assert await process.see(SLOW) is not None
    assert process.remover.deleted == [1]
    assert process.reader.read == [[SLOW]]


async def test_a_sure_link_in_a_slow_text_is_removed_at_once(process: ScanningProcess) -> None:
    process.reader.pause = asyncio.Event()
    text = f"{'аα.ծc。 ' * 500} {LINK}"
    assert process.pipeline.suspects([text]).left
    seeing = asyncio.create_task(process.see(text))
    await until(lambda: process.remover.deleted == [1])
    process.reader.pause.set()
    await seeing


async def test_whoever_floods_waits_behind_themselves(process: ScanningProcess) -> None:
    process.reader.pause = asyncio.Event()
    flood = [asyncio.create_task(process.see(SLOW + str(n), n, author=FLOODER)) for n in range(1, OF_ONE + 1)]
    await until(lambda: len(process.reader.read) == 1)
    other = asyncio.create_task(process.see(SLOW, 99, author=OTHER))
    await asyncio.sleep(0)
    process.reader.pause.set()
    await asyncio.gather(*flood, other)
    assert [SLOW] in process.reader.read[:2]


async def test_of_one_author_only_a_few_wait_and_the_others_are_kept(process: ScanningProcess) -> None:
    process.reader.pause = asyncio.Event()
    flood = [asyncio.create_task(process.see(SLOW + str(n), n, author=FLOODER)) for n in range(1, OF_ONE + 4)]
    async with asyncio.timeout(10):
        while len(await process.waiting_for()) < 3:
            await asyncio.sleep(0)
    process.reader.pause.set()
    await asyncio.gather(*flood)
    assert len(process.reader.read) == OF_ONE


async def test_what_was_kept_is_read_in_the_end(process: ScanningProcess, clock: StandingClock) -> None:
    process.reader.failing = True
    assert await process.see(SLOW) is None
    assert len(await process.waiting_for()) == 1
    process.reader.failing = False
    clock.forward(minutes=1)
    await process.live()
    await process.look_at_waiting()
    assert await process.waiting_for() == []
    assert len(await process.detections()) == 1


async def test_what_waits_when_the_process_ends_is_kept(process: ScanningProcess) -> None:
    process.reader.pause = asyncio.Event()
    seeing = asyncio.create_task(process.see(SLOW))
    await until(lambda: process.reader.read)
    await process.pipeline.finish(5)
    assert await seeing is None
    assert len(await process.waiting_for()) == 1
    with pytest.raises(NotRead):
        await process.pipeline.look_again(process.standing[1], process.pipeline.suspects([SLOW]))


async def test_a_message_that_was_edited_while_it_was_read_stands(process: ScanningProcess) -> None:
    process.reader.pause = asyncio.Event()
    seeing = asyncio.create_task(process.see(SLOW))
    await until(lambda: process.reader.read)
    process.remover.standing[1] = type(process.remover.standing[1])(texts=["hello"])
    process.reader.pause.set()
    await seeing
    assert process.remover.deleted == []
    assert Outcome.REMOVED not in [each.outcome for each in await process.detections()]


async def waiting(process: ScanningProcess, text: str) -> DetectionId:
    """The removal of a sure link that was refused at first; by now its message says `text`, and it is tried again."""
    process.remover.answers = [RemovalResult.FORBIDDEN]
    found = await process.see(f"look {LINK}")
    assert found is not None
    process.remover.standing[MessageId(1)] = MessageNow(texts=[text])
    await process.removals.permission_back(SERVER)
    return found


async def test_an_edit_that_takes_long_to_read_is_read_elsewhere_and_never_guessed(
    process: ScanningProcess,
) -> None:
    found = await waiting(process, DEAR)
    await process.work_off()
    assert process.reader.called == [read_whole]
    assert process.remover.deleted == []
    assert await process.outcome(found) == "edited"


async def test_an_edit_that_takes_long_to_read_and_still_has_the_link_is_removed(
    process: ScanningProcess,
) -> None:
    found = await waiting(process, f"{DEAR} {LISTED}/threads/x.1")
    await process.work_off()
    assert process.remover.deleted == [1]
    assert await process.outcome(found) == "removed"


async def test_while_nobody_can_read_it_the_message_stands_and_its_removal_waits(
    process: ScanningProcess, clock: StandingClock
) -> None:
    found = await waiting(process, DEAR)
    process.reader.failing = True
    await process.work_off()
    assert process.remover.deleted == []
    assert await process.outcome(found) == "failed"
    assert (await process.detection(found)).owed
    process.reader.failing = False
    clock.forward(minutes=5)
    await process.work_off()
    assert process.remover.deleted == []
    assert await process.outcome(found) == "edited"


async def test_who_goes_on_editing_is_not_read_for_ever_and_nothing_is_deleted(
    process: ScanningProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = await waiting(process, DEAR)
    call = FakeReader.call

    async def edited(self: FakeReader, function: Any, *given: Any, **named: Any) -> Any:
        process.remover.standing[MessageId(1)] = MessageNow(texts=[f"{DEAR} {len(self.called)}"])
        return await call(self, function, *given, **named)

    monkeypatch.setattr(FakeReader, "call", edited)
    await process.work_off()
    assert 1 < len(process.reader.called) < 10
    assert process.remover.deleted == []
    assert await process.outcome(found) == "failed"


async def test_an_edit_that_is_heard_in_the_queue_is_read_outside_of_it(
    process: ScanningProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The turn of its channel goes to others while a text is read."""
    slow = Slow(process, monkeypatch)
    process.reader.pause = asyncio.Event()
    tasks = await seen(process, *range(1, AT_ONCE + 1))
    tasks += await seen(process, 9, 10, 11, 12)
    for number in (9, 10, 11):
        await process.messages.edited(SERVER, MessageId(number), [DEAR])
    slow.answers.set()
    await until(lambda: 12 in slow.asked)
    process.reader.pause.set()
    await asyncio.gather(*tasks)
    assert sorted(slow.asked) == [*range(1, AT_ONCE + 1), 12]
    outcomes = {each.message: each.outcome for each in await process.detections()}
    assert {outcomes[MessageId(number)] for number in (9, 10, 11)} == {Outcome.EDITED}


async def test_a_text_that_fails_does_not_end_the_reading_of_others(
    process: ScanningProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys_in = FakeReader.keys_in

    async def odd(self: FakeReader, texts: Any) -> Any:
        if texts[0].endswith("odd"):
            raise ValueError(texts)
        return await keys_in(self, texts)

    monkeypatch.setattr(FakeReader, "keys_in", odd)
    assert await process.see(SLOW + "odd", 1) is None
    assert len(await process.waiting_for()) == 1
    assert await process.see(SLOW, 2) is not None


def _refused(_text: str) -> None:
    raise UserError("report-link-missing")


async def test_a_function_is_called_in_the_turn_of_its_author(process: ScanningProcess) -> None:
    process.reader.pause = asyncio.Event()
    flood = [asyncio.create_task(process.slow_texts.apart(41, str.upper, f"a{n}")) for n in range(OF_ONE)]
    await until(lambda: len(process.reader.called) == 1)
    with pytest.raises(NotRead):
        await process.slow_texts.apart(41, str.upper, "one too many")
    other = asyncio.create_task(process.slow_texts.apart(42, str.lower, "B"))
    await asyncio.sleep(0)
    process.reader.pause.set()
    assert [await each for each in (*flood, other)] == ["A0", "A1", "A2", "A3", "b"]
    assert str.lower in process.reader.called[:2]


async def test_a_refusal_is_an_answer_and_a_dead_reader_none(process: ScanningProcess) -> None:
    with pytest.raises(UserError, match="report-link-missing"):
        await process.slow_texts.apart(41, _refused, "a")
    process.reader.failing = True
    with pytest.raises(NotRead):
        await process.slow_texts.apart(41, str.upper, "a")
