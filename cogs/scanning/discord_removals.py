"""Doing on Discord what removals need: deleting, timing out, and noticing that a permission came back."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import aiohttp
import discord
from discord.ext import commands

from core.base.ids import ChannelId, DetectionId, MessageId, RoleId, ServerId, UserId
from core.scanning.detections import Timeout
from services.base.texts import Texts
from services.scanning.removals import RemovalResult, Removals
from services.servers.setup import Servers

_log = logging.getLogger(__name__)

_SAME = timedelta(seconds=2)  # Discord rounds the end of a timeout


class Remover:
    """Fills services.scanning.removals.MessageRemover and services.scanning.pipeline.MemberRoles."""

    def __init__(self, *, client: discord.Client, servers: Servers, texts: Texts) -> None:
        self._client = client
        self._servers = servers
        self._texts = texts
        # Places where Discord refused lately. Rowan's rights are looked at first there: refused calls count against
        # the bot.
        self._refused: set[ChannelId] = set()

    async def delete(self, server: ServerId, channel: ChannelId, message: MessageId) -> RemovalResult:
        if channel in self._refused:
            if not self._may(server, channel):
                return RemovalResult.FORBIDDEN
            self._refused.discard(channel)
        place = self._client.get_partial_messageable(channel, guild_id=server)
        try:
            await place.get_partial_message(message).delete()
        except discord.NotFound:
            return RemovalResult.GONE
        except discord.Forbidden:
            self._refused.add(channel)
            return RemovalResult.FORBIDDEN
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
            _log.info("a deletion failed: %s", type(error).__name__)
            return RemovalResult.FAILED
        return RemovalResult.REMOVED

    def _may(self, server: ServerId, channel: ChannelId) -> bool:
        guild = self._client.get_guild(server)
        if guild is None:
            return False
        place = guild.get_channel_or_thread(channel)
        if place is None or (isinstance(place, discord.Thread) and place.parent is None):
            return True  # a place that is not known: Discord will say
        rights = place.permissions_for(guild.me)
        return rights.view_channel and rights.manage_messages

    async def time_out(
        self, server: ServerId, member: UserId, until: datetime, detection: DetectionId
    ) -> Timeout:
        guild = self._client.get_guild(server)
        if guild is None or not guild.me.guild_permissions.moderate_members:
            return Timeout.FORBIDDEN

        async def work() -> Timeout:
            person = await guild.fetch_member(member)
            standing = person.timed_out_until
            if person.bot or (standing is not None and standing >= until):
                return Timeout.NONE  # a timeout that a moderator set is neither shortened nor lifted later
            await person.timeout(until, reason=await self._reason(server, "timeout-reason", detection))
            return Timeout.SET

        return await _said(work, gone=Timeout.NONE, forbidden=Timeout.FORBIDDEN)

    async def lift(
        self, server: ServerId, member: UserId, until: datetime, detection: DetectionId
    ) -> Timeout:
        guild = self._client.get_guild(server)
        if guild is None:
            return Timeout.STAYS

        async def work() -> Timeout:
            person = await guild.fetch_member(member)
            standing = person.timed_out_until
            if standing is None:
                return Timeout.LIFTED
            if abs(standing - until) > _SAME:
                return Timeout.STAYS
            await person.timeout(None, reason=await self._reason(server, "lift-reason", detection))
            return Timeout.LIFTED

        return await _said(work, gone=Timeout.LIFTED, forbidden=Timeout.STAYS)

    async def roles_of(self, server: ServerId, member: UserId) -> frozenset[RoleId]:
        guild = self._client.get_guild(server)
        if guild is None:
            return frozenset()
        try:
            person = await guild.fetch_member(member)
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError):
            return frozenset()
        return frozenset(RoleId(role.id) for role in person.roles)

    async def _reason(self, server: ServerId, key: str, detection: DetectionId) -> str:
        language = (await self._servers.get(server)).language
        return self._texts.say(language, key, detection=str(detection))


async def _said(work: Callable[[], Awaitable[Timeout]], *, gone: Timeout, forbidden: Timeout) -> Timeout:
    try:
        return await work()
    except discord.NotFound:  # the member left
        return gone
    except discord.Forbidden:
        return forbidden
    except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
        _log.info("a timeout failed: %s", type(error).__name__)
        return Timeout.FAILED


class PermissionWatch(commands.Cog):
    """Has removals that were forbidden tried again as soon as Rowan's rights change."""

    def __init__(self, removals: Removals) -> None:
        self._removals = removals

    @commands.Cog.listener()
    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        """A role was changed: it may be Rowan's, with other permissions."""
        if before.permissions != after.permissions and after in after.guild.me.roles:
            await self._look_again(after.guild)

    @commands.Cog.listener()
    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        """A member was changed: it may be Rowan, who got or lost a role."""
        if after.id == after.guild.me.id and before.roles != after.roles:
            await self._look_again(after.guild)

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """A channel was changed, perhaps its overwrites."""
        if before.overwrites != after.overwrites:
            await self._look_again(after.guild)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Rowan joined a server, perhaps one that it had left."""
        await self._look_again(guild)

    async def _look_again(self, guild: discord.Guild) -> None:
        await self._removals.permission_back(ServerId(guild.id))
