"""Where a channel lies, as the gateway has told."""

from collections.abc import Sequence

import discord

from cogs.scanning.listening import chain_of
from core.base.ids import ChannelId, ServerId


class Channels:
    """Fills services.reports.reviewing.ChannelTree."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    def around(self, server: ServerId, channel: ChannelId) -> Sequence[ChannelId]:
        guild = self._client.get_guild(server)
        found = None if guild is None else guild.get_channel_or_thread(channel)
        return [channel] if found is None else chain_of(found)
