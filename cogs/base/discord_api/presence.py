"""Whether Rowan is in a server, as the gateway has told. discord.py keeps an empty stub of one that is unavailable."""

import discord

from core.base.ids import ServerId
from services.base.outbox import Presence
from services.base.shards.ports import OurShards


def guild_here(client: discord.Client, server: ServerId) -> discord.Guild | None:
    """The server with all that is known of it; None in an outage, before it was told of, and where Rowan is not."""
    guild = client.get_guild(server)
    return None if guild is None or guild.unavailable else guild


class ServerPresence:
    """Says of a server whether it is here, away, left or another process's; once the session is ready."""

    def __init__(self, *, client: discord.Client, ours: OurShards) -> None:
        self._client = client
        self._ours = ours

    def of(self, server: ServerId) -> Presence:
        """A session begins with the stubs of all servers of its shard that Rowan is in: what is not among them was left."""
        if not self._ours().has(server):
            return Presence.ELSEWHERE
        guild = self._client.get_guild(server)
        if guild is None:
            return Presence.LEFT if self._client.is_ready() else Presence.AWAY
        return Presence.AWAY if guild.unavailable else Presence.HERE
