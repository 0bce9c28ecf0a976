"""Which items of a feed are known, which are new, and which have changed. Pure.

An item is known by three things: the id that the feed gives it, the address that it leads to, and what it says. Feeds number
themselves anew, move from http to https, add tracking to their addresses and say everything a second time; rarely do all
three change together. Each known item is met by one item at most, and the strongest likeness is taken first, so that ids
that are given to other items pull no text along.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from hashlib import sha256
from typing import Final

from core.links import canonical

LONGEST_LINK: Final = 2048
_HASHED: Final = 32  # hexadecimal digits
_MOST_ALIKE: Final = (
    20  # known items under one key that are looked at: a feed may say the same in all of them
)
_WORDS: Final = re.compile(r"[^\W_]+")
_ROOT: Final = re.compile(r"[^/?]*/?")


@dataclass(frozen=True, slots=True)
class Keys:
    """By what an item is known again: hashes, each empty where the item has no such thing.

    `link` is empty, too, where it leads to the site's first page, which all items may do. `title`: of the headline alone.
    """

    id: str
    link: str
    content: str
    title: str


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item as the feed gives it, in plain text. `at`: when it was published, where the feed says so."""

    title: str
    text: str
    link: str
    keys: Keys
    at: datetime | None = None


def keys_of(given_id: str, link: str, title: str, text: str, site: str) -> Keys:
    """Give the keys of an item. `site`: the address that the feed names as its own site; '': none."""
    place = _place(link)
    its_id = "" if _place(given_id) == place and place else given_id.strip()
    told = place and not _ROOT.fullmatch(place) and place != _place(site)
    return Keys(
        id=_hash(its_id),
        link=_hash(place) if told else "",
        content=_hash(_said(f"{title}\n{text}")),
        title=_hash(_said(title)),
    )


def _place(address: str) -> str:
    """An address without what does not matter: scheme, `www.`, tracking, a slash at its end. '': it is none."""
    address = address.strip()
    if not address or len(address) > LONGEST_LINK or "//" not in address:
        return ""
    link = canonical(address)
    if link is None:
        return ""
    fragment = address.partition("#")[2]
    # A page may hold many items, each at a mark of its own; a mark with a sign of equality only counts readers.
    mark = f"#{fragment}" if fragment and "=" not in fragment else ""
    return link.canonical.rstrip("/") + mark


def _said(text: str) -> str:
    """What a text says, whatever its marks, its letters' size and its spaces."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_WORDS.findall(text)) or text.strip()


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:_HASHED] if text else ""


class _Likeness(IntEnum):
    """How much speaks for it that two are one item."""

    ID_AND_TITLE = 1
    LINK = 2
    CONTENT = 3
    TWO = 4
    ALL = 5


def likeness(one: Keys, other: Keys, *, told_by_id: bool, told_by_link: bool) -> int:
    """How much speaks for it that two are one item; 0: nothing. `told_by_...`: no two items of the feed share it."""
    by_id = told_by_id and bool(one.id) and one.id == other.id
    by_link = told_by_link and bool(one.link) and one.link == other.link
    by_content = bool(one.content) and one.content == other.content
    match (by_id, by_link, by_content):
        case (True, True, True):
            return _Likeness.ALL
        case (True, True, _) | (True, _, True) | (_, True, True):
            return _Likeness.TWO
        case (_, _, True):
            return _Likeness.CONTENT
        case (_, True, _):
            return _Likeness.LINK
        case (True, _, _):
            # Ids that are numbers of places in the feed say nothing: the title must agree.
            return _Likeness.ID_AND_TITLE if one.title and one.title == other.title else 0
        case _:
            return 0


def once_each(items: Sequence[FeedItem]) -> list[FeedItem]:
    """Leave out what a feed says a second time, with the same text under the same id or address."""
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for item in items:
        keys = item.keys
        marks = {(keys.content, "id", keys.id), (keys.content, "link", keys.link)}
        if not (keys.id or keys.link):
            marks = {(keys.content, "", "")}
        else:
            marks = {mark for mark in marks if mark[2]}
        if not marks & seen:
            kept.append(item)
        seen |= marks
    return kept


def known_again(known: Sequence[Keys], items: Sequence[Keys]) -> list[int | None]:
    """Say for each item which known one it is, by its position; None: it is new."""
    by_key: dict[tuple[str, str], list[int]] = {}
    for position, keys in enumerate(known):
        for key in _named(keys):
            by_key.setdefault(key, []).append(position)
    shared = {key for key, count in Counter(k for keys in items for k in _named(keys)).items() if count > 1}
    shared |= {key for key, positions in by_key.items() if len(positions) > 1}
    likely: list[tuple[int, int, int]] = []
    for number, keys in enumerate(items):
        near = {position for key in _named(keys) for position in by_key.get(key, ())[:_MOST_ALIKE]}
        told = {
            "told_by_id": ("id", keys.id) not in shared,
            "told_by_link": ("link", keys.link) not in shared,
        }
        likely += [(-likeness(keys, known[position], **told), number, position) for position in near]
    found: list[int | None] = [None] * len(items)
    taken: set[int] = set()
    for strength, number, position in sorted(likely):
        if strength and found[number] is None and position not in taken:
            found[number] = position
            taken.add(position)
    return found


def _named(keys: Keys) -> list[tuple[str, str]]:
    named = (("id", keys.id), ("link", keys.link), ("content", keys.content))
    return [(name, key) for name, key in named if key]
