"""Hashed lists: entries without their addresses. What stands for a pattern is a truncated SHA-256 of its key, as in Google
Safe Browsing; it is met where a link carries that key, and there the link itself says what the pattern is.

16 bytes stand for a key: nobody finds a second key for one of them, so a match is a match. All lists hash alike, without a
salt: a link's keys are hashed once, however many lists are followed. Whoever has a dictionary of hosts can find those of
its hosts that are listed; nobody can read the rest.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from core.links import Link
from core.links.link import invite_code
from core.lists.patterns import Pattern, PatternKind

MARK: Final = "#"
"""What stands for a key begins so, as no key does."""
_LETTERS: Final = 32  # hexadecimal: 16 bytes
_KEY: Final = b"rowan-list key\n"
_WHOLE: Final = b"rowan-list pattern\n"
_PARAMETERS: Final = 10
"""A page with more parameters than that, beside the telling one, is not tried against entries with several."""
_DOCUMENTS: Final = tuple(
    f"{name}.{ending}"
    for name, endings in (
        ("index", ("php", "htm", "html", "shtml", "asp", "aspx", "jsp", "cfm")),
        ("default", ("asp", "aspx", "htm", "html")),
    )
    for ending in endings
)


def hash_of(key: str) -> str:
    """What stands for a key in a hashed list, and is itself a key for indexes and stores: `#` and 32 hexadecimal digits."""
    return MARK + hashlib.sha256(_KEY + key.encode()).hexdigest()[:_LETTERS]


def whole_of(pattern: Pattern) -> str:
    """What stands for a pattern's text, where it says more than its key; empty where the key says all."""
    if pattern.key == pattern.text:
        return ""
    return MARK + hashlib.sha256(_WHOLE + pattern.text.encode()).hexdigest()[:_LETTERS]


def is_hash(key: str) -> bool:
    """Whether a key stands for one of a hashed list."""
    return key.startswith(MARK)


class Met:
    """The keys of some links by their hashes: it turns what a hashed list holds into the patterns that the links show."""

    def __init__(self, links: Iterable[Link]) -> None:
        self._met: dict[str, tuple[str, list[Link]]] = {}
        for link in links:
            for key in link.keys:
                self._met.setdefault(hash_of(key), (key, []))[1].append(link)

    def hashes(self) -> Sequence[str]:
        """What to ask a store for, beside the keys."""
        return sorted(self._met)

    def in_clear(self, hashed: str, whole: str = "") -> list[Pattern]:
        """The patterns that a hashed entry can be, as far as one of the links shows; none where it was not met.

        `whole`: what `whole_of` made. A pattern is still to be held against each link by its `covers`.
        """
        key, links = self._met.get(hashed, ("", []))
        if not key:
            return []
        if not whole:
            return [Pattern(_kind_of(key), key, key)]
        found = {text for link in links for text in _texts(key, link) if whole_of(_page(text, key)) == whole}
        return [_page(text, key) for text in sorted(found)]


NOTHING_MET: Final = Met(())
"""Where no hashed list is followed."""


def _kind_of(key: str) -> PatternKind:
    """The kind of a pattern of which the key is all that it says."""
    if key.startswith("="):
        return PatternKind.EXACT_HOST
    if key.endswith(".*") and "/" not in key:
        return PatternKind.FAMILY
    if invite_code(key) is not None:
        return PatternKind.INVITE
    if "/" in key:
        return PatternKind.QUERY if "?" in key else PatternKind.PATH
    return PatternKind.HOST


def _page(text: str, key: str) -> Pattern:
    return Pattern(PatternKind.QUERY if "?" in text else PatternKind.PATH, text, key)


def _texts(key: str, link: Link) -> Iterator[str]:
    """The texts of pages that a pattern under this key may have and that may cover the link."""
    folder = key.removeprefix("=")
    yield from (f"{folder}/{document}" for document in _DOCUMENTS)
    place, _, query = link.canonical.partition("?")
    host, segments = link.host, [part for part in place.split("/")[1:] if part]
    for end in range(1, len(segments) + 1):
        yield "/".join((host, *segments[:end]))
    parameters = sorted(filter(None, query.split("&")))
    if "?" not in key or len(parameters) > _PARAMETERS + 1:
        return
    page = "/".join((host, *segments))
    for count in range(1, len(parameters) + 1):
        for some in combinations(parameters, count):
            yield f"{page}?{'&'.join(some)}"
