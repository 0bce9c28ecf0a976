"""Two processes on one database: what one does acts in the other, and of what both do one is done."""

import asyncio
from pathlib import Path

import pytest

from localdiscord import PATIENCE, FakeDiscord
from tests.process import running as processes
from tests.process.lists.driver import Lists
from tests.process.reports.driver import Reports
from tests.process.running import running, trust
from tests.process.scanning.driver import Scanning
from tests.process.server import server
from tests.wording import sentence

pytestmark = pytest.mark.process

SITE = "thread.forum-of-hate.example"


async def test_what_both_hear_is_done_once(fd: FakeDiscord, tmp_path: Path) -> None:
    """Both are connected to one Discord: each click and each message reaches both in the same moment."""
    here = server(fd)
    desk = Reports(here)
    async with running(fd, tmp_path), running(fd, tmp_path):
        await here.set_up()
        message = await here.post(here.bob, "see https://badforum.example/threads/5")
        form = await desk.form_about(here.alice, message)
        await (await fd.submit_modal(form, {"category": "doxxing", "details": "again"})).finished()
        await desk.card(1, sentence("case-state-open"))
        await desk.press(here.moderator, 1, "claim")
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
        assert sorted(each["message"]["id"] for each in fd.deleted) == sorted(
            {each["message"]["id"] for each in fd.deleted}
        )


async def test_a_change_by_one_acts_in_the_other(fd: FakeDiscord, tmp_path: Path) -> None:
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
        ):
            for lists in (one, other):
                await lists.set_up()
                await Scanning(lists.server).policy("preset", name="standard")
            await trust(tmp_path, one.server.guild)
            await other.lets_stand(f"https://{SITE}/1")
            await one.blocklist("add", f"https://{SITE}/", share=True)
            # The other one asks for changes twice a second: of messages that are posted meanwhile, one is the first to go.
            posted = []
            async with asyncio.timeout(PATIENCE):
                while all(elsewhere.exists(message) for message in posted):
                    posted.append(await other.server.post(other.server.alice, f"https://{SITE}/2"))
                    await asyncio.sleep(0.1)
    finally:
        await elsewhere.stop()
