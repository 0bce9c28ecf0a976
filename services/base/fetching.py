"""Fetching from the web, as services ask for it: `Fetcher` is filled by `net/`, `HeldPlaces` by lists and reports.

A service hands over a FetchRequest and gets one of four answers, none of which is an exception:

Content        the server gave it, whole and within the limits
NotModified    it is as it was when the request's `etag` or `last_modified` was given
Refused        Rowan does not ask there, or does not take what came: who asks again gets the same until something changes
Failed         it could not be had this time: try again later, not before `retry_after`

`Unavailable` is raised where the database does not say whether a place is listed or reported: nothing was asked then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from core.links import Link


class RefusalReason(StrEnum):
    """Why Rowan does not ask an address, or does not take an answer. Each has the sentence `fetch-refused-<value>`."""

    # As core.base.web_address.AddressFault, of the address itself or of one that a redirect leads to.
    MALFORMED = "malformed"
    SCHEME = "scheme"
    CREDENTIALS = "credentials"
    PORT = "port"
    DISGUISED = "disguised"
    TANGLED = "tangled"
    LOCAL_NAME = "local-name"
    # Who stands behind it.
    HELD = "held"
    NOT_PUBLIC = "not-public"
    # Where it leads on.
    REDIRECTS = "redirects"
    REDIRECT_LOOP = "redirect-loop"
    REDIRECT_UNREADABLE = "redirect-unreadable"
    DOWNGRADE = "downgrade"
    # What comes.
    HEADERS = "headers"
    TOO_LARGE = "too-large"
    EXPANDS = "expands"
    ENCODING = "encoding"


class FailureReason(StrEnum):
    """Why it could not be had this time. Each has the sentence `fetch-failed-<value>`."""

    UNKNOWN_NAME = "unknown-name"
    """The name servers know no address for the name, or do not answer."""
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    ENCRYPTION = "encryption"
    NO_HTTP = "no-http"
    """What came is no answer of HTTP, or contradicts itself."""
    CUT = "cut"
    """The connection ended before the answer did."""
    SLOW = "slow"
    STATUS = "status"
    """The server answered with another status than 200, or with 304 to a request without condition."""


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much is taken. `size`: bytes of the content, after decompression. `seconds`: for everything, redirects too."""

    size: int = 5_000_000
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """What is asked for. `etag` and `last_modified`: as a Content gave them; it is sent again only where it changed."""

    url: str
    limits: FetchLimits = FetchLimits()
    etag: str = ""
    last_modified: str = ""
    accept: str = "*/*"


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of the way. `address`: the IP address that was connected to, and `status` what it answered; None where it
    did not come so far.
    """

    url: str
    address: str | None = None
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What the server gave. `etag`, `last_modified`: for the next request; empty where it gave none that is well formed.

    `length_said`: the answer said where it ends. Without that, what was cut on the way looks like the whole.
    """

    body: bytes
    hops: Sequence[Hop]
    etag: str = ""
    last_modified: str = ""
    media_type: str = ""
    length_said: bool = True


@dataclass(frozen=True, slots=True)
class NotModified:
    """It is as it was."""

    hops: Sequence[Hop]


@dataclass(frozen=True, slots=True)
class Refused:
    """Rowan does not ask there, or does not take what came."""

    reason: RefusalReason
    hops: Sequence[Hop]


@dataclass(frozen=True, slots=True)
class Failed:
    """It could not be had this time. `retry_after`: how long the server wants to be left alone, a week at most."""

    reason: FailureReason
    hops: Sequence[Hop]
    retry_after: timedelta | None = None


FetchResult = Content | NotModified | Refused | Failed


class Fetcher(Protocol):
    """Fetches from the web: the one way out over HTTP."""

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """Ask for an address, and for where it leads on. Raises Unavailable where the lists cannot be asked."""
        ...


@dataclass(frozen=True, slots=True)
class LedOn:
    """The address leads on. `target`: where, as a browser reads it: a whole address of any scheme, a stranger's text.

    Nobody asked there.
    """

    target: str


@dataclass(frozen=True, slots=True)
class Stood:
    """The address gave a page, or a fault, and leads nowhere by itself. `retry_after`: as of Failed."""

    status: int
    retry_after: timedelta | None = None


StepResult = LedOn | Stood | Refused | Failed


class Stepper(Protocol):
    """Asks one address where it leads, and follows nothing."""

    async def step(self, url: str, seconds: float) -> StepResult:
        """Ask; no content is read. Raises Unavailable where the lists cannot be asked: nothing was asked then."""
        ...


class HeldPlaces(Protocol):
    """Places that Rowan's network must not touch (rule 7)."""

    async def hold(self, links: Sequence[Link]) -> bool:
        """Whether one of the links is a listed or reported place, in any server. Raises Unavailable."""
        ...


class EveryHeldPlace:
    """Fills HeldPlaces with all of several."""

    def __init__(self, places: Sequence[HeldPlaces]) -> None:
        self._places = places

    async def hold(self, links: Sequence[Link]) -> bool:
        for places in self._places:
            if await places.hold(links):
                return True
        return False
