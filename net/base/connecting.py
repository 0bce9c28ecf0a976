"""Connecting to an IP address that was checked, and to no other."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, Final

import httpcore

from net.base.refusals import FetchFailedError, FetchRefusedError
from services.base.fetching import FailureReason, RefusalReason

_CONNECT_SECONDS: Final = 8.0
_HEADER_STEP: Final = 4096
_CONTENT_STEP: Final = 65_536
_BEGINNING: Final = b"HTTP/1."

Dial = Callable[[str, int], Awaitable[httpcore.AsyncNetworkStream]]
"""Opens a connection to an IP address and a port. Raises httpcore.ConnectError or httpcore.ConnectTimeout."""


async def dial(address: str, port: int) -> httpcore.AsyncNetworkStream:
    """Open a connection over TCP. This machine's own public address is refused: what listens there is not the public's."""
    stream = await httpcore.AnyIOBackend().connect_tcp(address, port, timeout=_CONNECT_SECONDS)
    here, there = stream.get_extra_info("client_addr"), stream.get_extra_info("server_addr")
    if here is not None and there is not None and here[0] == there[0] and not address.startswith("127."):
        await stream.aclose()
        raise FetchRefusedError(RefusalReason.NOT_PUBLIC)
    return stream


class Allowance:
    """What may still come from a connection: the beginning of an answer of HTTP/1, few bytes until its header is there, then
    as many as the content may have, and some around them.
    """

    def __init__(self, header: int) -> None:
        self._left = header
        self._reason = RefusalReason.HEADERS
        self._to_come = _BEGINNING
        self.at_once = _HEADER_STEP
        """How many bytes may be read at once: few while the header comes, for what stands behind it counts until it is read."""

    def header_ended(self, content: int) -> None:
        """Let the content come."""
        self._left = content
        self.at_once = _CONTENT_STEP
        self._reason = RefusalReason.TOO_LARGE

    def spend(self, data: bytes) -> None:
        """Count what came. Raises FetchRefusedError where it is too much, FetchFailedError where it is something else."""
        self._left -= len(data)
        if self._left < 0:
            raise FetchRefusedError(self._reason)
        if self._to_come:
            both = min(len(data), len(self._to_come))
            if data[:both] != self._to_come[:both]:
                raise FetchFailedError(FailureReason.NO_HTTP)
            self._to_come = self._to_come[both:]


class _Counted(httpcore.AsyncNetworkStream):
    """A connection whose bytes are counted; encrypted ones after they are opened."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, allowance: Allowance) -> None:
        self._stream = stream
        self._allowance = allowance

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's signature
        data = await self._stream.read(min(max_bytes, self._allowance.at_once), timeout)
        self._allowance.spend(data)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's signature
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: Any,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
    ) -> httpcore.AsyncNetworkStream:
        return _Counted(await self._stream.start_tls(ssl_context, server_hostname, timeout), self._allowance)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Pinned(httpcore.AsyncNetworkBackend):
    """Connects to the addresses that were checked, whatever name it is asked for; httpcore hands the name to TLS.

    `tell`: told the address that answered.
    """

    def __init__(
        self, addresses: Sequence[str], dial: Dial, allowance: Allowance, tell: Callable[[str], None]
    ) -> None:
        self._addresses = addresses
        self._dial = dial
        self._allowance = allowance
        self._tell = tell
        self._stream: httpcore.AsyncNetworkStream | None = None

    @property
    def opened(self) -> bool:
        """Whether somebody answered."""
        return self._stream is not None

    async def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - the name: it was resolved, and is not resolved again
        port: int,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - httpcore's signature
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        failure: Exception = httpcore.ConnectError("no address")
        for address in self._addresses:
            try:
                self._stream = await self._dial(address, port)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            self._tell(address)
            return _Counted(self._stream, self._allowance)
        raise failure

    async def close(self) -> None:
        """Close what was opened, however far it came."""
        if self._stream is not None:
            await self._stream.aclose()
