"""Finding the managers of a server to whom Rowan can write: whoever ran `/setup` last, then the owner.

Other managers cannot be listed without the members intent.
"""

import discord

from cogs.base.discord_api.presence import guild_here
from cogs.base.discord_api.rate_limits import FAULTS, unavailable
from core.base.errors import Unavailable
from core.base.ids import ServerId, UserId
from services.servers.setup import Servers


class Managers:
    """Knows whom of a server's managers to tell, and asks Discord whether they still manage it."""

    def __init__(self, client: discord.Client, servers: Servers) -> None:
        self._client = client
        self._servers = servers

    async def known(self, server: ServerId) -> list[UserId]:
        """The managers in the order in which they are told. Raises Unavailable: an outage, or the server is not known yet."""
        guild = guild_here(self._client, server)
        if guild is None:
            raise Unavailable
        by = await self._servers.set_up_by(server)
        people = [] if by is None or not await _still_manages(guild, by) else [by]
        if guild.owner_id is not None and guild.owner_id not in people:
            people.append(UserId(guild.owner_id))
        return people


async def _still_manages(guild: discord.Guild, person: UserId) -> bool:
    try:
        return (await guild.fetch_member(person)).guild_permissions.manage_guild
    except (discord.NotFound, discord.Forbidden):
        return False
    except FAULTS as error:
        raise unavailable(error) from error
