"""What must wait for Discord is put back, and of a channel's window something is left for emergencies."""

import asyncio
from dataclasses import dataclass, field
from typing import Any, cast

import discord
import pytest
from discord.http import Ratelimit

from cogs.base.discord_api.rate_limits import PATCH, POST, ChannelLimits
from cogs.base.layout import Card
from cogs.base.postman import Message, Postman
from core.base.ids import ChannelId, ServerId
from services.base.outbox import Kind, Later, OutboxRow, Posted

CHANNEL = ChannelId(5)
MESSAGE = Message(Card().text("hello").view(), marker=None)


@dataclass
class Http:
    """discord.py's HTTP client, as far as its windows go."""

    _bucket_hashes: dict[str, str] = field(default_factory=dict)
    _buckets: dict[str, Ratelimit] = field(default_factory=dict)


@dataclass
class Client:
    """Posts, or raises; counts both."""

    http: Http = field(default_factory=Http)
    fault: Exception | None = None
    sent: int = 0

    def get_partial_messageable(self, channel: int, guild_id: int) -> Any:
        self.id = channel
        return self

    async def send(self, **message: object) -> discord.Object:
        self.sent += 1
        if self.fault is not None:
            raise self.fault
        return discord.Object(6)

    def window(self, remaining: int, *, ends_in: float = 4.0) -> None:
        """Discord's last answer: so many more in this window of five."""
        window = Ratelimit(60.0)
        window.limit, window.remaining = 5, remaining
        window.expires = asyncio.get_running_loop().time() + ends_in
        self.http._bucket_hashes[POST.key] = "hash"
        self.http._buckets[f"hash:{CHANNEL}"] = window


def row(*, urgent: bool = False) -> OutboxRow:
    return OutboxRow(1, Kind.CASE_CARD, 1, ServerId(1), None, None, "nonce", 1, 1, None, urgent=urgent)


async def outcome(client: Client, *, urgent: bool = False) -> object:
    return await Postman(client=cast("Any", client)).deliver(row(urgent=urgent), CHANNEL, MESSAGE)


async def test_without_a_word_from_discord_nothing_waits() -> None:
    assert isinstance(await outcome(Client()), Posted)


@pytest.mark.parametrize(
    ("remaining", "urgent", "waits"),
    [(3, False, False), (2, False, True), (1, True, False), (0, True, True)],
)
async def test_the_last_of_a_window_is_kept_for_an_emergency(
    remaining: int, *, urgent: bool, waits: bool
) -> None:
    client = Client()
    client.window(remaining)
    said = await outcome(client, urgent=urgent)
    assert client.sent == (not waits)
    if waits:
        assert isinstance(said, Later)
        assert said.named
        assert not said.may_stand
        assert said.wait is not None
        assert 3 < said.wait.total_seconds() <= 4


async def test_a_window_that_ended_holds_nothing_back() -> None:
    client = Client()
    client.window(0, ends_in=-1)
    assert isinstance(await outcome(client), Posted)


async def test_a_channel_that_discord_closed_for_a_while_is_left_alone() -> None:
    client = Client(fault=discord.RateLimited(90.0))
    postman = Postman(client=cast("Any", client))
    for urgent in (False, True):
        said = await postman.deliver(row(urgent=urgent), CHANNEL, MESSAGE)
        assert isinstance(said, Later)
        assert said.named
    assert client.sent == 1
    assert not isinstance(await postman.deliver(row(), ChannelId(7), MESSAGE), Posted)
    assert client.sent == 2, "another channel is another matter"


async def test_posts_and_edits_are_limited_apart() -> None:
    limits = ChannelLimits(cast("Any", Client()))
    limits.refused(POST, CHANNEL, discord.RateLimited(90.0))
    assert limits.wait(POST, CHANNEL, urgent=True)
    assert limits.wait(PATCH, CHANNEL, urgent=False) is None
