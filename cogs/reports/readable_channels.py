"""Whether a member can read a channel or thread, as Discord itself decides it: also of what the gateway did not tell."""

import discord

Place = discord.abc.GuildChannel | discord.Thread


async def _fetched(guild: discord.Guild, number: int) -> Place | None:
    """The channel with the rights in it, which only a channel of this very server object tells."""
    try:
        return await guild.fetch_channel(number)
    except discord.InvalidData:  # another server's
        return None


class ReadableChannels:
    """Asks Discord for archived threads and for channels that are not remembered."""

    def __init__(self, *, client: discord.Client) -> None:
        self._client = client

    async def place(self, guild: discord.Guild, number: int) -> Place | None:
        """The channel or thread of this server with the number; None where it is another server's."""
        known = guild.get_channel_or_thread(number)
        if known is None and self._client.get_guild(guild.id) is not guild:  # another process has its shard
            return await _fetched(guild, number)
        found = known or await self._client.fetch_channel(number)
        return None if isinstance(found, discord.abc.PrivateChannel) or found.guild.id != guild.id else found

    async def may_read(self, guild: discord.Guild, member: discord.Member, place: Place) -> bool:
        """Whether the member sees it and its history. Raises what Discord answers where they are not in a private thread."""
        around = place
        if isinstance(place, discord.Thread):
            parent = await self.place(guild, place.parent_id)
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
