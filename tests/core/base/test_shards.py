"""Sharing shards out: all are given out, none twice, fairly, and few move."""

from collections.abc import Collection
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from core.base.shards import ALL_SHARDS, Ours, Plan, shard_of, share_out

Held = dict[int, str | None]


def settled(wanting: dict[str, Collection[int] | None], held: Held, dice: Random) -> int:
    """Let everybody do what is fair, in any order, until nobody has anything to do; how many shards were given back."""
    moved = 0
    for _ in range(200):
        order = list(wanting)
        dice.shuffle(order)
        plans = [(process, share_out(process, wanting, dict(held))) for process in order]
        if all(plan == Plan() or plan == Plan([], []) for _, plan in plans):
            return moved
        for process, plan in plans:  # all planned from what they saw before the others acted
            for shard in plan.release:
                assert held[shard] == process
                held[shard] = None
                moved += 1
            for shard in plan.take:
                if held[shard] is None:  # as the database decides
                    held[shard] = process
    raise AssertionError(f"it never comes to rest: {held}")


@given(st.integers(1, 40), st.integers(1, 9), st.integers(0, 9), st.integers())
def test_all_are_shared_out_fairly_and_few_move(count: int, processes: int, gone: int, seed: int) -> None:
    dice = Random(seed)
    names = [f"process-{number}" for number in range(processes)]
    held: Held = dict.fromkeys(range(count))
    wanting: dict[str, Collection[int] | None] = {}
    for name in names:
        wanting[name] = None
        moved = settled(wanting, held, dice)
        shares = [list(held.values()).count(each) for each in wanting]
        assert None not in held.values()
        assert max(shares) - min(shares) <= 1
        assert moved <= list(held.values()).count(name)  # nothing moved but what the newcomer has
    for name in names[: min(gone, processes - 1)]:
        before = dict(held)
        del wanting[name]
        for shard, owner in held.items():
            held[shard] = None if owner == name else owner
        orphans = list(held.values()).count(None)
        assert settled(wanting, held, dice) <= orphans
        assert None not in held.values()
        shares = [list(held.values()).count(each) for each in wanting]
        assert max(shares) - min(shares) <= 1
        assert sum(before[shard] != held[shard] for shard in held) <= orphans


def test_who_was_told_its_shards_has_these_and_nobody_else_does() -> None:
    held: Held = dict.fromkeys(range(5))
    wanting: dict[str, Collection[int] | None] = {"free": None}
    settled(wanting, held, Random(1))
    wanting["told"] = {1, 3}
    settled(wanting, held, Random(1))
    assert held == {0: "free", 1: "told", 2: "free", 3: "told", 4: "free"}
    held = {shard: None if owner == "told" else owner for shard, owner in held.items()}
    assert share_out("free", wanting, held).take == []  # while it is there, even if it has nothing just now


def test_two_that_are_told_the_same_do_not_have_it_both() -> None:
    held: Held = {0: "one", 1: "one"}
    assert share_out("two", {"one": {0, 1}, "two": {0, 1}}, held) == Plan([], [])


def test_a_server_is_of_one_shard() -> None:
    server = (5 << 22) + 77
    assert [Ours(4, frozenset({shard})).has(server) for shard in range(4)] == [False, True, False, False]
    assert shard_of(server, 4) == 1
    assert ALL_SHARDS.has(server)
    assert ALL_SHARDS.are_all
    assert not Ours(2, frozenset({0})).are_all
    assert not Ours(1, frozenset()).has(server)
