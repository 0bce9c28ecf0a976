"""A small server of HTTP for whoever watches over the bot: some pages, GET and HEAD, one answer a connection.

h11 reads and writes HTTP. What is ours is what keeps a hostile visitor from costing anything: few connections at a time, a
few seconds for each, short headers, no body, and an answer that says nothing of what was asked. It runs on the bot's own
event loop: where that hangs, nobody answers, and that is the answer.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import h11

_log = logging.getLogger(__name__)

_MOST_OPEN: Final = 32  # connections
_SECONDS: Final = 5.0  # for a whole connection
_HEADERS: Final = 8_192  # bytes of a request
_TEXT: Final = "text/plain; charset=utf-8"
_METHODS: Final = frozenset({b"GET", b"HEAD"})


@dataclass(frozen=True, slots=True)
class Page:
    """An answer."""

    status: HTTPStatus
    body: bytes
    media_type: str = _TEXT


Pages = Mapping[bytes, Callable[[], Awaitable[Page]]]
"""What is answered, by path."""


class HealthServer:
    """Answers on each connection once."""

    def __init__(self, pages: Pages, *, seconds: float = _SECONDS, most: int = _MOST_OPEN) -> None:
        """`seconds`: for a whole connection; `most`: connections at a time."""
        self._pages = pages
        self._seconds = seconds
        self._most = most
        self._open: dict[asyncio.Task[None], None] = {}
        """The oldest first."""

    @property
    def open(self) -> int:
        """How many connections there are."""
        return len(self._open)

    @contextlib.asynccontextmanager
    async def listening(self, host: str, port: int) -> AsyncIterator[int]:
        """Listen there for as long as the block runs; gives the port. Raises OSError where that is not possible."""
        server = await asyncio.start_server(self._begin, host, port, limit=_HEADERS)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()
            for task in self._open:
                task.cancel()
            await asyncio.gather(*self._open, return_exceptions=True)

    def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.open >= self._most:
            # Whoever has been here longest goes: a probe is answered within milliseconds, and whoever only holds connections
            # open shall not keep it out.
            oldest = next(iter(self._open))
            del self._open[oldest]
            oldest.cancel()
        task = asyncio.create_task(self._serve(reader, writer), name="health")
        self._open[task] = None
        task.add_done_callback(lambda ended: self._open.pop(ended, None))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(self._seconds):
                await self._answer(reader, writer)
                writer.close()
                await writer.wait_closed()
        except (OSError, TimeoutError, h11.ProtocolError):
            pass  # whoever asked went away, is too slow, or wants an answer that HTTP does not have
        except Exception:  # noqa: BLE001  # one question must not end what answers the next
            _log.exception("a question about the bot's health was not answered")
        finally:
            writer.transport.abort()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = h11.Connection(h11.SERVER, max_incomplete_event_size=_HEADERS)
        request = None
        try:
            request = await _request(connection, reader)
            if request is None:
                return
            page, more = await self._page(request)
        except h11.RemoteProtocolError as error:
            page, more = _plain(HTTPStatus(error.error_status_hint)), []
        if connection.our_state is not h11.SEND_RESPONSE and connection.our_state is not h11.IDLE:
            return
        headers = [
            ("Content-Type", page.media_type),
            ("Content-Length", str(len(page.body))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("Connection", "close"),
            *more,
        ]
        is_head = request is not None and request.method == b"HEAD"
        said: list[h11.Event] = [
            h11.Response(status_code=page.status, reason=page.status.phrase.encode(), headers=headers),
            *([] if is_head else [h11.Data(page.body)]),
            h11.EndOfMessage(),
        ]
        for each in said:
            writer.write(connection.send(each) or b"")
        await writer.drain()

    async def _page(self, request: h11.Request) -> tuple[Page, list[tuple[str, str]]]:
        make = self._pages.get(request.target.partition(b"?")[0])
        if make is None:
            return _plain(HTTPStatus.NOT_FOUND), []
        if request.method not in _METHODS:
            return _plain(HTTPStatus.METHOD_NOT_ALLOWED), [("Allow", "GET, HEAD")]
        return await make(), []


async def _request(connection: h11.Connection, reader: asyncio.StreamReader) -> h11.Request | None:
    """What is asked for; None where nobody asked anything. Raises h11.RemoteProtocolError."""
    while True:
        event = connection.next_event()
        if isinstance(event, h11.Request):
            return event
        if event is not h11.NEED_DATA:
            return None
        connection.receive_data(await reader.read(_HEADERS))


def _plain(status: HTTPStatus) -> Page:
    return Page(status, f"{status.phrase}\n".encode())
