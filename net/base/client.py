"""The one client for everything that leaves over HTTP. Whoever fetches is given it as services.base.fetching.Fetcher:

    result = await fetcher.fetch(FetchRequest("https://lists.example/blocklist.txt", FetchLimits(20_000_000, 60),
                                              etag=known.etag, last_modified=known.last_modified))
    match result:
        case Content(body=body, etag=etag, last_modified=last_modified): ...    # keep both for the next time
        case NotModified(): ...                       # as it was
        case Refused(reason=reason): ...              # say the sentence f"fetch-refused-{reason}"
        case Failed(reason=reason, retry_after=wait): ...   # say f"fetch-failed-{reason}"; keep what is there, ask later

It asks http and https, ports 80 and 443, public addresses, and no place that is listed or reported, each of which holds
for every redirect anew (five at most, and none from https back to http). It takes nothing from the environment, keeps no
cookies, sends no credentials and no referrer. `limits` hold for the whole: the content after decompression, the time with
redirects, name servers and all. `wiring/fetching.py` makes it; docs/decisions/0140-the-guarded-client.md has the reasons.

Whoever only wants to know where an address leads asks for one step: `await stepper.step(url, 10)`. It is checked as any
other request, no content of its answer is read, and nobody goes where it leads.
"""

import asyncio
import contextlib
import re
import ssl
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Final

import httpcore
import httpx

from core.base.fetched_headers import read_entity_tag, read_http_date, read_media_type, read_retry_after
from core.base.web_address import WebAddress, WebAddressError, led_to, read_web_address
from net.base.content import take
from net.base.refusals import FetchFailedError, FetchRefusedError
from net.base.transport import PORTS
from services.base.fetching import (
    Content,
    Failed,
    FailureReason,
    FetchLimits,
    FetchRequest,
    FetchResult,
    Hop,
    LedOn,
    NotModified,
    RefusalReason,
    Refused,
    StepResult,
    Stood,
)
from services.base.ports import Clock

MOST_REDIRECTS: Final = 5

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PRINTED: Final = re.compile(rb"[\x21-\x7e]+")
_OK, _NOT_MODIFIED = 200, 304


