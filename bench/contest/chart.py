"""Drawing the chart of the link benchmark, as SVG that follows the reader's light or dark mode."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

PAPER, INK, FAINT = "#fffffe", "#1f2329", "#d1d5db"
# Mid-tones that read on white and on black; the first is Rowan's.
COLOURS = ("#d1495b", "#d98a94", "#2f81c4", "#2e9e6b", "#b7791f", "#8a63d2", "#7d8590")
# Viewers without a dark mode ignore this and show the colours as drawn.
_DARK = f"""<style>@media (prefers-color-scheme: dark) {{
[style*="fill: {PAPER}"] {{ fill: #0d1117 !important }}
[style*="fill: {INK}"] {{ fill: #e6edf3 !important }}
[style*="stroke: {INK}"] {{ stroke: #e6edf3 !important }}
[style*="stroke: {FAINT}"] {{ stroke: #30363d !important }}
}}</style>"""

_WIDTH, _HEIGHT = 720, 432
_LEFT, _RIGHT, _TOP, _BOTTOM = 37, 640, 20, 384  # the place of the lines in the picture
_LETTERS = "font-family: 'DejaVu Sans', Verdana, Arial, Helvetica, sans-serif"
_LINE_HEIGHT = 13

Line = Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class _Scale:
    """A logarithmic axis from `low` to `high`: gives a figure's place between two others."""

    low: float
    high: float
    begin: float
    end: float

    def __call__(self, value: float) -> float:
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return round(self.begin + (self.end - self.begin) * share, 1)


def draw(
    lines: Mapping[str, Line], seen: Mapping[str, str], target: tuple[int, float], caption: str, path: Path
) -> None:
    """Draw messages a second over the number of patterns, both logarithmic;
    each line is named at its end, with what it sees.
    """
    widest = max(line[-1][0] for line in lines.values())
    heights = _spread([line[-1][1] for line in lines.values() if line[-1][0] == widest])
    lowest, highest = min(line[-1][1] for line in lines.values()) / 4, max(heights.values()) * 4
    across, up = _Scale(700, 2e8, _LEFT, _RIGHT), _Scale(lowest, highest, _BOTTOM, _TOP)
    title = "Messages checked in a second on one core, and disguises seen through"
    box = f'width="{_WIDTH}pt" height="{_HEIGHT}pt" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img" style="{_LETTERS}">',
        f"<title>{escape(title)}</title>",
        _DARK,
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" style="fill: {PAPER}"/>',
        *_axes([size for size, _ in next(iter(lines.values()))], across, up),
    ]
    for (name, line), colour in zip(lines.items(), COLOURS, strict=False):
        bold = colour == COLOURS[0]
        parts += _drawn([(across(size), up(value)) for size, value in line], colour, bold)
        size, value = line[-1]
        words = [name.replace("`", ""), f"{short(value)}/s, {seen[name]}"]
        if size == widest:
            parts += _label(across(size * 1.25), up(heights[value]) - 2, words, colour, bold=bold)
        else:  # a line that ends early is named to its left, below itself
            parts += _label(across(size * 0.75), up(value) + 10, words, colour, anchor="end")
    x, y = across(target[0]), up(target[1])
    parts += [
        _stroke(x - 11, y, x + 11, y, INK, 2),
        *_label(x, y + 15, [f"target {short(target[1])}"], INK, anchor="middle"),
        *_label(_LEFT, 13, [title], INK, bold=True, size=13),
        *_label((_LEFT + _RIGHT) / 2, _BOTTOM + 27, ["patterns listed"], INK, anchor="middle"),
        *_label(7, _HEIGHT - 5, [caption], INK, size=9),
        "</svg>",
    ]
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")


def _axes(sizes: Sequence[int], across: _Scale, up: _Scale) -> Iterator[str]:
    for power in range(math.ceil(math.log10(up.low)), math.floor(math.log10(up.high)) + 1):
        y = up(10**power)
        yield _stroke(_LEFT, y, _RIGHT, y, FAINT, 0.6)
        yield from _label(_LEFT - 7, y + 4, [short(10**power)], INK, anchor="end")
    for size in sizes:
        x = across(size)
        yield _stroke(x, _BOTTOM, x, _BOTTOM + 3.5, INK, 0.8)
        yield from _label(x, _BOTTOM + 14, [short(size)], INK, anchor="middle")
    yield _stroke(_LEFT, _TOP, _LEFT, _BOTTOM, INK, 0.8)
    yield _stroke(_LEFT, _BOTTOM, _RIGHT, _BOTTOM, INK, 0.8)


def _drawn(points: Sequence[tuple[float, float]], colour: str, bold: bool) -> Iterator[str]:
    places = " ".join(f"{x},{y}" for x, y in points)
    yield f'<polyline points="{places}" style="fill: none; stroke: {colour}; stroke-width: {3 if bold else 1.6}"/>'
    for x, y in points:
        yield f'<circle cx="{x}" cy="{y}" r="2.5" style="fill: {colour}"/>'


def _stroke(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> str:
    style = f"stroke: {colour}; stroke-width: {width}"
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" style="{style}"/>'


def _label(
    x: float,
    y: float,
    words: Sequence[str],
    colour: str,
    *,
    anchor: str = "start",
    bold: bool = False,
    size: int = 11,
) -> Iterator[str]:
    """Draw lines of text; the first stands on `y`."""
    weight = "; font-weight: bold" if bold else ""
    style = f"fill: {colour}; font-size: {size}px{weight}"
    for number, line in enumerate(words):
        place = f'x="{x}" y="{round(y + number * _LINE_HEIGHT, 1)}" text-anchor="{anchor}"'
        yield f'<text {place} style="{style}">{escape(line)}</text>'


def _spread(values: Sequence[float]) -> dict[float, float]:
    """Find a place for each label on a logarithmic axis, so that none lies on another; the order stays."""
    taken: dict[float, float] = {}
    lowest = 0.0
    for value in sorted(values):
        taken[value] = max(value, lowest)
        lowest = taken[value] * 3.4
    return taken


def short(value: float) -> str:
    """Write a number with two digits: 340k, 1.2M, 3."""
    for unit, sign in ((1e6, "M"), (1e3, "k"), (1.0, "")):
        if value >= unit:
            scaled = value / unit
            return f"{scaled:.0f}{sign}" if scaled >= 10 or scaled == int(scaled) else f"{scaled:.1f}{sign}"
    return f"{value:.1g}"
