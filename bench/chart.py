"""The chart of the link benchmark, as SVG that follows the reader's light or dark mode."""

from collections.abc import Mapping, Sequence
from pathlib import Path

PAPER, INK, FAINT = "#fffffe", "#1f2329", "#d1d5db"
# Mid-tones that read on white and on black; the first is Rowan's.
COLOURS = ("#d1495b", "#2f81c4", "#2e9e6b", "#b7791f", "#8a63d2", "#7d8590")
# Viewers without a dark mode ignore this and show the colours as drawn.
_DARK = f"""<style>@media (prefers-color-scheme: dark) {{
[style*="fill: {PAPER}"] {{ fill: #0d1117 !important }}
[style*="fill: {INK}"] {{ fill: #e6edf3 !important }}
[style*="stroke: {INK}"] {{ stroke: #e6edf3 !important }}
[style*="stroke: {FAINT}"] {{ stroke: #30363d !important }}
}}</style>"""

Line = Sequence[tuple[int, float]]


def draw(
    lines: Mapping[str, Line], seen: Mapping[str, str], target: tuple[int, float], caption: str, path: Path
) -> None:
    """Messages a second over the number of patterns, both logarithmic; each line is named at its end, with what it sees."""
    # It takes a second to load, and most of what imports this module draws nothing.
    import matplotlib as mpl
    from matplotlib import ticker
    from matplotlib.figure import Figure

    # A literal, since its keys are a type of matplotlib's own.
    with mpl.rc_context(
        {
            "svg.fonttype": "none",
            "svg.hashsalt": "rowan",
            "font.family": "sans-serif",
            "font.size": 11,
            "text.color": INK,
            "axes.labelcolor": INK,
            "axes.edgecolor": INK,
            "xtick.color": INK,
            "ytick.color": INK,
        }
    ):
        figure = Figure(figsize=(10, 6), facecolor=PAPER, layout="constrained")
        axes = figure.subplots()
        axes.set_facecolor(PAPER)
        axes.set(xscale="log", yscale="log", xlabel="patterns listed")
        axes.set_title(
            "Messages checked in a second on one core, and disguises seen through",
            loc="left",
            fontweight="bold",
        )
        axes.set_xlim(700, 2e8)
        axes.set_xticks([size for size, _ in next(iter(lines.values()))])
        axes.xaxis.set_minor_locator(ticker.NullLocator())
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(ticker.FuncFormatter(lambda value, _: short(value)))
        axes.grid(visible=True, axis="y", color=FAINT, linewidth=0.6)
        axes.spines[["top", "right"]].set_visible(False)
        widest = max(line[-1][0] for line in lines.values())
        heights = _spread([line[-1][1] for line in lines.values() if line[-1][0] == widest])
        for (name, line), colour in zip(lines.items(), COLOURS, strict=False):
            bold = colour == COLOURS[0]
            axes.plot(
                *zip(*line, strict=True), color=colour, linewidth=3 if bold else 1.6, marker="o", markersize=4
            )
            size, value = line[-1]
            whole = size == widest  # a line that ends early is named to its left, below itself
            axes.annotate(
                f"{name.replace('`', '')}\n{short(value)}/s, {seen[name]}",
                (size, value),
                (size * 1.25, heights[value]) if whole else (size * 0.75, value),
                color=colour,
                ha="left" if whole else "right",
                va="center" if whole else "top",
                fontweight="bold" if bold else "normal",
            )
        axes.plot(*target, marker="_", markersize=22, markeredgewidth=2, color=INK)
        axes.annotate(f"target {short(target[1])}", target, (0, -14), textcoords="offset points", ha="center")
        axes.set_ylim(min(line[-1][1] for line in lines.values()) / 4, max(heights.values()) * 4)
        figure.supxlabel(caption, fontsize=9, x=0.01, ha="left")
        figure.savefig(path, metadata={"Date": None})
    svg = path.read_text(encoding="utf-8")
    path.write_text(svg.replace("<defs>", f"{_DARK}\n <defs>", 1), encoding="utf-8")


def _spread(values: Sequence[float]) -> dict[float, float]:
    """For each value where to put its label on a logarithmic axis, so that none lies on another; the order stays."""
    taken: dict[float, float] = {}
    lowest = 0.0
    for value in sorted(values):
        taken[value] = max(value, lowest)
        lowest = taken[value] * 3.4
    return taken


def short(value: float) -> str:
    """A number to two digits: 340k, 1.2M, 3."""
    for unit, sign in ((1e6, "M"), (1e3, "k"), (1.0, "")):
        if value >= unit:
            scaled = value / unit
            return f"{scaled:.0f}{sign}" if scaled >= 10 or scaled == int(scaled) else f"{scaled:.1f}{sign}"
    return f"{value:.1g}"
