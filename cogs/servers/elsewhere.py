"""Servers whose shard another process has: Discord is asked about them, since no event tells this process of them.

Direct messages come to shard 0 alone, and are about any server.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Sequence

import discord

from cogs.base.discord_api.presence import guild_here
from cogs.base.discord_api.rate_limits import FAULTS, unavailable
from core.base.errors import Unavailable
from core.base.ids import ServerId
from services.base.shards.ports import OurShards

_SERVER_SECONDS = 30.0  # for which its roles are believed
_ALL_SECONDS = 300.0  # for which the names of all are believed
_REMEMBERED = 500
_PATIENCE = 2.0  # seconds; Discord waits three


class Elsewhere:
    """Asks Discord about single servers and for the names of all, and remembers the answers for a while."""

    def __init__(self, *, client: discord.Client, ours: OurShards) -> None:
        self._client = client
        self._ours = ours
        self._servers: OrderedDict[int, tuple[float, discord.Guild | None]] = OrderedDict()
        self._all: tuple[float, Sequence[discord.Guild]] = (0.0, ())
        self._asking = asyncio.Lock()

    async def guild(self, server: ServerId) -> discord.Guild | None:
        """The server with its roles; of one that is this process's as the gateway has told. None: Rowan is not there. Raises
        Unavailable.
        """
        if self._ours().has(server):
            guild = self._client.get_guild(server)
            if guild is not None and guild.unavailable:  # an outage: its roles are not known
                raise Unavailable
            return guild
        until, known = self._servers.get(server, (0.0, None))
        if time.monotonic() < until:
            return known
        try:
            async with asyncio.timeout(_PATIENCE):
                found = await self._client.fetch_guild(server, with_counts=False)
        except (discord.NotFound, discord.Forbidden):
            return None
        except FAULTS as error:
            raise unavailable(error) from error
        self._servers[server] = time.monotonic() + _SERVER_SECONDS, found
        while len(self._servers) > _REMEMBERED:
            self._servers.popitem(last=False)
        return found

    def name(self, server: ServerId) -> str | None:
        """The server's name, as far as the gateway or Discord has told of late."""
        found = guild_here(self._client, server) or self._servers.get(server, (0.0, None))[1]
        named = [found] if found is not None else [each for each in self._all[1] if each.id == server]
        return named[0].name if named else None

    async def names(self) -> Sequence[discord.Guild]:
        """Every server in which Rowan is, with its name; of those elsewhere nothing else is known. Raises Unavailable."""
        here = list(self._client.guilds)
        if self._ours().are_all:
            return here
        async with self._asking:
            if time.monotonic() >= self._all[0]:
                try:
                    async with asyncio.timeout(_PATIENCE):
                        found = [
                            each async for each in self._client.fetch_guilds(limit=None, with_counts=False)
                        ]
                except FAULTS as error:
                    raise unavailable(error) from error
                self._all = time.monotonic() + _ALL_SECONDS, found
        ours = self._ours()
        return [*here, *(each for each in self._all[1] if not ours.has(each.id))]
