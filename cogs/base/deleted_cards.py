"""Cards that somebody deleted come back while a moderator still has to look at them: a lost report hurts."""

import discord
from discord.ext import commands

from core.base.ids import MessageId
from services.base.outbox import OutboxStore
from services.base.ports import Clock
from services.base.worker import Bell


class DeletedCards(commands.Cog):
    """Hears of deleted messages; the outbox knows which of them were Rowan's and still wait for somebody."""

    def __init__(self, store: OutboxStore, outbox_bell: Bell, clock: Clock) -> None:
        self._store = store
        self._outbox_bell = outbox_bell
        self._clock = clock

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """One message."""
        await self._deleted({event.message_id})

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Up to a hundred."""
        await self._deleted(event.message_ids)

    async def _deleted(self, messages: set[int]) -> None:
        if await self._store.deleted(map(MessageId, messages), self._clock()):
            self._outbox_bell.ring()
