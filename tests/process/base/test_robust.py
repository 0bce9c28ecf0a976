"""What must not stop the real process: events that cannot be read, a review channel that moves meanwhile."""

from pathlib import Path

import pytest

from localdiscord import FakeDiscord, message_text
from tests.process.home import home, running

pytestmark = pytest.mark.process

# A poll as discord.py 2.7.1 cannot read it: its expiry may be null.
UNREADABLE = {
    "question": {"text": "which?"},
    "answers": [{"answer_id": 1, "poll_media": {"text": "a"}}],
    "expiry": None,
    "allow_multiselect": False,
    "layout_type": 1,
}
LISTED = "badforum.example.net"


async def test_an_event_that_cannot_be_read_ends_nothing(fd: FakeDiscord, tmp_path: Path) -> None:
    here = home(fd)
    async with running(fd, tmp_path) as bot:
        await here.set_up()
        await fd.slash(here.moderator, here.general, "blocklist add", pattern=LISTED)
        await fd.send(here.bob, here.general, "live", poll=UNREADABLE)
        live = await fd.send(here.bob, here.general, f"see https://{LISTED}/live")
        await fd.until(lambda: live["id"] not in fd.messages[here.general], 8, "removed after it")
        await bot.kill()
        await fd.send(here.bob, here.general, "away", poll=UNREADABLE)
        away = await fd.send(here.bob, here.general, f"see https://{LISTED}/away")
        await bot.start()
        await fd.until(lambda: away["id"] not in fd.messages[here.general], 15, "caught up around it")


async def test_cards_follow_the_review_channel_and_none_is_shown_in_the_old_one(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = home(fd)
    managers = fd.guilds[here.guild]["_members"][here.manager]["roles"]
    async with running(fd, tmp_path):
        await here.set_up()
        form = await fd.context_menu(
            here.alice, "Report message", await fd.send(here.bob, here.general, "rude")
        )
        fd.inject("POST", f"/channels/{here.review}/messages", status=429, retry_after=2.0)
        await fd.submit_modal(form, {})
        await fd.until(lambda: fd.calls("POST", f"/channels/{here.review}/messages"), 8, "a send under way")
        other = fd.add_channel(here.guild, "other", private_to=[fd.bot, *managers])
        await fd.quiet(0.1)
        answer = await fd.slash(here.manager, here.general, "setup", review_channel=other)
        assert "Saved" in answer.text
        await fd.until(lambda: fd.bot_messages(other), 15, "the card in the new channel")
        await fd.until(lambda: not fd.bot_messages(here.review), 15, "none in the old one")
        assert "Case 1" in message_text(fd.bot_messages(other)[0])
        assert len(fd.bot_messages(other)) == 1

        fd.make_public(other)
        told = await fd.slash(here.manager, here.general, "setup")
        assert "can be read by everyone" in told.text
