"""Asking Discord what is behind an invite: what is asked, how often, and what waits for the answer."""

import pytest

from core.lists.invites import Behind
from services.lists import invites
from tests.lists import unlist_entry
from tests.services.lists.invites import FORUM, held, waiting
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import OTHER, REVIEW, SERVER


class TestAsking:
    async def test_nothing_is_asked_while_no_entry_holds_a_server(self, process: ScanningProcess) -> None:
        assert await process.see("discord.gg/xyz") is None
        await process.ask(2)
        await process.list_place("discord.gg/gone")
        await process.ask(2)
        await process.see("discord.gg/xyz", 2)
        await process.ask(2)
        assert process.discord.asked == ["gone"]

    async def test_another_servers_own_entry_asks_nothing_here(self, process: ScanningProcess) -> None:
        await held(process, server=OTHER)
        assert await process.see("discord.gg/xyz") is None
        await process.ask(2)
        assert process.discord.asked == []

    async def test_every_message_with_the_code_is_acted_upon_by_one_question(
        self, process: ScanningProcess, second: ScanningProcess
    ) -> None:
        await held(process)
        await second.indexing.catch_up()
        for message in range(1, 13):
            await (process if message % 2 else second).see("discord.gg/xyz", message)
            process.standing |= second.standing
        await process.ask(3)
        await second.ask(3)
        assert sorted(process.remover.deleted) == list(range(1, 13))
        assert process.discord.asked + second.discord.asked == ["xyz"]
        assert await waiting(process) == 0

    async def test_a_second_process_acts_at_once_by_what_the_first_was_told(
        self, process: ScanningProcess, second: ScanningProcess
    ) -> None:
        await held(process)
        await process.see("discord.gg/xyz", 1)
        await process.ask(2)
        await second.indexing.catch_up()
        assert await second.see("discord.com/invite/xyz", 2) is not None

    async def test_one_process_asks_at_a_time_and_another_goes_on_where_it_died(
        self, process: ScanningProcess, second: ScanningProcess
    ) -> None:
        await held(process)
        process.discord.down = True
        await process.see("discord.gg/xyz")
        second.standing |= process.standing
        process.clock.forward(seconds=2)
        assert await process.asking.step()
        assert not await second.asking.step()
        await process.asking.finish(5)
        assert process.discord.asked == ["xyz"]
        await second.ask(8)  # its lease ran out
        assert second.discord.asked == ["xyz"]
        assert second.remover.deleted == [1]

    async def test_between_the_answer_and_the_act_a_restart_loses_nothing(
        self, process: ScanningProcess, second: ScanningProcess
    ) -> None:
        await held(process)
        await process.see("discord.gg/xyz")
        process.asking._reader = None  # it dies before it looks again
        await process.ask(2)
        assert (process.discord.asked, await waiting(process)) == (["xyz"], 1)
        second.standing |= process.standing
        await second.indexing.catch_up()
        await second.ask(8)
        assert (second.remover.deleted, second.discord.asked) == ([1], [])
        assert await waiting(process) == 0

    async def test_what_is_gone_or_edited_meanwhile_is_taken_as_it_stands(
        self, process: ScanningProcess
    ) -> None:
        await held(process)
        for message in (1, 2, 3):
            await process.see("discord.gg/xyz", message)
        del process.standing[1]
        await process.see("never mind", 2)
        await process.ask(3)
        assert process.remover.deleted == [3]
        assert await waiting(process) == 0

    async def test_a_failing_discord_is_asked_ever_less_often_and_at_last(
        self, process: ScanningProcess
    ) -> None:
        await process.list_place("discord.gg/abc")
        process.discord.down = True
        await process.ask(60)
        assert 4 <= len(process.discord.asked) <= 6
        process.clock.forward(hours=5)
        process.discord.down = False
        await process.ask(2)
        known = await process.invites.holding(SERVER, ["discord.gg/abc"])
        assert (known["discord.gg/abc"].behind, known["discord.gg/abc"].server) == (Behind.HELD, FORUM)

    async def test_for_a_code_in_a_message_it_gives_up(self, process: ScanningProcess) -> None:
        await held(process)
        process.discord.down = True
        await process.see("discord.gg/xyz")
        for _ in range(30):
            await process.ask(2)
            process.clock.forward(minutes=1)
        assert 5 <= len(process.discord.asked) <= 8
        assert await waiting(process) == 0
        process.discord.down = False
        await process.see("discord.gg/xyz", 2)
        await process.ask(2)
        assert process.remover.deleted == [2]

    async def test_at_most_one_question_a_second(self, process: ScanningProcess) -> None:
        await held(process)
        await process.see(" ".join(f"discord.gg/raid{number}" for number in range(100)))
        await process.ask(10)
        assert len(process.discord.asked) == 10
        assert process.discord.asked == sorted(process.discord.asked, key=process.discord.asked.index)

    async def test_a_moderators_code_does_not_wait_behind_a_raid(self, process: ScanningProcess) -> None:
        await held(process)
        await process.see(" ".join(f"discord.gg/raid{number}" for number in range(100)))
        await process.list_place("discord.gg/games")
        await process.ask(2)
        assert "games" in process.discord.asked

    async def test_who_waits_for_an_answer_does_not_wait_behind_an_import(
        self, process: ScanningProcess
    ) -> None:
        for number in range(20):
            await process.list_place(f"discord.gg/import{number}")
        process.clock.forward(seconds=1)
        await process.invites.ask_next(["games"])
        await process.list_place("discord.gg/games")
        await process.ask(2)
        assert "games" in process.discord.asked

    async def test_the_queue_is_bounded(
        self, process: ScanningProcess, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await held(process)
        monkeypatch.setattr(invites, "POSTS_PER_SERVER", 5)
        for message in range(1, 10):
            await process.see(f"discord.gg/raid{message}", message)
        assert await waiting(process) == 5
        await process.see("discord.gg/abc", 10)  # nothing else suffers
        assert process.remover.deleted == [10]

    async def test_answers_are_believed_for_a_time_and_then_forgotten(self, process: ScanningProcess) -> None:
        await held(process)
        await process.see("discord.gg/xyz discord.gg/nothing")
        await process.ask(3)
        process.clock.forward(minutes=20)
        await process.see("discord.gg/nothing", 2)
        await process.ask(2)
        assert sorted(process.discord.asked) == ["nothing", "nothing", "xyz"]
        process.clock.forward(hours=24)
        await process.invites.purge(process.clock())
        known = await process.storage.read.invites.known(["abc", "xyz", "nothing"])
        assert list(known) == ["abc"]

    async def test_what_stands_on_no_list_is_forgotten(self, process: ScanningProcess) -> None:
        await held(process)
        await unlist_entry(process.storage, SERVER, "discord.gg/abc", now=process.clock())
        for _ in range(2):
            await process.invites.purge(process.clock())
            process.clock.forward(days=2)
        await process.invites.purge(process.clock())
        assert await process.storage.read.invites.known(["abc"]) == {}

    async def test_exempt_places_ask_nothing(self, process: ScanningProcess) -> None:
        await held(process)
        await process.see("discord.gg/xyz", 1, channels=(REVIEW,))
        await process.see("discord.gg/xyz", 2, server=OTHER)
        await process.ask(2)
        assert process.discord.asked == []

    async def test_a_servers_name_is_cut_and_masked(self, process: ScanningProcess) -> None:
        process.discord.names[FORUM] = "call +49 170 1234567 " + "x" * 200
        await held(process)
        known = await process.invites.holding(SERVER, ["discord.gg/abc"])
        assert "1234567" not in known["discord.gg/abc"].name
        assert len(known["discord.gg/abc"].name) <= 60
