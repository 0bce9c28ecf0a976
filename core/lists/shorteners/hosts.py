"""Which addresses are those of a known shortener, and what may be asked of it.

The hosts stand in `data/hosts.txt`, each with its source and date. No other host is ever asked where it leads.
"""

from collections.abc import Iterable
from importlib.resources import files
from typing import Final

from core.base.web_address import WebAddress, WebAddressError, read_web_address
from core.links import Link
from core.links.address import read_address
from core.links.link import link_to

_USUAL_PORTS: Final = frozenset({80, 443})


def _hosts() -> frozenset[str]:
    lines = (
        files("core.lists.shorteners").joinpath("data", "hosts.txt").read_text(encoding="utf-8").splitlines()
    )
    return frozenset(line.split()[0] for line in lines if line and not line.startswith("#"))


SHORTENERS: Final = _hosts()


class Shorteners:
    """The shorteners that may be asked. `tests`: IP addresses with ports, such as `127.0.0.1:8080`, that count as such."""

    def __init__(self, tests: Iterable[tuple[str, int]] = ()) -> None:
        self._tests = frozenset(tests)
        self._test_hosts = frozenset(f"{address}:{port}" for address, port in self._tests)
        self._ports = _USUAL_PORTS | {port for _, port in self._tests}
        self.keys = sorted(SHORTENERS | {address for address, _ in self._tests})
        """The keys by which the index finds their links."""

    def host_of(self, link: Link) -> str:
        """The shortener whose address the link is; '' for another link, and for the first page of a shortener."""
        place, _, rest = link.canonical.partition("/")
        known = place in SHORTENERS or place in self._test_hosts
        return place if known and rest else ""

    def question(self, canonical: str) -> str:
        """What is asked first about the canonical address of a short link."""
        scheme = "http" if canonical.partition("/")[0] in self._test_hosts else "https"
        return f"{scheme}://{canonical}"

    def next_question(self, target: str) -> tuple[str, str] | None:
        """The host of the shortener to which a target leads, and what is asked there; None where it leads to no shortener."""
        try:
            address = read_web_address(target, ports=self._ports)
        except WebAddressError:
            return None
        link = _link(address)
        host = "" if link is None else self.host_of(link)
        if not host:
            return None
        scheme = "http" if host in self._test_hosts else "https"
        default = {"http": 80, "https": 443}[scheme]
        port = address.port if host in self._test_hosts else default
        return host, WebAddress(scheme, address.host, port, address.target).url


def _link(address: WebAddress) -> Link | None:
    text = address.authority + address.target
    read = read_address(text)
    return None if read is None else link_to(read, text, 0, len(text), ())
