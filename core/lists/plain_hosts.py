"""The hosts that most lines of most lists are: told in a tenth of the time that a careful reading of them takes.

A host that could be anything else than itself, or that might be refused, is none of these: the careful reading decides
(core/lists/patterns.py). A test holds both against each other.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from core.links.hosts import is_above_private_suffix, suffix_rules
from core.links.link import DISCORD_HOSTS, INVITES, TELEGRAM_HOSTS
from core.links.popular import PROTECTED, SHARED
from core.lists.own_networks import ENDINGS

_SHAPE: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_LONGEST: Final = 200


class _Careful(NamedTuple):
    """What is read with care: hosts, and the hosts below which all are."""

    alone: frozenset[str]
    below: frozenset[str]
    tlds: frozenset[str]


@lru_cache(maxsize=1)
def _careful() -> _Careful:
    rules = suffix_rules()
    return _Careful(
        rules.icann | rules.private | SHARED | PROTECTED.above,
        PROTECTED.hosts
        | rules.wildcards
        | rules.private_wildcards
        | DISCORD_HOSTS
        | TELEGRAM_HOSTS
        | ENDINGS
        | {INVITES},
        rules.tlds,
    )


def is_plain_host(name: str) -> bool:
    """Whether `name` is a host that may be listed and is written as it is kept; False: read it with care."""
    if _SHAPE.fullmatch(name) is None or len(name) > _LONGEST or "xn--" in name or name.startswith("www."):
        return False
    alone, below, tlds = _careful()
    if name in alone or name in below or is_above_private_suffix(name):
        return False
    above = name.partition(".")[2]
    while "." in above:
        if above in below:
            return False
        above = above.partition(".")[2]
    return above in tlds and above not in below