class GuardedClient:
    """Fills services.base.fetching.Fetcher and Stepper. `transport`: net.base.transport.GuardedTransport.

    `test_ports`: ports that tests' own servers have; the transport says at which addresses.
    """

    def __init__(
        self, *, transport: httpx.AsyncBaseTransport, clock: Clock, test_ports: frozenset[int] = frozenset()
    ) -> None:
        self._client = httpx.AsyncClient(transport=transport, trust_env=False, follow_redirects=False)
        self._clock = clock
        self._ports = PORTS | test_ports

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """Ask for an address, and for where it leads on. Raises Unavailable."""
        hops: list[Hop] = []
        try:
            with _told_apart():
                async with asyncio.timeout(request.limits.seconds):
                    return await self._follow(request, hops)
        except FetchRefusedError as refused:
            return Refused(refused.reason, hops)
        except FetchFailedError as failed:
            return Failed(failed.reason, hops)

    async def step(self, url: str, seconds: float) -> StepResult:
        """Ask one address where it leads on, and follow nothing. Raises Unavailable."""
        hops: list[Hop] = []
        request = FetchRequest(url, FetchLimits(size=0, seconds=seconds))
        try:
            with _told_apart():
                async with asyncio.timeout(seconds):
                    address = self._read(url)
                    async with self._asked(address, request, hops) as response:
                        return self._led(response, address)
        except FetchRefusedError as refused:
            return Refused(refused.reason, hops)
        except FetchFailedError as failed:
            return Failed(failed.reason, hops)

    def _led(self, response: httpx.Response, address: WebAddress) -> StepResult:
        if response.status_code not in _REDIRECTS:
            wait = read_retry_after(response.headers.get("retry-after", ""), self._clock())
            return Stood(response.status_code, wait)
        places: set[bytes] = set(response.extensions["onward"])
        target = led_to(address, places.pop()) if len(places) == 1 else None
        if target is None:
            raise FetchRefusedError(RefusalReason.REDIRECT_UNREADABLE)
        return LedOn(target)

    async def _follow(self, request: FetchRequest, hops: list[Hop]) -> FetchResult:
        address = self._read(request.url)
        seen = {address}
        for _ in range(MOST_REDIRECTS + 1):
            async with self._asked(address, request, hops) as response:
                if response.status_code not in _REDIRECTS:
                    return await self._answer(response, request, hops)
                onward = self._onward(response, address)
            if onward in seen:
                raise FetchRefusedError(RefusalReason.REDIRECT_LOOP)
            seen.add(onward)
            address = onward
        raise FetchRefusedError(RefusalReason.REDIRECTS)

    def _read(self, text: str, base: WebAddress | None = None) -> WebAddress:
        try:
            return read_web_address(text, base=base, ports=self._ports)
        except WebAddressError as error:
            raise FetchRefusedError(RefusalReason(error.fault)) from None

    @contextlib.asynccontextmanager
    async def _asked(
        self, address: WebAddress, request: FetchRequest, hops: list[Hop]
    ) -> AsyncIterator[httpx.Response]:
        hops.append(Hop(address.url))
        asked = httpx.Request(
            "GET",
            _as_httpx(address),
            headers=_headers(address, request),
            extensions={
                "address": address,
                "size": request.limits.size,
                "connected": lambda ip: hops.__setitem__(-1, Hop(address.url, ip)),
            },
        )
        response = await self._client.send(asked, stream=True, auth=None)
        try:
            hops[-1] = replace(hops[-1], status=response.status_code)
            yield response
        finally:
            await response.aclose()

    def _onward(self, response: httpx.Response, address: WebAddress) -> WebAddress:
        """Where a redirect leads."""
        places: set[bytes] = set(response.extensions["onward"])
        if len(places) != 1:
            raise FetchRefusedError(RefusalReason.REDIRECT_UNREADABLE)
        place = places.pop()
        if not _PRINTED.fullmatch(place):
            raise FetchRefusedError(RefusalReason.REDIRECT_UNREADABLE)
        onward = self._read(place.decode("ascii"), address)
        if address.scheme == "https" and onward.scheme == "http":
            raise FetchRefusedError(RefusalReason.DOWNGRADE)
        return onward

    async def _answer(self, response: httpx.Response, request: FetchRequest, hops: list[Hop]) -> FetchResult:
        headers = response.headers
        if response.status_code == _NOT_MODIFIED and (request.etag or request.last_modified):
            return NotModified(hops)
        if response.status_code != _OK:
            wait = read_retry_after(headers.get("retry-after", ""), self._clock())
            return Failed(FailureReason.STATUS, hops, wait)
        said = headers.get("content-length", "")
        if said.isdigit() and int(said[:20]) > request.limits.size:
            raise FetchRefusedError(RefusalReason.TOO_LARGE)
        encoding = headers.get("content-encoding", "")
        return Content(
            await take(response.aiter_raw(), encoding, request.limits.size),
            hops,
            etag=read_entity_tag(headers.get("etag", "")),
            last_modified=read_http_date(headers.get("last-modified", "")),
            media_type=read_media_type(headers.get("content-type", "")),
            length_said=bool(said or encoding or "transfer-encoding" in headers),
        )


def _as_httpx(address: WebAddress) -> httpx.URL:
    """Only for httpx's own books: where it goes is in the request's extensions."""
    try:
        return httpx.URL(address.url)
    except httpx.InvalidURL:
        raise FetchRefusedError(RefusalReason.MALFORMED) from None


def _headers(address: WebAddress, request: FetchRequest) -> list[tuple[str, str]]:
    headers = [
        ("Host", address.authority),
        ("User-Agent", "Rowan"),
        ("Accept", request.accept),
        ("Accept-Encoding", "gzip"),
        ("Connection", "close"),
    ]
    if etag := read_entity_tag(request.etag):
        headers.append(("If-None-Match", etag))
    if last_modified := read_http_date(request.last_modified):
        headers.append(("If-Modified-Since", last_modified))
    return headers


@contextlib.contextmanager
def _told_apart() -> Iterator[None]:
    """Make of what httpcore, the system or the clock raise the one reason that it has. Raises FetchFailedError."""
    try:
        yield
    except (TimeoutError, httpcore.TimeoutException):
        raise FetchFailedError(FailureReason.SLOW) from None
    except ssl.SSLError:
        raise FetchFailedError(FailureReason.ENCRYPTION) from None
    except httpcore.RemoteProtocolError as error:
        cut = "without sending" in str(error)  # the words of httpcore, and of h11, for both kinds of it
        raise FetchFailedError(FailureReason.CUT if cut else FailureReason.NO_HTTP) from None
    except (httpcore.ProtocolError, httpx.HTTPError):
        raise FetchFailedError(FailureReason.NO_HTTP) from None
    except (httpcore.NetworkError, OSError):
        raise FetchFailedError(FailureReason.CUT) from None
