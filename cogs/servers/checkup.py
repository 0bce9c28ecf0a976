"""What Discord has that the database does not, and what it lacks, for `bot.py doctor --discord`: looked at, and left as it is."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import discord

from cogs.base.discord_api.discord_answers import NO_RESULT, tracing
from cogs.base.discord_api.discord_clock import DiscordClock
from cogs.servers.permissions import lacking_permissions
from cogs.servers.review_readers import ReviewReaders
from core.base.errors import Unavailable
from core.base.ids import ChannelId, ServerId
from services.base.ports import Clock
from services.servers.settings import ServerSettings

_PATIENCE = 30.0  # seconds for all servers to be told of
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
    """A visit to Discord beside a running bot: nothing is sent, and nothing that comes is answered."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._heard = DiscordClock(clock)
        self._client = discord.Client(
            intents=discord.Intents(guilds=True),
            http_trace=tracing(self._heard.heard),
            guild_ready_timeout=1.0,
            max_ratelimit_timeout=60.0,
            max_messages=None,
        )
        self._connected: asyncio.Task[None] | None = None

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

    async def commands(self) -> set[tuple[int, str]]:
        """Kind and name of each command that Discord offers. Raises what a call raises."""
        number = self._client.application_id
        assert number is not None  # noqa: S101  # the log-in told it
        return {(one["type"], one["name"]) for one in await self._client.http.get_global_commands(number)}

    async def connect(self) -> None:
        """Wait until all servers are told of. Raises TimeoutError, and what a connection raises."""
        self._connected = asyncio.create_task(self._client.connect(reconnect=False), name="checkup")
        ready = asyncio.create_task(self._client.wait_until_ready(), name="ready")
        done, _ = await asyncio.wait(
            {self._connected, ready}, timeout=_PATIENCE, return_when=asyncio.FIRST_COMPLETED
        )
        if ready not in done:
            ready.cancel()
            if self._connected in done:
                await self._connected
            raise TimeoutError

    async def close(self) -> None:
        """Leave again."""
        await self._client.close()
        if self._connected is not None:
            await asyncio.wait({self._connected})

    def servers(self) -> set[int]:
        """Where Rowan is."""
        return {guild.id for guild in self._client.guilds}

    def seen(self, settings: ServerSettings) -> Seen:
        """Look at a server that was set up."""
        guild = self._client.get_guild(settings.server)
        if guild is None:
            return Seen(here=False)
        chosen = settings.review_channel
        channel = None if chosen is None else guild.get_channel(chosen)
        readers = ReviewReaders(client=self._client).of(settings)
        lacking = lacking_permissions(guild, settings, None).missing
        return Seen(
            here=True,
            channel=channel is not None,
            private=readers.private,
            lacks=[Lacks(one.permissions, [ChannelId(each.id) for each in one.channels]) for one in lacking],
        )

    async def is_gone(self, server: ServerId, channel: int, message: int) -> bool:
        """Whether a message is not there any more. Raises Unavailable where that is not known."""
        guild = self._client.get_guild(server)
        if guild is None or guild.unavailable:
            raise Unavailable
        if guild.get_channel_or_thread(channel) is None:
            return True
        try:
            await self._client.get_partial_messageable(channel, guild_id=server).fetch_message(message)
        except discord.NotFound:
            return True
        except NO_RESULT as error:
            raise Unavailable from error
        return False

    async def own_cards(self, server: ServerId, channel: ChannelId) -> Sequence[int]:
        """The newest messages of Rowan's with buttons in a channel. Raises Unavailable."""
        place: Any = self._client.get_partial_messageable(channel, guild_id=server)
        me = self._client.user
        try:
            return [
                message.id
                async for message in place.history(limit=_NEWEST)
                if me is not None and message.author.id == me.id and message.components
            ]
        except NO_RESULT as error:
            raise Unavailable from error
