"""Doing on Discord what removals need: deleting, timing out, and noticing that a permission came back."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import discord
from discord.ext import commands

from cogs.base.discord_api.discord_answers import NO_RESULT, asked_wait, may_be_done, watched_tries
from cogs.base.discord_api.rate_limits import Patience
from core.base.ids import ChannelId, DetectionId, MessageId, ServerId, UserId
from core.scanning.detections import MissingRight, Timeout
from services.base.texts import Texts
from services.scanning.missed.gaps import CatchUp
from services.scanning.removal_ports import Deletion, RemovalResult
from services.scanning.removals import Removals
from services.servers.setup import Servers

_log = logging.getLogger(__name__)

_NO_ACCESS, _ARCHIVED = 50001, 50083
_SAME = timedelta(seconds=2)  # Discord rounds the end of a timeout


class Remover:
    """Fills services.scanning.removal_ports.MessageRemover."""

    def __init__(self, *, client: discord.Client, servers: Servers, texts: Texts) -> None:
        self._client = client
        self._servers = servers
        self._texts = texts
        # Places where Discord refused lately. Rowan's rights are looked at first there: refused calls count against
        # the bot.
        self._refused: set[ChannelId] = set()
        self._patience = Patience()  # where Discord said for how long it wants to be left alone

    async def delete(self, server: ServerId, channel: ChannelId, message: MessageId) -> Deletion:
        if channel in self._refused:
            missing = self._missing(server, channel)
            if missing is not None:
                return Deletion(RemovalResult.FORBIDDEN, missing)
            self._refused.discard(channel)
        with watched_tries() as tries:
            try:
                return await self._delete(server, channel, message)
            except discord.NotFound:
                # After a try whose answer was lost, it is gone because of Rowan.
                return Deletion(RemovalResult.REMOVED if tries.answer_lost else RemovalResult.GONE)
            except discord.Forbidden as error:
                missing = MissingRight.ACCESS if error.code == _NO_ACCESS else MissingRight.MESSAGES
                self._refused.add(channel)
                return Deletion(RemovalResult.FORBIDDEN, missing, maybe_done=tries.answer_lost)
            except NO_RESULT as error:
                _log.info("a deletion failed: %s", type(error).__name__)
                unclear = may_be_done(error) or tries.answer_lost
                return Deletion(RemovalResult.FAILED, maybe_done=unclear, wait=asked_wait(error))

    async def _delete(self, server: ServerId, channel: ChannelId, message: MessageId) -> Deletion:
        try:
            await self._client.http.delete_message(channel, message)
        except discord.HTTPException as error:
            if error.code != _ARCHIVED:
                raise
            return await self._delete_in_archive(server, channel, message)
        return Deletion(RemovalResult.REMOVED)

    async def _delete_in_archive(self, server: ServerId, channel: ChannelId, message: MessageId) -> Deletion:
        """Discord deletes nothing in an archived thread: open it, delete, archive it again."""
        thread = await self._client.fetch_channel(channel)
        if not isinstance(thread, discord.Thread):
            return Deletion(RemovalResult.FAILED)
        why = await self._archive_reason(server)
        try:
            await thread.edit(archived=False, reason=why)
        except discord.Forbidden:
            return Deletion(RemovalResult.FORBIDDEN, MissingRight.THREADS)
        try:
            await self._client.http.delete_message(channel, message)
        finally:
            try:
                await thread.edit(archived=True, reason=why)
            except NO_RESULT as error:  # the message matters more; Discord archives it by itself later
                _log.warning("a thread could not be archived again: %s", type(error).__name__)
        return Deletion(RemovalResult.REMOVED)

    async def _archive_reason(self, server: ServerId) -> str:
        return self._texts.say((await self._servers.get(server)).language, "archived-thread-reason")

    def _missing(self, server: ServerId, channel: ChannelId) -> MissingRight | None:
        """The right that is missing as far as the gateway has told; None: none, or it is not known, and Discord will say."""
        guild = self._client.get_guild(server)
        if guild is None:
            return MissingRight.ACCESS
        place = guild.get_channel_or_thread(channel)
        if place is None or (isinstance(place, discord.Thread) and place.parent is None):
            return None
        rights = place.permissions_for(guild.me)
        if not rights.view_channel:
            return MissingRight.ACCESS
        return None if rights.manage_messages else MissingRight.MESSAGES

    async def time_out(
        self, server: ServerId, member: UserId, until: datetime, detection: DetectionId
    ) -> Timeout:
        guild = self._client.get_guild(server)
        # Of a server that has not arrived yet, Rowan's rights are not known; Discord will say.
        if guild is None or not (guild.unavailable or guild.me.guild_permissions.moderate_members):
            return Timeout.FORBIDDEN

        async def work() -> Timeout:
            person = await guild.fetch_member(member)
            standing = person.timed_out_until
            if person.bot or (standing is not None and standing >= until):
                return Timeout.NONE  # a timeout that a moderator set is neither shortened nor lifted later
            await person.timeout(until, reason=await self._reason(server, "timeout-reason", detection))
            return Timeout.SET

        return await _said(work, self._patience, server, gone=Timeout.NONE, forbidden=Timeout.FORBIDDEN)

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

        return await _said(work, self._patience, server, gone=Timeout.LIFTED, forbidden=Timeout.STAYS)

    async def _reason(self, server: ServerId, key: str, detection: DetectionId) -> str:
        language = (await self._servers.get(server)).language
        return self._texts.say(language, key, detection=str(detection))


async def _said(
    work: Callable[[], Awaitable[Timeout]],
    patience: Patience,
    server: ServerId,
    *,
    gone: Timeout,
    forbidden: Timeout,
) -> Timeout:
    if patience.left(server):
        return Timeout.FAILED
    try:
        return await work()
    except discord.NotFound:  # the member left
        return gone
    except discord.Forbidden:
        return forbidden
    except NO_RESULT as error:
        _log.info("a timeout failed: %s", type(error).__name__)
        patience.note(server, error)
        return Timeout.FAILED


class PermissionWatch(commands.Cog):
    """Has what was forbidden tried again as soon as Rowan's rights change: removals, and reading what was missed."""

    def __init__(self, removals: Removals, catch_up: CatchUp | None) -> None:
        self._removals = removals
        self._catch_up = catch_up

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
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """The server arrived, at a start or after an outage: nobody told of what changed meanwhile."""
        await self._look_again(guild)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Rowan joined a server, perhaps one that it had left."""
        await self._look_again(guild)

    async def _look_again(self, guild: discord.Guild) -> None:
        if self._catch_up is not None:
            self._catch_up.rights_changed(ServerId(guild.id))
        await self._removals.permission_back(ServerId(guild.id))
