"""Hearing names: of members who post, of channels, of what a voice channel says of itself, of scheduled events.

A name goes the way of a post whose kind is never removed: it is counted, or a moderator decides about it. Each message brings its author's
names, so whoever posts often would be looked at often: names that hold nothing are remembered until a list has a new key, and
such a name costs a look into a set.
"""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord.ext import commands

from cogs.base.channels import chain_of
from cogs.base.discord_api.client import RowanClient
from cogs.scanning.raw_posts import id_in
from cogs.scanning.surroundings import role_ids
from core.base.errors import Unavailable
from core.base.ids import ChannelId, ServerId, UserId
from core.base.posts import NameKind, PostKind, name_number
from core.scanning.detections import Person
from services.lists.live_index import LiveIndex
from services.scanning.pipeline import ScanPipeline
from services.scanning.posts import Post

_log = logging.getLogger(__name__)

_REMEMBERED = 50_000  # names; about ten megabytes
_BETWEEN = "\n"

Seen = tuple[object, ...]


class NameListener(commands.Cog):
    """Has names looked at. Loaded only where Rowan may read messages, since the listener of messages tells of their authors."""

    def __init__(self, *, client: RowanClient, pipeline: ScanPipeline, index: LiveIndex) -> None:
        self._client = client
        self._pipeline = pipeline
        self._index = index
        self._seen: set[Seen] = set()
        self._keys = 0

    async def hear_author(self, message: discord.Message) -> None:
        """A message was posted: look at its author's names, unless they were looked at as they are. The name of a webhook belongs to the
        message: the listener reads it there.
        """
        author, guild = message.author, message.guild
        if guild is None or message.webhook_id is not None:
            return
        nick = author.nick if isinstance(author, discord.Member) else None
        seen = (guild.id, author.id, nick, author.global_name, author.name)
        if not self._is_new(seen) or (self._client.user is not None and author.id == self._client.user.id):
            return
        names = list(dict.fromkeys(each for each in (nick, author.global_name, author.name) if each))
        whose = Person(UserId(author.id), author.display_name)
        post = _post(
            NameKind.MEMBER,
            ServerId(guild.id),
            author.id,
            names,
            [ChannelId(guild.id)],
            author=whose,
        )
        roles = role_ids(author) if isinstance(author, discord.Member) else frozenset()
        await self._look_at(post, seen, roles)

    def _is_new(self, seen: Seen) -> bool:
        """Whether this was not looked at since the lists changed; it counts as looked at from now on."""
        keys = len(self._index.index)
        if keys != self._keys or len(self._seen) >= _REMEMBERED:
            self._keys = keys
            self._seen.clear()
        if seen in self._seen:
            return False
        self._seen.add(seen)
        return True

    async def _look_at(self, post: Post, seen: Seen, roles: frozenset[Any] | None = frozenset()) -> None:
        suspects = self._pipeline.suspects(post.texts)
        if not suspects.any:
            return
        # It may hold what is listed. An exception, a policy or an entry may change without a new key: it is looked at each time.
        self._seen.discard(seen)
        try:
            await self._pipeline.look_again(post.with_roles(roles), suspects)
        except Unavailable as error:
            _log.warning("a name waits: %s", error.key)

    @commands.Cog.listener()
    async def on_guild_channel_create(self, channel: discord.abc.GuildChannel) -> None:
        """A channel was made."""
        await self._hear_channel(channel)

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """A channel was changed, perhaps its name."""
        if before.name != after.name:
            await self._hear_channel(after)

    async def _hear_channel(self, channel: discord.abc.GuildChannel) -> None:
        server = ServerId(channel.guild.id)
        post = _post(NameKind.CHANNEL, server, channel.id, [channel.name], chain_of(channel))
        await self._look_at(post, (server, channel.id, channel.name))

    @commands.Cog.listener()
    async def on_voice_channel_status(self, data: Mapping[str, Any]) -> None:
        """What a voice channel says of itself was changed (cogs/base/discord_api/client.py tells of it)."""
        server, number, status = id_in(dict(data), "guild_id"), id_in(dict(data), "id"), data.get("status")
        if server is None or number is None or not isinstance(status, str) or not status:
            return
        guild = self._client.get_guild(server)
        channel = None if guild is None else guild.get_channel(number)
        around = [ChannelId(number)] if channel is None else chain_of(channel)
        post = _post(NameKind.STATUS, ServerId(server), number, [status], around)
        await self._look_at(post, (server, number, status))

    @commands.Cog.listener()
    async def on_scheduled_event_create(self, event: discord.ScheduledEvent) -> None:
        """An event was planned."""
        await self._hear_event(event)

    @commands.Cog.listener()
    async def on_scheduled_event_update(
        self, before: discord.ScheduledEvent, after: discord.ScheduledEvent
    ) -> None:
        """An event was changed, perhaps what it says."""
        if _texts(before) != _texts(after):
            await self._hear_event(after)

    async def _hear_event(self, event: discord.ScheduledEvent) -> None:
        texts, server = _texts(event), ServerId(event.guild_id)
        creator, number = event.creator, event.creator_id
        author = None if number is None else Person(UserId(number), creator.name if creator else "")
        post = _post(NameKind.EVENT, server, event.id, texts, [ChannelId(server)], author=author)
        await self._look_at(post, (server, event.id, *texts), None if author else frozenset())


def _texts(event: discord.ScheduledEvent) -> list[str]:
    return [text for text in (event.name, event.description, event.location) if text]


def _post(
    kind: NameKind,
    server: ServerId,
    whose: int | str,
    texts: Sequence[str],
    channels: Sequence[ChannelId],
    *,
    author: Person | None = None,
) -> Post:
    """A name as what is scanned. What stands in the whole server lies in no channel: the server's number stands for it."""
    return Post(
        place=PostKind.THREAD,
        server=server,
        channels=channels,
        message=name_number(kind, server, whose),
        texts=texts,
        words=_BETWEEN.join(texts),
        author=author,
        roles=frozenset(),
        author_is_member=False,
        named=kind,
    )
