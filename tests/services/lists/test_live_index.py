"""Two processes on one database: what one changes, the other acts by."""

import asyncio

import pytest

from core.base.retention import KeptFor
from core.servers.policy import Tier
from db.engine.postgres.database import PostgresDatabase
from services.lists import live_index
from tests.given_retention import forget
from tests.people import moderator
from tests.services.lists.process import A, B, Process


class TestTwoProcesses:
    async def test_a_change_by_one_acts_in_the_other_at_the_next_look(
        self, rowan: Process, elsewhere: Process
    ) -> None:
        await rowan.index.load()
        await elsewhere.index.load()
        await rowan.add(A, "forum.example")
        assert await elsewhere.tiers(A, "forum.example") == []
        await elsewhere.index.catch_up()
        assert await elsewhere.tiers(A, "forum.example") == [Tier.OWN]
        await rowan.own.remove(moderator(A), "forum.example", "")
        assert await elsewhere.tiers(A, "forum.example") == []  # at once: the store is asked

    async def test_whoever_was_away_for_longer_than_changes_are_kept_reads_everything_anew(
        self, rowan: Process, elsewhere: Process
    ) -> None:
        await elsewhere.index.load()
        for number in range(5):
            await rowan.add(A, f"forum{number}.example")
        await forget(rowan.database, rowan.clock(), KeptFor(list_changes=2))
        assert len(await rowan.database.read.all("SELECT * FROM list_changes")) == 2
        await elsewhere.index.catch_up()
        for number in range(5):
            assert await elsewhere.tiers(A, f"forum{number}.example") == [Tier.OWN]
        await rowan.add(A, "one-more.example")
        await elsewhere.index.catch_up()
        assert await elsewhere.tiers(A, "one-more.example") == [Tier.OWN]

    async def test_a_number_that_a_crashed_server_gave_twice_hides_no_change(
        self, rowan: Process, elsewhere: Process, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A change is seen before it is on the server's disk. Where it is lost, the next one has its number."""
        await elsewhere.index.load()
        await rowan.add(A, "lost.example")
        await elsewhere.index.catch_up()
        await rowan.add(A, "forum.example")
        async with rowan.database.bulk() as tx:
            await tx.run("DELETE FROM list_changes WHERE key LIKE '%lost%'")
            await tx.run("UPDATE list_changes SET revision = revision - 1")
        monkeypatch.setattr(type(elsewhere.database), "losses", 1)
        await elsewhere.index.catch_up()
        assert await elsewhere.tiers(A, "forum.example") == [Tier.OWN]

    async def test_within_a_second_by_itself(self, rowan: Process, elsewhere: Process) -> None:
        running = asyncio.create_task(elsewhere.index.run())
        try:
            await rowan.add(A, "forum.example")
            assert live_index.POLL_SECONDS < 1
            async with asyncio.timeout(60):
                while await elsewhere.tiers(A, "forum.example") != [Tier.OWN]:
                    await asyncio.sleep(0.05)
        finally:
            running.cancel()

    async def test_at_a_hint_nobody_waits_for_the_next_look(
        self, rowan: Process, elsewhere: Process, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if isinstance(rowan.database, PostgresDatabase):  # a file gives none
            monkeypatch.setattr(live_index, "POLL_SECONDS", 3600)
        running = asyncio.create_task(elsewhere.index.run())
        try:
            await rowan.add(A, "forum.example")
            async with asyncio.timeout(60):
                while await elsewhere.tiers(A, "forum.example") != [Tier.OWN]:
                    await asyncio.sleep(0.01)
        finally:
            running.cancel()

    async def test_a_start_loads_what_stands(self, rowan: Process, elsewhere: Process) -> None:
        await rowan.trusted(B)
        await rowan.add(A, "forum.example")
        await rowan.add(B, "other.example", share=True)
        await elsewhere.index.load()
        assert await elsewhere.tiers(A, "forum.example") == [Tier.OWN]
        await elsewhere.trusted(A)
        assert await elsewhere.tiers(A, "other.example") == [Tier.PROPOSED]

    async def test_both_add_the_same_at_once(self, rowan: Process, elsewhere: Process) -> None:
        adding = (each.own.add for each in (rowan, elsewhere) * 5)
        attempts = (add(moderator(A), "forum.example", None, "", share=False) for add in adding)
        done = await asyncio.gather(*attempts)
        assert [each.new for each in done].count(True) == 1
        assert {each.entry for each in done} == {done[0].entry}
