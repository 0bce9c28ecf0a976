"""The picture of `/stats`: figures that were put into short words already, drawn by matplotlib.

The only module that knows matplotlib, which takes half a second and some memory to import: import it when the first
picture is asked for, in the thread that draws. Figures are drawn without pyplot, so nothing outlives the call.
"""

import io
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle

from cogs.reports.stats_words import Picture

# Discord shows a picture at most 550 wide and 350 high: drawn at that size, with twice the dots.
_WIDTH, _HEIGHT, _DOTS = 550, 350, 2
_INCH = 100

# An opaque card of its own, so that neither of Discord's modes shines through; each colour is held against it.
CARD, EDGE = "#22252b", "#5c626d"
INK, FAINT = "#f2f3f5", "#b9bec7"
BARS, UNDONE = "#6cb0f5", "#f2a65a"

# The fonts that come with matplotlib: they have Arabic, and no font of this machine need be looked for.
_FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"
_PLAIN, _BOLD = _FONTS / "DejaVuSans.ttf", _FONTS / "DejaVuSans-Bold.ttf"
_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))  # no font has a glyph for them


def draw(picture: Picture) -> bytes:
    """The picture as PNG, 1100 x 700 dots, opaque."""
    figure = Figure(figsize=(_WIDTH / _INCH, _HEIGHT / _INCH), dpi=_INCH * _DOTS, facecolor=CARD)
    FigureCanvasAgg(figure)
    edge = Rectangle((0, 0), 1, 1, transform=figure.transFigure, fill=False, edgecolor=EDGE, linewidth=1.5)
    figure.add_artist(edge)
    _Drawing(figure, picture).all()
    out = io.BytesIO()
    figure.savefig(out, format="png", facecolor=CARD, metadata={"Software": None})
    return out.getvalue()


class _Drawing:
    """Puts the parts onto the figure; where one reads from the right, everything begins there."""

    def __init__(self, figure: Figure, picture: Picture) -> None:
        self._figure = figure
        self._picture = picture
        self._mirrored = picture.right_to_left

    def all(self) -> None:
        """From top to bottom."""
        self._tiles()
        self._days()
        self._rows()

    def _tiles(self) -> None:
        tiles = self._picture.tiles
        for number, tile in enumerate(tiles):
            across = 0.035 + 0.93 * number / len(tiles)
            self._say(across, 0.935, tile.name, 8.5, FAINT)
            self._say(across, 0.855, tile.number, 17, INK, bold=True)
            self._say(across, 0.785, tile.remark, 7.5, FAINT)

    def _days(self) -> None:
        picture = self._picture
        self._say(0.035, 0.645, picture.days_name, 8.5, FAINT)
        axes = self._axes(0.035, 0.37, 0.93, 0.215)
        axes.bar(range(len(picture.days)), picture.days, width=0.8, color=BARS)
        highest = max(picture.days, default=0)
        axes.set_ylim(0, max(1, highest) * 1.02)
        axes.set_xlim(-0.6, len(picture.days) - 0.4)
        if self._mirrored:
            axes.invert_xaxis()
        axes.spines["bottom"].set_visible(True)
        axes.spines["bottom"].set_color(EDGE)
        self._say(0.965, 0.645, picture.most, 8.5, INK, end=True)
        self._say(0.035, 0.335, picture.first, 7.5, FAINT)
        self._say(0.965, 0.335, picture.last, 7.5, FAINT, end=True)

    def _rows(self) -> None:
        picture = self._picture
        self._say(0.035, 0.265, picture.rows_name, 8.5, FAINT)
        if any(row.part for row in picture.rows):
            self._say(0.965, 0.265, f"■ {picture.part_name}", 7.5, UNDONE, end=True)
        longest = max((row.whole for row in picture.rows), default=0)
        axes = self._axes(0.19, 0.035, 0.56, 0.195)
        axes.set_xlim(0, max(1, longest))
        axes.set_ylim(len(picture.rows) - 0.5, -0.5)
        if self._mirrored:
            axes.invert_xaxis()
        for number, row in enumerate(picture.rows):
            axes.barh(number, row.whole, height=0.62, color=BARS)
            # Hatched, too: not everybody tells the two colours apart.
            axes.barh(number, row.part, height=0.62, color=UNDONE, hatch="////", edgecolor=CARD, linewidth=0)
            middle = 0.035 + 0.195 * (1 - (number + 0.5) / len(picture.rows))
            self._say(0.035, middle, row.name, 8, INK)
            end = 0.19 + 0.56 * row.whole / max(1, longest) + 0.012
            self._say(end, middle, row.told, 8, INK)

    def _axes(self, left: float, bottom: float, width: float, height: float) -> Axes:
        begin = 1 - left - width if self._mirrored else left
        axes = self._figure.add_axes((begin, bottom, width, height), facecolor="none")
        axes.set_xticks([])
        axes.set_yticks([])
        axes.spines[:].set_visible(False)
        return axes

    def _say(
        self,
        across: float,
        up: float,
        text: str,
        size: float,
        colour: str,
        *,
        bold: bool = False,
        end: bool = False,
    ) -> None:
        """Text that begins (or ends) there."""
        self._figure.text(
            1 - across if self._mirrored else across,
            up,
            # A dollar would begin a formula.
            text.translate(_ISOLATES).replace("$", r"\$"),
            fontproperties=FontProperties(fname=str(_BOLD if bold else _PLAIN), size=size),
            color=colour,
            ha="right" if end != self._mirrored else "left",
            va="center",
        )
