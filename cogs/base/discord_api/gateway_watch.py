"""Whether the connections to Discord stand, as far as this process has heard."""

import math
from collections.abc import Collection, Iterable
from typing import Protocol

import discord
from discord.ext import commands

from services.base.health.figures import Meter, Reading
from services.base.health.gateway import (
    DISCONNECTS,
    GATEWAY_LATENCY,
    GATEWAY_UP,
    SERVERS,
    SESSIONS,
    SHARDS,
    SHARDS_AGREED,
    Session,
)


class RunShards(Protocol):
    """The shards that this process runs."""

    def run_here(self) -> Collection[int]:
        """Their numbers."""
        ...

    @property
    def stands_by(self) -> bool:
        """Whether there is none for this process, since others run them all."""
        ...

    @property
    def agreed(self) -> int:
        """How many there are, in all processes together."""
        ...

    def latency(self, shard: int) -> float:
        """From a heartbeat to Discord's answer, the last time; no finite number where that is not known."""
        ...


class GatewayWatch(commands.Cog):
    """Hears of each shard when its connection begins and breaks, and when Discord has told of its servers."""

    def __init__(self, *, client: discord.Client, shards: RunShards, meter: Meter) -> None:
        self._client = client
        self._shards = shards
        self._meter = meter
        self._connected: set[int] = set()
        self._told: set[int] = set()

    @property
    def stands_by(self) -> bool:
        """Whether this process has nothing to connect, since others run all shards."""
        return self._shards.stands_by

    @property
    def is_up(self) -> bool:
        """Whether each shard of this process is connected, and Discord has told of its servers."""
        here = set(self._shards.run_here())
        return bool(here) and here <= self._connected & self._told

    def levels(self) -> Iterable[Reading]:
        """The connections in figures. Of connections that a process that stands by does not have, nothing is said."""
        here = self._shards.run_here()
        yield Reading(SHARDS, len(here))
        yield Reading(SHARDS_AGREED, self._shards.agreed)
        if not self.stands_by:
            yield Reading(GATEWAY_UP, float(self.is_up))
        if self.is_up:
            yield Reading(SERVERS, len(self._client.guilds))
            known = [each for each in map(self._shards.latency, here) if math.isfinite(each)]
            if known:
                yield Reading(GATEWAY_LATENCY, max(known))

    @commands.Cog.listener()
    async def on_shard_connect(self, shard: int) -> None:
        """A session began; Discord tells of its servers next."""
        self._connected.add(shard)
        self._told.discard(shard)
        self._meter.count(SESSIONS, Session.NEW)

    @commands.Cog.listener()
    async def on_shard_ready(self, shard: int) -> None:
        """Discord has told of its servers, though the connection may have broken in between."""
        self._told.add(shard)

    @commands.Cog.listener()
    async def on_shard_resumed(self, shard: int) -> None:
        """The session went on."""
        self._connected.add(shard)
        self._meter.count(SESSIONS, Session.RESUMED)

    @commands.Cog.listener()
    async def on_shard_disconnect(self, shard: int) -> None:
        """The connection broke or was ended, or none could be made; this is told at each try."""
        if shard in self._connected:
            self._meter.count(DISCONNECTS)
        self._connected.discard(shard)
