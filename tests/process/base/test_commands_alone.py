"""A server in which the commands were authorised without the bot: nothing works there, and `/setup` says so."""

from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.process.reports.driver import Reports, thanked
from tests.process.running import running
from tests.process.server import server
from tests.wording import said, sentence

pytestmark = pytest.mark.process


async def test_its_manager_is_told_the_truth(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    fd.leave(here.guild)
    fd.commands_only.add(here.guild)  # the bot goes, its commands stay
    async with running(fd, tmp_path):
        for options in ({}, {"review_channel": here.review}):
            answer = await here.command(here.manager, "setup", **options)
            said(answer, "error-not-in-server")
            assert f"client_id={fd.bot}" in str(answer.text)
        for who, command in (
            (here.alice, "report"),
            (here.moderator, "queue"),
            (here.moderator, "blocklist pending"),
        ):
            said(await here.command(who, command), "error-not-in-server")
        said(await here.command(here.alice, "support"), "support-find")
        refused = await (await fd.slash(here.alice, here.general, "setup", _force=True)).finished()
        assert sentence("error-not-manager").stands_in(refused)


async def test_where_rowan_was_removed_and_its_commands_stay_no_report_is_taken_that_nobody_would_see(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    desk = Reports(here)
    async with running(fd, tmp_path):
        await here.set_up()
        thanked(await desk.report(here.alice, await here.post(here.bob, "see https://forum.example")), 1)
        card = await desk.card(1)
        opened = await desk.form_for_link(here.alice, link="https://forum.example/a")
        fd.leave(here.guild)
        fd.commands_only.add(here.guild)
        message = await here.post(here.bob, "see https://forum.example/b")
        for answer in (
            await desk.send(opened),
            await desk.form_about(here.alice, message),
            await here.command(here.alice, "report", link="https://forum.example/c"),
            await here.press(here.moderator, card, "case:1:claim"),
        ):
            said(answer, "error-not-in-server")
        said(await here.command(here.alice, "privacy notices", on=False), "privacy-notices-off")
