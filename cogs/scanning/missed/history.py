"""Reads what was posted while nobody listened, for services/scanning/missed/gaps.py and unread.py."""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
from discord.ext import commands

from cogs.base.channels import chain_of
from cogs.base.discord_api.discord_answers import NO_RESULT, is_answer, silence_of
from cogs.base.discord_api.raw_threads import archived_at
from cogs.base.discord_api.unknown_components import has_unknown_components
from cogs.scanning.listener import Listener
from core.base.errors import DiscordSilent
from core.base.ids import ChannelId, ServerId
from core.base.times import moment_of, snowflake_at
from core.scanning.gaps import Unread
from services.scanning.missed.gap_ports import PastPlace
from services.scanning.missed.gaps import CatchUp
from services.scanning.missed.unread import Page

_log = logging.getLogger(__name__)

_PAGE = 100  # messages in one call
_STEP = 20  # messages between two turns of the event loop
_NEVER = datetime.fromtimestamp(0, UTC)

Readable = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread
Place = Readable | discord.ForumChannel


class DiscordPast:
    """Fills services.scanning.missed.gap_ports.Past and services.scanning.missed.unread.PageReader."""

    def __init__(self, *, client: discord.Client, listener: Listener) -> None:
        self._client = client
        self._listener = listener

    def is_there(self, server: ServerId) -> bool:
        guild = self._client.get_guild(server)
        # Of a server that discord.py has read by halves, Rowan's own member and roles may be missing.
        return guild is not None and not guild.unavailable and _knows_itself(guild)

    def places(self, server: ServerId, since: datetime) -> Sequence[PastPlace]:
        guild, oldest = self._client.get_guild(server), snowflake_at(since)
        if guild is None:
            return []
        return [
            PastPlace(chain_of(channel), channel.last_message_id, readable=_readable(channel))
            for channel in _channels(guild)
            if channel.last_message_id is not None and channel.last_message_id >= oldest
        ]

    def thread_holders(self, server: ServerId) -> Sequence[PastPlace]:
        guild = self._client.get_guild(server)
        if guild is None:
            return []
        holders: list[discord.TextChannel | discord.ForumChannel] = [*guild.text_channels, *guild.forums]
        return [PastPlace(chain_of(one), None, readable=True) for one in holders if _readable(one)]

    async def read_page(self, server: ServerId, unread: Unread) -> Page | None:
        guild = self._client.get_guild(server)
        if guild is None or not self.is_there(server):
            raise DiscordSilent
        known = guild.get_channel_or_thread(unread.channel)
        if isinstance(known, Place) and not _readable(known):
            return None
        try:
            if unread.threads:
                return await self._archived_threads(unread)
            found = await self._client.http.logs_from(unread.channel, _PAGE, before=unread.before)
        except discord.NotFound:
            _log.warning("a channel is gone, and its past with it")
            return Page(0, None)
        except NO_RESULT as error:
            if not is_answer(error):
                raise silence_of(error) from error
            _log.warning("a channel's past is hidden from me: %s", type(error).__name__)
            return None
        channel = (
            known
            if isinstance(known, Readable)  # else a thread that was archived meanwhile
            else self._client.get_partial_messageable(unread.channel, guild_id=server)
        )
        for number, data in enumerate(found):
            await self._hear(channel, data, server, unread)
            if number % _STEP == _STEP - 1:
                await asyncio.sleep(0)
        ids = [int(data["id"]) for data in found]
        return Page(sum(one >= unread.after for one in ids), min(ids) if len(ids) == _PAGE else None)

    async def _archived_threads(self, unread: Unread) -> Page:
        """The public threads that were archived last before what is left; those in which something was posted since the gap
        began are to be read.
        """
        found: Any = await self._client.http.get_public_archived_threads(
            unread.channel, before=moment_of(unread.before).isoformat(), limit=_PAGE
        )
        page = found.get("threads") or []
        threads = [
            Unread(ChannelId(int(data["id"])), unread.after, int(data["last_message_id"]) + 1)
            for data in page
            if int(data.get("last_message_id") or 0) >= unread.after
        ]
        # They come by the time at which they were archived, which is after their last message.
        times = [archived for data in page if (archived := archived_at(data)) is not None]
        if not found.get("has_more") or not times:
            return Page(len(page), None, threads)
        # A millisecond later: of those that were archived in one, none is left out; some may come twice.
        oldest = snowflake_at(discord.utils.parse_time(times[-1]) + timedelta(milliseconds=1))
        return Page(len(page), min(oldest, unread.before - 1), threads)

    async def _hear(
        self,
        channel: Readable | discord.PartialMessageable,
        data: Any,
        server: ServerId,
        unread: Unread,
    ) -> None:
        """One message that discord.py cannot read must not hide the others of its page."""
        try:
            state = self._client._connection  # noqa: SLF001  # discord.py has no public way from JSON to a message
            message = discord.Message(state=state, channel=channel, data=data)
        except Exception:  # noqa: BLE001  # whatever is wrong with it
            _log.warning("a message of the past cannot be read; its texts are scanned")
            await self._listener.hear_raw(data, server)
            return
        # An older one may have been edited to hold a link; where it is at hand, it is looked at too.
        if message.id >= unread.after or (message.edited_at or _NEVER) >= moment_of(unread.after):
            await self._listener.hear(message)
            if has_unknown_components(data):
                await self._listener.hear_raw(data, server)

    async def read_names(self, server: ServerId) -> int:
        guild = self._client.get_guild(server)
        threads = [] if guild is None else list(guild.threads)
        for thread in threads:
            await self._listener.hear_name(thread, thread.name)
        return len(threads)


