"""The real bot says how it is: alive while it runs, ready while it can do its work, and what keeps it from that."""

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.moving.own_server import GuardedServer, started_server
from tests.process.base.health_asked import Asking, figure, free_port
from tests.process.ending import ends_soon
from tests.process.running import bot_process, running
from tests.process.server import server
from tests.wording import said

pytestmark = pytest.mark.process


@pytest.fixture
def asking(fd: FakeDiscord) -> Asking:
    return Asking(fd, free_port())


async def test_it_is_alive_before_discord_answers_and_ready_afterwards(
    fd: FakeDiscord, tmp_path: Path, asking: Asking
) -> None:
    server(fd)
    port = fd.port
    await fd.stop()
    bot = bot_process(fd, tmp_path, HEALTH_ADDRESS=asking.address)
    await bot.start(wait_ready=False)
    await asking.until_answered()
    assert await asking.missing() == {"starting"}
    assert (await asking.get("/healthz")).text == "alive\n"
    assert (await asking.get("/readyz")).status_code == 503
    assert figure(await asking.scraped(), "rowan_gateway_up") is None
    await fd.start(port)
    await asking.until_ready()
    said((await asking.get("/readyz")).text, "health-ready")
    series = await asking.until(1, "rowan_gateway_up")
    assert figure(series, "rowan_ready") == 1
    assert figure(series, "rowan_servers") == 1
    await ends_soon(bot)


async def test_a_process_that_stands_by_is_ready(fd: FakeDiscord, tmp_path: Path, asking: Asking) -> None:
    """Whoever replaces the first process by it waits for that before the first is stopped."""
    server(fd)
    second = bot_process(fd, tmp_path, HEALTH_ADDRESS=asking.address)
    async with running(fd, tmp_path):
        try:
            await second.start(wait_ready=False)
            await fd.until(lambda: any("It stands by" in line for line in second.output))
            await asking.until_ready()
        finally:
            await second.stop()


async def test_a_connection_that_breaks_makes_it_not_ready_until_it_stands_again(
    fd: FakeDiscord, tmp_path: Path, asking: Asking
) -> None:
    server(fd)
    async with running(fd, tmp_path, HEALTH_ADDRESS=asking.address):
        await asking.until_ready()
        port = fd.port
        await fd.stop()
        await asking.until_missing("gateway")
        assert (await asking.get("/healthz")).status_code == 200
        series = await asking.until(0, "rowan_gateway_up")
        assert figure(series, "rowan_gateway_latency_seconds") is None
        assert figure(series, "rowan_database_available") == 1
        await fd.start(port)
        await asking.until_ready()
        await asking.until(1, "rowan_gateway_disconnects_total")


@pytest.mark.sqlite
async def test_a_database_that_takes_nothing_makes_it_not_ready_until_it_does(
    fd: FakeDiscord, tmp_path: Path, asking: Asking
) -> None:
    server(fd)
    async with running(fd, tmp_path, HEALTH_ADDRESS=asking.address):
        await asking.until_ready()
        other = sqlite3.connect(tmp_path / "rowan.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await asking.until_missing("database")
        assert (await asking.get("/healthz")).status_code == 200
        await asking.until(0, "rowan_database_available")
        other.execute("ROLLBACK")
        other.close()
        await asking.until_ready()
        await asking.until(1, "rowan_database_available")


@pytest.fixture
def own_server() -> Iterator[GuardedServer]:
    with started_server() as found:
        yield found


@pytest.mark.postgres
async def test_a_server_of_the_database_that_is_away_is_said_and_no_figure_of_it_is_a_lie(
    fd: FakeDiscord, tmp_path: Path, asking: Asking, own_server: GuardedServer
) -> None:
    server(fd)
    url = await asyncio.to_thread(own_server.database, "seen")
    async with running(fd, tmp_path, HEALTH_ADDRESS=asking.address, DATABASE_URL=url.url):
        await asking.until_ready()
        await asking.until(0, "rowan_gaps_open")
        await asyncio.to_thread(own_server.stop)
        await asking.until_missing("database")
        series = await asking.until(None, "rowan_gaps_open")  # once the next look has failed
        assert figure(series, "rowan_database_available") == 0
        assert figure(series, "rowan_outbox_oldest_seconds") is None
        assert (await asking.get("/healthz")).status_code == 200
        await asyncio.to_thread(own_server.start)
        await asking.until_ready()
        await asking.until(0, "rowan_gaps_open")


@pytest.mark.no_database
async def test_a_port_that_somebody_has_ends_the_start_with_a_sentence(
    fd: FakeDiscord, tmp_path: Path, asking: Asking
) -> None:
    holding = await asyncio.start_server(lambda *_: None, "127.0.0.1", asking.port)
    bot = bot_process(fd, tmp_path, alone=True, HEALTH_ADDRESS=asking.address)
    await bot.start(wait_ready=False)
    await fd.until(lambda: not bot.alive, what="the end")
    holding.close()
    assert bot.proc is not None
    assert bot.proc.returncode == 2
    said("\n".join(bot.output), "health-cannot-listen", address=asking.address)
    assert not any("Traceback" in line for line in bot.output)
    assert not (tmp_path / "rowan.db").exists()


async def test_commands_that_discord_does_not_take_are_said_and_all_else_is_ready(
    fd: FakeDiscord, tmp_path: Path, asking: Asking
) -> None:
    server(fd)
    fd.inject("PUT", "/applications/*/commands", status=400, times=99)
    async with running(fd, tmp_path, HEALTH_ADDRESS=asking.address):
        await asking.until_missing("commands")
        answer = await asking.get("/readyz")
        assert answer.status_code == 503
        said(answer.text, "not-ready-commands")


async def test_where_it_is_not_set_nobody_listens(fd: FakeDiscord, tmp_path: Path, asking: Asking) -> None:
    server(fd)
    async with running(fd, tmp_path):
        assert not await asking.ready()


async def test_each_line_of_a_log_in_json_is_an_object(fd: FakeDiscord, tmp_path: Path) -> None:
    server(fd)
    async with running(fd, tmp_path, LOG_FORMAT="json") as bot:
        port = fd.port
        await fd.stop()
        await fd.until(lambda: any("Attempting a reconnect" in line for line in bot.output))
        await fd.start(port)
        await ends_soon(bot)
    objects(bot.output)


@pytest.mark.no_database
async def test_the_sentence_that_ends_a_start_is_an_object_too(
    fd: FakeDiscord, tmp_path: Path, asking: Asking
) -> None:
    holding = await asyncio.start_server(lambda *_: None, "127.0.0.1", asking.port)
    bot = bot_process(fd, tmp_path, HEALTH_ADDRESS=asking.address, LOG_FORMAT="json")
    await bot.start(wait_ready=False)
    await fd.until(lambda: not bot.alive, what="the end")
    holding.close()
    said(objects(bot.output)[-1]["message"], "health-cannot-listen", address=asking.address)


def objects(lines: list[str]) -> list[dict[str, str]]:
    """Each line is a JSON object with what each has."""
    found = [json.loads(line) for line in lines if line]
    assert {"time", "level", "logger", "message"} <= set.intersection(*(set(line) for line in found))
    return found
