"""Writing in a picture: fonts, colours, and text that is shaped and ordered as it is read.

It knows Pillow: import it when the first picture is asked for, in the thread that draws.
"""

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageDraw, ImageFont, features

# A card is opaque, so that neither of Discord's modes shines through; each colour is checked against its background.
CARD, EDGE = "#22252b", "#5c626d"
INK, FAINT = "#f2f3f5", "#b9bec7"

# Fonts of our own: they have Arabic, and no font of this machine need be looked for.
_FONTS = Path(__file__).parent / "fonts"
PLAIN, BOLD = _FONTS / "DejaVuSans.ttf", _FONTS / "DejaVuSans-Bold.ttf"
BASELINE = 0.276  # how far below the middle of a line its letters stand, as a share of their size
# raqm obeys these control characters and draws nothing for them; drawn letter by letter, each would be an empty box.
_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
_FROM_THE_RIGHT = frozenset({"R", "AL", "AN"})  # Unicode's classes of letters and digits
_FROM_THE_LEFT = "L"
_NO_LETTER = "\U0010fffd"  # for which no font has a shape
_LEFT_OUT = "[…]"
_ELLIPSIS = "…"


class NotShapedError(Exception):
    """Pillow came without raqm: Arabic would stand in unjoined letters, and from left to right."""


@lru_cache(64)
def _font(path: Path, size: float, *, shaped: bool) -> ImageFont.FreeTypeFont:
    layout = ImageFont.Layout.RAQM if shaped else ImageFont.Layout.BASIC
    return ImageFont.truetype(path, size, layout_engine=layout)


class Lettering:
    """Writes into one picture. Sizes are dots. Where raqm is missing, what needs it raises NotShapedError."""

    def __init__(self, draw: ImageDraw.ImageDraw) -> None:
        self._draw = draw
        self._shaped = features.check("raqm")

    def write(
        self,
        place: tuple[float, float],
        text: str,
        size: float,
        colour: str,
        *,
        bold: bool = False,
        end: bool = False,
        from_the_right: bool = False,
    ) -> None:
        """Write a line whose middle is at this height. `end`: the place is where its reading ends, not where it begins."""
        across, down = place
        self._draw.text(
            (across, down + size * BASELINE),
            self._drawn(text),
            colour,
            _font(BOLD if bold else PLAIN, size, shaped=self._shaped),
            anchor="rs" if end != from_the_right else "ls",
            direction=self._direction(from_the_right),
        )

    def length(self, text: str, size: float, *, bold: bool = False, from_the_right: bool = False) -> float:
        """How many dots wide a line is."""
        font = _font(BOLD if bold else PLAIN, size, shaped=self._shaped)
        return font.getlength(self._drawn(text), direction=self._direction(from_the_right))

    def lines(self, text: str, size: float, width: float, most: int, *, bold: bool = False) -> Sequence[str]:
        """Break a text into lines of this width, between words where that can be; what does not fit into `most` lines ends
        in an ellipsis.
        """
        right = reads_from_the_right(text)

        def fits(line: str) -> bool:
            return self.length(line, size, bold=bold, from_the_right=right) <= width

        rest, lines = text.split(), list[str]()
        while rest and len(lines) < most:
            lines.append(_line(rest, fits))
        if rest:
            last = lines[-1]
            while last and not fits(last + _ELLIPSIS):
                last = last[:-1]
            lines[-1] = last.rstrip() + _ELLIPSIS
        return lines

    def _drawn(self, text: str) -> str:
        return text if self._shaped else _unshaped(text)

    def _direction(self, from_the_right: bool) -> str | None:
        return ("rtl" if from_the_right else "ltr") if self._shaped else None


def _line(rest: list[str], fits: Callable[[str], bool]) -> str:
    """Take the words of the next line off the rest; a word that is wider than a line is broken between two letters."""
    line = ""
    while rest and fits(f"{line} {rest[0]}" if line else rest[0]):
        word = rest.pop(0)
        line = f"{line} {word}" if line else word
    if line or not rest:
        return line
    word, at = rest[0], 1
    while at < len(word) and fits(word[: at + 1]):
        at += 1
    while 1 < at < len(word) and unicodedata.combining(word[at]):  # a mark stays with its letter
        at -= 1
    rest[0] = word[at:]
    if not rest[0]:
        rest.pop(0)
    return word[:at]


def reads_from_the_right(text: str) -> bool:
    """Whether the first letter that has a direction is read from the right, as Unicode's rule for paragraphs has it."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind == _FROM_THE_LEFT:
            return False
        if kind in _FROM_THE_RIGHT:
            return True
    return False


def drawable(text: str) -> tuple[str, bool]:
    """The text without what the fonts have no shape for, and whether letters are missing: a run of these becomes `[…]`.

    Pictographs (emoji) are left out: they stand beside words.
    """
    shown: list[str] = []
    lost = False
    for letter in text:
        if _has_shape(letter):
            shown.append(letter)
        elif unicodedata.category(letter)[0] in "LN":
            lost = True
            if shown[-1:] != [_LEFT_OUT]:
                shown.append(_LEFT_OUT)
    words = " ".join("".join(shown).split())
    return (words, lost) if words or not text.strip() else (_LEFT_OUT, True)


@cache
def _missing(path: Path) -> bytes:
    return bytes(_font(path, 40, shaped=False).getmask(_NO_LETTER))


@lru_cache(4096)
def _has_shape(letter: str) -> bool:
    if letter.isspace() or ord(letter) in _ISOLATES:
        return True
    if unicodedata.category(letter) in ("Cc", "Cf", "Cn", "Co", "Cs"):
        return False
    if "\ufe00" <= letter <= "\ufe0f":  # they choose how the sign before them looks
        return False
    return all(
        bytes(_font(path, 40, shaped=False).getmask(letter)) != _missing(path) for path in (PLAIN, BOLD)
    )


def _unshaped(text: str) -> str:
    """The text as it may be drawn letter by letter. Raises NotShapedError where it is read from the right."""
    if any(unicodedata.bidirectional(char) in _FROM_THE_RIGHT for char in text):
        raise NotShapedError(text)
    return text.translate(_ISOLATES)
