"""Asking Discord whether a reported message is still there, and hearing of what takes it away."""

import asyncio
import logging

import discord
from discord.ext import commands

from cogs.base.discord_api.discord_answers import NO_RESULT
from cogs.base.discord_api.rate_limits import Patience
from core.base.ids import ChannelId, MessageId, ServerId
from core.base.posts import MessagePlace
from core.reports.outcomes import Presence
from services.reports.cases.review import Review
from services.reports.reported_messages import ReportedMessages

_log = logging.getLogger(__name__)

_ASK_SECONDS = 5.0
_GONE = frozenset({10003, 10008})  # Discord's codes: unknown channel, unknown message


class DiscordMessages:
    """Fills services.reports.reported_messages.MessageSource."""

    def __init__(self, *, client: discord.Client) -> None:
        self._client = client
        self._patience = Patience()  # servers about which Discord wants to hear nothing for a while

    async def presence(self, server: ServerId, place: MessagePlace) -> Presence:
        guild = self._client.get_guild(server)
        if guild is None or guild.unavailable or self._patience.left(server):
            return Presence.UNKNOWN
        try:
            async with asyncio.timeout(_ASK_SECONDS):
                # As it comes: what the message holds does not matter, nor whether discord.py can read it.
                await self._client.http.get_message(place.channel, place.message)
        except discord.NotFound as error:
            return Presence.GONE if error.code in _GONE else Presence.UNKNOWN
        except NO_RESULT as error:
            self._patience.note(server, error)
            _log.info("whether a reported message is there is not known: %s", type(error).__name__)
            return Presence.UNKNOWN
        return Presence.THERE


class ReportedMessageWatch(commands.Cog):
    """Hears of deletions, one by one, many at once, and with all that a channel or thread held."""

    def __init__(self, *, review: Review, messages: ReportedMessages) -> None:
        self._review = review
        self._messages = messages

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """A message was deleted: where it was reported, its card says so."""
        if event.guild_id is not None:
            await self._review.messages_gone(ServerId(event.guild_id), [MessageId(event.message_id)])

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Many messages were deleted at once: the cards of those that were reported say so."""
        if event.guild_id is not None:
            gone = [MessageId(message) for message in event.message_ids]
            await self._review.messages_gone(ServerId(event.guild_id), gone)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, event: discord.RawThreadDeleteEvent) -> None:
        """A thread was deleted, and its messages with it."""
        await self._messages.channel_gone(ServerId(event.guild_id), ChannelId(event.thread_id))

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel was deleted, and its messages with it; of its threads Discord tells only some, so it is asked."""
        server = ServerId(channel.guild.id)
        await self._messages.channel_gone(server, ChannelId(channel.id))
        self._messages.look_soon(server)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """The server arrived, at a start, in a fresh session or after an outage: nobody told of what went meanwhile."""
        self._messages.look_soon(ServerId(guild.id))
