"""What is said of the connections to Discord: of each shard that this process runs, and of none that others run."""

import math
from collections.abc import Collection

from cogs.base.discord_api.gateway_watch import GatewayWatch
from services.base.health.figures import Reading
from services.base.health.gateway import GATEWAY_LATENCY, GATEWAY_UP, SERVERS, SHARDS, SHARDS_AGREED


class Client:
    """As far as it knows servers."""

    guilds = (1, 2, 3)


class Run:
    """The shards of this process."""

    def __init__(self, *here: int) -> None:
        self.here = here
        self.stands_by = not here
        self.agreed = 4
        self.latencies: dict[int, float] = {}

    def run_here(self) -> Collection[int]:
        return self.here

    def latency(self, shard: int) -> float:
        return self.latencies.get(shard, math.nan)


class Counting:
    """Counts what is counted."""

    def __init__(self) -> None:
        self.noted: list[tuple[object, ...]] = []

    def count(self, what: object, *of: object) -> None:
        self.noted.append((getattr(what, "name", ""), *of))

    def took(self, *_of: object) -> None: ...


def watching(run: Run) -> tuple[GatewayWatch, Counting]:
    meter = Counting()
    return GatewayWatch(client=Client(), shards=run, meter=meter), meter  # type: ignore[arg-type]  # all that it asks of a client


def said(watch: GatewayWatch) -> dict[object, float]:
    return {reading.level: reading.value for reading in watch.levels() if isinstance(reading, Reading)}


async def test_one_shard_of_two_that_is_away_is_not_up() -> None:
    watch, meter = watching(Run(0, 3))
    assert not watch.is_up
    for shard in (0, 3):
        await watch.on_shard_connect(shard)
        await watch.on_shard_ready(shard)
    assert watch.is_up
    await watch.on_shard_disconnect(0)
    await watch.on_shard_disconnect(3)
    await watch.on_shard_disconnect(3)  # each further try is told, too
    await watch.on_shard_resumed(0)
    assert not watch.is_up  # the other one is still away
    assert said(watch) == {SHARDS: 2, SHARDS_AGREED: 4, GATEWAY_UP: 0}
    await watch.on_shard_resumed(3)
    assert watch.is_up
    assert [each[0] for each in meter.noted].count("gateway_disconnects") == 2


async def test_a_new_session_is_not_up_before_its_servers_are_told() -> None:
    watch, _ = watching(Run(0))
    await watch.on_shard_connect(0)
    await watch.on_shard_ready(0)
    await watch.on_shard_disconnect(0)
    await watch.on_shard_connect(0)
    assert not watch.is_up
    await watch.on_shard_ready(0)
    assert watch.is_up


async def test_a_process_without_a_shard_stands_by_and_says_nothing_of_a_connection() -> None:
    watch, _ = watching(Run())
    assert not watch.is_up
    assert watch.stands_by
    assert said(watch) == {SHARDS: 0, SHARDS_AGREED: 4}


async def test_a_shard_that_went_to_another_process_is_not_asked_for() -> None:
    run = Run(0, 1)
    watch, _ = watching(run)
    await watch.on_shard_connect(0)
    await watch.on_shard_ready(0)
    assert not watch.is_up
    run.here = (0,)
    assert watch.is_up


async def test_the_slowest_answer_is_told() -> None:
    run = Run(0, 1, 2)
    watch, _ = watching(run)
    for shard in run.here:
        await watch.on_shard_connect(shard)
        await watch.on_shard_ready(shard)
    assert said(watch) == {SHARDS: 3, SHARDS_AGREED: 4, GATEWAY_UP: 1, SERVERS: 3}
    run.latencies = {0: 0.1, 1: math.inf, 2: 0.3}  # infinite before the first answer
    assert said(watch)[GATEWAY_LATENCY] == 0.3
