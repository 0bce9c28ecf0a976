"""Invites and the server behind them, over a real database: what an entry holds, and what is acted upon."""

import json

import pytest

from core.base.errors import UserError
from core.base.ids import ServerId
from core.lists.index import Index
from core.lists.invites import Behind
from core.lists.patterns import parse_pattern
from db.engine.database import Database
from db.engine.vault import Vault
from services.lists.check_file import EveryList, check_lines
from services.lists.trust import Trust
from tests.conftest import StandingClock
from tests.lists import allow_pattern, list_entry, unlist_entry
from tests.services.scanning.patrol import OTHER, SERVER, Patrol

FORUM = 99 * 10**16  # the server of those who harass
ELSEWHERE = 98 * 10**16
CODES = {"abc": FORUM, "xyz": FORUM, "Vanity": FORUM, "games": ELSEWHERE, "home": int(SERVER)}


@pytest.fixture
async def patrol(database: Database, vault: Vault, clock: StandingClock) -> Patrol:
    made = await Patrol(database, vault, clock).begin()
    made.discord.servers |= CODES
    return made


@pytest.fixture
async def second(second_database: Database, vault: Vault, clock: StandingClock, patrol: Patrol) -> Patrol:
    made = Patrol(second_database, vault, clock, "second")
    made.discord.servers |= CODES
    await made.live()
    await made.indexing.load()
    return made


async def held(patrol: Patrol, pattern: str = "discord.gg/abc", server: ServerId = SERVER) -> Patrol:
    """The pattern is listed, and Discord has said what is behind it."""
    await patrol.list_place(pattern, server)
    await patrol.ask(2)
    patrol.discord.asked.clear()
    return patrol


async def waiting(patrol: Patrol) -> int:
    rows = await patrol.database.read.all("SELECT DISTINCT message_id FROM invite_posts")
    return len(rows)


