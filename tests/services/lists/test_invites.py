"""Invites and the server behind them, over a real database: what an entry holds, and what is acted upon."""

import json

import pytest

from core.base.errors import UserError
from core.base.ids import ServerId
from core.lists.index import Index
from core.lists.invites import Behind
from core.lists.patterns import parse_pattern
from core.servers.policy import Tier
from services.lists.check_file import EveryList, check_lines
from services.lists.shared_list.trust import Trust
from tests.lists import allow_pattern, list_entry, unlist_entry
from tests.services.lists.invites import held, waiting
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import OTHER, SERVER


class TestWhatAnEntryHolds:
    async def test_until_discord_answers_the_code_alone_counts(self, process: ScanningProcess) -> None:
        process.discord.down = True
        await process.list_place("discord.gg/abc")
        assert await process.see("come to discord.gg/abc", 1) is not None
        assert await process.see("come to discord.gg/xyz", 2) is None
        await process.ask(3)
        assert await process.see("come to discord.gg/xyz", 3) is None
        assert await waiting(process) == 0
        assert set(process.discord.asked) == {"abc"}

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
        self, process: ScanningProcess, text: str
    ) -> None:
        await held(process)
        await process.see(text, 1)
        await process.ask(2)
        assert process.remover.deleted == [1]
        assert process.discord.asked == ["xyz"]
        # From now on it acts at once, and Discord is not asked again.
        found = await process.detection(await process.see(text, 2))
        assert (found.pattern, found.link, found.tier) == ("discord.gg/abc", "discord.gg/xyz", Tier.OWN)
        assert process.remover.deleted == [1, 2]
        assert process.discord.asked == ["xyz"]

    async def test_an_invite_to_another_server_stays(self, process: ScanningProcess) -> None:
        await held(process)
        await process.see("discord.gg/games and discord.gg/nothing", 1)
        await process.ask(4)
        assert await process.see("discord.gg/games and discord.gg/nothing", 2) is None
        assert process.remover.deleted == []
        assert sorted(process.discord.asked) == ["games", "nothing"]
        assert await waiting(process) == 0

    async def test_the_invite_itself_is_the_reason_where_it_is_listed_too(
        self, process: ScanningProcess
    ) -> None:
        await held(process)
        await held(process, "discord.gg/xyz")
        found = await process.detection(await process.see("discord.gg/xyz"))
        assert found.pattern == "discord.gg/xyz"

    async def test_what_an_entry_holds_it_holds_when_the_invite_has_run_out(
        self, process: ScanningProcess
    ) -> None:
        await held(process)
        del process.discord.servers["abc"]
        process.clock.forward(days=3)
        await process.list_place("discord.gg/abc", OTHER)  # asked again
        await process.ask(2)
        assert process.discord.asked == ["abc"]
        await process.see("discord.gg/xyz")
        await process.ask(2)
        assert process.remover.deleted == [1]

    async def test_an_invite_that_discord_does_not_know_is_asked_about_once(
        self, process: ScanningProcess
    ) -> None:
        await process.list_place("discord.gg/gone")
        await process.ask(5)
        assert process.discord.asked == ["gone"]
        known = await process.invites.holding(SERVER, ["discord.gg/gone", "a.example"])
        assert {pattern: one.behind for pattern, one in known.items()} == {"discord.gg/gone": Behind.NONE}
        assert await process.see("discord.gg/gone") is not None

    async def test_removed_it_holds_nothing_any_more(self, process: ScanningProcess) -> None:
        await held(process)
        await unlist_entry(process.storage, SERVER, "discord.gg/abc", now=process.clock())
        assert await process.see("discord.gg/xyz") is None
        await process.ask(2)
        assert process.discord.asked == []

    async def test_an_allow_for_one_invite_allows_the_server(self, process: ScanningProcess) -> None:
        await held(process)
        await allow_pattern(process.storage, SERVER, "discord.gg/xyz", now=process.clock())
        await process.ask(2)
        assert await process.see("discord.gg/abc", 1) is None
        await process.see("discord.gg/Vanity", 2)
        await process.ask(2)
        assert process.remover.deleted == []

    async def test_what_is_known_when_it_is_listed_counts_at_once(self, process: ScanningProcess) -> None:
        await held(process, server=OTHER)
        await process.invites.ask_next(["xyz", "Vanity"])
        await process.ask(3)
        process.indexing.index = Index()
        await process.list_place("discord.gg/xyz")
        assert await process.see("discord.gg/Vanity") is not None

    async def test_the_command_line_knows_what_discord_has_said(self, process: ScanningProcess) -> None:
        await held(process)
        await process.see("discord.gg/xyz discord.gg/games")
        await process.ask(3)
        every_list = EveryList(lookup=process.lists, index=process.indexing)
        lines = [b"discord.gg/xyz discord.gg/games", b"discord.gg/abc"]
        answers = [json.loads(checked.json) async for checked in check_lines(lines, every_list, jsonl=False)]
        assert [[(match["pattern"], match["link"]) for match in answer["matches"]] for answer in answers] == [
            [("discord.gg/abc", "discord.gg/xyz")],
            [("discord.gg/abc", "discord.gg/abc")],
        ]

    async def test_a_shared_entry_holds_its_server_everywhere_but_there(
        self, process: ScanningProcess
    ) -> None:
        trust = Trust(storage=process.storage, clock=process.clock)
        for number in (13, 14):
            there = ServerId(number * 10**16)
            for invite in ("discord.gg/abc", "discord.gg/home"):
                await list_entry(process.storage, there, invite, now=process.clock(), share=True)
            await trust.trust(str(there), None)
        process.lists.changed(["discord.gg/abc", "discord.gg/home"])
        await process.ask(3)
        process.discord.servers["welcome"] = int(SERVER)
        await process.see("discord.gg/xyz discord.gg/welcome", 1)
        await process.ask(3)
        (found,) = await process.detections()
        assert (found.tier, found.pattern, found.link) == (Tier.SHARED, "discord.gg/abc", "discord.gg/xyz")
        assert await process.see("discord.gg/welcome", 2) is None


class TestTheOwnServer:
    async def test_its_invite_is_refused_where_discord_has_said_so(self, process: ScanningProcess) -> None:
        await process.invites.ask_next(["home"])
        await process.ask(1)
        with pytest.raises(UserError, match="pattern-own-invite"):
            await process.invites.before_listing(SERVER, parse_pattern("discord.gg/home"))
        assert await process.invites.before_listing(SERVER, parse_pattern("a.example")) is None
        there = await process.invites.before_listing(OTHER, parse_pattern("discord.gg/home"))
        assert there is not None
        assert (there.behind, there.server) == (Behind.HELD, SERVER)

    async def test_an_entry_never_holds_it(self, process: ScanningProcess) -> None:
        await held(process, "discord.gg/home")  # imported, or listed while Discord was away
        process.discord.servers["welcome"] = int(SERVER)
        assert await process.see("discord.gg/welcome", 1) is None
        await process.ask(2)
        assert process.discord.asked == []
        known = await process.invites.holding(SERVER, ["discord.gg/home"])
        assert known["discord.gg/home"].behind is Behind.OWN
        assert await process.see("discord.gg/home", 2) is not None  # by its code, as it was told to
