"""What keeps updates right on the real process: crossposts, roles, old cards, letters, cases, pictures; whoever dies in between."""

import time
from pathlib import Path

import pytest

from localdiscord import PATIENCE, FakeDiscord, Json, message_text
from localdiscord.faults import Moment
from tests.core.campaigns.discord_markdown import active_links
from tests.process.campaigns.driver import Campaigns, campaigns
from tests.process.campaigns.test_screen import FORUM, a_photo, draft_with_picture, pictures_of
from tests.process.running import running, trust, with_deaths_before_and_after
from tests.process.server import has_button, waited
from tests.wording import said, sentence, shows

pytestmark = pytest.mark.process

OLD = sentence("card-is-old")


async def two(fd: FakeDiscord, folder: Path, **follow: str) -> tuple[Campaigns, Campaigns, str]:
    """A server with a campaign and one that follows it."""
    origin, north = campaigns(fd, "Origin"), campaigns(fd, "North")
    for here in (origin, north):
        await here.set_up()
    await trust(folder, origin.guild)
    campaign = await origin.create()
    await north.follow(campaign, **follow)
    return origin, north, campaign


async def test_ten_copies_an_hour_are_passed_on_and_a_restart_forgets_none(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    origin = campaigns(fd, "Origin")
    origin.news = fd.add_channel(origin.guild, "announcements", type=5)
    async with running(fd, tmp_path) as bot:
        await origin.set_up()
        campaign = await origin.create()
        for number in range(1, 13):
            if number == 11:
                await fd.until(lambda: passed_on(fd, origin) == 10, 2 * PATIENCE)
                await bot.restart(crash=True)
            await origin.draft(campaign, headline=f"Words {number}")
            await origin.approve(str(number))
            await origin.copy(str(number), f"Words {number}")
        await fd.until(lambda: sum("ten of the hour" in line for line in bot.output) >= 2, 2 * PATIENCE)
        assert passed_on(fd, origin) == 10
        # Discord was never asked for an eleventh; a correction is passed on by Discord itself.
        await origin.correct("1", headline="Corrected words")
        await origin.approve("1", version=2)
        await origin.copy("1", "Corrected words")
        asked = fd.calls("POST", f"/channels/{origin.news}/messages/*/crosspost")
        statuses = [call["status"] for call in asked]
        assert statuses.count(200) == 10
        assert set(statuses) <= {
            200,
            400,
        }  # 400: it died before it noted the tenth, and asked for that once more


def passed_on(fd: FakeDiscord, here: Campaigns) -> int:
    return sum(message["flags"] & 1 for message in fd.bot_messages(here.news))


async def test_a_deleted_role_is_told_once_and_copies_go_on_without_it(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    role = ""
    async with running(fd, tmp_path) as bot:
        origin, north = campaigns(fd, "Origin"), campaigns(fd, "North")
        role = fd.add_role(north.guild, "Campaigners")
        for here in (origin, north):
            await here.set_up()
        await trust(tmp_path, origin.guild)
        campaign = await origin.create()
        await north.follow(campaign, role=role)
        await bot.stop()
        fd.delete_role(north.guild, role)  # while nobody looks
        await bot.start()
        for number in ("1", "2"):
            await origin.draft(campaign, headline=f"Words {number}")
            await origin.approve(number)
            assert "@&" not in await north.copy(number, f"Words {number}")
        await north.server.in_review(sentence("follow-role-gone", title="Drop the forum"))
        another = fd.add_role(north.guild, "More campaigners")
        await north.follow(campaign, role=another)
        await north.server.in_review(sentence("follow-role-again", role=f"<@&{another}>"))
        fd.delete_role(north.guild, another)  # while it is connected: no copy must come for it to be told
        await north.server.in_review(sentence("follow-role-gone"))


async def test_a_card_that_a_correction_leaves_behind_has_no_buttons(fd: FakeDiscord, tmp_path: Path) -> None:
    async with running(fd, tmp_path):
        origin, north, campaign = await two(fd, tmp_path, approve=True)
        await origin.draft(campaign, headline="First words")
        await origin.approve("1")
        await north.approve("1")
        await north.copy("1", "First words")
        # Discord takes no edits while the first version's card is to say that it was approved.
        fd.inject("PATCH", f"/channels/{origin.server.review}/messages/*", status=500, times=3)
        await origin.correct("1", headline="Second words")
        await only_the_newest_asks(fd, origin)
        old = await waited(fd, lambda: fd.bot_messages(origin.server.review), OLD)
        assert shows(old, "First words")
        await origin.approve("1", version=2)
        await only_the_newest_asks(fd, north)  # its first card had said before that it was decided
        await north.approve("1")
        await north.copy("1", "Second words")


async def only_the_newest_asks(fd: FakeDiscord, here: Campaigns) -> None:
    """The card of the second version, at the end of the channel, is the only one that has buttons."""
    newest = await here.card("1", "approve:2")
    await fd.until(lambda: with_buttons(fd, here) == [newest["id"]], PATIENCE)
    assert int(newest["id"]) == max(int(each["id"]) for each in fd.bot_messages(here.server.review))


def with_buttons(fd: FakeDiscord, here: Campaigns) -> list[str]:
    """The messages in the review channel that have buttons of update 1."""
    return [each["id"] for each in fd.bot_messages(here.server.review) if has_button(each, "update:1:*")]


async def test_a_card_whose_place_died_with_the_process_is_found_after_an_edit(tmp_path: Path) -> None:
    await with_deaths_before_and_after(tmp_path, _one_card)


async def _one_card(fd: FakeDiscord, folder: Path, moment: Moment) -> None:
    origin = campaigns(fd, "Origin")
    async with running(fd, folder) as bot:
        await origin.set_up()
        campaign = await origin.create()
        crash = fd.crash_on(bot, "POST", f"/channels/{origin.server.review}/messages", moment=moment)
        await origin.draft(campaign, headline="First words")
        await crash.happened()
        fd.forget_nonces()
        # Its claim on the card has not run out when the draft is edited.
        await bot.start()
        await origin.correct("1", headline="Second words")
        await origin.card("1", "approve:2")
        assert len(with_buttons(fd, origin)) == 1
        said(await origin.approve("1"), "draft-approved")
        await origin.copy("1", "Second words")


async def test_a_letter_comes_once_whoever_dies_and_its_button_ends_them(tmp_path: Path) -> None:
    await with_deaths_before_and_after(tmp_path, _one_letter)


async def _one_letter(fd: FakeDiscord, folder: Path, moment: Moment) -> None:
    async with running(fd, folder) as bot:
        origin, north, campaign = await two(fd, folder)
        alice = north.server.alice
        offered = await north.command("updates notify", alice, campaign=campaign)
        assert offered.original is not None
        await fd.click(alice, offered.original, f"campaign:{campaign}:notify:direct")
        inbox = fd.dm_channel(alice)
        crash = fd.crash_on(bot, "POST", f"/channels/{inbox}/messages", moment=moment)
        await origin.draft(campaign, headline="First words")
        await origin.approve("1")
        await crash.happened()
        fd.forget_nonces()
        await bot.start()
        await origin.draft(campaign, headline="Second words")
        await origin.approve("2")
        await north.copy("2", "Second words")
        await fd.until(lambda: len(fd.dms(alice)) >= 2, 60)
        await bot.restart()
        assert len(fd.dms(alice)) == 2
        letter = fd.dms(alice)[0]
        ended = await north.server.press(alice, letter, "letter:*:stop")
        said(ended, "notify-no-more-letters", title="Drop the forum")
        await origin.draft(campaign, headline="Third words")
        await origin.approve("3")
        await north.copy("3", "Third words")
        offered = await north.command("updates notify", alice, campaign=campaign)
        said(offered, "notify-offer-direct")
        assert len(fd.dms(alice)) == 2


async def test_what_is_reported_later_is_harmless_in_the_copies_until_that_is_decided(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    async with running(fd, tmp_path) as bot:
        origin, north, campaign = await two(fd, tmp_path)
        await origin.draft(campaign, source=f"https://{FORUM}/a", body="See forum(.)example(.)net/a")
        await origin.approve("1")
        for here in (origin, north):
            await here.copy("1", f"<https://{FORUM}/a>")
        await bot.restart(crash=True)
        form = await north.command("report", north.server.alice, link=f"https://{FORUM}/a")
        await north.server.send(form, category="harassment", details="")
        text = await north.copy("1", "`hxxps://forum[.]example[.]net/a`")
        assert "See hxxps://forum[.]example[.]net/a" in text
        assert active_links(text) == []
        await origin.copy("1", f"<https://{FORUM}/a>")  # what is reported in North concerns North
        timeline = await north.command("updates timeline", north.server.alice, campaign=campaign)
        assert active_links(timeline.text) == []
        assert "forum(.)example" not in timeline.text
        card = await waited(
            fd,
            lambda: [
                each for each in fd.bot_messages(north.server.review) if has_button(each, "case:1:dismiss")
            ],
        )
        form = await north.server.press(north.server.moderator, card, "case:1:dismiss")
        await north.server.send(form, reason="no_violation", note="")
        await north.copy("1", f"<https://{FORUM}/a>")


async def test_a_correction_for_a_time_brings_its_picture_and_survives_a_death(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    async with running(fd, tmp_path) as bot:
        origin, north, campaign = await two(fd, tmp_path)
        await draft_with_picture(origin, campaign, a_photo())
        await origin.approve("1")
        await north.copy("1", "They listened")
        (first,) = pictures_of(fd, north.copies("1")[0])
        at = f"<t:{int(time.time() + 12)}>"
        form = await origin.command(
            "campaign correct",
            update="1",
            at=at,
            picture=("b.jpg", a_photo("blue"), "image/jpeg"),
            picture_text="Two people, in blue",
        )
        await origin.server.send(form, headline="They listened at last")
        said(await origin.approve("1", version=2), "draft-scheduled", number=1)
        await bot.restart(crash=True)
        assert pictures_of(fd, north.copies("1")[0]) == [first]
        for here in (origin, north):
            await here.copy("1", "at last", sentence("update-corrected"), seconds=60)
            (second,) = pictures_of(fd, here.copies("1")[0])
            assert second != first
            assert len(here.copies("1")) == 1
        gallery = _described(north.copies("1")[0])
        assert gallery == "Two people, in blue"


def _described(message: Json) -> str:
    left = list(message["components"])
    while left:
        each = left.pop()
        if each.get("type") == 12:
            return str(each["items"][0]["description"])
        left += each.get("components") or []
    return message_text(message)
