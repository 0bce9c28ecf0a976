"""Shards take turns to identify: of each bucket one in five seconds, of all processes together."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import pytest

from db.engine.database import Database
from db.engine.vault import Vault
from services.base.shards.leasing import IdentifyTurns
from services.base.shards.ports import Starts, has_ended, this_process
from tests.services.base.test_shards import BOT, World
from tests.stores import Committing


@pytest.fixture
def world(database: Database, vault: Vault) -> World:
    return World(database, vault)


async def test_identifying_takes_turns(database: Database, vault: Vault) -> None:
    store = Committing(database, vault).shards
    assert await store.take_turn(BOT, 0, 5000)
    assert not await store.take_turn(BOT, 0, 5000)
    assert 0 < await store.until_turn(BOT, 0, 5000) <= 5000
    assert await store.take_turn(BOT, 1, 5000)  # another bucket
    assert await store.take_turn(BOT + 1, 0, 5000)  # another bot
    assert await store.take_turn(BOT, 0, 0)  # its time is over


async def test_a_turn_that_lies_ahead_is_waited_for_no_longer_than_any(
    database: Database, vault: Vault
) -> None:
    """The database's clock was put back."""
    store = Committing(database, vault).shards
    await store.take_turn(BOT, 0, 5000)
    async with database.durable() as tx:
        await tx.run("UPDATE identify_turns SET at = at + 3600000")
    assert not await store.take_turn(BOT, 0, 5000)
    assert 0 < await store.until_turn(BOT, 0, 5000) <= 5000


async def test_no_start_is_left(world: World) -> None:
    one, _ = await world.joined("one", "two")
    turns = IdentifyTurns(storage=world.storage, leases=one, sleep=world.sleep, say=world.say)
    asked = [Starts(4, 0, 90, 1), Starts(4, 0, 29, 1), Starts(4, 5, 0, 1)]

    async def starts() -> Starts:
        return asked.pop(0)

    world.slept.clear()
    await turns.wait(BOT, 0, starts, first=True)
    assert world.slept == [60.0, 30.0]
    assert world.said.count("shards-no-starts") == 2


def test_a_process_knows_that_itself_has_not_ended() -> None:
    here = this_process()
    if not here:
        pytest.skip("this system does not tell")
    assert not has_ended(here)
    *where, _ = here.split(" ")
    assert has_ended(" ".join([*where, "1"]))  # another one had the number before
    assert not has_ended("another-boot x 1 1")
    assert not has_ended("")


class Slow:
    """The database of a busy machine: a commit takes so many seconds, the next ones none."""

    def __init__(self, world: World, *commits: float) -> None:
        self._world = world
        self._commits = list(commits)
        self.committed = 0

    @contextlib.asynccontextmanager
    async def relaxed(self) -> AsyncIterator[Any]:
        async with self._world.storage.relaxed() as tx:
            yield tx
        self.committed += 1
        self._world.now += self._commits.pop(0) if self._commits else 0.0


@pytest.mark.parametrize(
    ("commits", "notes"),
    [([0.0], 1), ([0.1], 1), ([0.4], 2), ([0.4, 3.0, 0.2], 4)],
)
async def test_a_turn_whose_note_took_long_is_noted_anew(
    world: World, commits: list[float], notes: int
) -> None:
    one, _ = await world.joined("one", "two")
    slow = Slow(world, *commits)
    turns = IdentifyTurns(
        storage=slow,  # type: ignore[arg-type]  # as much of it as is used here
        leases=one,
        sleep=world.sleep,
        say=world.say,
        seconds=lambda: world.now,
    )

    async def starts() -> Starts:
        return Starts(4, 5, 0, 1)

    world.slept.clear()
    await turns.wait(BOT, 0, starts, first=True)
    assert (slow.committed, world.slept) == (notes, [0.0] * (notes - 1))
    async with world.storage.durable() as tx:
        left = await tx.shards.until_turn(BOT, 0, 5250)
    assert left > 3000, "the next one counts from the last note"


async def test_a_turn_that_is_over_before_it_was_used_is_waited_for_again(world: World) -> None:
    """Another shard may have had it meanwhile."""
    one, _ = await world.joined("one", "two")
    slow = Slow(world, 6.0)
    turns = IdentifyTurns(
        storage=slow,  # type: ignore[arg-type]  # as much of it as is used here
        leases=one,
        sleep=world.sleep,
        say=world.say,
        seconds=lambda: world.now,
    )

    async def starts() -> Starts:
        return Starts(4, 5, 0, 1)

    world.slept.clear()
    waiting = asyncio.create_task(turns.wait(BOT, 0, starts, first=True))
    while not any(each > 1 for each in world.slept):
        await asyncio.sleep(0.01)
    waiting.cancel()
