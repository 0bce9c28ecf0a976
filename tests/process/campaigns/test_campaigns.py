"""Campaigns on the real process: an update's way to the servers that follow, its correction, its withdrawal."""

from pathlib import Path

import pytest

from localdiscord import FakeDiscord, P
from localdiscord.text import message_text
from tests.process.campaigns.newsroom import button_of, newsroom, trust
from tests.process.home import command_line, running

pytestmark = pytest.mark.process


async def test_an_update_reaches_who_follows_is_corrected_and_withdrawn(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    origin, north, south = newsroom(fd, "Origin"), newsroom(fd, "North"), newsroom(fd, "South")
    role = fd.add_role(north.house.guild, "Campaigners")
    async with running(fd, tmp_path) as bot:
        for room in (origin, north, south):
            await room.set_up()
        campaign = await origin.create(link="https://drop.example.org/")
        # Nobody sees the campaign of a server that is not trusted.
        unseen = await north.slash("campaign follow", campaign=campaign, channel=north.news)
        assert "no such campaign" in unseen.text
        await trust(tmp_path, origin)

        followed = await north.slash("campaign follow", campaign=campaign, channel=north.news, role=role)
        assert "From now on" in followed.text
        assert "No update was published yet" in followed.text
        await south.slash("campaign follow", campaign=campaign, channel=south.news, approve=True)

        # The form survives a crash between its opening and its sending.
        opened = await origin.slash("campaign update", campaign=campaign)
        await bot.restart(crash=True)
        sent = await fd.submit_modal(
            opened,
            {
                "kind": "win",
                "headline": "They listened",
                "body": "More at https://bad.example.com/x",
                "source": "https://news.example.org/1",
            },
        )
        assert "waits for approval" in (await sent.finished()).text
        # So does the card's button.
        await origin.card("1")
        await bot.restart()
        assert "2 servers" not in (done := await origin.press("1", "approve")).text
        assert "3 servers" in done.text

        text = await north.copy("1", "They listened")
        assert f"<@&{role}>" in text
        assert "https://bad.example.com" not in text
        assert "<https://news.example.org/1>" in text
        assert "<https://drop.example.org/>" in text
        own = await origin.copy("1", "They listened")
        assert "@&" not in own
        await south.card("1")
        assert south.copies("1") == []
        assert "will be posted" in (await south.press("1", "approve")).text
        await south.copy("1", "They listened")

        await origin.correct("1", headline="They listened at last")
        await origin.press("1", "approve")
        assert "Corrected" in await north.copy("1", "at last")
        assert "headline" in (await origin.copy("1", "at last")).lower()
        await south.card("1")
        assert "at last" not in south.copies("1")[0]
        await south.press("1", "approve")
        await south.copy("1", "at last")

        timeline = await north.slash("updates timeline", north.house.alice, campaign=campaign)
        assert "at last" in timeline.text
        assert "Corrected" in timeline.text
        assert timeline.ephemeral

        await origin.slash("campaign withdraw", update="1", reason="It was not true")
        for room in (origin, north, south):
            gone = await room.copy("1", "withdrawn")
            assert "It was not true" in gone
            assert "listened" not in gone
        await origin.slash("campaign close", campaign=campaign, outcome="We won")
        refused = await origin.slash("campaign update", campaign=campaign)
        assert "closed" in refused.text


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_a_crash_leaves_one_copy_each_and_the_corrected_text(
    fd: FakeDiscord, tmp_path: Path, moment: str
) -> None:
    origin, north = newsroom(fd, "Origin"), newsroom(fd, "North")
    async with running(fd, tmp_path) as bot:
        await origin.set_up()
        await north.set_up()
        await trust(tmp_path, origin)
        campaign = await origin.create()
        await north.slash("campaign follow", campaign=campaign, channel=north.news)
        await origin.draft(campaign, headline="First words")

        # Dies at the first post of the copies; what was posted and not saved is found again, nonce or no nonce.
        crash = fd.crash_on(bot, "POST", f"/channels/{north.news}/messages", moment=moment)
        await origin.press("1", "approve")
        await crash.happened()
        fd.forget_nonces()
        await bot.start()
        # Approved while the first delivery is still under way: the dead process's claim has not run out.
        await origin.correct("1", headline="Second words")
        await origin.press("1", "approve")
        for room in (origin, north):
            assert "First" not in await room.copy("1", "Second words")

        await origin.correct("1", headline="Third words")
        crash = fd.crash_on(bot, "PATCH", f"/channels/{north.news}/messages/*", moment=moment)
        await origin.press("1", "approve")
        await crash.happened()
        await bot.start()
        for room in (origin, north):
            assert "Corrected" in await room.copy("1", "Third words")
            assert len(room.fd.bot_messages(room.news)) == 1


async def test_what_keeps_an_update_from_going_out(fd: FakeDiscord, tmp_path: Path) -> None:
    origin, north = newsroom(fd, "Origin"), newsroom(fd, "North")
    async with running(fd, tmp_path):
        await origin.set_up(second_approval=True)
        await north.set_up()
        await trust(tmp_path, origin)
        campaign = await origin.create()
        await north.slash("campaign follow", campaign=campaign, channel=north.news)

        # A second pair of eyes; and another server's moderators have no say.
        await origin.draft(campaign, body="Write to Jane Roe, 12 Elm Street, jane@example.org")
        card = await origin.card("1")
        assert "e-mail address" in message_text(card)
        assert "another moderator" in (await origin.press("1", "approve")).text.lower()
        planted = fd.plant(north.house.review, button_of(card, "update:1:approve"))
        stolen = await fd.click(north.house.moderator, planted, button_of(card, "update:1:approve"))
        assert "Approved" not in (await stolen.finished()).text

        # The follower's channel takes nothing: the copy waits, the review channel is told, and then it arrives once.
        fd.set_overwrites(north.news, [{"id": fd.bot, "type": 1, "allow": "0", "deny": str(P.SEND)}])
        assert "Approved" in (await origin.press("1", "approve", origin.house.second_moderator)).text
        stuck = await north.card("1", "retry")
        assert "cannot be posted" in message_text(stuck)
        changed = await north.slash("campaign follow", campaign=campaign, channel=north.house.general)
        assert "waits" in changed.text
        north.news = north.house.general
        await north.copy("1", "Write to Jane")

        # Deleted, and another one named.
        fd.delete_channel(north.news)
        await origin.draft(campaign, headline="Second update")
        await origin.press("2", "approve", origin.house.second_moderator)
        await north.card("2", "retry")
        north.house.general = fd.add_channel(north.house.guild, "new-general")
        north.news = fd.add_channel(north.house.guild, "new-news")
        await north.slash("campaign follow", campaign=campaign, channel=north.news)
        await north.copy("2", "Second update")

        # Not trusted any more: the campaign is gone from the network, what stands there stays.
        status, _, err = await command_line(tmp_path, "untrust", origin.house.guild)
        assert status == 0, err
        await origin.correct("2", headline="Third words")
        await origin.press("2", "approve", origin.house.second_moderator)
        await origin.copy("2", "Third words")
        assert "no such campaign" in (await north.slash("updates timeline", campaign=campaign)).text
        assert "Second update" in north.copies("2")[0]
        assert "Third words" in (await origin.slash("updates list", origin.house.alice)).text
