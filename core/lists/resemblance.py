"""Telling which site an address resembles: the same name under another ending, or one that looks like it. Pure.

Each entry of a site is filed under the look of its name, and an address is asked by its own: `kiwifarms.net`,
`k1wi-farms.st` and `t.me/kiwifarms` have one look. What has the same look and another name is only offered.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import ada_url

from core.links import Link
from core.links.hosts import family_names, is_ip, registrable
from core.links.link import TELEGRAM_HOSTS
from core.links.lookalikes import FOLD
from core.links.popular import COMMON_WORDS, SHARED, popular_names
from core.lists.patterns import Pattern, PatternKind

_SHORTEST: Final = 4  # letters of a look; shorter names are alike by chance
_DIGITS: Final = str.maketrans("0134578", "oleastb")
_PAIRS: Final = (("vv", "w"), ("rn", "m"), ("i", "l"))
_REPEATED: Final = re.compile(r"(.)\1+")


class Likeness(StrEnum):
    """How an address is like a site."""

    NAME = "name"  # the same name, perhaps under another ending
    LOOKS = "looks"  # another name that looks like it


@dataclass(frozen=True, slots=True)
class SiteMark:
    """An address of a site. `own`: the site is one of the asking server's; else one of the shared list."""

    site: str
    pattern: Pattern
    own: bool


@dataclass(frozen=True, slots=True)
class Resemblance:
    """The site that an address is like."""

    site: str
    likeness: Likeness


def look_of(pattern: Pattern) -> str | None:
    """The look of the name in a pattern; None where it names nothing that tells a place."""
    return _look(_name_in(pattern))


def looks_of(link: Link) -> tuple[str, ...]:
    """The looks of every name in an address by which it may be like a site."""
    looks = (_look(name) for name in _names_of(link))
    return tuple(dict.fromkeys(look for look in looks if look is not None))


def resembling(link: Link, marks: Sequence[SiteMark]) -> Resemblance | None:
    """The site that the address is like, of those that have an address with its look.

    The same name goes before one that looks like it, the server's own sites before those of the shared list, then the
    site with more such addresses.
    """
    names = set(_names_of(link))
    votes: dict[tuple[Likeness, bool, str], int] = {}
    for mark in marks:
        found = _name_in(mark.pattern)
        if _look(found) not in looks_of(link):
            continue
        likeness = Likeness.NAME if found in names else Likeness.LOOKS
        vote = (likeness, mark.own, mark.site)
        votes[vote] = votes.get(vote, 0) + 1
    if not votes:
        return None
    best = min(
        votes, key=lambda vote: (vote[0] is not Likeness.NAME, not vote[1], -votes[vote], vote[2].casefold())
    )
    return Resemblance(best[2], best[0])


def _name_in(pattern: Pattern) -> str:
    """The name in a pattern: of `a.kiwi.net/x` it is `kiwi`."""
    match pattern.kind:
        case PatternKind.INVITE:
            return ""  # a code is no name
        case PatternKind.FAMILY:
            return pattern.text[:-2]
        case _:
            address = pattern.text.removeprefix("=")
            host, _, path = address.partition("/")
            return _name_of(host.partition("?")[0], path)


def _names_of(link: Link) -> tuple[str, ...]:
    if link.host == "discord.gg":
        return ()
    path = link.canonical.partition("/")[2]
    names = [_name_of(link.host, path)]
    if not _names_its_pages(link.host, path):
        names += family_names(link.host)
    return tuple(dict.fromkeys(name for name in names if name))


def _name_of(host: str, path: str) -> str:
    """The name that an address has: its host's before the ending; where many people share a host, its page's."""
    if _names_its_pages(host, path):
        return re.split(r"[/?]", path, maxsplit=1)[0].removeprefix("@").casefold()
    domain = registrable(host) if not is_ip(host) else None
    return "" if domain is None or host in SHARED else domain.partition(".")[0]


def _names_its_pages(host: str, path: str) -> bool:
    return bool(path) and (host in TELEGRAM_HOSTS or host in SHARED or path.startswith("@"))


def _look(name: str) -> str | None:
    if not name or name in COMMON_WORDS or name in popular_names():
        return None
    letters = ada_url.idna_to_unicode(name) if name.startswith("xn--") else name
    plain = unicodedata.normalize("NFKD", letters).translate(FOLD).casefold()
    if not any(char.isalpha() for char in plain):
        return None
    plain = "".join(char for char in plain.translate(_DIGITS) if char.isalnum())
    for written, read in _PAIRS:
        plain = plain.replace(written, read)
    plain = _REPEATED.sub(r"\1", plain)
    return plain if len(plain) >= _SHORTEST else None
