"""Noticing changes of channels that may end the wait of copies which could not be posted."""

import discord
from discord.ext import commands

from core.base.ids import ServerId
from services.campaigns.deliveries import Deliveries


class ChannelWatch(commands.Cog):
    """Has a server's stuck copies tried again when one of its channels changes."""

    def __init__(self, *, deliveries: Deliveries) -> None:
        self._deliveries = deliveries

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """A channel was changed: a permission may have come back."""
        await self._deliveries.channels_changed(ServerId(after.guild.id))
