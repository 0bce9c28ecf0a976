"""How far a listed or a reported place reaches, where Rowan itself is to ask there. Pure.

A listed host is what its entry covers: a host with its subdomains, one host, a family. A listed *page* means all of its
host to whoever would connect to it, since the same people run it; a *reported* page means all of its registrable domain,
since nobody has judged yet how far it reaches. On a host that belongs to many (a video site, a shortener) a page is
that page alone: what one member reports there must not keep Rowan from everybody else's.
"""

from core.links import Link
from core.links.address import host_keys, read_address
from core.links.hosts import is_above_private_suffix, is_ip, is_private_suffix, registrable
from core.links.link import link_to
from core.links.popular import PROTECTED, SHARED
from core.lists.patterns import Scope, pattern_for
from core.lists.refusals import PatternError
from core.lists.shorteners.hosts import SHORTENERS


def hosts_of_pages(link: Link) -> list[str]:
    """The hosts any listed page of which keeps Rowan from this link: its own and those above it that one owner has."""
    host = link.host
    if belongs_to_many(host):
        return []
    end = registrable(host) or host
    hosts = [host]
    while host != end:
        host = host.partition(".")[2]
        hosts.append(host)
    return hosts


def belongs_to_many(host: str) -> bool:
    """Whether people who have nothing to do with each other have pages on this host."""
    if is_ip(host):
        return False
    above = host_keys(host)[: host.count(".")]  # itself and the hosts above it
    return (
        host in SHARED
        or host in SHORTENERS
        or any(one in PROTECTED.hosts and one not in SHARED for one in above)
        or is_private_suffix(host)
        or is_above_private_suffix(host)
    )


def owned_part(link: Link) -> str:
    """The text that every reported link has which may keep Rowan from this one."""
    return registrable(link.host) or link.host


def report_reaches(reported: str, link: Link) -> bool:
    """Whether a reported link, canonical, keeps Rowan from this one."""
    address = read_address(reported)
    if address is None:
        return False
    place = link_to(address, reported, 0, len(reported), ())
    if not belongs_to_many(place.host):
        return owned_part(place) == owned_part(link)
    if place.host == place.canonical:  # its first page: nobody's in particular
        return link.canonical == place.canonical
    try:
        return pattern_for(place, Scope.PAGE).covers(link)
    except PatternError:
        return link.canonical == place.canonical


def reported_key(canonical: str) -> str | None:
    """The key that every link has which is a reported page or lies below it; None where that would be all links of a host that
    belongs to many.
    """
    address = read_address(canonical)
    if address is None:
        return None
    place = link_to(address, canonical, 0, len(canonical), ())
    pages = [key for key in place.keys if "/" in key and "?" not in key and not key.startswith("=")]
    if pages:
        return max(pages, key=len)
    return None if belongs_to_many(place.host) else place.host


def itself_and_above(canonical: str) -> set[str]:
    """A canonical address and the pages above it, up to its host; a shared host is nobody's page."""
    place, _, _ = canonical.partition("?")
    segments = place.split("/")
    pages = {"/".join(segments[:count]) for count in range(2, len(segments) + 1)}
    return {canonical, *pages} if belongs_to_many(segments[0]) else {canonical, segments[0], *pages}
