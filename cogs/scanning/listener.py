"""Turning what the gateway tells into posts for services/scanning/pipeline.py.

Most messages leave here after a microsecond or so.
"""

import discord
from discord.ext import commands

from cogs.base.discord_api.client import RowanClient
from cogs.base.message_texts import passed_on, texts_besides, texts_of, words_of
from cogs.scanning.heard_members import HeardMembers
from cogs.scanning.names import NameListener
from cogs.scanning.pictures.found import may_show_pictures, pictures_in, pictures_of
from cogs.scanning.raw_posts import RawMessage, id_in, post_in, texts_in
from cogs.scanning.surroundings import role_ids, where
from core.base.errors import Unavailable
from core.base.ids import MessageId, RoleId, ServerId, UserId
from core.base.posts import PostKind
from core.scanning.detections import Person
from core.scanning.pictures import Picture
from services.lists.previews.hosts_seen import HostsSeen
from services.scanning.passed_on import PassedOn
from services.scanning.pictures.looks import PictureLooks
from services.scanning.pipeline import ScanPipeline
from services.scanning.posts import Post, Suspects

# AutoMod's notices are shown to moderators alone; notices of a rename cannot be deleted, and the new name is scanned
# as a thread's.
_LEFT_ALONE = frozenset({discord.MessageType.auto_moderation_action, discord.MessageType.channel_name_change})

_MESSAGES = ("MESSAGE_CREATE", "MESSAGE_UPDATE")


class Listener(commands.Cog):
    """Hears what is posted, edited and named. Loaded only where Rowan may read messages."""

    def __init__(
        self,
        *,
        client: RowanClient,
        pipeline: ScanPipeline,
        members: HeardMembers,
        hosts_seen: HostsSeen,
        passed_on: PassedOn,
        pictures: PictureLooks,
        names: NameListener,
    ) -> None:
        """Registers itself as the client's own handler of messages:
        a cog's listener would be one more task for each message.
        """
        self._client = client
        self._pipeline = pipeline
        self._members = members
        self._hosts_seen = hosts_seen
        self._passed_on = passed_on
        self._pictures = pictures
        self._names = names
        self._stopped = False
        client.event(self.on_message)
        client.event(self.on_raw_message_edit)

    def stop(self) -> None:
        """Stop listening: the process stops, and what it has begun must end."""
        self._stopped = True

    async def on_message(self, message: discord.Message, /) -> None:
        """A message was posted."""
        if not self._stopped:
            try:
                await self.hear(message)
            finally:
                if "://" in message.content:  # after what may have to go at once
                    self._count(message)
            await self._names.hear_author(message)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent, /) -> None:
        """A message was edited, or Discord added an embed to it later."""
        if not self._stopped:
            await self.hear(event.message)

    def _count(self, message: discord.Message) -> None:
        """Count where the links of a new message lead; the review channel's are left out."""
        if self._leaves_alone(message) or message.guild is None:
            return
        server = ServerId(message.guild.id)
        settings = self._hosts_seen.settings_of(server)
        if settings is None:
            return
        channels, _ = where(message.channel, message.channel.id)
        if settings.review_channel not in channels:
            by_staff = _moderates(message.author, settings.moderator_role)
            self._hosts_seen.note(server, channels[0], message.content, by_staff=by_staff)

    @commands.Cog.listener()
    async def on_unreadable_event(self, name: str, data: RawMessage) -> None:
        """Scan the texts of a message that discord.py cannot read (cogs/base/discord_api/client.py tells of it)."""
        server = id_in(data, "guild_id")
        if name in _MESSAGES and server is not None and not self._stopped:
            await self.hear_raw(data, ServerId(server))

    async def hear(self, message: discord.Message, *, again: bool = False) -> None:
        """Scan a message that was posted, changed, or found in the past.

        `again`: the post is kept somewhere already, so that Unavailable is raised where it cannot be decided.
        """
        texts = texts_of(message)
        suspects = self._pipeline.suspects(texts)
        if suspects.any and not self._leaves_alone(message):
            await self._hear_texts(message, texts, suspects, again=again)
        if may_show_pictures(message) and not self._leaves_alone(message):
            await self._hear_pictures(message, texts, again=again)

    async def _hear_texts(
        self, message: discord.Message, texts: list[str], suspects: Suspects, *, again: bool
    ) -> None:
        if await self._passes_update_on(message, again=again):
            texts = texts_besides(message)
            suspects = self._pipeline.suspects(texts)
            if not suspects.any:
                return
        self._members.hear(message.author)
        await self._scan(_post_of(message, texts), suspects, again=again)

    async def _hear_pictures(self, message: discord.Message, texts: list[str], *, again: bool) -> None:
        """Have the pictures of a message looked at, where its server wants that."""
        if message.guild is None or not self._pictures.wanted(ServerId(message.guild.id)):
            return
        pictures = pictures_of(message)
        if pictures and await self._passes_update_on(message, again=again):
            own = bool(message.message_snapshots)  # else all of it is a copy of the update
            pictures = pictures_of(message, passed_on=False) if own else []
        if pictures:
            self._members.hear(message.author)
            await self._look_at_pictures(_post_of(message, texts), pictures, again=again)

    async def _look_at_pictures(self, post: Post, pictures: list[Picture], *, again: bool) -> None:
        if again:
            await self._pictures.look_again(post, pictures)
        else:
            self._pictures.look(post, pictures)

    async def _passes_update_on(self, message: discord.Message, *, again: bool) -> bool:
        """Whether the message passes on an update that Rowan posted. Where the database does not say that for minutes, the
        message is scanned as any other: that waits for the database, too.
        """
        original = passed_on(message)
        if original is None:
            return False
        try:
            return await self._passed_on.is_update(original, insist=not again)
        except Unavailable:
            if again:
                raise
            return False

    async def hear_raw(self, data: RawMessage, server: ServerId, *, again: bool = False) -> None:
        """Scan a message that discord.py cannot read, from Discord's JSON."""
        texts = texts_in(data)
        suspects = self._pipeline.suspects(texts)
        channel = id_in(data, "channel_id")
        pictures = pictures_in(data) if self._pictures.wanted(server) else []
        if (not suspects.any and not pictures) or channel is None or self._leaves_raw_alone(data):
            return
        guild = self._client.get_guild(server)
        channels, known = where(None if guild is None else guild.get_channel_or_thread(channel), channel)
        post = post_in(data, texts, server, channels, known=known)
        if post is not None and suspects.any:
            await self._scan(post, suspects, again=again)
        if post is not None and pictures:
            await self._look_at_pictures(post, pictures, again=again)

    async def _scan(self, post: Post, suspects: Suspects, *, again: bool) -> None:
        await (self._pipeline.look_again if again else self._pipeline.scan)(post, suspects)

    def _leaves_raw_alone(self, data: RawMessage) -> bool:
        own, author = self._client.user, data.get("author")
        is_own = own is not None and isinstance(author, dict) and id_in(author, "id") == own.id
        return is_own or data.get("type") in [kind.value for kind in _LEFT_ALONE]

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

    async def hear_name(self, thread: discord.Thread, name: str, *, again: bool = False) -> None:
        """Scan a thread's name."""
        suspects = self._pipeline.suspects([name])
        if not suspects.any or (self._client.user is not None and thread.owner_id == self._client.user.id):
            return
        await self._scan(_post_of_name(thread, name), suspects, again=again)


