"""The way of one request: checked, resolved once, connected to an address that was checked. Nothing goes around it.

Steps: port -> an IP address in the place of a name must be public -> no place that the request would touch is listed or
reported (rule 7; before any name server is asked) -> all addresses of the name are public -> neither those that may be
connected to nor the name at the end of its aliases are listed -> connect to one of them -> HTTP/1.1, with the name in TLS
and in `Host`.

Every request has a connection of its own, which is closed after it: there is nothing to confuse it with.
"""

import asyncio
import functools
import ssl
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Final

import certifi
import httpcore
import httpx

from core.base.web_address import WebAddress, WebAddressError, links_of, links_of_hosts
from core.links import Link
from net.base.connecting import Allowance, Dial, Pinned, dial
from net.base.networks import is_public
from net.base.refusals import FetchFailedError, FetchRefusedError
from net.base.resolver import Answer, NameUnknown, Resolver
from services.base.fetching import FailureReason, HeldPlaces, RefusalReason

PORTS: Final = frozenset({80, 443})

_HEADER_BYTES: Final = 32_768
_HEADER_FIELDS: Final = 100
_MOST_TRIED: Final = 3  # of a name's addresses; thousands may have been answered
_LOCATION: Final = b"location"
_NOT_SHOWN: Final = frozenset({_LOCATION, b"set-cookie"})
_RESOLVE_SECONDS: Final = 8.0
_READ_SECONDS: Final = 15.0  # between two pieces; the whole has its own limit


def tls_context() -> ssl.SSLContext:
    """What encrypted connections demand: a certificate for the name, by an authority of certifi's; TLS 1.2 or newer.

    Made by hand, since `ssl.create_default_context` and httpx listen to the environment (SSL_CERT_FILE, SSLKEYLOGFILE).
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # checks the certificate and the name
    context.hostname_checks_common_name = False  # a name of the subject is no proof (RFC 6125)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(certifi.where())
    return context


_own_context = functools.cache(
    tls_context
)  # one for all clients: it takes some ten milliseconds, and nobody changes it


class GuardedTransport(httpx.AsyncBaseTransport):
    """Fills httpx's transport. A request names in its extensions where it goes (`address`), how many bytes of content it takes
    (`size`), and whom to tell the IP address that answered (`connected`); its answer names there where it leads on
    (`onward`). httpx itself is shown neither that, which it would read in its own way, nor cookies, which it would keep.

    `let_through`: IP addresses with ports that tests' own servers have. Raises FetchRefusedError, FetchFailedError.
    """

    def __init__(
        self,
        *,
        places: HeldPlaces,
        resolver: Resolver,
        let_through: frozenset[tuple[str, int]] = frozenset(),
        tls: ssl.SSLContext | None = None,
        dial: Dial = dial,
    ) -> None:
        self._places = places
        self._resolver = resolver
        self._let_through = let_through
        self._tls = _own_context() if tls is None else tls
        self._dial = dial

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        address: WebAddress = request.extensions["address"]
        size: int = request.extensions["size"]
        allowance = Allowance(_HEADER_BYTES)
        tell: Callable[[str], None] = request.extensions["connected"]
        pinned = Pinned(await self._checked(address), self._dial, allowance, tell)
        try:
            answer = await self._ask(address, request, pinned)
        except httpcore.ConnectError as error:
            await pinned.close()
            raise FetchFailedError(_why_not_connected(error, pinned)) from None
        except BaseException:
            await pinned.close()
            raise
        allowance.header_ended(2 * size + _HEADER_BYTES)
        return httpx.Response(
            answer.status,
            headers=[(name, value) for name, value in answer.headers if name.lower() not in _NOT_SHOWN],
            stream=_Body(answer, pinned),
            extensions={"onward": [value for name, value in answer.headers if name.lower() == _LOCATION]},
        )

    async def _ask(self, address: WebAddress, request: httpx.Request, pinned: Pinned) -> httpcore.Response:
        scheme, host = address.scheme.encode("ascii"), (address.literal or address.host).encode("ascii")
        connection = httpcore.AsyncHTTPConnection(
            httpcore.Origin(scheme, host, address.port), ssl_context=self._tls, network_backend=pinned
        )
        asked = httpcore.Request(
            "GET",
            httpcore.URL(scheme=scheme, host=host, port=address.port, target=address.target.encode("ascii")),
            headers=request.headers.raw,
            extensions={"timeout": {"connect": _READ_SECONDS, "read": _READ_SECONDS, "write": _READ_SECONDS}},
        )
        answer = await connection.handle_async_request(asked)
        if len(answer.headers) > _HEADER_FIELDS:
            raise FetchRefusedError(RefusalReason.HEADERS)
        return answer

    async def _checked(self, address: WebAddress) -> Sequence[str]:
        """Give the IP addresses that may be connected to."""
        literal = address.literal
        for_tests = (literal, address.port) in self._let_through
        if address.port not in PORTS and not for_tests:
            raise FetchRefusedError(RefusalReason.PORT)
        if literal is not None and not for_tests and not is_public(literal):
            raise FetchRefusedError(RefusalReason.NOT_PUBLIC)
        if await self._places.hold(_places_in(address)):
            raise FetchRefusedError(RefusalReason.HELD)
        if literal is not None:
            return [literal]
        answer = await self._resolved(address.host)
        if not all(map(is_public, answer.addresses)):
            raise FetchRefusedError(RefusalReason.NOT_PUBLIC)
        tried = answer.addresses[:_MOST_TRIED]
        if await self._places.hold(links_of_hosts((answer.canonical, *tried))):
            raise FetchRefusedError(RefusalReason.HELD)
        return tried

    async def _resolved(self, host: str) -> Answer:
        try:
            async with asyncio.timeout(_RESOLVE_SECONDS):
                answer = await self._resolver.resolve(host)
        except (NameUnknown, TimeoutError):
            raise FetchFailedError(FailureReason.UNKNOWN_NAME) from None
        if not answer.addresses:
            raise FetchFailedError(FailureReason.UNKNOWN_NAME)
        return answer


def _places_in(address: WebAddress) -> Sequence[Link]:
    try:
        return links_of(address)
    except WebAddressError as error:
        raise FetchRefusedError(RefusalReason(error.fault)) from None


def _why_not_connected(error: BaseException, pinned: Pinned) -> FailureReason:
    if not pinned.opened:
        return FailureReason.UNREACHABLE
    causes = (error, error.__cause__, error.__context__)
    return (
        FailureReason.CERTIFICATE
        if any(isinstance(cause, ssl.CertificateError) for cause in causes)
        else FailureReason.ENCRYPTION
    )


class _Body(httpx.AsyncByteStream):
    """The content as it comes; the connection is closed behind it."""

    def __init__(self, answer: httpcore.Response, pinned: Pinned) -> None:
        self._answer = answer
        self._pinned = pinned

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._answer.aiter_stream():
            yield piece

    async def aclose(self) -> None:
        await self._answer.aclose()
        await self._pinned.close()
