"""Hears what may end a wait, and what ends everything: rights that change, servers that come, go and come back."""

import discord
from discord.ext import commands

from core.base.ids import RoleId, ServerId
from services.servers.setup import Servers


class ServerWatch(commands.Cog):
    """Tells the server's outbox: try again, it is over, go on.

    An unavailable server (an outage) is not a left one: discord.py tells of it by another event, which needs no answer.
    """

    def __init__(self, *, servers: Servers) -> None:
        self._servers = servers

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """Permissions of a channel may have come back."""
        settings = await self._servers.get(ServerId(after.guild.id))
        if after.id in (settings.review_channel, settings.campaign_channel):
            await self._servers.retry_waiting(settings.server)

    @commands.Cog.listener()
    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        """Rowan's own role, or everyone's, may have got or lost what mattered; another may read or moderate, or not any more."""
        if after in after.guild.me.roles or before.permissions != after.permissions:
            await self._servers.retry_waiting(ServerId(after.guild.id))

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """The role may have been the one that opened the review channel, or one that open cards name."""
        await self._servers.role_deleted(ServerId(role.guild.id), RoleId(role.id))

    @commands.Cog.listener()
    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        """Rowan got or lost a role."""
        if after.id == after.guild.me.id and before.roles != after.roles:
            await self._servers.retry_waiting(ServerId(after.guild.id))

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server arrived: at a start, in a fresh session, after an outage. Nobody told of what changed meanwhile."""
        await self._servers.came(ServerId(guild.id))

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Rowan was let in, perhaps again."""
        await self._servers.came(ServerId(guild.id))

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Rowan was removed from a server, or the server is no more."""
        await self._servers.left(ServerId(guild.id))
