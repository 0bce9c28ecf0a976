"""Drawing the picture of `/stats` with Pillow, from figures that were put into short words already.

It knows Pillow: import it when the first picture is asked for, in the thread that draws.
"""

import io

from PIL import Image, ImageDraw

from cogs.base.drawing.lettering import CARD, EDGE, FAINT, INK, Lettering
from cogs.reports.stats.words import Picture, Row

# Discord shows a picture at most 550 wide and 350 high, so it is drawn with twice as many dots.
_WIDTH, _HEIGHT = 1100, 700
_DOTS_A_POINT = 200 / 72

BARS, UNDONE = "#6cb0f5", "#f2a65a"

_LEFT, _RIGHT = 0.035, 0.965  # the margins, as shares of the width
_BARS_LEFT, _BARS_WIDTH = 0.19, 0.56
# Pillow's slanting lines have steps: the hatch is drawn with four times as many dots, and made smaller.
_FINE = 4
_HATCH, _HATCH_APART = 10, 56


def draw(picture: Picture) -> bytes:
    """The picture as PNG, 1100 x 700 dots, opaque. Raises lettering.NotShapedError where it cannot be written as it is read."""
    card = Image.new("RGB", (_WIDTH, _HEIGHT), CARD)
    _Drawing(card, picture).all()
    out = io.BytesIO()
    card.save(out, format="png")
    return out.getvalue()


class _Drawing:
    """Draws the parts onto the card.

    Where the language is read from the right, everything begins there. Places are shares of the width, from where one
    begins to read, and of the height, from above.
    """

    def __init__(self, card: Image.Image, picture: Picture) -> None:
        self._card = card
        self._draw = ImageDraw.Draw(card)
        self._picture = picture
        self._mirrored = picture.right_to_left
        self._lettering = Lettering(self._draw)

    def all(self) -> None:
        """Draw every part, from top to bottom."""
        self._draw.rectangle((0, 0, _WIDTH - 1, _HEIGHT - 1), outline=EDGE, width=2)
        self._tiles()
        self._days()
        self._rows()

    def _tiles(self) -> None:
        tiles = self._picture.tiles
        for number, tile in enumerate(tiles):
            across = _LEFT + (_RIGHT - _LEFT) * number / len(tiles)
            self._say(across, 0.065, tile.name, 8.5, FAINT)
            self._say(across, 0.145, tile.number, 17, INK, bold=True)
            self._say(across, 0.215, tile.remark, 7.5, FAINT)

    def _days(self) -> None:
        picture = self._picture
        self._say(_LEFT, 0.355, picture.days_name, 8.5, FAINT)
        self._say(_RIGHT, 0.355, picture.most, 8.5, INK, end=True)
        highest = max((1, *picture.days))
        day = (_RIGHT - _LEFT) / (len(picture.days) + 0.2)  # a fifth of it is the gap before the bar
        for number, reports in enumerate(picture.days):
            begin = _LEFT + day * (number + 0.2)
            self._bar(begin, begin + day * 0.8, 0.63 - 0.21 * reports / highest, 0.63)
        self._draw.rectangle(self._box(_LEFT, _RIGHT, 0.6286, 0.6314), EDGE)
        self._say(_LEFT, 0.665, picture.first, 7.5, FAINT)
        self._say(_RIGHT, 0.665, picture.last, 7.5, FAINT, end=True)

    def _rows(self) -> None:
        picture = self._picture
        self._say(_LEFT, 0.735, picture.rows_name, 8.5, FAINT)
        if any(row.part for row in picture.rows):
            self._say(_RIGHT, 0.735, f"■ {picture.part_name}", 7.5, UNDONE, end=True)
        longest = max((row.whole for row in picture.rows), default=0)
        height = 0.195 / max(1, len(picture.rows))
        for number, row in enumerate(picture.rows):
            self._row(row, 0.77 + height * (number + 0.5), height * 0.31, _BARS_WIDTH / max(1, longest))

    def _row(self, row: Row, middle: float, half: float, each: float) -> None:
        end = _BARS_LEFT + row.whole * each
        self._bar(_BARS_LEFT, end, middle - half, middle + half)
        self._hatched(_BARS_LEFT, _BARS_LEFT + row.part * each, middle - half, middle + half)
        self._say(_LEFT, middle, row.name, 8, INK)
        self._say(end + 0.012, middle, row.told, 8, INK)

    def _bar(self, begin: float, end: float, top: float, bottom: float) -> None:
        if begin < end and top < bottom:
            self._draw.rectangle(self._box(begin, end, top, bottom), BARS)

    def _hatched(self, begin: float, end: float, top: float, bottom: float) -> None:
        """Draw a bar in another colour, and hatched too: not everybody tells the two colours apart."""
        if begin == end:
            return
        left, upper, right, lower = self._box(begin, end, top, bottom)
        width, height = (right - left + 1) * _FINE, (lower - upper + 1) * _FINE
        bar = Image.new("RGB", (width, height), UNDONE)
        lines = ImageDraw.Draw(bar)
        for at in range(-height, width, _HATCH_APART):
            lines.line((at, height, at + height, 0), CARD, width=_HATCH)
        self._card.paste(bar.reduce(_FINE), (left, upper))

    def _box(self, begin: float, end: float, top: float, bottom: float) -> tuple[int, int, int, int]:
        """The first and the last dot of a bar in either direction; a small bar is one dot, not none."""
        left, upper = round(begin * _WIDTH), round(top * _HEIGHT)
        right, lower = max(left, round(end * _WIDTH) - 1), max(upper, round(bottom * _HEIGHT) - 1)
        if self._mirrored:
            left, right = _WIDTH - 1 - right, _WIDTH - 1 - left
        return left, upper, right, lower

    def _say(
        self,
        across: float,
        down: float,
        text: str,
        points: float,
        colour: str,
        *,
        bold: bool = False,
        end: bool = False,
    ) -> None:
        """Draw a text that begins (or ends) there, with `down` the middle of its line."""
        self._lettering.write(
            (_WIDTH * (1 - across if self._mirrored else across), _HEIGHT * down),
            text,
            points * _DOTS_A_POINT,
            colour,
            bold=bold,
            end=end,
            from_the_right=self._mirrored,
        )
