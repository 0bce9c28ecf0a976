"""Finding the message that somebody names by its link, as Discord's *Copy Message Link* gives it.

Whoever gives a link learns nothing by it: where they cannot read the message themselves, the answer is the same as where
there is none.
"""

import asyncio
from collections.abc import Sequence

import discord

from cogs.base.discord_api.discord_answers import NO_RESULT
from cogs.reports.readable_channels import ReadableChannels
from cogs.servers.elsewhere import Elsewhere
from core.base.errors import Unavailable, UserError
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


class MessageLinks:
    """Asks Discord for what the gateway does not tell of, too: archived threads, and channels that are not remembered."""

    def __init__(self, *, client: discord.Client, elsewhere: Elsewhere) -> None:
        self._elsewhere = elsewhere
        self._channels = ReadableChannels(client=client)

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
        try:
            guild = await self._elsewhere.guild(named.server)
        except Unavailable as error:
            raise UserError(UNREAD) from error
        if guild is None:
            raise UserError(UNREAD)
        place = await self._channels.place(guild, named.channel)
        if not isinstance(place, discord.abc.Messageable):
            return None
        member = reader if isinstance(reader, discord.Member) else await guild.fetch_member(reader)
        if not await self._channels.may_read(guild, member, place):
            return None
        return await place.fetch_message(named.message)
