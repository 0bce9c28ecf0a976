"""Finding the message that somebody names by its link, as Discord's *Copy Message Link* gives it.

Whoever gives a link learns nothing by it: where they cannot read the message themselves, the answer is the same as where
there is none.
"""

import asyncio
import re

import discord

from cogs.base.discord_answers import NO_RESULT
from core.base.ids import ServerId, UserId

_LINK = re.compile(
    r"\s*<?https?://(?:(?:ptb|canary)\.)?discord(?:app)?\.com/channels/(\d{15,20})/(\d{15,20})/(\d{15,20})/?>?\s*"
)
_FETCH_SECONDS = 5.0

Place = discord.abc.GuildChannel | discord.Thread


class MessageLinks:
    """Asks Discord for what the gateway does not tell of, too: archived threads, and channels that are not remembered."""

    def __init__(self, *, client: discord.Client) -> None:
        self._client = client

    async def meant(
        self, server: ServerId, reader: discord.Member | UserId, typed: str
    ) -> discord.Message | None:
        """Find the message of this server behind the link, if this member can read it there.

        None where there is no such message, they cannot read it, or Discord does not give it.
        """
        found, guild = _LINK.fullmatch(typed), self._client.get_guild(server)
        if found is None or guild is None or int(found[1]) != guild.id:
            return None
        try:
            async with asyncio.timeout(_FETCH_SECONDS):
                return await self._fetched(guild, reader, int(found[2]), int(found[3]))
        except NO_RESULT:
            return None

    async def _fetched(
        self, guild: discord.Guild, reader: discord.Member | UserId, channel: int, message: int
    ) -> discord.Message | None:
        place = await self._place(guild, channel)
        if not isinstance(place, discord.abc.Messageable):
            return None
        member = reader if isinstance(reader, discord.Member) else await guild.fetch_member(reader)
        if not await self._may_read(guild, member, place):
            return None
        return await place.fetch_message(message)

    async def _place(self, guild: discord.Guild, number: int) -> Place | None:
        """The channel or thread of this server with the number; None where it is another server's."""
        found = guild.get_channel_or_thread(number) or await self._client.fetch_channel(number)
        return None if isinstance(found, discord.abc.PrivateChannel) or found.guild.id != guild.id else found

    async def _may_read(self, guild: discord.Guild, member: discord.Member, place: Place) -> bool:
        around = place
        if isinstance(place, discord.Thread):
            parent = await self._place(guild, place.parent_id)
            if parent is None or isinstance(parent, discord.Thread):
                return False
            around = parent
        rights = around.permissions_for(member)
        if isinstance(around, discord.VoiceChannel | discord.StageChannel) and not rights.connect:
            return False
        if not (rights.view_channel and rights.read_message_history):
            return False
        if not isinstance(place, discord.Thread) or not place.is_private() or rights.manage_threads:
            return True
        await place.fetch_member(member.id)  # Discord answers that there is none for whoever is not in it
        return True
