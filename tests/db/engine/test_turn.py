"""The turn to write: one at a time, and nobody waits for a whole raid."""

import asyncio

import pytest

from core.base.errors import StorageBusy
from db.engine.turn import Turn


async def _waiting(turn: Turn, name: str, done: list[str], **how: bool) -> None:
    await turn.take(None, **how)
    done.append(name)
    await asyncio.sleep(0)
    turn.release()


async def test_who_stands_aside_and_the_others_have_it_by_turns() -> None:
    turn, done = Turn(), list[str]()
    await turn.take(None)
    raid = [asyncio.create_task(_waiting(turn, f"raid {n}", done, aside=True)) for n in range(20)]
    await asyncio.sleep(0)
    people = [asyncio.create_task(_waiting(turn, f"report {n}", done)) for n in range(3)]
    await asyncio.sleep(0)
    turn.release()
    await asyncio.gather(*raid, *people)
    assert [name for name in done if name.startswith("raid")] == [f"raid {n}" for n in range(20)]
    assert [name for name in done if name.startswith("report")] == [f"report {n}" for n in range(3)]
    assert done.index("report 2") <= 5
    assert not turn.taken


async def test_who_has_no_patience_any_more_leaves_it_to_the_next() -> None:
    turn = Turn()
    await turn.take(None)
    with pytest.raises(StorageBusy):
        await turn.take(0.001)
    done = list[str]()
    next_one = asyncio.create_task(_waiting(turn, "next", done))
    await asyncio.sleep(0)
    turn.release()
    await next_one
    assert done == ["next"]
    assert not turn.taken


async def test_who_is_cancelled_in_the_moment_in_which_it_is_handed_over_hands_it_on() -> None:
    turn, done = Turn(), list[str]()
    await turn.take(None)
    leaving = asyncio.create_task(turn.take(None))
    after = asyncio.create_task(_waiting(turn, "after", done))
    await asyncio.sleep(0)
    turn.release()  # to the one who is leaving
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    await after
    assert done == ["after"]
    assert not turn.taken
