"""Drawing a campaign's timeline with Pillow, from words that were put together already.

It knows Pillow: import it when the first picture is asked for, in the thread that draws.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from cogs.base.drawing.lettering import (
    CARD,
    EDGE,
    FAINT,
    INK,
    Lettering,
    drawable,
    reads_from_the_right,
)
from cogs.campaigns.timelines.words import Row, TimelinePicture
from core.campaigns.versions import UpdateKind

WIDTH = 1100
_MARGIN = 44
_TEXT = 132  # where the words of an update begin; its sign stands before
_RAIL = 84  # the middle of the signs, and of the line that joins them
_ROUND = 23
_TALLEST = 4000

GREY = "#a4abb6"
# A sign for each kind, which the fonts have; the word stands beside it, so that neither sign nor colour must be known.
SIGNS = {
    UpdateKind.CALL: ("☛", "#6cb0f5"),
    UpdateKind.STATEMENT: ("❝", "#6fcfc0"),
    UpdateKind.RESPONSE: ("✉", "#8ac6d0"),
    UpdateKind.PRECEDENT: ("⚖", "#c9a5f0"),
    UpdateKind.WIN: ("✔", "#7ed08a"),
    UpdateKind.SETBACK: ("▼", "#f2a65a"),
    UpdateKind.SAFETY: ("☂", "#f59a9a"),
}
_GONE = ("✖", GREY)


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    colour: str
    most: int  # lines
    bold: bool = False
    leading: float = 1.35


_TITLE = _Style(36, INK, 3, bold=True)
_ABOUT = _Style(21, FAINT, 3)
_MONTH = _Style(25, FAINT, 1, bold=True)
_LINE = _Style(20, FAINT, 1)
_HEADLINE = _Style(26, INK, 4, bold=True)
_SOURCE = _Style(19, FAINT, 2)
_MARK = _Style(20, INK, 3)


def draw(picture: TimelinePicture) -> bytes:
    """The picture as PNG, opaque, 1100 dots wide and as high as it must be.

    Raises lettering.NotShapedError where it cannot be written as it is read.
    """
    measured = _Drawing(Image.new("RGB", (WIDTH, 8), CARD), picture).all()
    card = Image.new("RGB", (WIDTH, min(_TALLEST, round(measured))), CARD)
    _Drawing(card, picture).all()
    out = io.BytesIO()
    card.save(out, format="png")
    return out.getvalue()


class _Drawing:
    """Draws the parts from top to bottom. Where the language is read from the right, the signs stand there; each text
    is read in its own direction, and stands at the side where its reading begins.
    """

    def __init__(self, card: Image.Image, picture: TimelinePicture) -> None:
        self._size = card.size
        self._draw = ImageDraw.Draw(card)
        self._picture = picture
        self._mirrored = picture.right_to_left
        self._lettering = Lettering(self._draw)
        self._lost = False
        self._down = 0.0

    def all(self) -> float:
        """Draw everything; returns how high it is."""
        picture = self._picture
        self._down = _MARGIN - 6
        self._text(_MARGIN, picture.title, _TITLE)
        for line in picture.about:
            self._text(_MARGIN, line, _ABOUT)
        for month in picture.months:
            self._down += 26
            self._text(_MARGIN, month.name, _MONTH)
            self._down += 8
            self._rows(month.rows)
        if picture.empty:
            self._down += 30
            self._text(_MARGIN, picture.empty, _MARK)
        if picture.page:
            self._down += 20
            self._text(_MARGIN, picture.page, _LINE)
        if self._lost:
            self._text(_MARGIN, picture.missing, _SOURCE)
        self._down += _MARGIN - 16
        self._draw.rectangle((0, 0, self._size[0] - 1, self._size[1] - 1), outline=EDGE, width=2)
        return self._down

    def _rows(self, rows: Sequence[Row]) -> None:
        for number, row in enumerate(rows):
            top = self._down
            self._row(row)
            if number + 1 < len(rows):
                across = self._across(_RAIL)
                self._draw.line((across, top + 2 * _ROUND + 4, across, self._down), EDGE, width=3)
            sign, colour = _GONE if row.kind is None else SIGNS[row.kind]
            self._sign(sign, colour, top + _ROUND)

    def _row(self, row: Row) -> None:
        top = self._down
        self._text(_TEXT, f"{row.day} · {row.word}", _LINE)
        self._text(_TEXT, row.headline, _HEADLINE)
        if row.source:
            self._text(_TEXT, row.source, _SOURCE)
        for mark in row.marks:
            self._text(_TEXT, mark, _MARK)
        self._down = max(self._down, top + 2 * _ROUND) + 20

    def _sign(self, sign: str, colour: str, middle: float) -> None:
        across = self._across(_RAIL)
        self._draw.ellipse((across - _ROUND, middle - _ROUND, across + _ROUND, middle + _ROUND), colour)
        width = self._lettering.length(sign, 26)
        self._lettering.write((across - width / 2, middle), sign, 26, CARD)

    def _across(self, from_begin: float) -> float:
        return WIDTH - from_begin if self._mirrored else from_begin

    def _text(self, begin: float, text: str, style: _Style) -> None:
        shown, lost = drawable(text)
        self._lost = self._lost or lost
        room = WIDTH - begin - _MARGIN
        right = reads_from_the_right(shown)
        # Its reading begins at the picture's own side, or at the other one.
        place = self._across(begin) if right == self._mirrored else self._across(WIDTH - _MARGIN)
        for line in self._lettering.lines(shown, style.size, room, style.most, bold=style.bold):
            height = style.size * style.leading
            self._lettering.write(
                (place, self._down + height / 2),
                line,
                style.size,
                style.colour,
                bold=style.bold,
                from_the_right=right,
            )
            self._down += height
