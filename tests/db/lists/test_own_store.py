"""Tables `own_entries` and `allows`: what is kept of a server's own list, and who may see what."""

import pytest

from core.base.categories import Category
from core.base.ids import ServerId
from core.lists.formats import Format
from core.lists.patterns import parse_pattern
from db.engine.database import Database
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from db.lists.stores import ListsStores
from services.lists.imports.ports import NewImport
from services.lists.imports.survey import Item
from services.lists.own import Suggested
from tests.conftest import StandingClock
from tests.lists import BY, allow_pattern, list_entry, unlist_entry
from tests.stores import Committing

HERE, THERE = ServerId(100), ServerId(200)
SITE = parse_pattern("forum.example")

Stores = DatabaseStorage[ListsStores]


async def test_what_is_added_comes_back_with_its_provenance(storage: Stores, clock: StandingClock) -> None:
    assert await list_entry(storage, HERE, "https://Forum.example/x/", note="a forum", now=clock())
    entry = await storage.read.own.get(HERE, "forum.example/x")
    assert entry is not None
    assert (entry.pattern, entry.category, entry.note) == (
        parse_pattern("forum.example/x"),
        Category.DOXXING,
        "a forum",
    )
    assert (entry.added_by, entry.added_at, entry.case) == (BY, clock(), None)


async def test_twice_is_once(storage: Stores, clock: StandingClock) -> None:
    assert await list_entry(storage, HERE, "forum.example", now=clock())
    before = await storage.read.list_changes.revision()
    assert not await list_entry(storage, HERE, "FORUM.example.", note="other words", now=clock())
    assert await storage.read.list_changes.revision() == before
    assert (await storage.read.own.search(HERE, "forum", 0, 10)).total == 1


async def test_the_stores_themselves_keep_a_pattern_once(
    database: Database, vault: Vault, storage: Stores, clock: StandingClock
) -> None:
    stores = Committing(database, vault)
    await stores.servers.ensure(HERE)
    assert [await stores.own.add(HERE, SITE, Category.SCAM, "", BY, None, clock()) for _ in range(2)] == [
        True,
        False,
    ]
    assert [await stores.allows.add(HERE, SITE, "", BY, clock()) for _ in range(2)] == [True, False]
    assert [await stores.own.remove(HERE, SITE, clock()) for _ in range(2)] == [True, False]
    assert [await stores.allows.end(HERE, SITE, clock()) for _ in range(2)] == [True, False]
    assert await storage.read.list_changes.revision() == 4
    newest = await storage.read.own.newest(HERE, SITE.text)
    assert newest is not None
    assert newest.category is Category.SCAM
    assert await storage.read.own.get(HERE, SITE.text) is None


async def test_lists_are_apart(storage: Stores, clock: StandingClock) -> None:
    await list_entry(storage, HERE, "forum.example", now=clock())
    own = storage.read.own
    assert await own.get(THERE, "forum.example") is None
    assert not await unlist_entry(storage, THERE, "forum.example", now=clock())
    entry = await own.get(HERE, "forum.example")
    assert entry is not None
    assert await own.pattern_of_entry(THERE, entry.id) is None
    assert await own.pattern_of_entry(HERE, entry.id) == SITE
    assert await own.suggest(THERE, Suggested.OWN, "", 25) == []


async def test_what_is_removed_can_be_added_again(storage: Stores, clock: StandingClock) -> None:
    await list_entry(storage, HERE, "forum.example", now=clock())
    assert await unlist_entry(storage, HERE, "forum.example", now=clock())
    assert not await unlist_entry(storage, HERE, "forum.example", now=clock())
    assert await list_entry(storage, HERE, "forum.example", now=clock())


async def test_search_takes_its_words_literally(storage: Stores, clock: StandingClock) -> None:
    note = "50% of_f \\ 'quoted'"
    await list_entry(storage, HERE, "forum.example/100%25_off", note=note, now=clock())
    await list_entry(storage, HERE, "other.example", now=clock())
    search = storage.read.own.search
    for needle, count in (("%", 1), ("_", 1), ("\\", 1), ("'", 1), ("example", 2), ("nowhere", 0)):
        assert (await search(HERE, needle, 0, 10)).total == count, needle
    assert len((await search(HERE, "example", 1, 10)).rows) == 1


@pytest.mark.sqlite
async def test_no_person_stands_in_the_clear(
    storage: Stores, clock: StandingClock, database: Database
) -> None:
    await list_entry(storage, HERE, "forum.example", now=clock(), share=True)
    await allow_pattern(storage, HERE, "other.example", now=clock())
    await database.forget_deleted()
    assert str(BY).encode() not in database.path.read_bytes()


@pytest.mark.parametrize("portion", [1, 2, 100])
async def test_of_what_the_operator_imported_searches_find_all_and_options_the_beginning(
    storage: Stores, clock: StandingClock, monkeypatch: pytest.MonkeyPatch, portion: int
) -> None:
    """A list of a million is not read through while somebody types; what moderators put there is."""
    monkeypatch.setattr("db.lists.own_store._PORTION", portion)
    now = clock()
    async with storage.durable() as tx:
        await tx.servers.ensure(HERE)
        for beyond in (False, True):
            which = await tx.imports.begin(
                NewImport(
                    HERE, "0" * 64, Format.PLAIN, Category.SCAM, None, 3, 0, beyond_bound=beyond, file_name=""
                ),
                now,
            )
            mark = "b" if beyond else "a"
            typed = [f"forum-{mark}.example", f"my-forum-{mark}.example", f"forum-{mark}.example/Page"]
            items = [Item(parse_pattern(each), None, "") for each in typed]
            await tx.imported.add_own(which, None, items, now, beyond_bound=beyond, sites={})

    async def found(needle: str) -> list[str]:
        searched = await storage.read.own.search(HERE, needle, 0, 10)
        assert not searched.is_partial
        assert searched.total == len(searched.rows)
        offered = await storage.read.own.suggest(HERE, Suggested.OWN, needle, 25)
        texts = [entry.pattern.text for entry in searched.rows]
        assert [text for _, text in offered] == [text for text in texts if text != "my-forum-b.example"]
        return sorted(texts)

    assert await found("forum") == [
        "forum-a.example",
        "forum-a.example/Page",
        "forum-b.example",
        "forum-b.example/Page",
        "my-forum-a.example",
        "my-forum-b.example",
    ]
    assert await found("forum-b.example/page") == ["forum-b.example/Page"]
    assert await found("zzz") == []
    assert not (await storage.read.own.search(THERE, "forum", 0, 10)).is_partial
    # Of a list that is longer than anybody reads through, the rest is found by its beginning, and it is said.
    monkeypatch.setattr("db.lists.own_store._LOOKED_THROUGH", 0)
    searched = await storage.read.own.search(HERE, "forum", 0, 10)
    assert (searched.is_partial, searched.more, searched.total) == (True, False, 5)
    monkeypatch.setattr("db.lists.own_store._BEGINNING", 2)
    assert (await storage.read.own.search(HERE, "forum", 0, 10)).more
