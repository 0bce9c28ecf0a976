"""The data behind refusals: very popular sites, hosts shared by many people, common words. Read once, at import."""

from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from core.links.hosts import registrable


class Protected(NamedTuple):
    """The protected hosts, and every host that lies above one of them."""

    hosts: frozenset[str]
    above: frozenset[str]


def data_words(name: str) -> dict[str, frozenset[str]]:
    """The words of a data file by section; "" where it has none."""
    sections: dict[str, set[str]] = {"": set()}
    current = sections[""]
    for line in files("core.links").joinpath("data", name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            current.update(line.split())
    return {section: frozenset(found) for section, found in sections.items()}


def _above(hosts: frozenset[str]) -> frozenset[str]:
    found = set(hosts)
    for host in hosts:
        rest = host
        while "." in rest:
            found.add(rest)
            rest = rest.partition(".")[2]
    return frozenset(found)


def _country_hosts() -> frozenset[str]:
    """The hosts of popular sites in the countries."""
    hosts: set[str] = set()
    name = ""
    for line in (
        files("core.links").joinpath("data", "country_sites.txt").read_text(encoding="utf-8").splitlines()
    ):
        if line.startswith("#"):
            continue
        begun, colon, rest = line.partition(":")
        name, endings = (begun, rest) if colon else (name, line)
        hosts.update(f"{name}.{ending}" for ending in endings.split())
    return frozenset(hosts)


def _wide_pages() -> dict[str, frozenset[str]]:
    """By host of a popular site: the paths of folders below which what everybody posts stands."""
    pages: dict[str, frozenset[str]] = {}
    for line in (
        files("core.links").joinpath("data", "wide_pages.txt").read_text(encoding="utf-8").splitlines()
    ):
        host, colon, paths = line.partition(":")
        if colon and not line.startswith("#"):
            pages[host] = frozenset(paths.split())
    return pages


_SITES: Final = data_words("popular_sites.txt")
_PROTECTED: Final = _SITES["protected"] | _country_hosts()
PROTECTED: Final = Protected(_PROTECTED, _above(_PROTECTED))
SHARED: Final = _SITES["shared"]
WIDE_PAGES: Final = _wide_pages()
COMMON_WORDS: Final = data_words("common_words.txt")[""]


@lru_cache(maxsize=1)
def popular_names() -> frozenset[str]:
    """The names of the popular sites, as families would take them: `google`, `bbc`."""
    domains = (registrable(host) for host in PROTECTED.hosts | SHARED)
    return frozenset(domain.partition(".")[0] for domain in domains if domain)
