"""The records of a signed list: entries, retractions, exceptions, sites; each is a line.

`place` is a pattern as text, or in a hashed list what stands for its key (core/lists/hashed.py); `whole` is empty, or there
what stands for the pattern's text, where the pattern says more than its key. Records stand in the order of
`order_of`, each above the one before, so that none can stand there twice and a reader need remember one alone.
"""

import re
from dataclasses import dataclass
from typing import Any, Final

from core.base.categories import Category
from core.lists.signed.lines import from_line, number_in, text_in, to_line
from core.lists.signed.refusal import Refused

MOST_IN_PLACE: Final = 2048  # characters, as of what is typed
_MOST_WORDS: Final = 500  # characters of a note or a summary
_MOST_NAME: Final = 100  # characters of a site's name
_MOST_CONFIRMS: Final = 1_000_000
HASHED_PLACE: Final = re.compile(r"#[0-9a-f]{32}")
_REASON: Final = "record"


@dataclass(frozen=True, slots=True)
class Site:
    """A site that several entries belong to."""

    name: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern on the list. `confirms`: how many groups of servers stand for it, 0 where the list does not say."""

    place: str
    category: Category = Category.OTHER
    whole: str = ""
    confirms: int = 0
    site: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Retracted:
    """A tombstone: the pattern stood on this list in an earlier issue, and was taken off."""

    place: str
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Allow:
    """An exception: who publishes the list lets this pattern through."""

    place: str
    whole: str = ""


Record = Site | Entry | Retracted | Allow
Order = tuple[int, str, int]


def order_of(record: Record) -> Order:
    """What records are ordered by: sites by name, then patterns; an exception before an entry of the same pattern.

    An entry and a retraction of one pattern have the same place in the order: one list cannot say both.
    """
    if isinstance(record, Site):
        return (0, record.name, 0)
    return (1, record.place + record.whole, 0 if isinstance(record, Allow) else 1)


def line_of(record: Record) -> bytes:
    """The record's line, with its line break."""
    match record:
        case Site(name, summary):
            return to_line(_without_empty({"site": name, "summary": summary}))
        case Retracted(place, whole):
            return to_line(_without_empty({"retracted": place, "whole": whole}))
        case Allow(place, whole):
            return to_line(_without_empty({"allow": place, "whole": whole}))
        case Entry():
            return to_line(
                _without_empty(
                    {
                        "entry": record.place,
                        "category": str(record.category),
                        "whole": record.whole,
                        "confirms": record.confirms,
                        "in": record.site,
                        "note": record.note,
                    }
                )
            )


def record_of(line: bytes, *, hashed: bool) -> Record | None:
    """The record in a line; None for a kind that this reader does not know and passes over. Raises Refused."""
    members = from_line(line, _REASON)
    kinds = [name for name in ("entry", "retracted", "allow", "site") if name in members]
    if len(kinds) != 1:
        if kinds:
            raise Refused(_REASON)
        return None
    if kinds[0] == "site":
        name = text_in(members, "site", _MOST_NAME, _REASON)
        if not name:
            raise Refused(_REASON)
        return Site(name, text_in(members, "summary", _MOST_WORDS, _REASON))
    place = _place(members, kinds[0], hashed=hashed)
    whole = _place(members, "whole", hashed=True) if "whole" in members else ""
    if whole and not hashed:
        raise Refused(_REASON)
    if kinds[0] == "retracted":
        return Retracted(place, whole)
    if kinds[0] == "allow":
        return Allow(place, whole)
    return Entry(
        place=place,
        category=_category(members),
        whole=whole,
        confirms=number_in(members, "confirms", _MOST_CONFIRMS, _REASON),
        site=text_in(members, "in", _MOST_NAME, _REASON),
        note=text_in(members, "note", _MOST_WORDS, _REASON),
    )


def _place(members: dict[str, Any], name: str, *, hashed: bool) -> str:
    place = text_in(members, name, MOST_IN_PLACE, _REASON)
    if not place or " " in place or not place.isprintable() or bool(HASHED_PLACE.fullmatch(place)) != hashed:
        raise Refused(_REASON)
    return place


def _category(members: dict[str, Any]) -> Category:
    """The category; one that a later version added is `other` here."""
    name = text_in(members, "category", _MOST_NAME, _REASON)
    return Category(name) if name in set(Category) else Category.OTHER


def _without_empty(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value not in ("", 0)}
