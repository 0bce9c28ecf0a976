"""A raid on the real process, with Discord's rate limits: emergencies are not kept waiting by it."""

import asyncio
import time
from pathlib import Path

import pytest

from core.scanning.groups import BETWEEN_EDITS
from localdiscord import FakeDiscord
from localdiscord.bits import P
from tests.process.reports.driver import Reports, thanked
from tests.process.running import running
from tests.process.server import Server, has_button, server, waited
from tests.wording import sentence

pytestmark = pytest.mark.process

HITS = 200
HANDFUL = 4  # posts, or edits beside those that count
SOON = 2.0  # seconds from the thanks to the card


async def test_a_raid_delays_no_emergency_elsewhere_nor_in_the_raided_server(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    raided, calm = server(fd, "Raided"), server(fd, "Calm")
    async with running(fd, tmp_path):
        for here in (raided, calm):
            await here.set_up()
        await raided.command(raided.moderator, "blocklist add", pattern="raid.example")
        await raided.command(raided.manager, "policy set", tier="own", action="review")
        # Each by somebody else in another channel: none shares a card with another.
        raiders = [fd.add_member(raided.guild, f"raider{number}") for number in range(HITS)]
        channels = [fd.add_channel(raided.guild, f"raided{number}") for number in range(HITS)]
        fd.rate_limits = True
        for raider, channel in zip(raiders, channels, strict=True):
            await raided.post(raider, "https://raid.example/", channel=channel)
        await fd.until(lambda: len(fd.bot_messages(raided.review)) >= 3, 10, "the first cards of the raid")
        for number, here in enumerate((calm, raided), 1):
            assert await _card_after(here, number) < SOON
        assert len(fd.bot_messages(raided.review)) < HITS, "the raid was over too soon to prove anything"


async def _card_after(here: Server, number: int) -> float:
    """Report an emergency; returns the seconds from the thanks to the card."""
    desk = Reports(here)
    message = await here.post(here.alice, f"she lives at {number}")
    thanked(await desk.report(here.alice, message, category="doxxing"), number)
    begun = time.monotonic()
    while not desk.cards(number):
        assert time.monotonic() - begun < 60, "no card at all"
        await asyncio.sleep(0.01)
    return time.monotonic() - begun


async def test_a_raid_of_removals_is_a_handful_of_posts_and_delays_no_emergency(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    raided, calm = server(fd, "Raided"), server(fd, "Calm")
    raiders = [fd.add_member(raided.guild, f"raider{number}") for number in range(HITS)]
    async with running(fd, tmp_path):
        for here in (raided, calm):
            await here.set_up()
        await raided.command(raided.moderator, "blocklist add", pattern="raid.example")
        fd.rate_limits = True
        begun = time.monotonic()
        hits = [
            await raided.post(raider, f"https://raid.example/{number}")
            for number, raider in enumerate(raiders)
        ]
        await fd.until(lambda: not fd.exists(hits[0]), 10, "the first removal")
        for number, here in enumerate((calm, raided), 1):
            assert await _card_after(here, number) < SOON
        assert any(fd.exists(hit) for hit in hits), "the raid was over too soon to prove anything"
        await fd.until(lambda: not any(map(fd.exists, hits)), 120, "the raid is removed")
        await waited(fd, lambda: fd.bot_messages(raided.review), f"Removals: {HITS}", seconds=20)
        lasted = time.monotonic() - begun
        cards = [each for each in fd.bot_messages(raided.review) if has_button(each, "detection:*")]
        assert len(cards) == 1
        posts = f"/channels/{raided.review}/messages"
        assert len(fd.calls("POST", posts)) <= HANDFUL
        edits = fd.calls("PATCH", f"{posts}/{cards[0]['id']}")
        assert len(edits) <= lasted / BETWEEN_EDITS.total_seconds() + HANDFUL


async def test_a_raid_that_rowan_may_not_remove_is_a_handful_of_posts(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    raided = server(fd, "Raided")
    raiders = [fd.add_member(raided.guild, f"raider{number}") for number in range(HITS)]
    async with running(fd, tmp_path):
        await raided.set_up()
        await raided.command(raided.moderator, "blocklist add", pattern="raid.example")
        role = fd.bot_role(raided.guild)
        rights = int(fd.guilds[raided.guild]["_roles"][role]["permissions"])
        fd.set_role_permissions(raided.guild, role, rights & ~P.MESSAGES)
        fd.rate_limits = True
        for number, raider in enumerate(raiders):
            await raided.post(raider, f"https://raid.example/{number}")
        posts = f"/channels/{raided.review}/messages"
        await waited(
            fd,
            lambda: fd.bot_messages(raided.review),
            sentence("detection-group-messages", count=str(HITS)),
            seconds=60,
        )
        cards = [each for each in fd.bot_messages(raided.review) if has_button(each, "detection:*")]
        assert len(cards) == 1
        assert len(fd.calls("POST", posts)) <= HANDFUL
