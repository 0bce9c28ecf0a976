"""The keys of a host for a glance: every key under which a pattern that covers all of the host may be filed, and some
more, which do no harm.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from core.links.address import PAGES, Address, bare_host, host_keys, read_address
from core.links.carriers import HOLDS_ANOTHER, LABELS_OF_CARRIERS, WRITES_IN_CODE
from core.links.hosts import MAX_HOST, is_tld, tlds_in_letters
from core.links.labels import carried_by_name
from core.links.link import DISCORD_HOSTS, TELEGRAM_HOSTS
from core.links.sites import ALIASES, one_page

MightHold = Callable[[str], bool]

SPECIAL: Final = DISCORD_HOSTS | TELEGRAM_HOSTS | ALIASES
"""Hosts with several addresses for one page, which is filed under one of them."""
_LONG: Final = 56  # letters of a label that nothing has but an onion's name
_ALWAYS: Final = ("",)
_QUAD: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_LONGEST_HOST: Final = MAX_HOST + 20  # with www., dots and marks around it


@lru_cache(maxsize=8192)
def keys_of(written: str) -> tuple[str, ...]:
    """The keys for all of a host as it is written, and some more. Empty where it is no host; _ALWAYS where it must be
    looked at in any case.

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


def keys_of_plain(written: str) -> tuple[str, ...]:
    """The keys of a host as it stands, whatever else it may carry."""
    host = written.lower().strip("_-")
    last = host.rpartition(".")[2]
    if len(host) > _LONGEST_HOST or not (is_tld(last.replace("_", "").rstrip("-")) or _QUAD.fullmatch(host)):
        return ()
    return _names_of(bare_host(host))


def may_carry(host: str) -> bool:
    """Whether a host may be one that carries another or writes addresses in code: to find out its keys then takes long."""
    return (
        not LABELS_OF_CARRIERS.isdisjoint(host.lower().split(".")) or len(host) >= _LONG or "ezproxy" in host
    )


def any_held(keys: tuple[str, ...], might_hold: MightHold) -> bool:
    """Whether one of the keys may be held. A carried host passes where the index does not count the pages of hosts."""
    return keys is _ALWAYS or any(map(might_hold, keys)) or (keys[-1][-1] == PAGES and not might_hold(PAGES))


def _names_of(host: str) -> tuple[str, ...]:
    """The keys of `host` and of the hosts above it, with each label as a family's name: which label stands before a
    public suffix is found out later.
    """
    keys = [host, "=" + host]
    while host:
        label, _, host = host.partition(".")
        if host:
            keys.append(label + ".*")
            if "." in host:
                keys.append(host)
    return tuple(keys)


def has_pages(host: str, might_hold: MightHold) -> bool:
    """Whether some page of `host` may be held; always yes for an index that does not count the pages of hosts."""
    return might_hold(_counted(host) + PAGES) or not might_hold(PAGES)


def _counted(host: str) -> str:
    """The host under which the pages of `host` are counted."""
    if host in ALIASES or ".m.wiki" in host:
        return one_page(Address(host, "", "/-", ())).host
    if host in SPECIAL:
        return "t.me" if host in TELEGRAM_HOSTS else "discord.gg"
    return host


@lru_cache(maxsize=4096)
def keys_of_name(written: str) -> tuple[str, ...]:
    """The keys of a name that ada must bring to ASCII."""
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