def _knows_itself(guild: discord.Guild) -> bool:
    me: discord.Member | None = guild.me
    return me is not None and guild.get_role(guild.id) is not None


def _channels(guild: discord.Guild) -> Iterator[Readable]:
    yield from guild.text_channels
    yield from guild.voice_channels
    yield from guild.stage_channels
    yield from guild.threads


def _readable(channel: Place) -> bool:
    if isinstance(channel, discord.Thread) and channel.parent is None:
        return True  # a thread whose channel is not known: Discord will say
    rights = channel.permissions_for(channel.guild.me)
    return rights.view_channel and rights.read_message_history


class Sessions(commands.Cog):
    """Tells CatchUp when a session began, went on or broke, and which servers went and came."""

    def __init__(self, catch_up: CatchUp) -> None:
        self._catch_up = catch_up

    @commands.Cog.listener()
    async def on_shard_connect(self, shard: int) -> None:
        """A new session began: Discord tells of all servers of the shard afresh, of some of them later.

        `on_shard_ready` comes a second or more later, even when the connection has broken in between.
        """
        await self._catch_up.session_began(shard)

    @commands.Cog.listener()
    async def on_shard_resumed(self, shard: int) -> None:
        """The session went on, and what was missed is delivered."""
        self._catch_up.session_went_on(shard)

    @commands.Cog.listener()
    async def on_shard_disconnect(self, shard: int) -> None:
        """The connection broke, or the shard was given to another process; one of the two above may follow."""
        self._catch_up.connection_lost(shard)

    @commands.Cog.listener()
    async def on_guild_unavailable(self, guild: discord.Guild) -> None:
        """A server has an outage."""
        self._catch_up.server_lost(ServerId(guild.id))

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Discord told of a server: at the beginning of a session, late, or after an outage."""
        self._catch_up.server_arrived(ServerId(guild.id))

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Rowan was removed from a server, perhaps to be let in again."""
        self._catch_up.server_lost(ServerId(guild.id))

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Rowan was let into a server, or Discord tells so late of one that it does not say which of the two it is."""
        self._catch_up.server_arrived(ServerId(guild.id))
