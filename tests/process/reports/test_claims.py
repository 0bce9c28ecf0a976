"""Claims that end by themselves, on the real process: what happened while it was down is found at its start, and a death in
between tells nobody twice.
"""

import functools
from pathlib import Path

import pytest

from localdiscord import BotProcess, FakeDiscord
from localdiscord.faults import Moment
from tests.process.on_disk import audited, hours_pass_for_cases
from tests.process.reports.driver import Reports, thanked
from tests.process.running import bot_process, running, with_deaths_before_and_after
from tests.process.server import AT_ONCE, Server, server, showing_all
from tests.wording import said, sentence

pytestmark = pytest.mark.process


async def claimed(here: Server, desk: Reports, by: str, number: int, category: str = "scam") -> None:
    """Somebody reports a message, and a moderator claims the case."""
    message = await here.post(here.bob, f"see https://badforum.example/{number}")
    thanked(await desk.report(here.alice, message, category=category), number)
    said(await desk.press(by, number, "claim"), "case-claimed", case=number)


async def test_who_left_or_lost_the_role_while_the_bot_was_down_holds_nothing_after_its_start(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    desk = Reports(here)
    async with running(fd, tmp_path):
        # Who loses their rights below may go on reading the channel: else no card would be brought up to date there.
        await here.set_up(review_reader=here.role("Managers"))
        await claimed(here, desk, here.moderator, 1)
        await claimed(here, desk, here.second_moderator, 2)
        await claimed(here, desk, here.manager, 3)
        await desk.card(3, sentence("case-state-claimed"))
    fd.remove_member(here.guild, here.moderator)
    fd.change_member(here.guild, here.second_moderator, roles=[])
    async with running(fd, tmp_path):
        await desk.card(1, sentence("case-state-freed-left"), seconds=AT_ONCE)
        await desk.card(2, sentence("case-state-freed-rights"), seconds=AT_ONCE)
        await desk.card(3, sentence("case-state-claimed"))
        # A role that changes while it runs is heard.
        fd.set_role_permissions(here.guild, here.role("Managers"), 0)
        await desk.card(3, sentence("case-state-freed-rights"), seconds=AT_ONCE)


async def test_an_outage_frees_nothing(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    desk = Reports(here)
    async with running(fd, tmp_path):
        await here.set_up()
        await claimed(here, desk, here.moderator, 1)
        await desk.card(1, sentence("case-state-claimed"))
        fd.outage(here.guild)
        await fd.quiet()
        fd.recover(here.guild)
        await claimed(here, desk, here.second_moderator, 2)
        await desk.card(1, sentence("case-state-claimed"))


@pytest.mark.parametrize("told_by", ["card", "mail"])
async def test_a_death_while_a_claim_ends_tells_its_holder_once(tmp_path: Path, told_by: str) -> None:
    await with_deaths_before_and_after(tmp_path, functools.partial(_ends_once, told_by))


async def _ends_once(told_by: str, fd: FakeDiscord, folder: Path, moment: Moment) -> None:
    here, bot = server(fd), bot_process(fd, folder)
    desk = Reports(here)
    try:
        await bot.start()
        await here.set_up()
        await claimed(here, desk, here.moderator, 1)
        await desk.card(1, sentence("case-state-claimed"))
        await bot.stop()
        await hours_pass_for_cases(folder, 25)
        calls = {
            "card": ("PATCH", f"/channels/{here.review}/messages/*"),
            "mail": ("POST", f"/channels/{fd.dm_channel(here.moderator)}/messages"),
        }
        await _die_once(fd, bot, *calls[told_by], moment)
        await desk.card(1, sentence("case-state-freed-idle"))
        await here.inbox(here.moderator, sentence("claim-ended-notice"))
        await fd.quiet()
        assert len(here.mail(here.moderator)) == 1
        assert await audited(folder, "claim-ended") == 1
        assert fd.unimplemented == []
    finally:
        await bot.stop()


async def _die_once(fd: FakeDiscord, bot: BotProcess, method: str, path: str, moment: Moment) -> None:
    """Start the bot, which dies at this call, and start it again."""
    death = fd.crash_on(bot, method, path, moment=moment)
    await bot.start(wait_ready=False)  # it may die before anybody saw it ready
    await death.happened()
    await fd.until(lambda: not bot.alive, what="the bot is dead")
    await bot.start()


async def test_a_death_while_the_alert_role_is_told_pings_it_once(tmp_path: Path) -> None:
    await with_deaths_before_and_after(tmp_path, _told_once)


async def _told_once(fd: FakeDiscord, folder: Path, moment: Moment) -> None:
    here, bot = server(fd), bot_process(fd, folder)
    desk = Reports(here)
    alert = fd.add_role(here.guild, "Alert", 0)
    try:
        await bot.start()
        await here.set_up(alert_role=alert)
        await claimed(here, desk, here.moderator, 1, "threats")
        await desk.card(1, sentence("case-state-claimed"))
        await bot.stop()
        await hours_pass_for_cases(folder, 2)
        await _die_once(fd, bot, "POST", f"/channels/{here.review}/messages", moment)
        await here.in_review(sentence("undecided-title", count=1))
        await bot.stop()
        await hours_pass_for_cases(folder, 2)
        await bot.start()
        await fd.quiet()
        found = showing_all(fd.bot_messages(here.review), [sentence("undecided-title", count=1)])
        assert len(found) == 1
        assert fd.unimplemented == []
    finally:
        await bot.stop()
