"""Reported messages in archived threads, and such as go while Rowan is down, on the real process."""

from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.process.reports.driver import Reports, thanked
from tests.process.running import running
from tests.process.server import server
from tests.wording import sentence

pytestmark = pytest.mark.process

GONE = sentence("case-message-deleted")


async def test_what_goes_while_the_bot_is_down_is_found_at_its_start(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    desk = Reports(here)
    elsewhere = fd.add_channel(here.guild, "elsewhere")
    async with running(fd, tmp_path):
        await here.set_up()
        first = await here.post(here.bob, "see badforum.example/1")
        thanked(await desk.report(here.alice, first), 1)
        second = await here.post(here.bob, "see otherforum.example/2", channel=elsewhere)
        thanked(await desk.report(here.alice, second), 2)
        third = await here.post(here.bob, "see thirdforum.example/3")
        thanked(await desk.report(here.alice, third), 3)
        for number in (1, 2, 3):
            await desk.card(number)
    await fd.delete(here.bob, first)
    fd.delete_channel(elsewhere)
    async with running(fd, tmp_path):
        await desk.card(1, GONE)
        await desk.card(2, GONE)
        for number, ending in ((1, "gone"), (2, "gone"), (3, "left")):
            await desk.dismiss(here.moderator, number, "no_violation")
            await here.inbox(here.alice, sentence(f"outcome-{ending}", case=str(number)))
        await desk.card(3)
        assert not GONE.stands_in(desk.cards(3)[0])


async def test_a_message_in_an_archived_thread_is_reported_by_its_link_and_deleted(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    desk = Reports(here)
    thread = await fd.open_thread(here.manager, here.general, "old")
    message = await here.post(here.bob, "see badforum.example/1", channel=thread)
    fd.archive_thread(thread)
    async with running(fd, tmp_path):
        await here.set_up()
        link = f"https://discord.com/channels/{here.guild}/{thread}/{message['id']}"
        form = await desk.form_for_link(here.alice, link=link)
        thanked(await desk.send(form), 1)
        await desk.card(1, sentence("case-where", channel=f"<#{thread}>"))
        await desk.press(here.moderator, 1, "delete")
        await here.removed(message)
        await desk.card(1, sentence("case-message-removed"))
