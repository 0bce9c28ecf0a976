"""Asks Discord for what the gateway did not tell about a post: its author's roles, and where its channel lies."""

from collections.abc import Sequence

import discord

from cogs.base.channels import chain_of
from cogs.base.discord_api.discord_answers import NO_RESULT, silence_of
from core.base.errors import DiscordSilent
from core.base.ids import ChannelId, RoleId, ServerId, UserId


class DiscordSurroundings:
    """Fills services.scanning.posts.Surroundings."""

    def __init__(self, *, client: discord.Client) -> None:
        self._client = client

    async def roles_of(self, server: ServerId, member: UserId) -> frozenset[RoleId]:
        guild = self._client.get_guild(server)
        if guild is None:
            raise DiscordSilent
        try:
            person = await guild.fetch_member(member)
        except discord.NotFound:  # they left
            return frozenset()
        except NO_RESULT as error:
            raise silence_of(error) from error
        return role_ids(person)

    async def channels_around(self, server: ServerId, channel: ChannelId) -> Sequence[ChannelId]:
        guild = self._client.get_guild(server)
        known = None if guild is None else guild.get_channel_or_thread(channel)
        try:
            found = known or await self._client.fetch_channel(channel)
            chain = chain_of(found)
            if isinstance(found, discord.Thread) and found.parent is None:
                parent = await self._client.fetch_channel(found.parent_id)
                chain = [ChannelId(found.id), *chain_of(parent)]
        except discord.NotFound:
            return []
        except NO_RESULT as error:
            raise silence_of(error) from error
        return chain


def where(channel: object, number: int) -> tuple[list[ChannelId], bool]:
    """A place from the inside out as far as the gateway has told, and whether that is all of it."""
    if isinstance(channel, discord.Thread):
        return chain_of(channel), channel.parent is not None
    if isinstance(channel, discord.abc.GuildChannel):
        return chain_of(channel), True
    return [ChannelId(number)], False  # not remembered, as after a permission came back


def role_ids(member: discord.Member) -> frozenset[RoleId]:
    """The roles as Discord sent them: `Member.roles` leaves out those that the gateway did not tell of, or not yet."""
    ids = member._roles  # noqa: SLF001  # discord.py 2.7.1 has no public name for it
    return frozenset({RoleId(member.guild.id), *(RoleId(number) for number in ids)})
