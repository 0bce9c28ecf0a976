"""When shorteners are asked, by which process, and who waits for whom."""

import logging
from datetime import timedelta

import pytest

from core.scanning.detections import Outcome
from services.base.fetching import Failed, FailureReason, LedOn, RefusalReason, Refused, Stood
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.shorteners.short import SHORT, TARGET, Short, author

REFUSED = Refused(RefusalReason.HELD, [])


async def test_a_shortener_that_is_down_is_asked_again_for_an_hour(
    short: Short, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    down = Failed(FailureReason.UNREACHABLE, [])
    short.shorteners.answers[SHORT] = [down, down, Stood(500), Stood(503), LedOn(TARGET)]
    await short.process.see(SHORT)
    await short.work(90)
    assert [each.outcome for each in await short.process.detections()] == [Outcome.REMOVED]
    short.shorteners.answers["https://bit.ly/down"] = [down]
    await short.process.see("https://bit.ly/down", message=2)
    for _ in range(70):
        await short.work(1)
        short.process.clock.forward(seconds=60)
    assert (await short.states())[1] == "unknown"
    assert await short.posts_waiting() == 0
    assert short.shorteners.asked.count("https://bit.ly/down") < 30
    assert caplog.records == []


async def test_a_busy_shortener_is_left_alone_for_as_long_as_it_says(short: Short) -> None:
    """All of its links wait, and no other shortener's."""
    short.shorteners.answers[SHORT] = [Stood(429, timedelta(seconds=30)), LedOn(TARGET)]
    short.shorteners.lead({"https://bit.ly/b": "https://harmless.example/", "https://is.gd/c": TARGET})
    await short.process.see(SHORT, message=1)
    await short.work(2)
    await short.process.see("https://bit.ly/b", message=2)
    await short.process.see("https://is.gd/c", message=3)
    await short.work(20)
    assert short.shorteners.asked == [SHORT, "https://is.gd/c"]
    await short.work(20)
    assert sorted(short.shorteners.asked[2:]) == [SHORT, "https://bit.ly/b"]


async def test_a_shortener_is_asked_once_a_second(short: Short) -> None:
    for number in range(5):
        url = f"https://bit.ly/{number}"
        short.shorteners.lead({url: "https://harmless.example/"})
        await short.process.see(url, message=number + 1, author=author(number))
    for second in range(1, 6):
        await short.work(1)
        assert len(short.shorteners.asked) == second


async def test_a_process_that_died_between_question_and_answer_is_followed_by_another(short: Short) -> None:
    first = short.process
    short.shorteners.lead({SHORT: TARGET})
    await first.see(SHORT)
    (taken,) = await first.short.questions.take(8)
    assert taken.link == "bit.ly/AbC"
    second = ScanningProcess(first.database, first.vault, first.clock, "second", stepper=short.shorteners)
    second.standing, second.remover.standing = first.standing, first.remover.standing
    await second.live()
    await second.indexing.load()
    assert await second.short.questions.take(8) == []  # while the first lives, it is the first's
    first.clock.forward(seconds=30)
    await Short(second, short.shorteners).work()
    assert short.shorteners.asked == [SHORT]
    assert len(await second.detections()) == 1
    # What the first still brings is nobody's question any more.
    await first.short.questions.perform(taken)
    assert await Short(second, short.shorteners).states() == ["leads"]


async def test_two_processes_ask_one_link_once_and_a_shortener_in_turns(short: Short) -> None:
    first = short.process
    second = ScanningProcess(first.database, first.vault, first.clock, "second", stepper=short.shorteners)
    await second.live()
    await second.indexing.load()
    for number in range(4):
        short.shorteners.lead({f"https://bit.ly/{number}": "https://harmless.example/"})
        await first.see(f"https://bit.ly/{number}", message=number + 1, author=author(number))
    taken = [*await first.short.questions.take(8), *await second.short.questions.take(8)]
    assert len(taken) == 1
    for _ in range(6):
        for process in (first, second):
            await Short(process, short.shorteners).work(1)
    for row in taken:
        await first.short.questions.perform(row)
    assert sorted(short.shorteners.asked) == [f"https://bit.ly/{number}" for number in range(4)]


async def test_a_flood_of_one_author_delays_nobody_else(short: Short) -> None:
    shorteners = short.shorteners
    for number in range(40):
        url = f"https://bit.ly/flood{number}"
        shorteners.lead({url: "https://harmless.example/"})
        await short.process.see(url, message=number + 1, author=author(1))
    shorteners.lead({SHORT: TARGET})
    await short.process.see(SHORT, message=99, author=author(2))
    await short.work(6)
    assert SHORT in shorteners.asked
    assert [each.link for each in await short.process.detections()] == ["bit.ly/AbC"]
    await short.work(60)
    assert len(shorteners.asked) == 41


async def test_the_queue_is_bounded_for_one_author_and_for_a_server(
    short: Short, caplog: pytest.LogCaptureFixture
) -> None:
    many = " ".join(f"https://bit.ly/x{number}" for number in range(70))
    await short.process.see(many, author=author(1))
    assert len(await short.states()) == 50
    assert "passed over" in caplog.text
    await short.process.see("https://bit.ly/other", message=2, author=author(2))
    assert len(await short.states()) == 51