class TestWhatAnEntryHolds:
    async def test_until_discord_answers_the_code_alone_counts(self, patrol: Patrol) -> None:
        patrol.discord.down = True
        await patrol.list_place("discord.gg/abc")
        assert await patrol.see("come to discord.gg/abc", 1) is not None
        assert await patrol.see("come to discord.gg/xyz", 2) is None
        await patrol.ask(3)
        assert await patrol.see("come to discord.gg/xyz", 3) is None
        assert await waiting(patrol) == 0
        assert set(patrol.discord.asked) == {"abc"}

    @pytest.mark.parametrize(
        "text",
        [
            "discord.gg/xyz",
            "https://discord.com/invite/xyz?event=5",
            "canary.discord.com/invite/xyz",
            "discordapp.com/invite/xyz/",
            "dıscord[.]gg / xyz",
            "discord.gg/invite/xyz",
            "<discord://-/invite/xyz>",
        ],
    )
    async def test_another_invite_in_any_form_is_found_once_its_server_is_known(
        self, patrol: Patrol, text: str
    ) -> None:
        await held(patrol)
        await patrol.see(text, 1)
        await patrol.ask(2)
        assert patrol.remover.deleted == [1]
        assert patrol.discord.asked == ["xyz"]
        # From now on it acts at once, and Discord is not asked again.
        found = await patrol.row(await patrol.see(text, 2))
        assert (found["pattern"], found["link"], found["tier"]) == ("discord.gg/abc", "discord.gg/xyz", "own")
        assert patrol.remover.deleted == [1, 2]
        assert patrol.discord.asked == ["xyz"]

    async def test_an_invite_to_another_server_stays(self, patrol: Patrol) -> None:
        await held(patrol)
        await patrol.see("discord.gg/games and discord.gg/nothing", 1)
        await patrol.ask(4)
        assert await patrol.see("discord.gg/games and discord.gg/nothing", 2) is None
        assert patrol.remover.deleted == []
        assert sorted(patrol.discord.asked) == ["games", "nothing"]
        assert await waiting(patrol) == 0

    async def test_the_invite_itself_is_the_reason_where_it_is_listed_too(self, patrol: Patrol) -> None:
        await held(patrol)
        await held(patrol, "discord.gg/xyz")
        row = await patrol.row(await patrol.see("discord.gg/xyz"))
        assert row["pattern"] == "discord.gg/xyz"

    async def test_what_an_entry_holds_it_holds_when_the_invite_has_run_out(self, patrol: Patrol) -> None:
        await held(patrol)
        del patrol.discord.servers["abc"]
        patrol.clock.forward(days=3)
        await patrol.list_place("discord.gg/abc", OTHER)  # asked again
        await patrol.ask(2)
        assert patrol.discord.asked == ["abc"]
        await patrol.see("discord.gg/xyz")
        await patrol.ask(2)
        assert patrol.remover.deleted == [1]

    async def test_an_invite_that_discord_does_not_know_is_asked_about_once(self, patrol: Patrol) -> None:
        await patrol.list_place("discord.gg/gone")
        await patrol.ask(5)
        assert patrol.discord.asked == ["gone"]
        known = await patrol.invites.holding(SERVER, ["discord.gg/gone", "a.example"])
        assert {pattern: one.behind for pattern, one in known.items()} == {"discord.gg/gone": Behind.NONE}
        assert await patrol.see("discord.gg/gone") is not None

    async def test_removed_it_holds_nothing_any_more(self, patrol: Patrol) -> None:
        await held(patrol)
        await unlist_entry(patrol.storage, SERVER, "discord.gg/abc", now=patrol.clock())
        assert await patrol.see("discord.gg/xyz") is None
        await patrol.ask(2)
        assert patrol.discord.asked == []

    async def test_an_allow_for_one_invite_allows_the_server(self, patrol: Patrol) -> None:
        await held(patrol)
        await allow_pattern(patrol.storage, SERVER, "discord.gg/xyz", now=patrol.clock())
        await patrol.ask(2)
        assert await patrol.see("discord.gg/abc", 1) is None
        await patrol.see("discord.gg/Vanity", 2)
        await patrol.ask(2)
        assert patrol.remover.deleted == []

    async def test_what_is_known_when_it_is_listed_counts_at_once(self, patrol: Patrol) -> None:
        await held(patrol, server=OTHER)
        await patrol.invites.ask_next(["xyz", "Vanity"])
        await patrol.ask(3)
        patrol.indexing.index = Index()
        await patrol.list_place("discord.gg/xyz")
        assert await patrol.see("discord.gg/Vanity") is not None

    async def test_the_command_line_knows_what_discord_has_said(self, patrol: Patrol) -> None:
        await held(patrol)
        await patrol.see("discord.gg/xyz discord.gg/games")
        await patrol.ask(3)
        every_list = EveryList(lookup=patrol.lists, index=patrol.indexing)
        lines = [b"discord.gg/xyz discord.gg/games", b"discord.gg/abc"]
        answers = [json.loads(checked.json) async for checked in check_lines(lines, every_list, jsonl=False)]
        assert [[(match["pattern"], match["link"]) for match in answer["matches"]] for answer in answers] == [
            [("discord.gg/abc", "discord.gg/xyz")],
            [("discord.gg/abc", "discord.gg/abc")],
        ]

    async def test_a_shared_entry_holds_its_server_everywhere_but_there(self, patrol: Patrol) -> None:
        trust = Trust(storage=patrol.storage, clock=patrol.clock)
        for number in (13, 14):
            there = ServerId(number * 10**16)
            for invite in ("discord.gg/abc", "discord.gg/home"):
                await list_entry(patrol.storage, there, invite, now=patrol.clock(), share=True)
            await trust.trust(str(there), None)
        patrol.lists.changed(["discord.gg/abc", "discord.gg/home"])
        await patrol.ask(3)
        patrol.discord.servers["welcome"] = int(SERVER)
        await patrol.see("discord.gg/xyz discord.gg/welcome", 1)
        await patrol.ask(3)
        row = await patrol.database.read.one("SELECT * FROM detections")
        assert row is not None
        assert (row["tier"], row["pattern"], row["link"]) == ("shared", "discord.gg/abc", "discord.gg/xyz")
        assert await patrol.see("discord.gg/welcome", 2) is None


class TestTheOwnServer:
    async def test_its_invite_is_refused_where_discord_has_said_so(self, patrol: Patrol) -> None:
        await patrol.invites.ask_next(["home"])
        await patrol.ask(1)
        with pytest.raises(UserError, match="pattern-own-invite"):
            await patrol.invites.before_listing(SERVER, parse_pattern("discord.gg/home"))
        assert await patrol.invites.before_listing(SERVER, parse_pattern("a.example")) is None
        there = await patrol.invites.before_listing(OTHER, parse_pattern("discord.gg/home"))
        assert there is not None
        assert (there.behind, there.server) == (Behind.HELD, SERVER)

    async def test_an_entry_never_holds_it(self, patrol: Patrol) -> None:
        await held(patrol, "discord.gg/home")  # imported, or listed while Discord was away
        patrol.discord.servers["welcome"] = int(SERVER)
        assert await patrol.see("discord.gg/welcome", 1) is None
        await patrol.ask(2)
        assert patrol.discord.asked == []
        known = await patrol.invites.holding(SERVER, ["discord.gg/home"])
        assert known["discord.gg/home"].behind is Behind.OWN
        assert await patrol.see("discord.gg/home", 2) is not None  # by its code, as it was told to
