"""Finding where a channel lies in its server."""

import discord

from core.base.ids import ChannelId


def chain_of(channel: object) -> list[ChannelId]:
    """The ids of a channel and of what it lies in, from the inside out: thread, channel, category."""
    ids: list[int | None] = []
    if isinstance(channel, discord.Thread):
        ids = [channel.id, channel.parent_id, channel.parent.category_id if channel.parent else None]
    elif isinstance(channel, discord.abc.GuildChannel):
        ids = [channel.id, channel.category_id]
    return [ChannelId(number) for number in ids if number is not None]
