"""The way of updates to three servers on the real process: at a time, in order, whoever dies, whoever cannot be reached."""

import asyncio
import time
from pathlib import Path

import pytest

from localdiscord import PATIENCE, FakeDiscord, P, message_text
from localdiscord.faults import Moment
from tests.process.campaigns.driver import Campaigns, campaigns
from tests.process.running import operator, running, trust, with_deaths_before_and_after
from tests.process.server import has_button, waited
from tests.wording import said, sentence, unsaid

pytestmark = pytest.mark.process


def at(seconds: float) -> str:
    """A time to come as Discord itself writes it."""
    return f"<t:{int(time.time() + seconds)}>"


def order(here: Campaigns) -> list[int]:
    """The updates whose copies stand in the campaign channel, the oldest copy first."""
    posted = sorted(here.server.fd.bot_messages(here.news), key=lambda message: int(message["id"]))
    numbers = (1, 2, 3)
    return [
        number for message in posted for number in numbers if has_button(message, f"update:{number}:timeline")
    ]


async def three(fd: FakeDiscord, folder: Path) -> tuple[Campaigns, Campaigns, Campaigns, str]:
    """A server with a campaign and two that follow it."""
    origin, north, south = (campaigns(fd, name) for name in ("Origin", "North", "South"))
    for here in (origin, north, south):
        await here.set_up()
    await trust(folder, origin.guild)
    campaign = await origin.create()
    await north.follow(campaign)
    await south.follow(campaign)
    return origin, north, south, campaign


