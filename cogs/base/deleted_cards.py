"""Posting cards again that somebody deleted while a moderator still has to look at them: a lost report hurts."""

import discord
from discord.ext import commands

from core.base.ids import ChannelId, MessageId, ServerId
from services.base.outbox_worker import Outbox


class DeletedCards(commands.Cog):
    """Listens for deleted messages and channels; the outbox knows which of them were Rowan's and still wait for somebody."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """A message was deleted."""
        await self._outbox.messages_deleted([MessageId(event.message_id)])

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Up to a hundred messages were deleted at once."""
        await self._outbox.messages_deleted(map(MessageId, event.message_ids))

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel was deleted, perhaps the review channel; Discord tells of none of its messages."""
        await self._outbox.channel_deleted(ServerId(channel.guild.id), ChannelId(channel.id))
