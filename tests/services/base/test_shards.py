"""Processes that share shards out through the database: none has one that another has, whatever stands still or dies."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from random import Random
from typing import Any

import pytest

from core.base.errors import Unavailable
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.settings.shards import ShardSettings
from services.base.shards.leasing import BEAT_SECONDS, GRACE, LEASE, IdentifyTurns, ShardLeases
from services.base.shards.ports import Starts, has_ended, this_process
from tests.stores import Committing, storage_of

BOT = 4711
RECOMMENDED = Starts(recommended=4, left=1000, reset_seconds=0, at_once=1)


class World:
    """Processes on one database, and a clock that only counts."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self.storage = storage_of(database, vault)
        self.now = 1000.0
        self.dead: set[str] = set()
        self.said: list[str] = []
        self.slept: list[float] = []
        self.away: set[str] = set()

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def say(self, key: str, /, **_values: object) -> str:
        self.said.append(key)
        return key

    def process(self, name: str, settings: ShardSettings | None = None, *, machine: str = "") -> ShardLeases:
        return ShardLeases(
            storage=Reaching(self, name),  # type: ignore[arg-type]  # as much of it as is used here
            process=name,
            settings=settings or ShardSettings(),
            seconds=lambda: self.now,
            sleep=self.sleep,
            say=self.say,
            ended=lambda where: where in self.dead,
            machine=machine or f"{name}'s",
        )

    async def joined(self, *names: str, settings: ShardSettings | None = None) -> list[ShardLeases]:
        made = [self.process(name, settings) for name in names]
        for each in made:
            await each.join(BOT, RECOMMENDED)
        await self.turns(made)
        return made

    async def turns(self, processes: list[ShardLeases], count: int = 4) -> None:
        """So many times each takes its step, and gives back what it has too much of."""
        for _ in range(count):
            for each in processes:
                for shard in await each.step():
                    await each.release(shard)
            self.now += BEAT_SECONDS


class Reaching:
    """The database, as far as one process reaches it."""

    def __init__(self, world: World, name: str) -> None:
        self._world = world
        self._name = name

    def __getattr__(self, way: str) -> object:
        writing = way in ("settling", "durable")
        if self._name in self._world.away or (writing and f"{self._name} writes" in self._world.away):
            return self._refusing if writing else _Refused()
        return getattr(self._world.storage, way)

    def _refusing(self) -> "_Refused":
        return _Refused()


class _Refused:
    async def __aenter__(self) -> None:
        raise Unavailable

    async def __aexit__(self, *_: object) -> None: ...

    def __getattr__(self, _store: str) -> object:
        raise Unavailable


@pytest.fixture
def world(database: Database, vault: Vault) -> World:
    return World(database, vault)


async def test_they_share_and_share_again(world: World) -> None:
    (one,) = await world.joined("one")
    assert one.held == {0, 1, 2, 3}
    (two,) = await world.joined("two")
    await world.turns([one, two])
    assert (len(one.held), len(two.held)) == (2, 2)
    assert not one.held & two.held
    await two.leave()
    await world.turns([one])
    assert one.held == {0, 1, 2, 3}


async def test_who_stands_still_has_stopped_before_another_begins(world: World) -> None:
    one, two = await world.joined("one", "two")
    await world.turns([one, two])
    had, began = one.held, world.now
    while two.held != {0, 1, 2, 3}:
        assert not one.held & two.held
        await two.step()
        world.now += 0.5
        assert world.now - began < LEASE + GRACE + 5 * BEAT_SECONDS
    assert had
    assert one.held == frozenset()
    assert await one.step() == frozenset()  # it goes on, and learns it
    assert one.held == frozenset()
    assert "shards-lost" in world.said
    await world.turns([one, two])
    assert (len(one.held), len(two.held)) == (2, 2)


async def test_whose_end_is_certain_is_taken_over_at_once(world: World) -> None:
    one, two = await world.joined("one", "two")
    await world.turns([one, two])
    world.dead.add("one's")
    await two.step()
    assert two.held == {0, 1, 2, 3}


