"""Whether the connections to Discord stand, as far as this process has heard: of each shard that it has."""

import math
from collections.abc import Callable, Iterable

import discord
from discord.ext import commands

from services.base.health.figures import Meter, Reading
from services.base.health.gateway import (
    DISCONNECTS,
    GATEWAY_LATENCY,
    GATEWAY_UP,
    SERVERS,
    SESSIONS,
    Session,
)


class GatewayWatch(commands.Cog):
    """Hears when the connection begins and breaks."""

    def __init__(
        self,
        *,
        client: discord.Client,
        meter: Meter,
        wanted: Callable[[], frozenset[int] | None] | None = None,
    ) -> None:
        """`wanted`: the shards that this process has to run now, None: it does not know yet. Without: there is one connection."""
        self._client = client
        self._meter = meter
        self._wanted = wanted
        self._up = set[int]()
        self._told = set[int]()
        self._is_connected = self._was_told = False

    @property
    def is_up(self) -> bool:
        """Whether each connection stands that this process is to have, and Discord has told of its servers. A process that
        stands by is to have none.
        """
        if self._wanted is None:
            return self._is_connected and self._was_told
        wanted = self._wanted()
        return wanted is not None and wanted <= self._up & self._told

    def levels(self) -> Iterable[Reading]:
        """The connection in figures; how quick it is, is known only while it stands."""
        yield Reading(GATEWAY_UP, float(self.is_up))
        if self.is_up:
            yield Reading(SERVERS, len(self._client.guilds))
            if math.isfinite(self._client.latency):
                yield Reading(GATEWAY_LATENCY, self._client.latency)

    @commands.Cog.listener()
    async def on_connect(self) -> None:
        """A session began; Discord tells of its servers next."""
        self._is_connected = True
        self._meter.count(SESSIONS, Session.NEW)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Discord has told of its servers, though the connection may have broken in between."""
        self._was_told = True

    @commands.Cog.listener()
    async def on_resumed(self) -> None:
        """The session went on."""
        self._is_connected = True
        self._meter.count(SESSIONS, Session.RESUMED)

    @commands.Cog.listener()
    async def on_disconnect(self) -> None:
        """The connection broke, or none could be made; discord.py says so at each try."""
        if self._is_connected:
            self._meter.count(DISCONNECTS)
        self._is_connected = False

    @commands.Cog.listener()
    async def on_shard_connect(self, shard: int) -> None:
        """A shard's session began; Discord tells of its servers next."""
        self._up.add(shard)

    @commands.Cog.listener()
    async def on_shard_ready(self, shard: int) -> None:
        """Discord has told of a shard's servers."""
        self._told.add(shard)

    @commands.Cog.listener()
    async def on_shard_resumed(self, shard: int) -> None:
        """A shard's session went on."""
        self._up.add(shard)

    @commands.Cog.listener()
    async def on_shard_disconnect(self, shard: int) -> None:
        """A shard's connection broke, or the shard is another process's now."""
        self._up.discard(shard)
