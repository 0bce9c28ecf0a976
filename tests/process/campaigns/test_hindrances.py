"""What comes in between an update and its readers on the real process: two at once, an edit, clocks, a server that is gone, death at each step."""

import asyncio
from pathlib import Path

import pytest

from localdiscord import FakeDiscord, Json
from localdiscord.faults import Crash
from tests.process.campaigns.driver import Campaigns, campaigns
from tests.process.campaigns.test_way import at, order, three
from tests.process.running import running, trust
from tests.process.server import button, has_button, waited
from tests.wording import said, sentence, shows, unsaid

pytestmark = pytest.mark.process

GONE = sentence("update-publisher-gone")


async def test_what_was_edited_is_approved_by_nobody_who_saw_the_earlier_text(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    origin = campaigns(fd, "Origin")
    async with running(fd, tmp_path):
        await origin.set_up(second_approval=True)
        campaign = await origin.create()
        await origin.draft(campaign, headline="First words")
        seen: Json = await origin.card("1", "approve:1")
        pressed = button(seen, "update:1:approve:1")
        form = await origin.press("1", "edit")
        await origin.server.send(form, headline="Second words")
        second = origin.server.second_moderator
        late = await (await fd.click(second, seen, pressed)).finished()
        said(late, "draft-replaced-already")
        await origin.card("1", "approve:2")
        said(await origin.approve("1"), "draft-needs-another")
        said(await origin.approve("1", second), "draft-approved")
        assert "First words" not in await origin.copy("1", "Second words")


async def test_a_form_that_was_open_while_somebody_else_corrected_is_refused_and_given_back(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    origin = campaigns(fd, "Origin")
    async with running(fd, tmp_path):
        await origin.set_up()
        await origin.draft(await origin.create(), headline="What was said")
        await origin.approve("1")
        first = await origin.command("campaign correct", update="1")
        second = await origin.command("campaign correct", by=origin.server.second_moderator, update="1")
        await origin.server.send(first, headline="What is true")
        await origin.approve("1")
        late = await origin.server.send(second, body="Another sentence.")
        said(late, "update-changed-meanwhile")
        said(late, "form-given-back")
        unsaid(late, "form-again")
        await origin.copy("1", "What is true")


async def test_of_two_moderators_at_once_one_decides(fd: FakeDiscord, tmp_path: Path) -> None:
    origin = campaigns(fd, "Origin")
    async with running(fd, tmp_path):
        await origin.set_up()
        campaign = await origin.create()
        people = (origin.server.moderator, origin.server.second_moderator)
        for number in ("1", "2"):
            await origin.draft(campaign, headline=f"Words {number}")
            card = await origin.card(number)
            verbs = ("approve", "approve" if number == "1" else "discard")
            presses = [
                fd.click(who, card, button(card, f"update:{number}:{verb}"))
                for who, verb in zip(people, verbs, strict=True)
            ]
            answers = [await each.finished() for each in await asyncio.gather(*presses)]
            ends = [
                sentence(key).stands_in(answer)
                for answer in answers
                for key in ("draft-approved", "draft-discarded")
            ]
            assert sum(ends) == 1, [answer.text for answer in answers]
        await origin.copy("1", "Words 1")
        assert len(origin.copies("1")) == 1


async def test_a_time_that_clocks_skip_and_one_that_is_over_are_refused(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    origin = campaigns(fd, "Origin")
    async with running(fd, tmp_path):
        await origin.set_up(timezone="Europe/Berlin")
        campaign = await origin.create()
        skipped = await origin.command("campaign update", campaign=campaign, at="2027-03-28 02:30")
        said(skipped, "schedule-skipped", typed="02:30", zone="Europe/Berlin")
        said(
            await origin.command("campaign update", campaign=campaign, at="2020-01-01 10:00"), "schedule-past"
        )
        await origin.draft(campaign, headline="First words")
        await origin.approve("1")
        await origin.copy("1", "First words")
        skipped = await origin.command("campaign correct", update="1", at="2027-03-28 02:30")
        said(skipped, "schedule-skipped")
        assert [
            each for each in fd.bot_messages(origin.server.review) if has_button(each, "update:*:approve")
        ] == []


async def test_a_campaign_whose_server_left_stands_still_and_goes_on_when_it_is_back(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    async with running(fd, tmp_path) as bot:
        origin, north, _, campaign = await three(fd, tmp_path)
        await origin.draft(campaign, headline="First words")
        await origin.approve("1")
        await north.copy("1", "First words")
        fd.leave(origin.guild)
        await north.server.in_review(sentence("campaign-was-stopped-followed"), seconds=60)
        await bot.restart(crash=True)
        await north.copy("1", GONE)
        unsaid(await north.command("updates list", north.server.alice), "update-publisher-gone")
        fd.come_back(origin.guild)
        await north.server.in_review(sentence("campaign-goes-on-followed"), seconds=60)
        await fd.until(lambda: not shows(north.copies("1")[0], GONE), 60)
        await origin.draft(campaign, headline="Second words")
        await origin.approve("2")
        await north.copy("2", "Second words")
        assert order(north) == [1, 2]


async def test_death_at_each_step_of_the_way_loses_and_doubles_nothing(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    origin, north = campaigns(fd, "Origin"), campaigns(fd, "North")
    north.news = fd.add_channel(north.guild, "announcements", type=5)
    async with running(fd, tmp_path) as bot:

        def dying(method: str, channel: str, path: str = "") -> Crash:
            return fd.crash_on(bot, method, f"/channels/{channel}/messages{path}")

        async def died(crash: Crash) -> None:
            await crash.happened()
            fd.forget_nonces()
            await bot.start()

        for here in (origin, north):
            await here.set_up()
        await trust(tmp_path, origin.guild)
        campaign = await origin.create()
        await north.follow(campaign, approve=True)
        asks, asks_north = origin.server.review, north.server.review

        crash = dying("POST", asks)  # the draft's card
        await origin.draft(campaign, at=at(3600), headline="First words")
        await died(crash)
        await fd.until(lambda: fd.calls("PATCH", f"/channels/{asks}/messages/*"))  # it is found again
        crash = dying("PATCH", asks, "/*")  # it says that it was approved
        await origin.approve("1")
        await died(crash)
        form = await origin.command("campaign correct", update="1", at=at(2))
        await origin.server.send(form, headline="First words")
        crash = dying("POST", asks_north)  # at its time: North's moderators are asked
        await origin.approve("1", version=2)
        await died(crash)
        await north.card("1", "approve:2")
        crash = dying("POST", north.news)  # North's copy
        await north.approve("1")
        await died(crash)
        await north.copy("1", "First words")
        await fd.until(lambda: all(message["flags"] & 1 for message in north.copies("1")))
        await origin.correct("1", headline="Second words")
        crash = dying("PATCH", origin.news, "/*")  # the corrected copy
        await origin.approve("1", version=3)
        await died(crash)
        await north.card("1", "approve:3")
        crash = dying("PATCH", north.news, "/*")  # withdrawn, while North was asked about the correction
        who, where = origin.server.moderator, origin.server.general  # nobody answers: it dies meanwhile
        await fd.slash(who, where, "campaign withdraw", update="1", reason="It was not true")
        await died(crash)
        for here in (origin, north):
            await here.copy("1", sentence("update-withdrawn", number=1))
            assert len(fd.bot_messages(here.news)) == 1
            await fd.until(lambda here=here: not _asked(fd, here))


def _asked(fd: FakeDiscord, here: Campaigns) -> list[Json]:
    return [each for each in fd.bot_messages(here.server.review) if has_button(each, "update:1:approve")]


async def test_rights_that_end_in_the_middle_end_the_say(fd: FakeDiscord, tmp_path: Path) -> None:
    origin = campaigns(fd, "Origin")
    async with running(fd, tmp_path):
        await origin.set_up()
        campaign = await origin.create()
        opened = await origin.command("campaign update", campaign=campaign)
        await origin.draft(campaign, headline="First words")
        card = await origin.card("1")
        origin.server.rights_of_moderators(0)
        refused = await origin.server.send(
            opened, kind="win", headline="Second words", body="x", source="", warning=""
        )
        said(refused, "error-not-moderator")
        for verb in ("approve", "edit", "discard"):
            pressed = await origin.server.press(origin.server.moderator, card, f"update:1:{verb}")
            said(pressed, "error-not-moderator")
        assert await waited(fd, lambda: fd.bot_messages(origin.server.review), "First words")
        assert origin.copies("1") == []
