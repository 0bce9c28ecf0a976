"""Processes that share shards say how they are: each of its own shards, and one without a shard that it stands by."""

import asyncio
from pathlib import Path

import pytest

from localdiscord import FakeDiscord, Json
from localdiscord.gateway import Connection
from tests.process.base.health_asked import Asking, figure, free_port
from tests.process.cluster import cluster
from tests.wording import said

pytestmark = [pytest.mark.process, pytest.mark.long]


async def test_a_process_that_stands_by_is_ready_and_says_so_and_takes_over(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    async with cluster(fd, tmp_path, shards=1) as of:
        of.servers()
        working, waiting = Asking(fd, free_port()), Asking(fd, free_port())
        first = of.process(HEALTH_ADDRESS=working.address)
        await first.start(wait_ready=False)
        await working.until_ready()
        await of.process(HEALTH_ADDRESS=waiting.address).start(wait_ready=False)
        await waiting.until_answered()
        await waiting.until_ready()
        said((await waiting.get("/readyz")).text, "health-standing-by")
        series = await waiting.until(0, "rowan_shards")
        assert figure(series, "rowan_gateway_up") is None  # there is no connection that could be down
        assert figure(series, "rowan_ready") == 1
        said((await working.get("/readyz")).text, "health-ready")
        series = await working.until(1, "rowan_gateway_up")
        assert figure(series, "rowan_shards") == 1
        assert figure(series, "rowan_gateway_latency_seconds") is not None

        await of.kill(first)
        await waiting.until(1, "rowan_shards")
        await waiting.until_ready()
        await waiting.until(1, "rowan_gateway_up")
        said((await waiting.get("/readyz")).text, "health-ready")


async def test_one_shard_of_two_that_does_not_come_back_makes_its_process_not_ready(
    fd: FakeDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with cluster(fd, tmp_path, shards=2) as of:
        of.servers()
        asking = Asking(fd, free_port())
        await of.process(HEALTH_ADDRESS=asking.address).start(wait_ready=False)
        await asking.until_ready()
        await asking.until(2, "rowan_shards")
        await asking.until(2, "rowan_shards_agreed")

        let, resume = asyncio.Event(), Connection._resume  # the local Discord keeps one shard waiting

        async def late(self: Connection, data: Json) -> None:
            session = self.world.sessions[data["session_id"]]
            if session.shard[0] == 1:
                await let.wait()
            await resume(self, data)

        monkeypatch.setattr(Connection, "_resume", late)
        await fd.disconnect(code=4000)
        await asking.until(1, "rowan_gateway_sessions_total", kind="resumed")
        assert await asking.missing() == {"gateway"}
        series = await asking.until(0, "rowan_gateway_up")
        assert figure(series, "rowan_gateway_disconnects_total") == 2
        let.set()
        await asking.until_ready()
        await asking.until(1, "rowan_gateway_up")