async def test_an_update_for_a_time_survives_deaths_and_goes_out_once(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    async with running(fd, tmp_path) as bot:
        origin, north, south, campaign = await three(fd, tmp_path)
        await origin.server.set_up(timezone="Europe/Berlin")
        said(await origin.command("campaign update", campaign=campaign, at="2020-01-01 10:00"), "schedule-past",
             when="<t:1577869200:f>")  # fmt: skip
        unreadable = await origin.command("campaign update", campaign=campaign, at="tomorrow")
        assert "Europe/Berlin" in unreadable.text

        await origin.draft(campaign, at=at(10), headline="On time")
        approved = await origin.approve("1")
        said(approved, "draft-scheduled", number=1, count=3)
        await bot.restart(crash=True)
        # One that is edited must be approved again; one that is withdrawn never goes out.
        await origin.draft(campaign, at=at(3600), headline="Much later")
        await origin.approve("2")
        said(
            await origin.command("campaign withdraw", update="2", reason="No"), "update-withdrawing", number=2
        )
        for here in (origin, north, south):
            await here.copy("1", "On time")
        await bot.restart(crash=True)
        for here in (origin, north, south):
            await here.copy("1", "On time")
            assert order(here) == [1]
        async with asyncio.timeout(PATIENCE):
            counted = await origin.command("campaign copies", update="1")
            while not sentence("copies-stand", count=3).stands_in(counted):
                counted = await origin.command("campaign copies", update="1")


async def test_deaths_in_the_middle_lose_and_double_nothing_and_keep_the_order(tmp_path: Path) -> None:
    await with_deaths_before_and_after(tmp_path, _in_order)


async def _in_order(fd: FakeDiscord, folder: Path, moment: Moment) -> None:
    async with running(fd, folder) as bot:
        origin, north, south, campaign = await three(fd, folder)
        crash = fd.crash_on(bot, "POST", f"/channels/{south.news}/messages", moment=moment)
        await origin.draft(campaign, headline="First words")
        await origin.approve("1")
        await crash.happened()
        fd.forget_nonces()
        await bot.start()
        await origin.draft(campaign, headline="Second words")
        crash = fd.crash_on(bot, "POST", f"/channels/{north.news}/messages", moment=moment)
        await origin.approve("2")
        await crash.happened()
        fd.forget_nonces()
        await bot.start()
        # A correction of the first while the second is on its way.
        await origin.correct("1", headline="Corrected words")
        await origin.approve("1", version=2)
        for here in (origin, north, south):
            await here.copy("2", "Second words")
            await here.copy("1", "Corrected words", sentence("update-corrected"))
            assert order(here) == [1, 2]


async def test_who_could_not_be_reached_is_told_once_and_goes_on_in_order(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    async with running(fd, tmp_path) as bot:
        origin, north, south, campaign = await three(fd, tmp_path)
        fd.set_overwrites(north.news, [{"id": fd.bot, "type": 1, "allow": "0", "deny": str(P.SEND)}])
        for number in ("1", "2", "3"):
            await origin.draft(campaign, headline=f"Words {number}")
            await origin.approve(number)
            await south.copy(number, f"Words {number}")
        said(await north.card("1", "retry"), "delivery-stuck-forbidden", number=1, channel=f"<#{north.news}>")
        said(await origin.command("campaign copies", update="1"), "copies-failing", count=1)
        await bot.restart(crash=True)
        asked = [
            message
            for message in fd.bot_messages(north.server.review)
            if any(has_button(message, f"update:{number}:retry") for number in (1, 2, 3))
        ]
        assert len(asked) == 1
        fd.set_overwrites(north.news, [])
        for number in ("1", "2", "3"):
            await north.copy(number, f"Words {number}")
        assert order(north) == [1, 2, 3]


async def test_the_operator_stops_a_campaign(fd: FakeDiscord, tmp_path: Path) -> None:
    async with running(fd, tmp_path):
        origin, north, south, campaign = await three(fd, tmp_path)
        await origin.draft(campaign, headline="First words")
        await origin.approve("1")
        for here in (origin, north, south):
            await here.copy("1", "First words")
        await origin.draft(campaign, headline="Second words")
        await origin.card("2")
        said(await operator(tmp_path, "stop-campaign", campaign), "stop-done", number=campaign)
        for here in (north, south):
            review = here.server.review
            await waited(
                fd, lambda review=review: fd.bot_messages(review), sentence("campaign-was-stopped-followed")
            )
        unsaid(await origin.command("campaign update", campaign=campaign), "update-drafted")
        for here in (origin, north, south):
            assert order(here) == [1]


async def test_a_copy_in_an_announcement_channel_is_passed_on_within_discords_limit(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    origin, north = campaigns(fd, "Origin"), campaigns(fd, "North")
    north.news = fd.add_channel(north.guild, "announcements", type=5)
    async with running(fd, tmp_path):
        for here in (origin, north):
            await here.set_up()
        await trust(tmp_path, origin.guild)
        campaign = await origin.create()
        await north.follow(campaign)
        # Discord takes no more for now: the copy stands all the same, and is passed on later.
        fd.inject("POST", f"/channels/{north.news}/messages/*/crosspost", status=429, retry_after=1)
        await origin.draft(campaign, headline="First words")
        await origin.approve("1")
        await north.copy("1", "First words")
        await fd.until(lambda: any(message["flags"] & 1 for message in north.copies("1")))
        assert order(north) == [1]


async def test_a_member_is_written_to_instead_of_taking_a_role(fd: FakeDiscord, tmp_path: Path) -> None:
    origin, north = campaigns(fd, "Origin"), campaigns(fd, "North")
    mighty = fd.add_role(north.guild, "Helpers", permissions=P.MESSAGES)
    async with running(fd, tmp_path) as bot:
        for here in (origin, north):
            await here.set_up()
        await trust(tmp_path, origin.guild)
        campaign = await origin.create()
        alice = north.server.alice
        said(await north.command("updates notify", alice, campaign=campaign), "notify-not-here")
        await north.follow(campaign, role=mighty)
        # A role that may do something is given to nobody.
        offered = await north.command("updates notify", alice, campaign=campaign)
        said(offered, "notify-offer-direct")
        assert offered.original is not None
        said(await fd.click(alice, offered.original, f"campaign:{campaign}:notify:direct"), "notify-letters")
        await bot.restart(crash=True)
        await origin.draft(campaign, headline="Secret words")
        await origin.approve("1")
        await north.copy("1", "Secret words")
        inbox = fd.dm_channel(alice)
        letter = await waited(fd, lambda: fd.bot_messages(inbox), sentence("letter-update"))
        assert f"/channels/{north.guild}/{north.news}/{north.copies('1')[0]['id']}" in message_text(letter)
        assert "Secret words" not in message_text(letter)
        said(await north.command("updates notify", alice, campaign=campaign), "notify-no-more-letters")
        await origin.draft(campaign, headline="Other words")
        await origin.approve("2")
        await north.copy("2", "Other words")
        assert len(fd.bot_messages(inbox)) == 1


async def test_a_member_takes_a_role_that_allows_nothing_and_drops_it(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    origin, north = campaigns(fd, "Origin"), campaigns(fd, "North")
    role = fd.add_role(north.guild, "Campaigners", permissions=0)
    own = next(rid for rid, each in fd.guilds[north.guild]["_roles"].items() if each["managed"])
    rights = int(fd.guilds[north.guild]["_roles"][own]["permissions"]) | P.ROLES
    fd.change_role(north.guild, own, permissions=str(rights), position=99)
    async with running(fd, tmp_path):
        for here in (origin, north):
            await here.set_up()
        await trust(tmp_path, origin.guild)
        campaign = await origin.create()
        await north.follow(campaign, role=role)
        alice = north.server.alice
        offered = await north.command("updates notify", alice, campaign=campaign)
        said(offered, "notify-offer")
        assert offered.original is not None
        said(await fd.click(alice, offered.original, f"campaign:{campaign}:notify:role"), "notify-role-taken")
        said(await north.command("updates notify", alice, campaign=campaign), "notify-role-dropped")
