"""The address of something that Rowan is to fetch, read once: what is checked here is what is connected to.

ada reads it (the WHATWG URL Standard), so that a host in any notation (`127.1`, `0x7f.1`, full-width digits, escapes)
is what a browser would take it for. Nothing that reads an address in another way stands behind this reading.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import ada_url

from core.links import Budget, Link, find_links
from core.links.address import Address, read_address
from core.links.hosts import MAX_HOST, is_host_name, is_ip
from core.links.link import link_to
from core.links.words import words

MAX_WEB_ADDRESS: Final = 2048

# What looking for addresses inside an address may cost, as core/links/budget.py counts it: some
# milliseconds. A signed address of a cloud has 1,100 characters and costs half of it.
_READING: Final = 60_000
_PORTS: Final = {"http": 80, "https": 443}
# Names that no public name server answers for: RFC 6761 (localhost), 6762 (local), 7686 (onion), 8375 (home.arpa), 9476
# (alt), ICANN's resolution 2024.07.29.06 (internal), RFC 6762 appendix G (what private networks use besides).
_LOCAL_NAMES: Final = words(
    "localhost localdomain local onion alt internal intranet private corp home lan i2p home.arpa"
)
# What stands between the scheme and the path, as written; a relative address has nothing there.
_AUTHORITY: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:[/\\]*|[/\\]{2,})([^/\\?#]*)")
_ATTRIBUTES: Final = ("href", "username", "password", "protocol", "hostname", "port", "pathname", "search")


class AddressFault(StrEnum):
    """Why an address is none that Rowan asks."""

    MALFORMED = "malformed"
    """It is no web address, or a sign stands in it that none has."""
    SCHEME = "scheme"
    """It begins neither with http nor with https."""
    CREDENTIALS = "credentials"
    """It holds a user's name or a password."""
    PORT = "port"
    """It names another port than 80 and 443."""
    DISGUISED = "disguised"
    """Its host is an IPv4 address in another notation than four decimal numbers."""
    TANGLED = "tangled"
    """So much may be hidden in it that it would take too long to find out whose addresses it carries."""
    LOCAL_NAME = "local-name"
    """Its host is a name that only a private network knows."""


class WebAddressError(ValueError):
    """The text is no address that Rowan asks; `fault` says why."""

    def __init__(self, fault: AddressFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address that may be looked at further: nothing is known yet of who stands behind it.

    `host` is as ada writes it, without a trailing dot: a name in ASCII, four decimal numbers, or IPv6 in brackets.
    `target` is what is asked of the host: the path and the query, escaped. `url` is the whole, without a fragment.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """The host, and the port where it is not the scheme's own: what the header `Host` says."""
        return self.host if self.port == _PORTS[self.scheme] else f"{self.host}:{self.port}"

    @property
    def literal(self) -> str | None:
        """The IP address where the host is one, else None."""
        return self.host.strip("[]") if is_ip(self.host) else None


def read_web_address(text: str, *, base: WebAddress | None = None, ports: frozenset[int]) -> WebAddress:
    """Read an address as it was typed or as a redirect names it, relative to `base`. Raises WebAddressError.

    `ports`: those that may be named, for the tests' own servers more than 80 and 443.
    """
    if not 0 < len(text) <= MAX_WEB_ADDRESS or any(sign <= " " or sign == "\x7f" for sign in text):
        raise WebAddressError(AddressFault.MALFORMED)
    try:
        whole = text if base is None else ada_url.join_url(base.url, text)
        parts = ada_url.parse_url(whole, attributes=_ATTRIBUTES)
    except ValueError:
        raise WebAddressError(AddressFault.MALFORMED) from None
    scheme = parts["protocol"].removesuffix(":")
    if scheme not in _PORTS:
        raise WebAddressError(AddressFault.SCHEME)
    written = _authority_in(text)
    if (
        parts["username"] or parts["password"] or "@" in written
    ):  # `http://@host/` has no user, and hides something
        raise WebAddressError(AddressFault.CREDENTIALS)
    host = _host(parts["hostname"])
    if is_ip(host) and written and not host.startswith("[") and written.partition(":")[0] != host:
        raise WebAddressError(AddressFault.DISGUISED)
    port = int(parts["port"]) if parts["port"] else _PORTS[scheme]
    if port not in ports:
        raise WebAddressError(AddressFault.PORT)
    address = WebAddress(scheme, host, port, parts["pathname"] + parts["search"])
    if len(address.url) > MAX_WEB_ADDRESS:
        raise WebAddressError(AddressFault.MALFORMED)
    return address


def _authority_in(text: str) -> str:
    found = _AUTHORITY.match(text)
    return found[1] if found else ""


def _host(written: str) -> str:
    host = written.removesuffix(".")
    if is_ip(host) or not host:
        if not host:
            raise WebAddressError(AddressFault.MALFORMED)
        return host
    labels = host.split(".")
    if labels[-1] in _LOCAL_NAMES or ".".join(labels[-2:]) in _LOCAL_NAMES or len(labels) == 1:
        raise WebAddressError(AddressFault.LOCAL_NAME)
    # A hyphen at an end or a dot too many is no host name; resolvers differ in what they make of it.
    if not is_host_name(host) or len(host) > MAX_HOST or any(label.strip("-") != label for label in labels):
        raise WebAddressError(AddressFault.MALFORMED)
    return host


def led_to(base: WebAddress, location: bytes) -> str | None:
    """Where a browser goes that reads this in the header `Location`: a whole address of any scheme. None: it goes nowhere.

    Nothing is promised of the address: it may be of any length, and of a place that nobody may ask.
    """
    try:
        written = location.decode()
    except UnicodeDecodeError:
        written = location.decode("latin-1")
    try:
        return ada_url.join_url(base.url, written) or None
    except ValueError:
        return None


def links_of(address: WebAddress) -> tuple[Link, ...]:
    """Every place that asking this address would touch: its own page first, then what it carries inside (the address
    that a proxy or an archive is to fetch). Raises WebAddressError where not all can be known in some milliseconds.
    """
    text = address.authority + address.target
    read = read_address(text) or Address(address.host, "", "", ())
    itself = link_to(read, text, 0, len(text), ())
    budget = Budget(_READING)
    carried = find_links(address.url, lambda _: True, budget)
    if budget.left:
        raise WebAddressError(AddressFault.TANGLED)
    return (itself, *carried)


def links_of_hosts(hosts: tuple[str, ...]) -> tuple[Link, ...]:
    """The places that hosts are: names, and IP addresses as Python writes them."""
    written = (f"[{host}]" if ":" in host else host for host in hosts)
    read = ((text, read_address(text)) for text in written)
    return tuple(link_to(address, text, 0, len(text), ()) for text, address in read if address is not None)