def _moderates(author: discord.abc.User, moderator_role: RoleId | None) -> bool:
    """Whether the author is known to moderate the server."""
    if not isinstance(author, discord.Member):
        return False
    rights = author.guild_permissions
    return rights.manage_messages or rights.manage_guild or moderator_role in role_ids(author)


def _post_of_name(thread: discord.Thread, name: str) -> Post:
    owner = thread.owner
    author = None if thread.owner_id is None else Person(UserId(thread.owner_id), owner.name if owner else "")
    channels, known = where(thread, thread.id)
    return Post(
        place=PostKind.THREAD,
        server=ServerId(thread.guild.id),
        channels=channels,
        message=MessageId(thread.id),
        texts=[name],
        words="",  # the name is not taken away
        author=author,
        roles=None,
        author_is_member=False,
        channels_known=known,
    )


def _post_of(message: discord.Message, texts: list[str]) -> Post:
    assert message.guild is not None  # noqa: S101  # `_leaves_alone` refused otherwise
    author = message.author
    human = message.webhook_id is None and not author.bot
    channels, known = where(message.channel, message.channel.id)
    return Post(
        place=PostKind.MESSAGE,
        server=ServerId(message.guild.id),
        channels=channels,
        message=MessageId(message.id),
        texts=texts,
        words=words_of(message),
        author=Person(UserId(author.id), author.display_name),
        roles=_roles(author, human=human),
        author_is_member=human,
        channels_known=known,
        joined_at=author.joined_at if isinstance(author, discord.Member) else None,
    )


def _roles(author: discord.abc.User, *, human: bool) -> frozenset[RoleId] | None:
    if isinstance(author, discord.Member):
        return role_ids(author)
    return None if human else frozenset()
