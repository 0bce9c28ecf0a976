"""Finding the message that somebody names by its link, as Discord's *Copy Message Link* gives it."""

import asyncio
import re

import aiohttp
import discord

_LINK = re.compile(
    r"\s*<?https?://(?:(?:ptb|canary)\.)?discord(?:app)?\.com/channels/(\d{15,20})/(\d{15,20})/(\d{15,20})/?>?\s*"
)
_FETCH_SECONDS = 5.0


async def message_meant(interaction: discord.Interaction, typed: str) -> discord.Message | None:
    """Find the message of this server behind the link, if whoever typed it can read it there.

    None where there is no such message, they cannot read it, or Discord does not give it.
    """
    found, guild, member = _LINK.fullmatch(typed), interaction.guild, interaction.user
    if found is None or guild is None or not isinstance(member, discord.Member) or int(found[1]) != guild.id:
        return None
    place = guild.get_channel_or_thread(int(found[2]))
    if not isinstance(place, discord.abc.Messageable):
        return None
    if isinstance(place, discord.Thread) and place.is_private():  # a thread whose members are not known
        return None
    try:
        rights = place.permissions_for(member)
        if not (rights.view_channel and rights.read_message_history):
            return None
        async with asyncio.timeout(_FETCH_SECONDS):
            return await place.fetch_message(int(found[3]))
    except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError):
        return None
