"""Campaigns on the real process: an update's way to the servers that follow, its correction, its withdrawal."""

from pathlib import Path

import pytest

from localdiscord import FakeDiscord, P
from localdiscord.faults import Moment
from tests.process.campaigns.driver import campaigns
from tests.process.running import operator, running, trust, with_deaths_before_and_after
from tests.process.server import button
from tests.wording import said, sentence, shows, unsaid

pytestmark = pytest.mark.process

CORRECTED = sentence("update-corrected")


async def test_an_update_reaches_who_follows_is_corrected_and_withdrawn(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    origin, north, south = (campaigns(fd, name) for name in ("Origin", "North", "South"))
    role = fd.add_role(north.guild, "Campaigners")
    async with running(fd, tmp_path) as bot:
        for here in (origin, north, south):
            await here.set_up()
        campaign = await origin.create(link="https://drop.example.org/")
        # Nobody sees the campaign of a server that is not trusted.
        said(await north.follow(campaign), "campaign-unknown")
        await trust(tmp_path, origin.guild)

        followed = await north.follow(campaign, role=role)
        said(followed, "campaign-followed", channel=f"<#{north.news}>")
        said(followed, "timeline-empty")
        said(await south.follow(campaign, approve=True), "campaign-follow-looks")

        # The form survives a crash between its opening and its sending.
        opened = await origin.command("campaign update", campaign=campaign)
        await bot.restart(crash=True)
        sent = await origin.server.send(
            opened,
            kind="win",
            headline="They listened",
            body="More at https://bad.example.com/x",
            source="https://news.example.org/1",
        )
        said(sent, "update-drafted", number=1)
        # So does the card's button.
        said(await origin.card("1"), "draft-reaches", count=3)
        await bot.restart()
        said(await origin.approve("1"), "draft-approved", number=1, count=3)

        text = await north.copy("1", "They listened")
        assert f"<@&{role}>" in text
        assert "https://bad.example.com" not in text
        assert "<https://news.example.org/1>" in text
        assert "<https://drop.example.org/>" in text
        own = await origin.copy("1", "They listened")
        assert "@&" not in own
        await south.card("1")
        assert south.copies("1") == []
        said(await south.approve("1"), "delivery-accepted", number=1)
        await south.copy("1", "They listened")

        await origin.correct("1", headline="They listened at last")
        await origin.approve("1", version=2)
        await north.copy("1", "at last", CORRECTED)
        said(await origin.copy("1", "at last", CORRECTED), "update-field-headline")
        await south.card("1")
        assert not shows(south.copies("1")[0], "at last")
        await south.approve("1")
        await south.copy("1", "at last")

        timeline = await north.command("updates timeline", north.server.alice, campaign=campaign)
        assert "at last" in timeline.text
        said(timeline, "timeline-corrected")

        await origin.command("campaign withdraw", update="1", reason="It was not true")
        why = sentence("update-withdrawn-why", reason="It was not true")
        for here in (origin, north, south):
            gone = await here.copy("1", sentence("update-withdrawn", number=1), why)
            assert "listened" not in gone
        await origin.command("campaign close", campaign=campaign, outcome="We won")
        said(await origin.command("campaign update", campaign=campaign), "campaign-closed-already")


async def test_a_crash_leaves_one_copy_each_and_the_corrected_text(tmp_path: Path) -> None:
    await with_deaths_before_and_after(tmp_path, _copied_once)


async def _copied_once(fd: FakeDiscord, folder: Path, moment: Moment) -> None:
    origin, north = campaigns(fd, "Origin"), campaigns(fd, "North")
    async with running(fd, folder) as bot:
        await origin.set_up()
        await north.set_up()
        await trust(folder, origin.guild)
        campaign = await origin.create()
        await north.follow(campaign)
        await origin.draft(campaign, headline="First words")

        # Dies at the first post of the copies; what was posted and not saved is found again, nonce or no nonce.
        crash = fd.crash_on(bot, "POST", f"/channels/{north.news}/messages", moment=moment)
        await origin.approve("1")
        await crash.happened()
        fd.forget_nonces()
        await bot.start()
        # Approved while the first delivery is still under way: the dead process's claim has not run out.
        await origin.correct("1", headline="Second words")
        await origin.approve("1", version=2)
        for here in (origin, north):
            assert "First" not in await here.copy("1", "Second words")

        await origin.correct("1", headline="Third words")
        crash = fd.crash_on(bot, "PATCH", f"/channels/{north.news}/messages/*", moment=moment)
        await origin.approve("1", version=3)
        await crash.happened()
        await bot.start()
        for here in (origin, north):
            await here.copy("1", "Third words", CORRECTED)
            assert len(fd.bot_messages(here.news)) == 1


async def test_what_keeps_an_update_from_going_out(fd: FakeDiscord, tmp_path: Path) -> None:
    origin, north = campaigns(fd, "Origin"), campaigns(fd, "North")
    async with running(fd, tmp_path):
        await origin.set_up(second_approval=True)
        await north.set_up()
        await trust(tmp_path, origin.guild)
        campaign = await origin.create()
        await north.follow(campaign)

        # A second pair of eyes; and another server's moderators have no say.
        await origin.draft(campaign, body="Write to Jane Roe, 12 Elm Street, jane@example.org")
        card = await origin.card("1")
        said(card, "draft-masked-email", count=1)
        said(card, "draft-masked-address", count=1)
        said(await origin.approve("1"), "draft-needs-another")
        planted = fd.plant(north.server.review, button(card, "update:1:approve"))
        stolen = await north.server.press(north.server.moderator, planted, "update:1:approve")
        assert stolen.text
        unsaid(stolen, "draft-approved")

        # The follower's channel takes nothing: the copy waits, the review channel is told, and then it arrives once.
        fd.set_overwrites(north.news, [{"id": fd.bot, "type": 1, "allow": "0", "deny": str(P.SEND)}])
        said(await origin.approve("1", origin.server.second_moderator), "draft-approved")
        stuck = await north.card("1", "retry")
        said(stuck, "delivery-stuck-forbidden", number=1, channel=f"<#{north.news}>")
        north.news = north.server.general
        said(await north.follow(campaign), "campaign-stuck", count=1)
        await north.copy("1", "Write to Jane")

        # Deleted, and another one named.
        fd.delete_channel(north.news)
        await origin.draft(campaign, headline="Second update")
        await origin.approve("2", origin.server.second_moderator)
        await north.card("2", "retry")
        north.server.general = fd.add_channel(north.guild, "new-general")
        north.news = fd.add_channel(north.guild, "new-news")
        await north.follow(campaign)
        await north.copy("2", "Second update")

        # Not trusted any more: the campaign is gone from the network, what stands there stays.
        await operator(tmp_path, "untrust", origin.guild)
        await origin.correct("2", headline="Third words")
        await origin.approve("2", origin.server.second_moderator)
        await origin.copy("2", "Third words")
        said(await north.command("updates timeline", campaign=campaign), "campaign-unknown")
        assert shows(north.copies("2")[0], "Second update")
        assert "Third words" in (await origin.command("updates list", origin.server.alice)).text
