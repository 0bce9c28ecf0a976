"""The keys under which patterns that cover all of a host may be filed, for a glance: some more are no harm."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from core.links.address import PAGES, Address, bare_host, host_keys, read_address
from core.links.carriers import HOLDS_ANOTHER, WRITES_IN_CODE
from core.links.hosts import MAX_HOST, is_tld, tlds_in_letters
from core.links.labels import carried_by_name
from core.links.link import DISCORD_HOSTS, TELEGRAM_HOSTS
from core.links.sites import ALIASES, one_page

MightHold = Callable[[str], bool]

SPECIAL: Final = DISCORD_HOSTS | TELEGRAM_HOSTS | ALIASES
"""Hosts whose pages have one form, under one of them."""
_ALWAYS: Final = ("",)
_QUAD: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_LONGEST_HOST: Final = MAX_HOST + 20  # with www., dots and marks around it


@lru_cache(maxsize=8192)
def keys_of(written: str) -> tuple[str, ...]:
    """The keys for all of a host as it is written, and some more; none where it is no host, _ALWAYS to look in any case.

    Underscores may be Discord's marks, at its ends and in it.
    """
    host = written.lower()
    _, dot, last = host.rpartition(".")
    if not dot or len(host) > _LONGEST_HOST:
        return ()
    if last.isdigit():
        return (host, "=" + host) if _QUAD.fullmatch(host) else ()
    if not is_tld(last.replace("_", "").rstrip("-")):
        return ()
    stripped = host.strip("_-")
    if WRITES_IN_CODE.search(stripped):
        return _ALWAYS
    keys = _names_of(bare_host(stripped))
    if stripped != host:
        keys += _names_of(bare_host(host))
    if "_" in stripped:
        keys += _names_of(bare_host(stripped.replace("_", "")))
    if HOLDS_ANOTHER.search(stripped):
        for other in carried_by_name(stripped):
            keys += (*_names_of(other), _counted(other) + PAGES)
    return keys


def any_held(keys: tuple[str, ...], might_hold: MightHold) -> bool:
    """Whether one of the keys is held; a carried host with pages passes where nobody keeps count of these."""
    return keys is _ALWAYS or any(map(might_hold, keys)) or (keys[-1][-1] == PAGES and not might_hold(PAGES))


def _names_of(host: str) -> tuple[str, ...]:
    """As `host_keys`, but each label for a family's name: what stands before a public suffix is told later."""
    keys = [host, "=" + host]
    while host:
        label, _, host = host.partition(".")
        if host:
            keys.append(label + ".*")
            if "." in host:
                keys.append(host)
    return tuple(keys)


def has_pages(host: str, might_hold: MightHold) -> bool:
    """Whether some page of `host` may be held; an index that does not keep count of that is asked for each page."""
    return might_hold(_counted(host) + PAGES) or not might_hold(PAGES)


def _counted(host: str) -> str:
    """The host under which the pages of `host` are kept count of."""
    if host in ALIASES or ".m.wiki" in host:
        return one_page(Address(host, "", "/-", ())).host
    if host in SPECIAL:
        return "t.me" if host in TELEGRAM_HOSTS else "discord.gg"
    return host


@lru_cache(maxsize=4096)
def keys_of_name(written: str) -> tuple[str, ...]:
    """As `_keys`, for a name that ada must bring to ASCII."""
    last = written.rpartition(".")[2].rstrip("_-").lower()
    if last not in tlds_in_letters():
        return ()
    found: list[str] = []
    for name in {written, written.strip("_-")}:
        address = read_address(name)
        found += host_keys(address.host) if address else ()
    return tuple(found)


@lru_cache(maxsize=1024)
def keys_of_number(written: str) -> tuple[str, ...]:
    """The keys of an address that is written as numbers."""
    address = read_address(written) if len(written) < _LONGEST_HOST else None
    return host_keys(address.host) if address else ()
