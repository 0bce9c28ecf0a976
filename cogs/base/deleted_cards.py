"""Posting cards again that somebody deleted while a moderator still has to look at them: a lost report hurts."""

import discord
from discord.ext import commands

from core.base.ids import MessageId
from services.base.outbox import Outbox


class DeletedCards(commands.Cog):
    """Listens for deleted messages; the outbox knows which of them were Rowan's and still wait for somebody."""

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
