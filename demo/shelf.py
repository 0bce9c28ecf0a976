"""A small web server inside this machine, on which one list lies: a list that servers follow by its address."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

_PATH = "/places.txt"
_PATIENCE = 5.0  # seconds for one request


class Shelf:
    """The list as whoever keeps it wrote it last. `address`: where the server listens."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._body = b""
        self._edition = 0

    @property
    def url(self) -> str:
        """Where the list stands."""
        return f"http://{self.address}{_PATH}"

    def holds(self, lines: Sequence[str]) -> None:
        """The list has these lines from now on."""
        self._body = "".join(f"{line}\n" for line in lines).encode()
        self._edition += 1

    def answer(self, head: bytes) -> bytes:
        """The answer to a request with this head."""
        tag = f'"{self._edition}"'
        if f"If-None-Match: {tag}".encode() in head:
            return b"HTTP/1.1 304 Not Modified\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        lines = ["HTTP/1.1 200 OK", f"Content-Length: {len(self._body)}", f"ETag: {tag}", "Connection: close"]
        return "\r\n".join([*lines, "", ""]).encode() + self._body


@asynccontextmanager
async def shelf() -> AsyncIterator[Shelf]:
    """Open the server, on a port that is free."""
    held: list[Shelf] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_PATIENCE):
                writer.write(held[0].answer(await reader.readuntil(b"\r\n\r\n")))
                await writer.drain()
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            pass  # whoever asked went away
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    held.append(Shelf(f"{host}:{port}"))
    try:
        yield held[0]
    finally:
        server.close()
