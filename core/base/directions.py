"""Sentences and values that are written in different directions: isolates around values, and where none may stand.

A value in a sentence of the other direction is isolated (U+2068, U+2066 … U+2069), so that neither turns the other around.
Inside code format, in or beside an address and beside what Discord parses no invisible character may stand: people copy it.
There the whole piece is isolated from outside, or nothing is.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from core.base.atoms import Atom, Atoms, Kind, Piece

OPEN: Final = "\u2068"  # the direction of what follows is that of its first letter
OPEN_LEFT: Final = "\u2066"  # what follows runs from left to right
CLOSE: Final = "\u2069"
FROM_RIGHT: Final = "\u200f"  # an invisible letter of right-to-left: the line that it begins runs so

_RIGHT_RANGES: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
# Of these the letters, and U+200F; digits, commas and vowel marks decide no direction.
_RIGHT: Final = re.compile(
    "[\u05be\u05c0\u05c3\u05c6\u05d0-\u05f4\u0608\u060b\u060d\u061b-\u064a\u066d-\u066f\u0671-\u06d5\u06e5\u06e6\u06ee\u06ef"
    "\u06fa-\u0710\u0712-\u072f\u074d-\u07a5\u07b1-\u07ea\u0800-\u0815\u0840-\u0858\u0860-\u088e\u08a0-\u08c9"
    "\ufb1d\ufb1f-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff\u200f]"
)
_LEFT: Final = re.compile(rf"[^\W\d_{_RIGHT_RANGES}]")
# What decides how a line is laid out; of a mention nobody knows what name Discord shows for it.
_BEGINNING: Final = re.compile(rf"(?P<right>{_RIGHT.pattern})|(?P<left>{_LEFT.pattern}|<(?=[@#/]|t:|id:))")
_STRONG: Final = re.compile(f"(?P<right>{_RIGHT.pattern})|(?P<left>{_LEFT.pattern})")
_ISOLATES: Final = re.compile("[\u2066-\u2069]")
_MARKS: Final = re.compile("[\u200f\u2066-\u2069]")
_DEEPEST: Final = 8  # isolates in isolates that are kept: sentences in sentences are not so many
_NUMBER: Final = re.compile(r"\d+(?:[.,:/\u066b\u066c]\d+)*")
# What makes a line a heading, a quotation or an item; a mark before it would undo that.
_LINE: Final = re.compile(r"[^\S\n]*(?:(?:>{1,3}|[-*]|\d{1,9}\.|#{1,3}|-#)[^\S\n]+)*")


def without_isolates(text: str) -> str:
    """The text without the characters that isolate."""
    return _ISOLATES.sub("", text)


def without_marks(text: str) -> str:
    """The text without everything that this module may have added."""
    return _MARKS.sub("", text)


def balanced(text: str) -> str:
    """The text without isolates that lost their other end, as where it was cut."""
    if _ISOLATES.search(text) is None:
        return text
    plain, pairs = _unwrapped(text)
    return _wrapped(plain, {(piece.start, piece.end): mark for piece, mark in pairs}, (), ())


def reads_from_right(text: str) -> bool:
    """Whether the first letter of the text is one that is read from right to left."""
    strong = _STRONG.search(text)
    return strong is not None and strong.lastgroup == "right"


def settled(text: str, *, from_right: bool) -> str:
    """The text of a sentence whose values are isolated, with isolates where they serve, and nowhere where they harm.

    `from_right`: whether the sentence's language is written from right to left; each of its lines then reads so, also one
    that begins with a word of another language. Linear in the text's length.
    """
    if not from_right and _RIGHT.search(text) is None:
        return without_isolates(text)
    plain, pairs = _unwrapped(text)
    atoms = Atoms(plain)
    lines = list(_lines(plain))
    whole = set(lines)
    marks: dict[tuple[int, int], str] = {}
    values = sorted({piece for pair, _ in pairs for piece in _by_line(pair, lines)})
    # In a line of one direction alone nothing can be turned.
    for piece in values if from_right else _in_mixed_lines(plain, values, lines):
        fitted = atoms.fitted(piece)
        if fitted is not None and fitted not in whole and _is_foreign(plain, fitted, from_right=from_right):
            marks[fitted.start, fitted.end] = OPEN
    for atom in atoms.all:
        if atom.kind is not Kind.BARE and _is_wrapped(plain, atom, atoms, from_right=from_right):
            span = plain[atom.start : atom.end]
            marks[atom.start, atom.end] = OPEN if " " in span and reads_from_right(span) else OPEN_LEFT
    turned = _turned(plain, lines, values, atoms) if from_right else ()
    return _wrapped(plain, marks, turned, atoms.hidden())


def in_a_row(parts: Iterable[str], between: str, *, from_right: bool) -> str:
    """The parts in one line, each of which keeps its own direction."""
    return settled(between.join(f"{OPEN}{part}{CLOSE}" for part in parts), from_right=from_right)


def _unwrapped(text: str) -> tuple[str, list[tuple[Piece, str]]]:
    """The text without isolates, and what each pair of them held, with the sign that opened it."""
    parts: list[str] = []
    pairs: list[tuple[Piece, str]] = []
    opened: list[tuple[int, str]] = []
    at = length = 0
    for mark in _ISOLATES.finditer(text):
        parts.append(text[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        if mark[0] != CLOSE:
            opened.append((length, mark[0]))
        elif opened:
            start, opening = opened.pop()
            if start < length and len(opened) < _DEEPEST:
                pairs.append((Piece(start, length), opening))
    return "".join([*parts, text[at:]]), pairs


def _lines(plain: str) -> Iterator[Piece]:
    """What each line holds behind what makes it a heading, a quotation or an item."""
    start = 0
    for line in plain.split("\n"):
        opening = _LINE.match(line)
        yield Piece(start + (opening.end() if opening else 0), start + len(line))
        start += len(line) + 1


def _by_line(piece: Piece, lines: Sequence[Piece]) -> Iterator[Piece]:
    """The parts of a piece on each of its lines: an isolate ends with its line."""
    number = max(0, bisect_right(lines, piece.start, key=lambda line: line.start) - 1)
    while number < len(lines) and lines[number].start < piece.end:
        line = lines[number]
        part = Piece(max(piece.start, line.start), min(piece.end, line.end))
        if part.start < part.end:
            yield part
        number += 1


def _in_mixed_lines(plain: str, values: Sequence[Piece], lines: Sequence[Piece]) -> list[Piece]:
    """The values in lines that hold a letter from right to left."""
    mixed = {line.start: line.end for line in lines if _RIGHT.search(plain, line.start, line.end)}
    starts = list(mixed)
    found = []
    for piece in values:
        number = bisect_right(starts, piece.start) - 1
        if number >= 0 and piece.start < mixed[starts[number]]:
            found.append(piece)
    return found


def _is_foreign(plain: str, piece: Piece, *, from_right: bool) -> bool:
    """Whether a value would turn what stands around it, or be turned."""
    value = plain[piece.start : piece.end]
    if _LEFT.search(value) is not None:
        return True
    if not from_right:
        return _RIGHT.search(value) is not None
    return _RIGHT.search(value) is None and _NUMBER.fullmatch(value) is None and not value.isspace()


def _is_wrapped(plain: str, atom: Atom, atoms: Atoms, *, from_right: bool) -> bool:
    """Whether code or a link is isolated from outside."""
    shown = plain[atom.start : atom.end]
    if "\n" in shown or atoms.is_beside_bare(atom):
        return False
    if atom.kind is Kind.LINK:
        label = shown[: shown.rindex("](")]
        return (_LEFT if from_right else _RIGHT).search(label) is not None
    return from_right or _RIGHT.search(shown) is not None


def _turned(plain: str, lines: Sequence[Piece], values: Sequence[Piece], atoms: Atoms) -> Iterator[int]:
    """Where lines begin that would be laid out from left to right though they are of a sentence from right to left."""
    number = 0
    for line in lines:
        while number < len(values) and values[number].end <= line.start:
            number += 1
        first = number
        while number < len(values) and values[number].start < line.end:
            number += 1
        if line.start == line.end or atoms.has_no_mark(line.start):
            continue
        if _is_of_the_sentence(plain, line, values[first:number], atoms):
            yield line.start


def _is_of_the_sentence(plain: str, line: Piece, values: Sequence[Piece], atoms: Atoms) -> bool:
    own = _own_words(plain, line, values)
    begins = _BEGINNING.search(plain, line.start, line.end)
    if begins is None:
        return False
    around = (value for value in values if value.start <= begins.start() < value.end)
    if begins.lastgroup == "right" and not any(_LEFT.search(plain, *value) for value in around):
        return False
    if _RIGHT.search(own):
        return True
    return bool(own.strip()) and (bool(values) or atoms.is_code(line))


def _own_words(plain: str, line: Piece, values: Sequence[Piece]) -> str:
    parts, at = [], line.start
    for value in values:
        if value.start > at:
            parts.append(plain[at : value.start])
        at = max(at, value.end)
    return "".join([*parts, plain[at : line.end]])


def _wrapped(
    plain: str,
    marks: Mapping[tuple[int, int], str],
    turned: Iterable[int],
    hidden: Iterable[int],
) -> str:
    """The text with a pair of signs around each of these pieces, which lie in one another or apart, and without what is
    hidden.
    """
    opening: dict[int, str] = {}
    closing: dict[int, str] = {}
    for (start, end), mark in marks.items():
        opening[start] = opening.get(start, "") + mark
        closing[end] = closing.get(end, "") + CLOSE
    beginning = dict.fromkeys(turned, FROM_RIGHT)
    left_out = set(hidden)
    parts, at = [], 0
    for place in sorted({*opening, *closing, *beginning, *left_out}):
        parts += [plain[at:place], *(signs.get(place, "") for signs in (closing, beginning, opening))]
        at = place + (place in left_out)
    return "".join([*parts, plain[at:]])
