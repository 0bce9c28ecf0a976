"""The campaign's own site, as far as Rowan sees it: a feed on this machine."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from html import escape


class Site:
    """A web server with one feed. `port`: at 127.0.0.1."""

    def __init__(self) -> None:
        self.port = 0
        self._items: list[str] = []

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"127.0.0.1:{self.port}"

    @property
    def feed(self) -> str:
        """The feed's address."""
        return f"http://{self.address}/feed.xml"

    def posts(self, title: str, html: str) -> None:
        """The site has a new post from now on."""
        number = len(self._items) + 1
        self._items.append(
            f"<item><guid>post-{number}</guid><link>https://drop-the-rookery.example/posts/{number}</link>"
            f"<title>{escape(title)}</title><description>{escape(html)}</description></item>"
        )

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Give the feed to whoever asks."""
        with suppress(OSError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            newest_first = "".join(reversed(self._items))
            body = f"<rss version='2.0'><channel><title>Drop the Rookery</title>{newest_first}</channel></rss>".encode()
            writer.write(
                f"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: {len(body)}\r\n\r\n".encode()
                + body
            )
            await writer.drain()
        writer.close()


@asynccontextmanager
async def campaign_site() -> AsyncIterator[Site]:
    """Open the site; at the end it is gone."""
    site = Site()
    server = await asyncio.start_server(site.answer, "127.0.0.1", 0)
    site.port = int(server.sockets[0].getsockname()[1])
    try:
        yield site
    finally:
        server.close()
