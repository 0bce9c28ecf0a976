"""What Discord has that the database does not, and what it lacks, for `bot.py doctor --discord`: looked at, and left as it is.

All is asked by REST. A session at the gateway would be a second one of a shard that a running bot has, and would take of the starts
that Discord allows it in a day.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import discord

from cogs.base.discord_api.discord_answers import NO_RESULT, silence_of, tracing
from cogs.base.discord_api.discord_clock import DiscordClock
from cogs.servers.permissions import lacking_permissions
from cogs.servers.review_readers import channel_rights
from core.base.errors import DiscordSilent
from core.base.ids import ChannelId, ServerId
from services.base.ports import Clock
from services.base.shards.ports import Starts
from services.servers.settings import ServerSettings

_PATIENCE = (
    10.0  # seconds for all that is asked about one server; discord.py tries five times, which takes longer
)
_BETWEEN = 0.05  # seconds from one call to the next: of fifty a second, which Discord allows, most are left to the bot
_NEWEST = 50  # messages of a review channel that are looked at


@dataclass(frozen=True, slots=True)
class Lacks:
    """Permissions that Rowan lacks in channels of a server."""

    permissions: Sequence[str]
    channels: Sequence[ChannelId]


@dataclass(frozen=True, slots=True)
class Seen:
    """One server that was set up. `here`: whether Rowan is there; `channel`: whether its review channel is; `private`: whether
    nobody reads it who does not moderate.
    """

    here: bool
    channel: bool = False
    private: bool = False
    lacks: Sequence[Lacks] = ()


class Checkup:
    """A visit to Discord beside a running bot: nothing is sent, and nothing is listened to."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._heard = DiscordClock(clock)
        self._client = discord.Client(
            intents=discord.Intents.none(),
            http_trace=tracing(self._heard.heard),
            max_ratelimit_timeout=60.0,
            max_messages=None,
        )
        self._next = 0.0
        self._servers = frozenset[int]()

    async def log_in(self, token: str) -> bool:
        """Log in; returns whether Discord lets this bot read messages. Raises discord.LoginFailure and what else a call raises."""
        await self._client.login(token)
        application = self._client.application
        flags = None if application is None else application.flags
        return flags is not None and (flags.gateway_message_content or flags.gateway_message_content_limited)

    def ahead(self) -> float:
        """By how many seconds this machine's clock is before Discord's; negative: behind."""
        now: datetime = self._clock()
        return (now - self._heard()).total_seconds()

    @property
    def application(self) -> int:
        """The application that the token is of."""
        number = self._client.application_id
        assert number is not None  # noqa: S101  # the log-in told it
        return number

    async def commands(self) -> set[tuple[int, str]]:
        """Kind and name of each command that Discord offers. Raises what a call raises."""
        return {
            (one["type"], one["name"])
            for one in await self._client.http.get_global_commands(self.application)
        }

    async def starts(self) -> Starts:
        """What Discord says of sessions. Raises what a call raises."""
        shards, _, limit = await self._client.http.get_bot_gateway()
        return Starts(
            recommended=max(1, shards),
            left=limit["remaining"],
            reset_seconds=limit["reset_after"] / 1000,
            at_once=max(1, limit["max_concurrency"]),
        )

    async def close(self) -> None:
        """Leave again."""
        await self._client.close()

    async def servers(self) -> frozenset[int]:
        """Where Rowan is; two hundred an answer. Raises what a call raises."""
        self._servers = frozenset(
            [guild.id async for guild in self._client.fetch_guilds(limit=None, with_counts=False)]
        )
        return self._servers

    async def seen(self, settings: ServerSettings) -> Seen:
        """Look at a server that was set up, one of `servers` or not. Raises DiscordSilent where Discord does not say how it is."""
        if settings.server not in self._servers:
            return Seen(here=False)
        guild = await self._guild(settings.server)
        chosen = settings.review_channel
        channel = None if chosen is None else guild.get_channel(chosen)
        private = channel is None or settings.readers(channel_rights(channel)).private
        lacking = lacking_permissions(guild, settings, None).missing
        return Seen(
            here=True,
            channel=channel is not None,
            private=private,
            lacks=[Lacks(one.permissions, [ChannelId(each.id) for each in one.channels]) for one in lacking],
        )

    async def _guild(self, server: ServerId) -> discord.Guild:
        """A server with its roles, its channels and Rowan, as the gateway would tell of it. Raises DiscordSilent."""
        http = self._client.http
        me = self._client.user
        assert me is not None  # noqa: S101  # the log-in told it
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._turn()
                data: Any = await http.get_guild(server)
                await self._turn()
                channels = await http.get_all_guild_channels(server)
                await self._turn()
                member = await http.get_member(server, me.id)
        except NO_RESULT as error:
            raise silence_of(error) from error
        told: Any = {
            **data,
            "member_count": data.get("approximate_member_count", 0),
            "channels": channels,
            "members": [member],
        }
        return discord.Guild(data=told, state=self._client._connection)  # noqa: SLF001  # discord.py puts no answers together

    async def is_gone(self, server: ServerId, channel: int, message: int) -> bool:
        """Whether a message is not there any more. Raises DiscordSilent where that is not known."""
        if server not in self._servers:
            raise DiscordSilent
        await self._turn()
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._client.get_partial_messageable(channel, guild_id=server).fetch_message(message)
        except discord.NotFound:
            return True
        except NO_RESULT as error:
            raise silence_of(error) from error
        return False

    async def own_cards(self, server: ServerId, channel: ChannelId) -> Sequence[int]:
        """The newest messages of Rowan's with buttons in a channel. Raises DiscordSilent."""
        place: Any = self._client.get_partial_messageable(channel, guild_id=server)
        me = self._client.user
        await self._turn()
        try:
            async with asyncio.timeout(_PATIENCE):
                return [
                    message.id
                    async for message in place.history(limit=_NEWEST)
                    if me is not None and message.author.id == me.id and message.components
                ]
        except NO_RESULT as error:
            raise silence_of(error) from error

    async def _turn(self) -> None:
        """Wait until the next call may be made."""
        now = time.monotonic()
        self._next = max(now, self._next + _BETWEEN)
        await asyncio.sleep(self._next - now)
