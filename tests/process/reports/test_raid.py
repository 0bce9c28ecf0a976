"""A raid on the real process, with Discord's rate limits: emergencies are not kept waiting by it."""

import time
from pathlib import Path

import pytest

from core.scanning.groups import BETWEEN_EDITS
from localdiscord import FakeDiscord, Json
from localdiscord.bits import P
from tests.process.reports.driver import Reports, thanked
from tests.process.running import running
from tests.process.server import Server, has_button, server, waited
from tests.wording import sentence

pytestmark = pytest.mark.process

HITS = 200
HANDFUL = 5  # posts, or edits beside those that count
SOON = 2.0  # seconds from the thanks to the card, beside what the machine takes for it
FEW = 5  # messages and edits that Discord's limit lets through in one go, and that were on their way


async def test_a_raid_delays_no_emergency_elsewhere_nor_in_the_raided_server(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    raided, calm = server(fd, "Raided"), server(fd, "Calm")
    async with running(fd, tmp_path):
        for here in (raided, calm):
            await here.set_up()
        await raided.command(raided.moderator, "blocklist add", pattern="raid.example")
        await raided.command(raided.manager, "policy set", tier="own", action="review")
        emergencies = Emergencies(raided, calm)
        await emergencies.before_the_raid()
        # Each by somebody else in another channel: none shares a card with another.
        raiders = [fd.add_member(raided.guild, f"raider{number}") for number in range(HITS)]
        channels = [fd.add_channel(raided.guild, f"raided{number}") for number in range(HITS)]
        fd.rate_limits = True
        for raider, channel in zip(raiders, channels, strict=True):
            await raided.post(raider, "https://raid.example/", channel=channel)
        await fd.until(lambda: len(fd.bot_messages(raided.review)) >= 3, what="the first cards of the raid")
        await emergencies.overtake_the_raid()
        assert len(fd.bot_messages(raided.review)) < HITS, "the raid was over too soon to prove anything"


class Emergencies:
    """Emergencies that are reported before a raid and in it."""

    def __init__(self, raided: Server, calm: Server) -> None:
        self._raided = raided
        self._servers = (calm, raided)
        self._number = 0
        self._undisturbed = 0.0

    async def before_the_raid(self) -> None:
        """Measure how long this machine takes for one while it has nothing else to do."""
        for here in self._servers:
            self._undisturbed = max(self._undisturbed, (await self._report(here))[0])

    async def overtake_the_raid(self) -> None:
        """One in each server: next to nothing of the raid comes before its card, and that comes soon."""
        for here in self._servers:
            seconds, before = await self._report(here)
            assert before <= FEW
            assert seconds < SOON + 10 * self._undisturbed

    async def _report(self, here: Server) -> tuple[float, int]:
        """Seconds from the thanks to the card, and how many messages and edits of the raid came between them."""
        self._number += 1
        desk, number = Reports(here), self._number
        message = await here.post(here.alice, f"she lives at {number}")
        thanked(await desk.report(here.alice, message, category="doxxing"), number)
        begun, raid = time.monotonic(), len(_of_the_raid(self._raided))
        await here.fd.until(lambda: desk.cards(number), what="the card of the emergency")
        return time.monotonic() - begun, len(_of_the_raid(self._raided)) - raid - (here is self._raided)


def _of_the_raid(raided: Server) -> list[Json]:
    posts = f"/channels/{raided.review}/messages"
    return [*raided.fd.calls("POST", posts), *raided.fd.calls("PATCH", f"{posts}/*")]


@pytest.mark.long  # it begins early (tests/forks.py)
async def test_a_raid_of_removals_is_a_handful_of_posts_and_delays_no_emergency(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    raided, calm = server(fd, "Raided"), server(fd, "Calm")
    raiders = [fd.add_member(raided.guild, f"raider{number}") for number in range(HITS)]
    async with running(fd, tmp_path):
        for here in (raided, calm):
            await here.set_up()
        await raided.command(raided.moderator, "blocklist add", pattern="raid.example")
        emergencies = Emergencies(raided, calm)
        await emergencies.before_the_raid()
        fd.rate_limits = True
        begun = time.monotonic()
        hits = [
            await raided.post(raider, f"https://raid.example/{number}")
            for number, raider in enumerate(raiders)
        ]
        await fd.until(lambda: not fd.exists(hits[0]), what="the first removal")
        await emergencies.overtake_the_raid()
        assert any(fd.exists(hit) for hit in hits), "the raid was over too soon to prove anything"
        await fd.until(lambda: not any(map(fd.exists, hits)), 120, "the raid is removed")
        await waited(fd, lambda: fd.bot_messages(raided.review), f"Removals: {HITS}")
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
