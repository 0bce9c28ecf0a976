"""Hearing that a message is gone whose pictures wait to be looked at."""

import discord
from discord.ext import commands

from core.base.ids import MessageId
from services.scanning.pictures.looks import PictureLooks


class DeletedPictures(commands.Cog):
    """Tells of deleted messages: their pictures need not be fetched any more."""

    def __init__(self, looks: PictureLooks) -> None:
        self._looks = looks

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """A message was deleted."""
        self._looks.deleted(MessageId(event.message_id))

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Up to a hundred messages were deleted at once."""
        for message in event.message_ids:
            self._looks.deleted(MessageId(message))
