"""Asking Discord what is behind an invite: what is asked, how often, and what waits for the answer."""

import pytest

from core.base.ids import ServerId
from core.lists.invites import Behind
from db.engine.database import Database
from db.engine.vault import Vault
from services.lists import invites
from tests.conftest import StandingClock
from tests.lists import unlist_entry
from tests.services.scanning.patrol import OTHER, REVIEW, SERVER, Patrol

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


class TestAsking:
    async def test_nothing_is_asked_while_no_entry_holds_a_server(self, patrol: Patrol) -> None:
        assert await patrol.see("discord.gg/xyz") is None
        await patrol.ask(2)
        await patrol.list_place("discord.gg/gone")
        await patrol.ask(2)
        await patrol.see("discord.gg/xyz", 2)
        await patrol.ask(2)
        assert patrol.discord.asked == ["gone"]

    async def test_another_servers_own_entry_asks_nothing_here(self, patrol: Patrol) -> None:
        await held(patrol, server=OTHER)
        assert await patrol.see("discord.gg/xyz") is None
        await patrol.ask(2)
        assert patrol.discord.asked == []

    async def test_every_message_with_the_code_is_acted_upon_by_one_question(
        self, patrol: Patrol, second: Patrol
    ) -> None:
        await held(patrol)
        await second.indexing.catch_up()
        for message in range(1, 13):
            await (patrol if message % 2 else second).see("discord.gg/xyz", message)
            patrol.standing |= second.standing
        await patrol.ask(3)
        await second.ask(3)
        assert sorted(patrol.remover.deleted) == list(range(1, 13))
        assert patrol.discord.asked + second.discord.asked == ["xyz"]
        assert await waiting(patrol) == 0

    async def test_a_second_process_acts_at_once_by_what_the_first_was_told(
        self, patrol: Patrol, second: Patrol
    ) -> None:
        await held(patrol)
        await patrol.see("discord.gg/xyz", 1)
        await patrol.ask(2)
        await second.indexing.catch_up()
        assert await second.see("discord.com/invite/xyz", 2) is not None

    async def test_one_process_asks_at_a_time_and_another_goes_on_where_it_died(
        self, patrol: Patrol, second: Patrol
    ) -> None:
        await held(patrol)
        patrol.discord.down = True
        await patrol.see("discord.gg/xyz")
        second.standing |= patrol.standing
        patrol.clock.forward(seconds=2)
        assert await patrol.asking.step()
        assert not await second.asking.step()
        await patrol.asking.finish(5)
        assert patrol.discord.asked == ["xyz"]
        await second.ask(8)  # its lease ran out
        assert second.discord.asked == ["xyz"]
        assert second.remover.deleted == [1]

    async def test_between_the_answer_and_the_act_a_restart_loses_nothing(
        self, patrol: Patrol, second: Patrol
    ) -> None:
        await held(patrol)
        await patrol.see("discord.gg/xyz")
        patrol.asking._reader = None  # it dies before it looks again
        await patrol.ask(2)
        assert (patrol.discord.asked, await waiting(patrol)) == (["xyz"], 1)
        second.standing |= patrol.standing
        await second.indexing.catch_up()
        await second.ask(8)
        assert (second.remover.deleted, second.discord.asked) == ([1], [])
        assert await waiting(patrol) == 0

    async def test_what_is_gone_or_edited_meanwhile_is_taken_as_it_stands(self, patrol: Patrol) -> None:
        await held(patrol)
        for message in (1, 2, 3):
            await patrol.see("discord.gg/xyz", message)
        del patrol.standing[1]
        await patrol.see("never mind", 2)
        await patrol.ask(3)
        assert patrol.remover.deleted == [3]
        assert await waiting(patrol) == 0

    async def test_a_failing_discord_is_asked_ever_less_often_and_at_last(self, patrol: Patrol) -> None:
        await patrol.list_place("discord.gg/abc")
        patrol.discord.down = True
        await patrol.ask(60)
        assert 4 <= len(patrol.discord.asked) <= 6
        patrol.clock.forward(hours=5)
        patrol.discord.down = False
        await patrol.ask(2)
        known = await patrol.invites.holding(SERVER, ["discord.gg/abc"])
        assert (known["discord.gg/abc"].behind, known["discord.gg/abc"].server) == (Behind.HELD, FORUM)

    async def test_for_a_code_in_a_message_it_gives_up(self, patrol: Patrol) -> None:
        await held(patrol)
        patrol.discord.down = True
        await patrol.see("discord.gg/xyz")
        for _ in range(30):
            await patrol.ask(2)
            patrol.clock.forward(minutes=1)
        assert 5 <= len(patrol.discord.asked) <= 8
        assert await waiting(patrol) == 0
        patrol.discord.down = False
        await patrol.see("discord.gg/xyz", 2)
        await patrol.ask(2)
        assert patrol.remover.deleted == [2]

    async def test_at_most_one_question_a_second(self, patrol: Patrol) -> None:
        await held(patrol)
        await patrol.see(" ".join(f"discord.gg/raid{number}" for number in range(100)))
        await patrol.ask(10)
        assert len(patrol.discord.asked) == 10
        assert patrol.discord.asked == sorted(patrol.discord.asked, key=patrol.discord.asked.index)

    async def test_a_moderators_code_does_not_wait_behind_a_raid(self, patrol: Patrol) -> None:
        await held(patrol)
        await patrol.see(" ".join(f"discord.gg/raid{number}" for number in range(100)))
        await patrol.list_place("discord.gg/games")
        await patrol.ask(2)
        assert "games" in patrol.discord.asked

    async def test_who_waits_for_an_answer_does_not_wait_behind_an_import(self, patrol: Patrol) -> None:
        for number in range(20):
            await patrol.list_place(f"discord.gg/import{number}")
        patrol.clock.forward(seconds=1)
        await patrol.invites.ask_next(["games"])
        await patrol.list_place("discord.gg/games")
        await patrol.ask(2)
        assert "games" in patrol.discord.asked

    async def test_the_queue_is_bounded(self, patrol: Patrol, monkeypatch: pytest.MonkeyPatch) -> None:
        await held(patrol)
        monkeypatch.setattr(invites, "POSTS_PER_SERVER", 5)
        for message in range(1, 10):
            await patrol.see(f"discord.gg/raid{message}", message)
        assert await waiting(patrol) == 5
        await patrol.see("discord.gg/abc", 10)  # nothing else suffers
        assert patrol.remover.deleted == [10]

    async def test_answers_are_believed_for_a_time_and_then_forgotten(self, patrol: Patrol) -> None:
        await held(patrol)
        await patrol.see("discord.gg/xyz discord.gg/nothing")
        await patrol.ask(3)
        patrol.clock.forward(minutes=20)
        await patrol.see("discord.gg/nothing", 2)
        await patrol.ask(2)
        assert sorted(patrol.discord.asked) == ["nothing", "nothing", "xyz"]
        patrol.clock.forward(hours=24)
        await patrol.invites.purge(patrol.clock())
        rows = await patrol.database.read.all("SELECT code FROM invites")
        assert [row["code"] for row in rows] == ["abc"]

    async def test_what_stands_on_no_list_is_forgotten(self, patrol: Patrol) -> None:
        await held(patrol)
        await unlist_entry(patrol.storage, SERVER, "discord.gg/abc", now=patrol.clock())
        for _ in range(2):
            await patrol.invites.purge(patrol.clock())
            patrol.clock.forward(days=2)
        await patrol.invites.purge(patrol.clock())
        assert await patrol.database.read.all("SELECT code FROM invites") == []

    async def test_exempt_places_ask_nothing(self, patrol: Patrol) -> None:
        await held(patrol)
        await patrol.see("discord.gg/xyz", 1, channels=(REVIEW,))
        await patrol.see("discord.gg/xyz", 2, server=OTHER)
        await patrol.ask(2)
        assert patrol.discord.asked == []

    async def test_a_servers_name_is_cut_and_masked(self, patrol: Patrol) -> None:
        patrol.discord.names[FORUM] = "call +49 170 1234567 " + "x" * 200
        await held(patrol)
        known = await patrol.invites.holding(SERVER, ["discord.gg/abc"])
        assert "1234567" not in known["discord.gg/abc"].name
        assert len(known["discord.gg/abc"].name) <= 60
