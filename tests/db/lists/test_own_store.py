"""Tables `own_entries` and `allows`: what one transaction writes, who may see what, what a hit asks for."""

from collections.abc import Callable
from datetime import datetime

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ServerId, UserId
from core.links import find_links
from core.lists.patterns import Pattern, parse_pattern
from db.engine.database import Database
from db.engine.vault import Vault
from db.lists import own_rows as list_rows
from db.lists.index_store import ListChanges
from db.lists.lookup_store import LookupRows
from db.lists.own_store import OwnListRows
from services.lists.own import Suggested
from tests.conftest import StandingClock

HERE, THERE = ServerId(100), ServerId(200)
MOD = UserId(4_242_424_242)


@pytest.fixture
def rows(database: Database, vault: Vault) -> OwnListRows:
    return OwnListRows(database, vault)


async def add(rows: OwnListRows, typed: str, now: datetime, server: ServerId = HERE, **more: object) -> bool:
    pattern = parse_pattern(typed)
    note, share = str(more.get("note", "")), bool(more.get("share"))
    return await rows.add(server, pattern, Category.DOXXING, note, MOD, now, share=share)


async def revision(database: Database) -> int:
    return await ListChanges(database).revision()


class TestEntries:
    async def test_what_is_added_comes_back_with_its_provenance(
        self, rows: OwnListRows, clock: StandingClock
    ) -> None:
        assert await add(rows, "https://Forum.example/x/", clock(), note="a forum")
        entry = await rows.entry(HERE, "forum.example/x")
        assert entry is not None
        assert (entry.pattern, entry.category, entry.note) == (
            parse_pattern("forum.example/x"),
            Category.DOXXING,
            "a forum",
        )
        assert (entry.added_by, entry.added_at, entry.case) == (MOD, clock(), None)

    async def test_twice_is_once(self, rows: OwnListRows, clock: StandingClock, database: Database) -> None:
        assert await add(rows, "forum.example", clock())
        before = await revision(database)
        assert not await add(rows, "FORUM.example.", clock(), note="other words")
        assert await revision(database) == before
        assert (await rows.search(HERE, "forum", 0, 10))[0] == 1

    async def test_lists_are_apart(self, rows: OwnListRows, clock: StandingClock) -> None:
        await add(rows, "forum.example", clock())
        assert await rows.entry(THERE, "forum.example") is None
        pattern = parse_pattern("forum.example")
        assert await rows.remove(THERE, pattern, "", MOD, clock()) == (False, False)
        assert await rows.entry(HERE, "forum.example") is not None
        entry = await rows.entry(HERE, "forum.example")
        assert entry is not None
        assert await rows.pattern_of_entry(THERE, entry.id) is None
        assert await rows.pattern_of_entry(HERE, entry.id) == pattern
        assert await rows.suggest(THERE, Suggested.OWN, "", 25) == []

    async def test_what_is_removed_can_be_added_again(self, rows: OwnListRows, clock: StandingClock) -> None:
        pattern = parse_pattern("forum.example")
        await add(rows, "forum.example", clock())
        assert await rows.remove(HERE, pattern, "gone", MOD, clock()) == (True, False)
        assert await rows.remove(HERE, pattern, "gone", MOD, clock()) == (False, False)
        assert await add(rows, "forum.example", clock())

    async def test_removing_retracts_in_the_same_transaction(
        self, rows: OwnListRows, clock: StandingClock
    ) -> None:
        await add(rows, "forum.example", clock(), share=True)
        assert await rows.remove(HERE, parse_pattern("forum.example"), "", MOD, clock()) == (True, True)
        assert await rows.suggest(HERE, Suggested.STANCES, "", 25) == []

    async def test_a_list_has_an_end(
        self, rows: OwnListRows, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(list_rows, "ENTRIES_PER_SERVER", 2)
        monkeypatch.setattr(list_rows, "ALLOWS_PER_SERVER", 1)
        for host in ("a1.example", "b1.example"):
            await add(rows, host, clock())
        with pytest.raises(UserError, match="list-full"):
            await add(rows, "c1.example", clock())
        assert await add(rows, "c1.example", clock(), THERE)
        await rows.allow(HERE, parse_pattern("a1.example"), "", MOD, clock())
        with pytest.raises(UserError, match="list-allows-full"):
            await rows.allow(HERE, parse_pattern("b1.example"), "", MOD, clock())

    async def test_search_takes_its_words_literally(self, rows: OwnListRows, clock: StandingClock) -> None:
        await add(rows, "forum.example/100%25_off", clock(), note="50% of_f \\ 'quoted'")
        await add(rows, "other.example", clock())
        for needle, count in (("%", 1), ("_", 1), ("\\", 1), ("'", 1), ("example", 2), ("nowhere", 0)):
            assert (await rows.search(HERE, needle, 0, 10))[0] == count, needle
        assert len((await rows.search(HERE, "example", 1, 10))[1]) == 1

    async def test_no_person_stands_in_the_clear(
        self, rows: OwnListRows, clock: StandingClock, database: Database
    ) -> None:
        await add(rows, "forum.example", clock(), share=True)
        await rows.allow(HERE, parse_pattern("other.example"), "", MOD, clock())
        await database.forget_deleted()
        assert str(MOD).encode() not in database.path.read_bytes()

    async def test_each_change_is_audited_and_numbered(
        self, rows: OwnListRows, clock: StandingClock, database: Database, vault: Vault
    ) -> None:
        pattern = parse_pattern("forum.example")
        await add(rows, "forum.example", clock(), share=True)
        await rows.remove(HERE, pattern, "wrong", MOD, clock())
        await rows.allow(HERE, pattern, "ours", MOD, clock())
        await rows.unallow(HERE, pattern, "no", MOD, clock())
        audit = await database.read.all("SELECT * FROM audit ORDER BY id")
        assert [(row["action"], row["after"]) for row in audit] == [
            ("list-add", "doxxing"),
            ("stance-confirm", ""),
            ("list-remove", "wrong"),
            ("stance-none", "wrong"),
            ("list-allow", "ours"),
            ("list-unallow", "no"),
        ]
        for row in audit:
            place = f"audit.actor/{row['server_id']}/{row['action']}/{row['subject']}/{row['at']}"
            assert vault.open(row["actor_sealed"], place) == str(MOD)
        assert await revision(database) == len(audit)


class TestHits:
    async def test_candidates_are_this_servers_and_those_that_count(
        self, database: Database, rows: OwnListRows, clock: StandingClock
    ) -> None:
        await add(rows, "forum.example", clock())
        await add(rows, "forum.example", clock(), THERE, share=True)
        await rows.allow(HERE, parse_pattern("forum.example/kind"), "", MOD, clock())
        found = await self.candidates(database, clock, "https://forum.example/kind")
        assert [own.pattern.text for own in found.own] == ["forum.example"]
        assert [allow.text for allow in found.allows] == ["forum.example/kind"]
        assert found.shared == []  # nobody trusts the server there
        assert not found.trusted

    async def test_a_removal_is_right_at_once(
        self, database: Database, rows: OwnListRows, clock: StandingClock
    ) -> None:
        await add(rows, "forum.example", clock())
        await rows.remove(HERE, parse_pattern("forum.example"), "", MOD, clock())
        assert (await self.candidates(database, clock, "forum.example")).own == []

    async def test_more_keys_than_a_statement_takes(
        self, database: Database, rows: OwnListRows, clock: StandingClock
    ) -> None:
        await add(rows, "forum.example", clock())
        text = "\n".join(f"https://host-{n}.example/a/b/c" for n in range(500)) + "\nhttps://forum.example"
        found = await self.candidates(database, clock, text)
        assert [own.pattern.text for own in found.own] == ["forum.example"]

    async def test_a_hit_is_looked_up_by_key_however_long_the_list(
        self, database: Database, rows: OwnListRows, clock: StandingClock
    ) -> None:
        async with database.bulk() as tx:
            for number in range(300):
                pattern = Pattern(parse_pattern("a.example").kind, f"h{number}.example", f"h{number}.example")
                await list_rows.add_own(
                    tx, rows._vault, HERE, pattern, Category.SCAM, "", None, None, clock()
                )
        from db.lists.lookup_store import _statement

        plan = await database.read.all(f"EXPLAIN QUERY PLAN {_statement(['a', 'b'])}", HERE, 0, "a", "b")
        steps = "\n".join(row["detail"] for row in plan)
        assert "own_entries_key" in steps
        assert "allows_key" in steps
        assert "shared_entries_key" in steps
        assert "SCAN" not in steps.replace("SCAN s ", "")

    @staticmethod
    async def candidates(database: Database, clock: Callable[[], datetime], text: str):
        keys = sorted({key for link in find_links(text) for key in link.keys})
        return await LookupRows(database, clock).candidates(HERE, keys)
