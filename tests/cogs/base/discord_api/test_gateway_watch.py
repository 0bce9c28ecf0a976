"""Whether the connections stand: of each shard that the process is to have, and of no other."""

import discord
import pytest

from cogs.base.discord_api.gateway_watch import GatewayWatch
from services.base.health.figures import SILENT


class Process:
    """A process with shards that come and go."""

    def __init__(self) -> None:
        self.has: frozenset[int] | None = None
        client = discord.Client(intents=discord.Intents.none())
        self.watch = GatewayWatch(client=client, meter=SILENT, wanted=lambda: self.has)

    async def begins(self, shard: int) -> None:
        await self.watch.on_connect()
        await self.watch.on_shard_connect(shard)
        await self.watch.on_shard_ready(shard)
        await self.watch.on_ready()

    async def breaks(self, shard: int) -> None:
        await self.watch.on_disconnect()
        await self.watch.on_shard_disconnect(shard)


@pytest.fixture
def process() -> Process:
    return Process()


async def test_it_is_up_once_each_of_its_shards_is(process: Process) -> None:
    assert not process.watch.is_up
    process.has = frozenset({0, 1})
    await process.begins(0)
    assert not process.watch.is_up
    await process.begins(1)
    assert process.watch.is_up
    await process.breaks(1)
    assert not process.watch.is_up
    await process.watch.on_shard_resumed(1)
    assert process.watch.is_up


async def test_a_broken_shard_that_another_process_has_by_now_keeps_nobody_from_being_up(
    process: Process,
) -> None:
    process.has = frozenset({0, 1})
    await process.begins(0)
    await process.begins(1)
    await process.breaks(1)
    process.has = frozenset({0})
    assert process.watch.is_up


async def test_who_stands_by_waits_for_no_connection(process: Process) -> None:
    process.has = frozenset()
    assert process.watch.is_up
