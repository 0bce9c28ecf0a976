"""PostgreSQL goes away while the bot runs, and comes back: nothing is taken for done meanwhile, and all goes on by itself."""

import asyncio
from pathlib import Path

import asyncpg
import pytest

from localdiscord import FakeDiscord
from tests import postgres
from tests.process.reports.driver import Reports, thanked
from tests.process.running import running
from tests.process.scanning.driver import Scanning
from tests.process.server import server
from tests.wording import sentence

pytestmark = [pytest.mark.process, pytest.mark.postgres]

_NOT_DONE = (sentence("error-storage-busy"), sentence("error-storage-in-doubt"))


async def test_a_server_that_goes_away_is_waited_for(fd: FakeDiscord, tmp_path: Path) -> None:
    programs = postgres.binaries()
    assert programs is not None
    there = await asyncio.to_thread(postgres.OwnServer, programs)
    here = server(fd)
    desk = Reports(here)
    secret = there.url.replace("rowan@", "rowan:sekret@")
    async with running(fd, tmp_path, DATABASE_URL=secret) as bot:
        await here.set_up()
        messages = [await here.post(here.bob, f"https://badforum.example/{number}") for number in range(3)]
        thanked(await desk.report(here.alice, messages[0]), 1)
        await desk.card(1)
        form = await desk.form_about(here.alice, messages[1])
        await asyncio.to_thread(there.crash)
        answer = await (await fd.submit_modal(form, {"category": "harassment"})).finished()
        assert any(each.stands_in(answer) for each in _NOT_DONE), answer.text
        await asyncio.to_thread(there.start)
        thanked(await desk.report(here.alice, messages[2]), 2)
        await desk.card(2)
        await desk.press(here.moderator, 1, "claim")
        await desk.card(1, sentence("case-state-claimed", name="**Mod-Lighthouse**"))
        assert not any("sekret" in line for line in bot.output)


async def test_a_removal_that_the_server_lost_while_it_was_under_way_has_its_card(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    """The server crashes between the commit and its disk, and is back while Discord still has the message."""
    programs = postgres.binaries()
    assert programs is not None
    there = await asyncio.to_thread(postgres.OwnServer, programs, wal_writer_delay="10s")
    scanner = Scanning(server(fd))
    async with running(fd, tmp_path, DATABASE_URL=there.url):
        await scanner.set_up()
        unconfirmed = await asyncpg.connect(there.url)
        await unconfirmed.execute("BEGIN; SELECT 1 FROM confirmations FOR UPDATE")
        slow = fd.inject("DELETE", "/channels/*/messages/*", status=429, retry_after=1.0)
        message = await scanner.post()
        await fd.until(lambda: scanner.deletions(message), what="the deletion is tried")
        await asyncio.to_thread(there.crash)
        unconfirmed.terminate()
        await asyncio.to_thread(there.start)
        looking = await asyncpg.connect(there.url)
        kept = await looking.fetchval("SELECT count(*) FROM detections")
        await looking.close()  # also where this fails: it would fail a later test, collected unclosed
        assert kept == 0, "else it was not lost"
        slow.end()
        await scanner.server.removed(message)
        await scanner.card(sentence("detection-title-removed"))
        await fd.quiet()
        assert len(scanner.cards()) == 1
