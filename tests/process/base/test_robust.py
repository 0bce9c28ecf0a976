"""What must not stop the real process: events that cannot be read, a review channel that moves meanwhile."""

from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.process.lists.driver import Lists
from tests.process.reports.driver import Reports
from tests.process.running import running
from tests.process.server import server
from tests.wording import said

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
    here = server(fd)
    lists = Lists(here)
    async with running(fd, tmp_path) as bot:
        await here.set_up()
        await lists.blocklist("add", LISTED)
        await here.post(here.bob, "live", poll=UNREADABLE)
        await here.removed(await here.post(here.bob, f"see https://{LISTED}/live"), "what came after it")
        await bot.kill()
        await here.post(here.bob, "away", poll=UNREADABLE)
        away = await here.post(here.bob, f"see https://{LISTED}/away")
        await bot.start()
        await here.removed(away, "what was missed around it")


async def test_cards_follow_the_review_channel_and_none_is_shown_in_the_old_one(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    reports, old = Reports(here), here.review
    async with running(fd, tmp_path):
        await here.set_up()
        form = await reports.form_about(here.alice, await here.post(here.bob, "rude"))
        fd.inject("POST", f"/channels/{old}/messages", status=429, retry_after=2.0)
        await reports.send(form)
        await fd.until(lambda: fd.calls("POST", f"/channels/{old}/messages"), what="a send under way")
        here.review = here.private_channel("other")
        await here.set_up()
        await reports.card(1)
        await fd.until(lambda: not fd.bot_messages(old), what="none in the old one")
        assert len(fd.bot_messages(here.review)) == 1

        fd.make_public(here.review)
        said(await here.command(here.manager, "setup"), "setup-review-is-public")
