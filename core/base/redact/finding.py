"""Finding what points to a person, and masking it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from core.base.redact.accounts import cards, ibans, long_cards
from core.base.redact.address.streets import streets, worded_streets
from core.base.redact.coordinates import coordinates, three_words
from core.base.redact.documents import named_ids, national_ids
from core.base.redact.emails import emails
from core.base.redact.folding import fold
from core.base.redact.internet import internet_addresses
from core.base.redact.late import Late
from core.base.redact.linked import linked_phones, pins
from core.base.redact.phones import phones, spelled_phones
from core.base.redact.shields import shielded
from core.base.redact.written_out import written_out_phones

MASK: Final = "█████"
Places = Iterable[tuple[int, int]]


class Masked(StrEnum):
    """The kinds of what is masked."""

    EMAIL = "email"
    IBAN = "iban"
    CARD = "card"
    IP = "ip"
    COORDINATES = "coordinates"
    NATIONAL_ID = "national_id"
    ADDRESS = "address"
    PHONE = "phone"


class Found(NamedTuple):
    """Something that is masked, and where it stands in the text."""

    kind: Masked
    start: int
    end: int


class _Taken:
    """The parts of a text that are taken, apart from one another."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def is_free(self, start: int, end: int) -> bool:
        """Whether a part meets none that is taken."""
        at = bisect_right(self._starts, start)
        return not (at and self._ends[at - 1] > start) and not (
            at < len(self._starts) and self._starts[at] < end
        )

    def take(self, start: int, end: int) -> bool:
        """Take a part; False, and nothing taken, where it meets another."""
        if not self.is_free(start, end):
            return False
        at = bisect_right(self._starts, start)
        self._starts.insert(at, start)
        self._ends.insert(at, end)
        return True

    def leave_within(self, start: int, end: int) -> None:
        """Give back the parts that a greater part holds wholly."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        while last > first and self._ends[last - 1] > end:
            last -= 1
        if first < last and (last - first > 1 or (self._starts[first], self._ends[first]) != (start, end)):
            del self._starts[first:last], self._ends[first:last]


class _Look(NamedTuple):
    """How a kind is looked for. `fewest`: digits that a text has at least where there is one; `shielded`: whether what is
    shielded is kept from it; `greater`: whether it may hold what is shielded, other than an address of the web.
    """

    kind: Masked
    find: Callable[[str], Places]
    fewest: int
    shielded: bool
    greater: bool = False


_LOOKS: Final = (
    _Look(Masked.ADDRESS, worded_streets, 0, shielded=True),
    _Look(Masked.IBAN, ibans, 8, shielded=False),
    _Look(Masked.NATIONAL_ID, named_ids, 3, shielded=False),
    _Look(Masked.CARD, long_cards, 17, shielded=False),
    _Look(Masked.CARD, cards, 13, shielded=True),
    _Look(Masked.COORDINATES, coordinates, 2, shielded=True),
    _Look(Masked.NATIONAL_ID, national_ids, 4, shielded=True),
    _Look(Masked.ADDRESS, streets, 1, shielded=True, greater=True),
    _Look(Masked.IP, internet_addresses, 1, shielded=True),
    _Look(Masked.PHONE, phones, 6, shielded=True),
)
"""The kinds in the order in which they are looked for."""
_DIGIT: Final = Late(r"\d")
_REMEMBERED: Final = 128  # texts; a card is drawn again and again


@lru_cache(maxsize=_REMEMBERED)
def found_in(text: str) -> Sequence[Found]:
    """Find what is masked in `text`, in order; no two overlap."""
    folded = fold(text)
    plain = folded.text
    digits = len(_DIGIT.findall(plain))
    found: list[Found] = []
    taken, links, stays = _Taken(), _Taken(), _Taken()
    shields = list(shielded(plain, digits))
    in_links = [(Masked.PHONE, *place) for place in linked_phones(plain)] if digits else []
    for start, end in shields:
        if _is_link(plain, start):
            in_links += [(Masked.COORDINATES, *place) for place in pins(plain, start, end)]
            links.take(start, end)
        else:
            stays.take(start, end)

    def look(kind: Masked, places: Places, *, shields: Sequence[_Taken] = (), greater: bool = False) -> None:
        for start, end in places:
            if greater and links.is_free(start, end) and taken.is_free(start, end):
                stays.leave_within(start, end)
            if start < end and all(each.is_free(start, end) for each in shields) and taken.take(start, end):
                found.append(Found(kind, *folded.span(start, end)))

    for kind, start, end in in_links:
        look(kind, [(start, end)])
    look(Masked.EMAIL, emails(plain), shields=[links])
    look(Masked.COORDINATES, three_words(plain))
    look(Masked.PHONE, spelled_phones(plain))
    look(Masked.PHONE, written_out_phones(plain))
    for each in _LOOKS:
        if digits >= each.fewest:
            look(
                each.kind,
                each.find(plain),
                shields=[links, stays] if each.shielded else (),
                greater=each.greater,
            )
    return tuple(sorted(found, key=lambda each: each.start))


_LINK: Final = Late(r"[a-z][a-z0-9+.\-]{1,20}://|www\.|<|[^/\s]{1,300}\.[a-z]{2,18}/", re.IGNORECASE)


def _is_link(text: str, start: int) -> bool:
    return _LINK.match(text, start) is not None


def redact(text: str) -> str:
    """`text` with what points to a person masked."""
    return masked(text, found_in(text))


def masked(text: str, found: Sequence[Found]) -> str:
    """`text` with what was found in it masked."""
    return "".join(_pieces(text, found))


def _pieces(text: str, found: Sequence[Found]) -> Iterator[str]:
    last = 0
    for each in found:
        yield text[last : each.start]
        yield MASK
        last = each.end
    yield text[last:]


def masked_in(text: str) -> Sequence[Masked]:
    """The kind of each thing that `redact` masks in `text`, in order."""
    return [each.kind for each in found_in(text)]
