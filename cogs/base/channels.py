"""Finding where a channel lies in its server, by what the gateway has told."""

from collections.abc import Sequence

import discord

from core.base.ids import ChannelId, ServerId


class Channels:
    """Fills services.reports.cases.review.ChannelTree."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    def around(self, server: ServerId, channel: ChannelId) -> Sequence[ChannelId]:
        guild = self._client.get_guild(server)
        found = None if guild is None else guild.get_channel_or_thread(channel)
        return [channel] if found is None else chain_of(found)


def chain_of(channel: object) -> list[ChannelId]:
    """The ids of a channel and of what it lies in, from the inside out: thread, channel, category."""
    ids: list[int | None] = []
    if isinstance(channel, discord.Thread):
        ids = [channel.id, channel.parent_id, channel.parent.category_id if channel.parent else None]
    elif isinstance(channel, discord.abc.GuildChannel):
        ids = [channel.id, channel.category_id]
    return [ChannelId(number) for number in ids if number is not None]
