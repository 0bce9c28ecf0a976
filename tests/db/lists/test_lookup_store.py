"""What one look at the database finds under the keys of a hit, and how."""

import pytest

from core.base.categories import Category
from core.base.ids import ServerId
from core.links import find_links
from core.lists.patterns import Pattern, parse_pattern
from core.lists.shared_standing import STANCE_LASTS, StanceKind
from db.engine.database import Database
from db.engine.storage import DatabaseStorage
from db.lists.lookup_store import _statement
from db.lists.stores import ListsStores
from services.lists.shared_list.trust import Trust
from services.lists.sources import Candidates
from tests.conftest import StandingClock
from tests.lists import allow_pattern, list_entry, unlist_entry

HERE, THERE, ELSEWHERE = ServerId(10**16), ServerId(2 * 10**16), ServerId(3 * 10**16)

Stores = DatabaseStorage[ListsStores]


async def candidates(
    storage: Stores, clock: StandingClock, text: str, server: ServerId | None = HERE
) -> Candidates:
    keys = sorted({key for link in find_links(text) for key in link.keys})
    return await storage.glance.lookup.candidates(server, keys, clock())


async def test_candidates_are_this_servers_and_those_that_count(
    storage: Stores, clock: StandingClock
) -> None:
    await list_entry(storage, HERE, "forum.example", now=clock())
    await list_entry(storage, THERE, "forum.example", now=clock(), share=True)
    await allow_pattern(storage, HERE, "forum.example/kind", now=clock())
    found = await candidates(storage, clock, "https://forum.example/kind")
    assert [own.pattern.text for own in found.own] == ["forum.example"]
    assert [allow.text for allow in found.allows] == ["forum.example/kind"]
    assert found.shared == []  # nobody trusts the server there
    assert not found.trusted


async def test_the_operator_asks_for_every_servers_entries(storage: Stores, clock: StandingClock) -> None:
    for server in (HERE, THERE):
        await list_entry(storage, server, "forum.example", now=clock())
    await allow_pattern(storage, HERE, "forum.example/kind", now=clock())
    found = await candidates(storage, clock, "https://forum.example/kind", None)
    assert [own.pattern.text for own in found.own] == ["forum.example", "forum.example"]
    assert found.allows == []


async def test_a_removal_is_right_at_once(storage: Stores, clock: StandingClock) -> None:
    await list_entry(storage, HERE, "forum.example", now=clock())
    await unlist_entry(storage, HERE, "forum.example", now=clock())
    assert (await candidates(storage, clock, "forum.example")).own == []


async def test_more_keys_than_a_statement_takes(storage: Stores, clock: StandingClock) -> None:
    await list_entry(storage, HERE, "forum.example", now=clock())
    text = "\n".join(f"https://host-{n}.example/a/b/c" for n in range(500)) + "\nhttps://forum.example"
    found = await candidates(storage, clock, text)
    assert [own.pattern.text for own in found.own] == ["forum.example"]


@pytest.mark.sqlite
async def test_a_hit_is_looked_up_by_key_however_long_the_list(
    database: Database, storage: Stores, clock: StandingClock
) -> None:
    async with storage.bulk() as tx:
        await tx.servers.ensure(HERE)
        for number in range(300):
            pattern = Pattern(parse_pattern("a.example").kind, f"h{number}.example", f"h{number}.example")
            await tx.own.add(HERE, pattern, Category.SCAM, "", None, None, clock())
    plan = await database.read.all(f"EXPLAIN QUERY PLAN {_statement(2)}", HERE, 0, "a", "b")
    steps = "\n".join(row["detail"] for row in plan)
    assert "own_entries_key" in steps
    assert "allows_key" in steps
    assert "shared_entries_key" in steps
    assert "SCAN" not in steps.replace("SCAN s ", "")


async def test_a_hit_sees_counted_stances_only(storage: Stores, clock: StandingClock) -> None:
    for server in (HERE, THERE):
        await list_entry(storage, server, "forum.example", now=clock(), share=True)
    await Trust(storage=storage, clock=clock).trust(str(THERE), "team")
    (shared,) = (await candidates(storage, clock, "https://forum.example/x", ELSEWHERE)).shared
    assert [(stance.group, stance.kind) for stance in shared.stances] == [("team", StanceKind.CONFIRM)]
    clock.now += STANCE_LASTS
    assert (await candidates(storage, clock, "https://forum.example/x", ELSEWHERE)).shared == []


async def test_the_index_is_made_of_what_may_act(storage: Stores, clock: StandingClock) -> None:
    await list_entry(storage, HERE, "forum.example", now=clock())
    await list_entry(storage, THERE, "other.example", now=clock(), share=True)
    await allow_pattern(storage, HERE, "allowed.example", now=clock())
    await list_entry(storage, HERE, "gone.example", now=clock())
    await unlist_entry(storage, HERE, "gone.example", now=clock())
    keys = [
        key
        for table in (storage.read.own, storage.read.shared)
        async for part in table.every_key()
        for key in part
    ]
    assert sorted(set(keys)) == ["forum.example", "other.example"]
