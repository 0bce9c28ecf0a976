"""A resolver (DNS over HTTPS) and registries (RDAP) on this machine, that answer as they are told, and misbehave."""

import asyncio
import base64
import contextlib
import ipaddress
import json
import struct
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
_JSON, _DNS = "application/rdap+json", "application/dns-message"


def _name(host: str) -> bytes:
    return b"".join(bytes([len(label)]) + label.encode() for label in host.split(".")) + b"\x00"


def record(host: str, address: str) -> bytes:
    """An address of a host, as it stands in an answer of DNS."""
    packed = ipaddress.ip_address(address).packed
    kind = 1 if len(packed) == 4 else 28
    return _name(host) + struct.pack("!HHIH", kind, 1, 60, len(packed)) + packed


def alias(host: str, other: str) -> bytes:
    """An alias of a host."""
    return _name(host) + struct.pack("!HHIH", 5, 1, 60, len(_name(other))) + _name(other)


def answer(
    host: str, kind: int, *records: bytes, code: int = 0, flags: int = 0x8180, said: int | None = None
) -> bytes:
    """An answer of DNS. `said`: how many records it says that it holds."""
    count = len(records) if said is None else said
    head = struct.pack("!6H", 0, flags | code, 1, count, 0, 0)
    return head + _name(host) + struct.pack("!HH", kind, 1) + b"".join(records)


def entity(role: str, name: str, *, kind: str = "org") -> Json:
    """Somebody in an answer of a registry."""
    card = [["version", {}, "text", "4.0"], ["kind", {}, "text", kind], ["fn", {}, "text", name]]
    return {"objectClassName": "entity", "roles": [role], "vcardArray": ["vcard", card]}


def domain(registrar: str, *servers: str) -> Json:
    """A registry's answer about a domain."""
    named = [{"objectClassName": "nameserver", "ldhName": server} for server in servers]
    return {"objectClassName": "domain", "entities": [entity("registrar", registrar)], "nameservers": named}


def network(name: str, *entities: Json) -> Json:
    """A registry's answer about a network."""
    return {"objectClassName": "ip network", "name": name, "entities": list(entities)}


def http(body: bytes, media_type: str, status: str = "200 OK", *headers: str) -> bytes:
    """An answer of HTTP."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media_type}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@dataclass
class Registries:
    """What is answered. `addresses` by host, `domains` by name, `owners` by address; what is in none is unknown.

    `instead`: raw bytes that answer every request of a kind (`dns`, `domain`, `ip`); None: silence until the other side has
    enough. `asked`: every request, as `dns nest.example 1`, `domain nest.example`, `ip 203.0.113.7`.
    """

    addresses: dict[str, list[str]] = field(default_factory=dict)
    domains: dict[str, Json] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    instead: dict[str, bytes | None] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def resolver(self) -> str:
        return f"http://127.0.0.1:{self.port}/dns-query"

    @property
    def registry(self) -> str:
        return f"http://127.0.0.1:{self.port}/rdap/"

    def serve_nest(self, owner: str = "Nimbus Hosting", registrar: str = "Nimbus Names") -> None:
        """The usual world: nest.example, served by one company."""
        self.addresses["nest.example"] = ["203.0.113.7", "203.0.113.8"]
        self.domains["nest.example"] = domain(registrar, "ns1.nimbus.example", "ns2.nimbus.example")
        self.owners = dict.fromkeys(("203.0.113.7", "203.0.113.8", "203.0.113.9", "2001:db8::7"), owner)

    async def behave(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            target = (await reader.readuntil(b"\r\n\r\n")).split()[1].decode()
            kind, told = self._answer(target)
            raw = self.instead.get(kind, told)
            if raw is None:
                await reader.read()
            else:
                writer.write(raw)
                await writer.drain()
        writer.close()

    def _answer(self, target: str) -> tuple[str, bytes]:
        if target.startswith("/dns-query?dns="):
            asked = target.partition("=")[2]
            return "dns", self._resolved(base64.urlsafe_b64decode(asked + "=" * (-len(asked) % 4)))
        kind, _, about = target.removeprefix("/rdap/").partition("/")
        self.asked.append(f"{kind} {about}")
        if kind == "domain":
            found = self.domains.get(about)
        else:
            owner = self.owners.get(about)
            found = None if owner is None else network("NET", entity("registrant", owner))
        if found is None:
            return kind, http(b"{}", _JSON, "404 Not Found")
        return kind, http(json.dumps(found).encode(), _JSON)

    def _resolved(self, question: bytes) -> bytes:
        labels, at = [], 12
        while length := question[at]:
            labels.append(question[at + 1 : at + 1 + length].decode())
            at += 1 + length
        host, kind = ".".join(labels), struct.unpack_from("!H", question, at + 1)[0]
        self.asked.append(f"dns {host} {kind}")
        if host not in self.addresses:
            return http(answer(host, kind, code=3), _DNS)
        of_kind = [one for one in self.addresses[host] if (":" in one) == (kind == 28)]
        return http(answer(host, kind, *(record(host, one) for one in of_kind)), _DNS)


@contextlib.asynccontextmanager
async def registries() -> AsyncIterator[Registries]:
    """Listen on loopback."""
    made, busy = Registries(), set[asyncio.Task[None]]()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(made.behave(reader, writer))
        busy.add(task)
        task.add_done_callback(busy.discard)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
        for task in list(busy):
            task.cancel()
        await asyncio.gather(*busy, return_exceptions=True)
        await server.wait_closed()
