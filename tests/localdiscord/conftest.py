"""A local Discord a test, a small server on it, bots to run against it, and a bare REST client."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest
import yarl

from localdiscord import BotProcess, FakeDiscord, P
from tests.localdiscord.gateway_client import GatewayClient

BOTS = Path(__file__).resolve().parent / "bots"


@pytest.fixture
async def fd() -> AsyncIterator[FakeDiscord]:
    """Every test ends with no unknown route and no fault of the server's own."""
    discord = await FakeDiscord().start()
    yield discord
    await discord.stop()
    assert discord.unimplemented == []


@dataclass
class SmallServer:
    guild: str
    channel: str
    review: str
    """Seen by the bot and the moderator alone."""
    alice: str
    mod: str


@pytest.fixture
def server(fd: FakeDiscord) -> SmallServer:
    guild = fd.add_guild("Town", bot_permissions=P.DEFAULT | P.MESSAGES | P.MODERATE)
    channel = fd.add_channel(guild, "general")
    alice = fd.add_member(guild, "alice")
    mod = fd.add_member(guild, "mod", permissions=P.MODERATE | P.MESSAGES)
    review = fd.add_channel(guild, "mod-review", private_to=[fd.bot, mod])
    return SmallServer(guild, channel, review, alice, mod)


class Api:
    """The REST API as a bot without a library sees it."""

    def __init__(self, fd: FakeDiscord, http: aiohttp.ClientSession) -> None:
        self._base = f"{fd.url}/api/v10"
        self._http = http
        self.headers = {"Authorization": f"Bot {fd.token}"}

    async def __call__(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Status and JSON."""
        async with self._http.request(method, self._base + path, json=body, headers=self.headers) as answer:
            return answer.status, await answer.json() if answer.status != 204 else None

    async def code(self, method: str, path: str, body: Any = None) -> tuple[int, int]:
        """Status and Discord's error code."""
        status, answer = await self(method, path, body)
        return status, answer["code"]


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def api(fd: FakeDiscord, http: aiohttp.ClientSession) -> Api:
    return Api(fd, http)


Connect = Callable[[], AbstractAsyncContextManager[GatewayClient]]


@pytest.fixture
def connect(fd: FakeDiscord, http: aiohttp.ClientSession) -> Connect:
    """Opens a socket to the gateway."""

    @asynccontextmanager
    async def open_socket() -> AsyncIterator[GatewayClient]:
        async with http.ws_connect(fd.url + "/gateway") as ws:
            yield GatewayClient(ws)

    return open_socket


class BareClient(discord.Client):
    """discord.py as it is, in the test's own process, with a record of what it dispatches."""

    def __init__(self, *, intents: discord.Intents) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0.02, max_ratelimit_timeout=30.0)
        self.seen: list[tuple[str, Any]] = []
        """Each event's name and its first argument."""
        self.run: asyncio.Task[None] | None = None
        """Ends when the client gives up, with the reason."""

    def dispatch(self, event: str, /, *args: Any, **options: Any) -> None:
        self.seen.append((event, args[0] if args else None))
        super().dispatch(event, *args, **options)

    def heard(self, event: str) -> list[Any]:
        """The first arguments of the events of that name, oldest first."""
        return [argument for name, argument in self.seen if name == event]


RunClient = Callable[..., AbstractAsyncContextManager[BareClient]]


@pytest.fixture
def library(fd: FakeDiscord, monkeypatch: pytest.MonkeyPatch) -> RunClient:
    """Connects discord.py, which has then heard READY."""
    monkeypatch.setattr(discord.http.Route, "BASE", f"{fd.url}/api/v10")
    gateway = yarl.URL(fd.url.replace("http", "ws", 1) + "/gateway")
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)

    @asynccontextmanager
    async def connected(intents: discord.Intents | None = None) -> AsyncIterator[BareClient]:
        client = BareClient(intents=discord.Intents.all() if intents is None else intents)
        client.run = asyncio.create_task(client.start(fd.token))
        await fd.until(lambda: client.is_ready() or (client.run and client.run.done()), what="READY")
        try:
            yield client
        finally:
            await client.close()
            with contextlib.suppress(Exception):
                await client.run

    return connected


@pytest.fixture
def bots() -> Path:
    """Where the bots of these tests lie."""
    return BOTS


RunBot = Callable[[str], Any]


@pytest.fixture
async def run_bot(fd: FakeDiscord) -> AsyncIterator[RunBot]:
    """Starts a bot of `bots/` by name and returns it when it is ready; kills it when the test ends."""
    started: list[BotProcess] = []

    async def run(name: str) -> BotProcess:
        bot = BotProcess(fd, BOTS / f"{name}.py", ready="ready")
        started.append(bot)
        return await bot.start()

    yield run
    for bot in started:
        await bot.kill()
        print("\n".join(bot.output[-60:]))  # shown where the test failed
