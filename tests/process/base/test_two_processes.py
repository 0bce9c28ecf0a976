"""Two processes on one database: one works and the other takes over; of two bots, what one does acts in the other."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from db.engine.database import Database
from localdiscord import PATIENCE, FakeDiscord, Json
from tests.process import running as processes
from tests.process.cluster import cluster
from tests.process.lists.driver import Lists
from tests.process.on_disk import opened
from tests.process.reports.driver import Reports
from tests.process.running import bot_process, running, trust
from tests.process.scanning.driver import Scanning
from tests.process.server import server
from tests.wording import sentence

pytestmark = pytest.mark.process

SITE = "thread.forum-of-hate.example"
CHANGES = 5  # a process that looked every two seconds would be in time for all of them once in 32 times


async def test_one_works_and_the_other_takes_over(fd: FakeDiscord, tmp_path: Path) -> None:
    """There is one shard: the second process stands by, until the first is killed in the midst of a story."""
    here = server(fd)
    desk = Reports(here)
    second = bot_process(fd, tmp_path)
    try:
        async with running(fd, tmp_path) as first:
            await second.start(wait_ready=False)
            await fd.until(lambda: any("It stands by" in line for line in second.output))
            await here.set_up()
            message = await here.post(here.bob, "see https://badforum.example/threads/5")
            form = await desk.form_about(here.alice, message)
            await (await fd.submit_modal(form, {"category": "doxxing", "details": "again"})).finished()
            await desk.card(1, sentence("case-state-open"))
            await desk.press(here.moderator, 1, "claim")
            await first.kill()
            await fd.until(lambda: any("ready:" in line for line in second.output))
            await desk.card(1, sentence("case-state-claimed", name="**Mod-Lighthouse**"))
            await desk.list_link(here.moderator, 1)
            await desk.card(1, sentence("case-state-closed-listed"))
            await here.removed(message, "what was reported")
            await here.removed(
                await here.post(here.bob, "https://badforum.example/threads/6"), "what is listed now"
            )
            await fd.quiet()
            assert len(desk.cards(1)) == 1
            assert desk.cards(2) == []
            assert fd.sharding.twice == []
            assert sorted(each["message"]["id"] for each in fd.deleted) == sorted(
                {each["message"]["id"] for each in fd.deleted}
            )
    finally:
        await second.stop()


async def test_a_change_by_one_acts_in_the_other_within_a_second(fd: FakeDiscord, tmp_path: Path) -> None:
    elsewhere = await FakeDiscord().start()
    there = tmp_path / "there"
    there.mkdir()
    database = processes.database_url(tmp_path)
    try:
        one, other = Lists(server(fd, "Anchor")), Lists(server(elsewhere, "Beacon"))
        one_quorum = {"SHARED_QUORUM": "1"}
        async with (
            running(fd, tmp_path, **one_quorum),
            running(elsewhere, there, DATABASE_URL=database, **one_quorum),
            opened(tmp_path) as looked_at,
        ):
            for lists in (one, other):
                await lists.set_up()
                await Scanning(lists.server).policy("preset", name="standard")
            await trust(tmp_path, one.server.guild)
            await other.lets_stand(f"https://{SITE}/1")
            for number in range(CHANGES):
                change = Change(looked_at, one, [other], f"{number}.{SITE}")
                await change.acts()
                assert change.seconds < 1 + 4 * change.stalled, f"change {number}: {change}"
    finally:
        await elsewhere.stop()


async def test_a_change_by_one_of_four_acts_in_every_other_within_a_second(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    """Each of four processes has one shard; the server whose moderator lists the places is the first one's."""
    async with cluster(fd, tmp_path, shards=4) as of, opened(tmp_path) as looked_at:
        one, *others = [Lists(here) for here in of.servers()]
        for _ in range(4):
            await of.process(SHARED_QUORUM="1").start(wait_ready=False)
        await of.shared(1, 1)
        for lists in (one, *others):
            await lists.set_up()
            await Scanning(lists.server).policy("preset", name="standard")
        await trust(tmp_path, one.server.guild)
        await others[-1].lets_stand(f"https://{SITE}/1")
        for number in range(CHANGES):
            change = Change(looked_at, one, others, f"{number}.{SITE}")
            await change.acts()
            assert change.seconds < 1 + 4 * change.stalled, f"change {number}: {change}"


@dataclass
class Change:
    """One place that one process lists, and how long it takes until all others act on it."""

    database: Database
    one: Lists
    others: Sequence[Lists]
    site: str
    seconds: float = 0.0
    """From the row of the change to the first message that goes, where that took longest."""
    stalled: float = 0.0
    """The longest that this machine took meanwhile for a look at one row, or from the row to the answer of the process that made
    it: what it takes for the other one, too. Some hundredths of a second where it has little to do.
    """

    async def acts(self) -> None:
        before = await self._revision()
        listing = asyncio.create_task(self.one.blocklist("add", f"https://{self.site}/", share=True))
        while await self._revision() == before:
            await asyncio.sleep(0.01)
        there_at, answered_at = time.monotonic(), list[float]()
        listing.add_done_callback(lambda _: answered_at.append(time.monotonic()))
        async with asyncio.timeout(PATIENCE):
            self.seconds = max(await asyncio.gather(*map(self._acted_at, self.others))) - there_at
        await listing
        await asyncio.sleep(0)  # the callback's turn
        self.stalled = max(self.stalled, answered_at[0] - there_at)

    async def _acted_at(self, other: Lists) -> float:
        """When the first of the messages was posted that went."""
        posted = list[tuple[float, Json]]()
        while not (gone := [at for at, message in posted if not other.server.fd.exists(message)]):
            posted.append((time.monotonic(), await self._post(other)))
            await self._revision()
            await asyncio.sleep(0.05)
        return min(gone)

    async def _post(self, other: Lists) -> Json:
        return await other.server.post(other.server.alice, f"https://{self.site}/2")

    async def _revision(self) -> int:
        began = time.monotonic()
        row = await self.database.read.one("SELECT max(revision) AS newest FROM list_changes")
        self.stalled = max(self.stalled, time.monotonic() - began)
        return 0 if row is None else int(row["newest"] or 0)
