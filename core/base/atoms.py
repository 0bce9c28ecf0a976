"""The pieces of a text that are taken as they are: code, links, addresses, mentions. People copy them, Discord reads them,
so no invisible character stands in them, and none beside an address or a mention.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum, auto
from operator import itemgetter
from typing import Final, NamedTuple

_BETWEEN: Final = frozenset(" \t\u00a0·:;,،؛→|–—")  # what stands between the parts of a value
_UNSEEN: Final = re.compile("[\u200e\u200f]")
_BACKTICKS: Final = re.compile("`+")
_ATOM: Final = re.compile(
    r"(?P<link>\[[^\[\]\n`]*\]\(<?https?://[^\s()\[\]<>`]+>?\))"
    r"|(?P<marker><(?:https?://[^\s<>]+|@[!&]?\d+|\#\d+|t:-?\d+(?::\w)?|/[^<>\n]+:\d+|a?:\w+:\d+|id:\w+)>)"
    r"|(?P<address>https?://[^\s<>]+)",
    re.IGNORECASE,
)
_MENTION: Final = re.compile(r"<(?!https?:)", re.IGNORECASE)


class Kind(Enum):
    CODE = auto()  # may be isolated from outside
    LINK = auto()  # `[label](address)`: may be isolated from outside
    BARE = auto()  # an address, a mention, a time: no mark beside it


class Piece(NamedTuple):
    """From where to where in the text."""

    start: int
    end: int


class Atom(NamedTuple):
    """A piece that is taken as it is."""

    start: int
    end: int
    kind: Kind


class Atoms:
    """The pieces of a text that are taken as they are, in order; none overlaps another."""

    def __init__(self, plain: str) -> None:
        code = list(_code(plain))
        inside = _Within(code)
        others = [
            Atom(found.start(), found.end(), Kind.LINK if found.lastgroup == "link" else Kind.BARE)
            for found in _ATOM.finditer(plain)
        ]
        self.all = sorted([*code, *(each for each in others if not inside.touches(each))], key=itemgetter(0))
        self._within = _Within(self.all)
        bare = [each for each in self.all if each.kind is Kind.BARE]
        self._bare_from = {each.start: each.end for each in bare}
        self._bare_ends = {each.end: each.start for each in bare}
        self._plain = plain

    def is_beside_bare(self, piece: Piece | Atom) -> bool:
        """Whether a mark at either end of the piece would stand beside an address or a mention."""
        ends = (piece.start, piece.end)
        return any(place in self._bare_from or place in self._bare_ends for place in ends)

    def fitted(self, piece: Piece) -> Piece | None:
        """As much of a piece as may be isolated: without what is bare at its ends, and no part of an atom."""
        start, end = piece.start, piece.end
        while start in self._bare_from and start < end:
            start = self._past_signs(self._bare_from[start], end)
        while end in self._bare_ends and start < end:
            end = self._before_signs(self._bare_ends[end], start)
        fitted = Piece(start, end)
        if start >= end or self.is_beside_bare(fitted) or self._within.cuts(fitted):
            return None
        return fitted

    def has_no_mark(self, at: int) -> bool:
        """Whether no mark may stand here: in a block of code, before an address. Before a mention one does no harm."""
        is_address = at in self._bare_from and not _MENTION.match(self._plain, at)
        return is_address or self._within.has_inside(at)

    def is_code(self, piece: Piece) -> bool:
        """Whether the piece is code, all of it."""
        return self._within.is_one(piece) and self._plain[piece.start] == "`"

    def hidden(self) -> list[int]:
        """Where invisible letters stand that nobody may copy: in an atom, before an address."""
        found = [mark.start() for mark in _UNSEEN.finditer(self._plain)]
        return [
            at
            for at in found
            if self._within.touches(Piece(at, at + 1))
            or (at + 1 in self._bare_from and not _MENTION.match(self._plain, at + 1))
        ]

    def _past_signs(self, start: int, end: int) -> int:
        while start < end and self._plain[start] in _BETWEEN:
            start += 1
        return start

    def _before_signs(self, end: int, start: int) -> int:
        while end > start and self._plain[end - 1] in _BETWEEN:
            end -= 1
        return end


class _Within:
    """Finds among pieces in order those that hold a place."""

    def __init__(self, pieces: "list[Atom]") -> None:
        self._pieces = pieces
        self._starts = [piece.start for piece in pieces]

    def has_inside(self, place: int) -> bool:
        """Whether one of these has this place inside, not at its ends."""
        number = bisect_right(self._starts, place) - 1
        return number >= 0 and self._pieces[number].start < place < self._pieces[number].end

    def is_one(self, piece: Piece) -> bool:
        """Whether the piece is one of these."""
        number = bisect_right(self._starts, piece.start) - 1
        found = self._pieces[number] if number >= 0 else None
        return found is not None and (found.start, found.end) == (piece.start, piece.end)

    def touches(self, piece: Piece | Atom) -> bool:
        """Whether one of these holds a part of the piece."""
        number = bisect_right(self._starts, piece.end - 1) - 1
        return number >= 0 and self._pieces[number].end > piece.start

    def cuts(self, piece: Piece) -> bool:
        """Whether an end of the piece stands inside one of these, or the piece is one of these."""
        return self.has_inside(piece.start) or self.has_inside(piece.end) or self.is_one(piece)


def _code(plain: str) -> Iterator[Atom]:
    """Code spans and blocks: from a run of backticks to the next run of the same length."""
    runs = [(run.start(), run.end()) for run in _BACKTICKS.finditer(plain)]
    later: dict[int, list[int]] = {}
    for number in range(len(runs) - 1, -1, -1):
        later.setdefault(runs[number][1] - runs[number][0], []).append(number)
    number = 0
    while number < len(runs):
        start, end = runs[number]
        if _is_escaped(plain, start):
            start += 1
        closing = later.get(end - start, [])
        while closing and closing[-1] <= number:
            closing.pop()
        if start < end and closing:
            number = closing.pop()
            yield Atom(start, runs[number][1], Kind.CODE)
        number += 1


def _is_escaped(plain: str, at: int) -> bool:
    before = at
    while before > 0 and plain[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1
