"""A little internet on this machine: names, addresses behind them, and servers that misbehave as they are told."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache

import httpcore

from core.links import Link
from net.base.client import GuardedClient
from net.base.connecting import dial
from net.base.resolver import Answer, NameUnknown
from net.base.transport import GuardedTransport, tls_context
from services.base.fetching import FetchLimits, FetchRequest, FetchResult, StepResult

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
PUBLIC = "93.184.215.14"
Behaviour = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@cache
def _public_authorities() -> ssl.SSLContext:
    return tls_context()  # made once: it takes some milliseconds


def answers(*pieces: bytes, head: list[bytes] | None = None) -> Behaviour:
    """Read the request, send these bytes, close. `head` takes in what was asked."""

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await reader.readuntil(b"\r\n\r\n")
        if head is not None:
            head.append(asked)
        for piece in pieces:
            writer.write(piece)
            await writer.drain()

    return behave


def goes_on(before: bytes, again: bytes) -> Behaviour:
    """Read the request, send what comes before, then the same again and again, for as long as anybody reads it."""

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(before)
        while True:
            writer.write(again)
            await writer.drain()
            await asyncio.sleep(0)

    return behave


def falls_silent(before: bytes = b"") -> Behaviour:
    """Read the request, send these bytes, then nothing until the other side has enough."""

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(before)
        await reader.read()

    return behave


def ok(body: bytes, *headers: str) -> bytes:
    lines = [*headers, f"Content-Length: {len(body)}"]
    return (
        b"HTTP/1.1 200 OK\r\n" + "".join(f"{line}\r\n" for line in lines).encode("latin-1") + b"\r\n" + body
    )


def leads_to(place: str, status: int = 302, *headers: str) -> bytes:
    lines = "".join(f"{line}\r\n" for line in (f"Location: {place}", *headers))
    return f"HTTP/1.1 {status} Moved\r\n{lines}Content-Length: 0\r\n\r\n".encode("latin-1")


@dataclass
class Held:
    """Fills HeldPlaces: these hosts, with what lies below them. `asked`: every host that was asked about."""

    hosts: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    async def hold(self, links: Sequence[Link]) -> bool:
        self.asked += [link.host for link in links]
        return any(
            link.host == host or link.host.endswith(f".{host}") for link in links for host in self.hosts
        )


@dataclass
class Names:
    """Fills Resolver. What is in no entry is unknown; a name among `silent` gets no answer."""

    answers: dict[str, Answer] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    async def resolve(self, host: str) -> Answer:
        self.asked.append(host)
        if host in self.silent:
            await asyncio.get_running_loop().create_future()
        if host not in self.answers:
            raise NameUnknown
        return self.answers[host]


class LittleInternet:
    """Names with addresses, and servers that listen there: in truth on loopback, at ports of their own."""

    def __init__(self, *, tls: ssl.SSLContext | None = None) -> None:
        self.held = Held()
        self.names = Names()
        self.dialled: list[tuple[str, int]] = []
        self.tls = _public_authorities() if tls is None else tls
        self._behind: dict[tuple[str, int], int] = {}
        self._servers: list[asyncio.Server] = []
        self._busy: set[asyncio.Task[None]] = set()

    def name(self, host: str, *addresses: str, canonical: str = "") -> None:
        self.names.answers[host] = Answer(addresses, canonical)

    async def serve(
        self, behave: Behaviour, address: str = PUBLIC, port: int = 80, tls: ssl.SSLContext | None = None
    ) -> None:
        """Let whoever listens at this address do as told, with each connection."""
        self._behind[address, port] = await self.listen(behave, tls)

    async def listen(self, behave: Behaviour, tls: ssl.SSLContext | None = None) -> int:
        """Listen on loopback; returns the port."""

        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            self._busy.add(task)
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await behave(reader, writer)
            writer.close()
            with contextlib.suppress(OSError, asyncio.CancelledError):
                await writer.wait_closed()
            self._busy.discard(task)

        server = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=tls)
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def dial(self, address: str, port: int) -> httpcore.AsyncNetworkStream:
        self.dialled.append((address, port))
        if (address, port) not in self._behind:
            raise httpcore.ConnectError("nobody listens")
        return await dial("127.0.0.1", self._behind[address, port])

    def client(self, let_through: Sequence[tuple[str, int]] = ()) -> GuardedClient:
        """The client as it is; only whom it reaches is pretended. With `let_through` it reaches loopback itself."""
        transport = GuardedTransport(
            places=self.held,
            resolver=self.names,
            let_through=frozenset(let_through),
            tls=self.tls,
            **({} if let_through else {"dial": self.dial}),
        )
        return GuardedClient(
            transport=transport, clock=lambda: NOW, test_ports=frozenset(port for _, port in let_through)
        )

    async def fetch(
        self, url: str, *, size: int = 5_000_000, seconds: float = 600.0, **more: str
    ) -> FetchResult:
        return await self.client().fetch(FetchRequest(url, FetchLimits(size, seconds), **more))

    async def step(self, url: str, *, seconds: float = 600.0) -> StepResult:
        return await self.client().step(url, seconds)

    async def close(self) -> None:
        for server in self._servers:
            server.close()
        for task in self._busy:
            task.cancel()
        await asyncio.gather(*self._busy, return_exceptions=True)
        for server in self._servers:
            await server.wait_closed()


@contextlib.asynccontextmanager
async def little_internet(tls: ssl.SSLContext | None = None) -> AsyncIterator[LittleInternet]:
    net = LittleInternet(tls=tls)
    net.name("lists.example", PUBLIC)
    try:
        yield net
    finally:
        await net.close()
