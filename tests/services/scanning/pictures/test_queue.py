"""Whoever floods waits behind themselves: servers take turns, and authors within one."""

import asyncio

import pytest

from core.base.errors import Unavailable
from core.base.ids import ServerId
from services.scanning.pictures import queue
from services.scanning.pictures.queue import AT_ONCE, MOST, OF_ONE, OF_SERVER, FairQueue, NoRoom

HERE, THERE = ServerId(1), ServerId(2)


class Turns:
    """Who had their turn, in order; each waits until it is let go."""

    def __init__(self) -> None:
        self.queue = FairQueue()
        self.had: list[tuple[ServerId, int]] = []
        self.go = asyncio.Event()
        self.tasks: list[asyncio.Task[None]] = []

    def come(self, server: ServerId, author: int, times: int = 1) -> None:
        for _ in range(times):
            self.tasks.append(asyncio.create_task(self._in_turn(server, author)))

    async def _in_turn(self, server: ServerId, author: int) -> None:
        async def work() -> None:
            self.had.append((server, author))
            await self.go.wait()

        await self.queue.in_turn(server, author, work)

    async def all(self) -> list[BaseException | None]:
        self.go.set()
        return await asyncio.gather(*self.tasks, return_exceptions=True)

    @property
    def refused(self) -> int:
        return sum(task.done() and isinstance(task.exception(), NoRoom) for task in self.tasks)


async def test_one_author_has_one_turn_at_a_time_and_few_places() -> None:
    turns = Turns()
    turns.come(HERE, 1, OF_ONE + 3)
    await asyncio.sleep(0.01)
    assert turns.had == [(HERE, 1)]
    assert turns.refused == 2, "one is at work, the places are taken"
    turns.come(HERE, 2)
    await asyncio.sleep(0.01)
    assert turns.had[1:] == [(HERE, 2)], "others do not wait for the flooder"
    await turns.all()
    assert len(turns.had) == OF_ONE + 2


async def test_a_server_that_floods_holds_up_no_other() -> None:
    turns = Turns()
    for author in range(OF_SERVER + 10):
        turns.come(HERE, author)
    await asyncio.sleep(0.01)
    assert len(turns.had) == queue.AT_ONCE_OF_SERVER
    assert turns.refused == 10 - queue.AT_ONCE_OF_SERVER
    turns.come(THERE, 1)
    turns.come(THERE, 2)
    await asyncio.sleep(0.01)
    assert turns.had[queue.AT_ONCE_OF_SERVER :] == [(THERE, 1), (THERE, 2)]
    assert len(turns.had) == AT_ONCE
    await turns.all()


async def test_servers_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "AT_ONCE", 1)
    turns = Turns()
    for author in range(3):
        turns.come(HERE, author)
    turns.come(THERE, 9)
    await turns.all()
    assert turns.had[0] == (HERE, 0)
    assert turns.had.index((THERE, 9)) < turns.had.index((HERE, 2))


async def test_there_is_an_end_to_what_waits() -> None:
    turns = Turns()
    for number in range(MOST + 20):
        turns.come(ServerId(number), 1)
    await asyncio.sleep(0.01)
    assert turns.queue.waiting == MOST
    assert turns.refused == 20 - AT_ONCE
    await turns.all()


async def test_what_fails_fails_for_whoever_asked_and_nobody_else() -> None:
    places = FairQueue()

    async def silent() -> None:
        raise Unavailable

    async def broken() -> None:
        raise ValueError

    done: list[int] = []

    async def fine() -> None:
        done.append(1)

    with pytest.raises(Unavailable):
        await places.in_turn(HERE, 1, silent)
    with pytest.raises(ValueError):  # noqa: PT011  # it has no words
        await places.in_turn(HERE, 1, broken)
    await places.in_turn(HERE, 1, fine)
    assert done == [1]


async def test_whoever_waits_or_is_at_it_when_it_ends_is_told_so() -> None:
    turns = Turns()
    turns.come(HERE, 1, 2)
    turns.come(THERE, 1)
    await asyncio.sleep(0.01)
    await turns.queue.stop()
    assert all(isinstance(each, NoRoom) for each in await turns.all())
    with pytest.raises(NoRoom):
        await turns.queue.in_turn(HERE, 5, asyncio.Event().wait)  # type: ignore[arg-type]  # it never begins