async def test_a_database_that_takes_no_writes_stops_nobody(world: World) -> None:
    (one,) = await world.joined("one")
    world.away.add("one writes")
    for _ in range(100):
        await one.step()
        world.now += BEAT_SECONDS
        assert one.held == {0, 1, 2, 3}


async def test_a_database_that_cannot_be_read_stops_shards_until_it_can(world: World) -> None:
    one, two = await world.joined("one", "two")
    await world.turns([one, two])
    world.away.add("one")
    for _ in range(20):
        await one.step()
        await two.step()
        assert not one.held & two.held
        world.now += BEAT_SECONDS
    assert (one.held, two.held) == (frozenset(), {0, 1, 2, 3})
    world.away.clear()
    await world.turns([one, two])
    assert (len(one.held), len(two.held)) == (2, 2)


async def test_whoever_is_alone_answers_while_the_database_is_away(world: World) -> None:
    (one,) = await world.joined("one", settings=ShardSettings(count=1))
    world.away.add("one")
    for _ in range(100):
        await one.step()
        world.now += BEAT_SECONDS
        assert one.held == {0}
    world.now += LEASE + GRACE  # it was stopped, and goes on: somebody may have begun meanwhile
    assert one.held == frozenset()
    await one.step()
    assert one.held == frozenset()
    world.away.clear()
    await world.turns([one])
    assert one.held == {0}


async def test_whoever_was_not_alone_stops(world: World) -> None:
    one, two = await world.joined("one", "two", settings=ShardSettings(count=1))
    await world.turns([one, two])
    await two.leave()
    await world.turns([one])
    world.away.add("one")
    for _ in range(20):
        await one.step()
        world.now += BEAT_SECONDS
    assert one.held == frozenset()


@pytest.mark.parametrize("seed", range(3))
async def test_no_shard_is_anybody_elses_whatever_happens(world: World, seed: int) -> None:
    dice = Random(seed)
    processes = await world.joined("a", "b", "c")
    names = {id(each): name for each, name in zip(processes, "abc", strict=True)}
    still: dict[int, float] = {}
    for number in range(250):
        each = dice.choice(processes)
        happens = dice.random()
        if happens < 0.02:
            still[id(each)] = world.now + dice.uniform(1, 40)
        elif happens < 0.03:
            world.away ^= {names[id(each)]}
        elif happens < 0.04:
            world.away ^= {f"{names[id(each)]} writes"}
        elif happens < 0.05 and len(processes) < 6:
            world.away.clear()
            (new,) = await world.joined(f"new-{number}")
            names[id(new)] = f"new-{number}"
            processes.append(new)
        elif still.get(id(each), 0.0) <= world.now:
            too_much = await each.step()
            for shard in too_much:
                with contextlib.suppress(Unavailable):
                    await each.release(shard)
        held = [shard for one in processes for shard in one.held]
        assert len(held) == len(set(held)), f"seed {seed}, step {number}: {held}"
        world.now += dice.uniform(0, 0.6)
    world.away.clear()
    still.clear()
    await world.turns(processes, 12)
    assert sorted(shard for one in processes for shard in one.held) == [0, 1, 2, 3]


async def test_the_number_is_kept_until_all_have_stopped(world: World) -> None:
    (one,) = await world.joined("one")
    other = world.process("other", ShardSettings(count=6))

    async def meanwhile(seconds: float) -> None:
        world.now += seconds
        await one.step()

    other._sleep = meanwhile  # the first one lives on while this one looks whether it does
    await other.join(BOT, RECOMMENDED)
    assert other.count == 4
    assert "shards-other-count" in world.said
    await one.leave()
    await other.leave()
    (alone,) = await world.joined("alone", settings=ShardSettings(count=6))
    assert alone.held == {0, 1, 2, 3, 4, 5}


async def test_the_number_changes_when_the_others_died(world: World) -> None:
    await world.joined("one")
    (other,) = await world.joined(
        "other", settings=ShardSettings(count=6)
    )  # once the first was silent for long
    assert other.count == 6
    assert other.held == {0, 1, 2, 3, 4, 5}


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
