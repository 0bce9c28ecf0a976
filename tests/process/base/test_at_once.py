"""Whatever people do at once is done once, and what a process that dies had begun, the one that stood by ends."""

import asyncio
from pathlib import Path

import pytest

from localdiscord import FakeDiscord, Interaction
from tests.process.campaigns.driver import campaigns
from tests.process.lists.driver import Lists
from tests.process.on_disk import counted
from tests.process.reports.driver import REPORT, Reports, reports
from tests.process.running import bot_process, running, stands_by, trust
from tests.process.server import button, server
from tests.wording import sentence

pytestmark = pytest.mark.process

SITE = "forum-of-hate.example"


def _told_the_number(answer: Interaction, case: int) -> None:
    """A form that was sent again, since no answer came: the number is said, or that the report is there already."""
    both = (sentence(key, case=case) for key in ("report-thanks", "report-thanks-before"))
    assert any(each.stands_in(answer) for each in both), answer.text


async def test_what_several_people_do_at_once_is_done_once(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    desk = Reports(here)
    async with running(fd, tmp_path):
        await here.set_up()
        # Two members report one message at once: one case, one card, two reports; one form sent once is one report.
        message = await here.post(here.bob, f"see https://{SITE}/1")
        members = [here.alice, fd.add_member(here.guild, "carol")]
        forms = [await desk.form_about(who, message) for who in members]
        sent = await asyncio.gather(*(fd.submit_modal(form, REPORT) for form in forms))
        for answer in sent:
            _told_the_number(await answer.finished(), 1)
        await desk.card(1, reports(2))

        # Two moderators claim it at once.
        card = await desk.as_it_stands(1)
        both = await asyncio.gather(
            *(fd.click(who, card, "case:1:claim") for who in (here.moderator, here.second_moderator))
        )
        for answer in both:
            await answer.finished()
        await desk.card(1, sentence("case-state-claimed"))

        # The holder lists it; what is listed acts at once.
        held = sentence("case-state-claimed", name="**Mod-Lighthouse**")
        holder = here.moderator if held.stands_in(await desk.card(1)) else here.second_moderator
        await desk.list_link(holder, 1)
        await desk.card(1, sentence("case-message-removed"), sentence("case-state-closed-listed"))
        await here.removed(await here.post(here.bob, f"https://{SITE}/2"))
        await fd.quiet()
        assert [each["message"]["id"] for each in fd.deleted].count(message["id"]) == 1
        assert len(desk.cards(1)) == 1
        assert desk.cards(2) == []
        for what in ("cases", "own_entries", "audit WHERE action = 'case-claim'"):
            assert await counted(tmp_path, what) == 1, what
        assert await counted(tmp_path, "reports") == 2


async def test_stances_and_approvals_at_once_count_once(fd: FakeDiscord, tmp_path: Path) -> None:
    origin, north = campaigns(fd, "Origin"), campaigns(fd, "North")
    lists = [Lists(each.server) for each in (origin, north)]
    async with running(fd, tmp_path):
        await origin.set_up()
        await north.set_up()
        await trust(tmp_path, origin.guild, north.guild)
        await lists[0].blocklist("add", SITE, share=True)
        await asyncio.gather(*(each.blocklist("confirm", SITE) for each in (lists[1], lists[1])))
        assert await counted(tmp_path, "current_stances") == 2

        campaign = await origin.create()
        await north.follow(campaign)
        await origin.draft(campaign, headline="They answered")
        card = await origin.card("1")
        who = (origin.server.moderator, origin.server.second_moderator)
        await asyncio.gather(*(fd.click(each, card, button(card, "update:1:approve")) for each in who))
        for each in (origin, north):
            await each.copy("1", "They answered")
        await fd.quiet()
        assert [len(fd.bot_messages(each.news)) for each in (origin, north)] == [1, 1]


async def test_what_a_killed_process_had_begun_the_other_ends(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    desk = Reports(here)
    bots = [bot_process(fd, tmp_path) for _ in range(2)]
    try:
        await bots[0].start()
        await bots[1].start(wait_ready=False)
        await stands_by(fd, bots[1])
        await here.set_up()
        for number, bot in enumerate(bots, start=1):
            other = next(each for each in bots if each is not bot)
            death = fd.crash_on(bot, "POST", f"/channels/{here.review}/messages", moment="before")
            message = await here.post(here.bob, f"see https://{number}.example/")
            form = await desk.form_about(here.alice, message)
            _told_the_number(await (await fd.submit_modal(form, REPORT)).finished(), number)
            await death.happened()
            assert other.alive
            await desk.card(number, reports(1))
            await bot.start(wait_ready=False)
            await stands_by(fd, bot)
        await fd.quiet()
        for number in (1, 2):
            assert len(desk.cards(number)) == 1
        assert fd.unimplemented == []
    finally:
        for bot in bots:
            await bot.stop()
