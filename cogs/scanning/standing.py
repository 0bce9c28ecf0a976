"""Hearing what becomes of messages that have a card, and asking Discord what one says now."""

import discord
from discord.ext import commands

from cogs.base.discord_api.discord_answers import NO_RESULT, is_answer, silence_of
from cogs.base.message_texts import texts_of
from cogs.scanning.pictures.found import marks_in
from cogs.scanning.raw_posts import texts_in
from core.base.ids import ChannelId, MessageId, ServerId
from core.scanning.detections import MissingRight
from services.scanning.removal_ports import MessageNow
from services.scanning.standing import StandingMessages
from services.scanning.standing_looks import StandingLooks

_NO_ACCESS = 50001


class StandingWatch(commands.Cog):
    """Tells of deleted and edited messages, and of channels and threads that are gone."""

    def __init__(self, standing: StandingMessages, looks: StandingLooks, *, reads_messages: bool) -> None:
        """`reads_messages`: False where Discord does not say what messages hold."""
        self._standing = standing
        self._looks = looks
        self._reads_messages = reads_messages

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """A message was deleted."""
        if event.guild_id is not None:
            await self._standing.deleted(ServerId(event.guild_id), [MessageId(event.message_id)])

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Up to a hundred messages were deleted at once."""
        if event.guild_id is not None:
            await self._standing.deleted(ServerId(event.guild_id), map(MessageId, event.message_ids))

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel is gone; of its threads, `raw_thread_delete` tells."""
        await self._standing.channel_deleted(ServerId(channel.guild.id), ChannelId(channel.id))

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, event: discord.RawThreadDeleteEvent) -> None:
        """A thread is gone, alone or with its channel."""
        await self._standing.channel_deleted(ServerId(event.guild_id), ChannelId(event.thread_id))

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """The server arrived, at a start, in a fresh session or after an outage: nobody told of what changed meanwhile."""
        self._looks.look_soon(ServerId(guild.id))

    @commands.Cog.listener()
    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """A message was edited, or Discord added an embed to it; what it says now stands in the event."""
        if event.guild_id is not None and self._reads_messages and "content" in event.data:
            # discord.py may leave out a part of it, and this must not be taken for the author's doing.
            texts = [*texts_of(event.message), *texts_in(event.data), *marks_in(event.data)]
            await self._standing.edited(ServerId(event.guild_id), MessageId(event.message_id), texts)


class DiscordMessages:
    """Fills services.scanning.removal_ports.MessageReader."""

    def __init__(self, *, client: discord.Client, reads_messages: bool) -> None:
        self._client = client
        self._reads_messages = reads_messages

    async def now(self, server: ServerId, channel: ChannelId, message: MessageId) -> MessageNow:
        try:
            data = await self._client.http.get_message(channel, message)
        except discord.NotFound:
            return MessageNow(gone=True)
        except discord.Forbidden as error:
            return MessageNow(hidden=self._missing(server, channel, error))
        except NO_RESULT as error:
            if is_answer(error):  # Discord will not say it later either
                return MessageNow(hidden=MissingRight.ACCESS)
            raise silence_of(error) from error
        if not self._reads_messages:
            return MessageNow(blind=True)
        return MessageNow(texts=[*self._read(channel, data), *texts_in(data), *marks_in(data)])

    def _read(self, channel: ChannelId, data: "discord.types.message.Message") -> list[str]:
        place = self._client.get_partial_messageable(channel)
        try:
            state = self._client._connection  # noqa: SLF001  # discord.py has no public way from JSON to a message
            return texts_of(discord.Message(state=state, channel=place, data=data))
        except Exception:  # noqa: BLE001  # whatever is wrong with it, its texts are read from the JSON
            return []

    def _missing(self, server: ServerId, channel: ChannelId, error: discord.Forbidden) -> MissingRight:
        guild = self._client.get_guild(server)
        place = None if guild is None else guild.get_channel_or_thread(channel)
        if error.code == _NO_ACCESS and place is not None and guild is not None and guild.me is not None:
            seen = place.permissions_for(guild.me).view_channel
            return MissingRight.HISTORY if seen else MissingRight.ACCESS
        return MissingRight.ACCESS if error.code == _NO_ACCESS else MissingRight.HISTORY
