"""Finding the message that somebody names by its link, as Discord's *Copy Message Link* gives it.

Whoever gives a link learns nothing by it: where they cannot read the message themselves, the answer is the same as where
there is none.
"""

import asyncio
from collections.abc import Sequence

import discord

from cogs.base.discord_answers import NO_RESULT
from core.base.errors import UserError
from core.base.ids import ServerId, UserId
from core.reports.message_links import NamedMessage

_FETCH_SECONDS = 5.0  # for one try
_TRIES = 3
_PAUSE_SECONDS = 1.0
_NO_SUCH_MESSAGE = frozenset({400, 404})  # also a number that is none of Discord's; 403 is about Rowan
_LOOKED_UP = 5  # messages for one report

UNREAD = "report-message-unread"
"""The sentence that a report waits for the message that it names."""

OF_ANOTHER = "report-link-of-another"
"""The sentence that a further link leads to a message of somebody else than the one that was clicked."""

ELSEWHERE = "report-link-elsewhere"
"""The sentence that the message which is named stands in another server than the report goes to."""

Place = discord.abc.GuildChannel | discord.Thread


class MessageLinks:
    """Asks Discord for what the gateway does not tell of, too: archived threads, and channels that are not remembered."""

    def __init__(self, *, client: discord.Client) -> None:
        self._client = client

    async def meant(
        self, server: ServerId, reader: discord.Member | UserId, named: Sequence[NamedMessage]
    ) -> discord.Message | None:
        """The first message of this server among those named that is there, and that this member can read.

        None where Discord says of each that there is no such message, or that they cannot read it. Raises UserError
        where Discord does not give one: whose message it is decides who may read the report.
        """
        for each in [one for one in named if one.server == server][:_LOOKED_UP]:
            found = await self._patiently(each, reader)
            if found is not None:
                return found
        return None

    async def _patiently(
        self, named: NamedMessage, reader: discord.Member | UserId
    ) -> discord.Message | None:
        for left in reversed(range(_TRIES)):
            try:
                async with asyncio.timeout(_FETCH_SECONDS):
                    return await self._fetched(named, reader)
            except NO_RESULT as error:
                if isinstance(error, discord.HTTPException) and error.status in _NO_SUCH_MESSAGE:
                    return None
                if left:
                    await asyncio.sleep(_PAUSE_SECONDS)
        raise UserError(UNREAD)

    async def _fetched(self, named: NamedMessage, reader: discord.Member | UserId) -> discord.Message | None:
        guild = self._client.get_guild(named.server)
        if guild is None or guild.unavailable:
            raise UserError(UNREAD)
        place = await self._place(guild, named.channel)
        if not isinstance(place, discord.abc.Messageable):
            return None
        member = reader if isinstance(reader, discord.Member) else await guild.fetch_member(reader)
        if not await self._may_read(guild, member, place):
            return None
        return await place.fetch_message(named.message)

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
