"""`/privacy export` and `erase`, `export-user` and `erase-user`, on the real process: complete, in a direct message too, after a
death in the middle, and for somebody who left.
"""

import asyncio
import json
from pathlib import Path

import pytest

from localdiscord import FakeDiscord, message_text
from tests.process.on_disk import everything_on_disk, opened
from tests.process.reports.driver import Reports, reports, thanked
from tests.process.running import command_line, running
from tests.process.server import server
from tests.wording import said

pytestmark = pytest.mark.process

WORDS = "unforgettable words"


async def test_erased_once_whatever_dies_and_the_case_stays(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    desk = Reports(here)
    first = await here.post(here.bob, "see https://one.example/")
    second = await here.post(here.bob, "see https://two.example/")
    async with running(fd, tmp_path) as bot:
        await here.set_up()
        thanked(await desk.report(here.alice, first, details=WORDS), 1)
        thanked(await desk.report(here.alice, second, details="of an open case"), 2)
        await desk.card(1, reports(1))
        await desk.dismiss(here.moderator, 1, "no_violation")
        inbox = fd.dm_channel(here.alice)
        asked = await fd.slash(here.alice, inbox, "privacy export")
        said(asked.text, "privacy-export-reports", count=2)
        before = await fd.slash(here.alice, inbox, "privacy erase")
        said(before.text, "privacy-erase-stays")
        which = f"privacy:erase:{here.alice}"
        # A button that was made for somebody else does nothing.
        theirs = await fd.click(here.bob, fd.plant(here.general, which), which)
        said(theirs.text, "privacy-erase-not-yours")
        death = fd.crash_on(
            bot, "POST", "/interactions/*/callback", moment="before"
        )  # it is done, and not said
        pressing = asyncio.create_task(fd.click(here.alice, before.messages[-1], which))
        await death.happened()
        pressing.cancel()
        await bot.start()
        assert "of an open case" in (await desk.reveal(here.moderator, 2)).text
    async with opened(tmp_path) as database:
        for row in await database.read.all("SELECT * FROM reports ORDER BY id"):
            assert row["reporter_sealed"] is row["reporter_key"] is None
            assert (row["details_sealed"] is None) == (row["id"] == 1)
        assert len(await database.read.all("SELECT * FROM cases")) == 2
    status, out, err = await command_line(tmp_path, "export-user", here.alice)
    assert (status, json.loads(out).keys()) == (0, {"about", "made_at"})
    said(err, "cli-user-nothing")


def names(desk: Reports) -> list[str]:
    """Who is named on the card of the first case."""
    (card,) = desk.cards(1)
    return [name for name in ("Bob-", "Mod-") if name in message_text(card)]


async def test_the_operator_does_it_for_somebody_who_left(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    desk = Reports(here)
    message = await here.post(here.bob, "see https://one.example/")
    async with running(fd, tmp_path):
        await here.set_up()
        thanked(await desk.report(here.alice, message, details=WORDS), 1)
        await desk.card(1, reports(1))
        await desk.dismiss(here.moderator, 1, "no_violation", note="the note of a moderator")
        status, out, _ = await command_line(tmp_path, "export-user", here.alice)
        assert status == 0
        (report,) = json.loads(out)["reports"]
        assert report["details"] == WORDS
        for other in (here.bob, here.moderator, "the note of a moderator", "one.example"):
            assert other not in out
        status, out, _ = await command_line(tmp_path, "export-user", here.bob)
        assert json.loads(out).keys() == {"about", "made_at"}  # nothing of the case about his message
        status, out, _ = await command_line(tmp_path, "export-user", here.moderator)
        assert "the note of a moderator" in out
        assert WORDS not in out
        await fd.until(lambda: len(names(desk)) == 2, 20, "the card names author and moderator")
        for person in (here.alice, here.bob, here.moderator):
            status, out, _ = await command_line(tmp_path, "erase-user", person)
            assert status == 0
            said(out, "cli-user-erased")
        await fd.until(lambda: not names(desk), 20, "the card names nobody")
    disk = await everything_on_disk(tmp_path)
    for secret in (WORDS, "the note of a moderator"):
        assert secret.encode() not in disk
    for wrong in ("alice", "12", "1" * 40):
        status, _, err = await command_line(tmp_path, "erase-user", wrong)
        assert status == 2
        said(err, "cli-user-id-bad")
