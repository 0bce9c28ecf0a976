"""Turning what the gateway tells into posts for services/scanning/pipeline.py.

Most messages leave here after a microsecond or so.
"""

import aiohttp
import discord
from discord.ext import commands

from cogs.base.channels import chain_of
from cogs.base.client import RowanClient
from cogs.base.message_texts import texts_of, words_of
from core.base.ids import ChannelId, MessageId, RoleId, ServerId, UserId
from core.base.posts import PostKind
from core.scanning.detections import Person
from services.scanning.pipeline import Post, ScanPipeline

# AutoMod's notices are shown to moderators alone; notices of a rename cannot be deleted, and the new name is scanned
# as a thread's.
_LEFT_ALONE = frozenset({discord.MessageType.auto_moderation_action, discord.MessageType.channel_name_change})


class Listener(commands.Cog):
    """Hears what is posted, edited and named. Loaded only where Rowan may read messages."""

    def __init__(self, *, client: RowanClient, pipeline: ScanPipeline) -> None:
        """Registers itself as the client's own handler of messages:
        a cog's listener would be one more task for each message.
        """
        self._client = client
        self._pipeline = pipeline
        self._stopped = False
        client.event(self.on_message)
        client.event(self.on_raw_message_edit)

    def stop(self) -> None:
        """Stop listening: the process stops, and what it has begun must end."""
        self._stopped = True

    async def on_message(self, message: discord.Message, /) -> None:
        """A message was posted."""
        if not self._stopped:
            await self.hear(message)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent, /) -> None:
        """A message was edited, or Discord added an embed to it later."""
        if not self._stopped:
            await self.hear(event.message)

    async def hear(self, message: discord.Message) -> None:
        """Scan a message that was posted, changed, or found in the past."""
        texts = texts_of(message)
        links = self._pipeline.suspects(texts)
        if links and not self._leaves_alone(message):
            post = await self.post_of(message, texts)
            await self._pipeline.scan(post, links)

    def _leaves_alone(self, message: discord.Message) -> bool:
        own = self._client.user is not None and message.author.id == self._client.user.id
        return own or message.guild is None or message.type in _LEFT_ALONE

    @commands.Cog.listener()
    async def on_thread_create(self, thread: discord.Thread) -> None:
        """A thread, or a post of a forum, was made."""
        await self.hear_name(thread, thread.name)

    @commands.Cog.listener()
    async def on_thread_join(self, thread: discord.Thread) -> None:
        """Rowan came to a thread that it did not know: a private one, or an old one that came back."""
        await self.hear_name(thread, thread.name)

    @commands.Cog.listener()
    async def on_raw_thread_update(self, event: discord.RawThreadUpdateEvent) -> None:
        """A thread was changed, perhaps its name."""
        if event.thread is not None:  # else `thread_join` follows
            await self.hear_name(event.thread, event.data["name"])

    async def hear_name(self, thread: discord.Thread, name: str) -> None:
        """Scan a thread's name."""
        links = self._pipeline.suspects([name])
        if not links or (self._client.user is not None and thread.owner_id == self._client.user.id):
            return
        await self._pipeline.scan(await self._post_of_name(thread, name), links)

    async def _post_of_name(self, thread: discord.Thread, name: str) -> Post:
        owner = thread.owner
        author = (
            None if thread.owner_id is None else Person(UserId(thread.owner_id), owner.name if owner else "")
        )
        return Post(
            place=PostKind.THREAD,
            server=ServerId(thread.guild.id),
            channels=chain_of(thread),
            message=MessageId(thread.id),
            texts=[name],
            words="",  # the name is not taken away
            author=author,
            roles=None,
            author_is_member=False,
        )

    async def post_of(self, message: discord.Message, texts: list[str]) -> Post:
        """Turn a message into a value."""
        assert message.guild is not None  # noqa: S101  # `_leaves_alone` refused otherwise
        author = message.author
        human = message.webhook_id is None and not author.bot
        return Post(
            place=PostKind.MESSAGE,
            server=ServerId(message.guild.id),
            channels=await self._where(message),
            message=MessageId(message.id),
            texts=texts,
            words=words_of(message),
            author=Person(UserId(author.id), author.display_name),
            roles=_roles(author, human=human),
            author_is_member=human,
        )

    async def _where(self, message: discord.Message) -> list[ChannelId]:
        channel: object = message.channel
        if not isinstance(channel, (discord.Thread, discord.abc.GuildChannel)):
            # A thread that is not remembered, as after a permission came back: ask, so that its parent is known.
            try:
                channel = await self._client.fetch_channel(message.channel.id)
            except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError):
                return [ChannelId(message.channel.id)]
        return chain_of(channel)


def _roles(author: discord.abc.User, *, human: bool) -> frozenset[RoleId] | None:
    if isinstance(author, discord.Member):
        return frozenset(RoleId(role.id) for role in author.roles)
    return None if human else frozenset()
