"""Writing the figures of the link benchmark as Markdown, against their targets, into docs/benchmarks.md."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench.contest import chart
from bench.contest.measure import Attacks, Figures, machine
from bench.contest.rivals import CONTENDERS, Rowan, RowanInPython
from bench.disguises import DISGUISES, NEAR_MISSES

DOCS = Path(__file__).parents[2] / "docs"
BEGIN, END = "<!-- links:begin -->", "<!-- links:end -->"

# The targets; docs/benchmarks.md tells what was reached.
TARGET_RATE, TARGET_P99, TARGET_HOSTILE = 400_000, 40.0, 2.0  # messages/s, us, ms
TARGET_MEMORY, TARGET_LOAD, TARGET_UPDATE = 5.0, 1.0, 10.0  # MB and s per million, ms for 10,000


@dataclass(slots=True)
class Results:
    """All that one run measured."""

    source: str
    sizes: tuple[int, ...]
    figures: dict[tuple[str, int], Figures] = field(default_factory=dict)
    attacks: dict[str, Attacks] = field(default_factory=dict)
    paces: list[float] = field(default_factory=list)
    load_seconds: float = 0.0
    load_size: int = 1
    # Pages listed; messages that name one of their hosts; those of these that go to the store.
    pages: tuple[int, int, int] = (0, 0, 0)


def markdown(results: Results) -> str:
    """Write every table, after a line on what was measured where."""
    in_full = (
        "**In full** (µs a message; MB that stay in memory; load from keys in memory; flagged: for Rowan, what goes to"
        " the store, the filter's false yes among it)"
    )
    where = (
        f"Measured on {datetime.now(UTC).date()} ({machine()}; an empty `for` turn took"
        f" {statistics.median(results.paces):.0f} ns, {min(results.paces):.0f} ns at its fastest):"
        f" {results.source}."
    )
    seen = (
        f"**What is seen** of {len(DISGUISES)} disguised links (plain ones among them), and false alarms on"
        f" {len(NEAR_MISSES)} near misses"
    )
    return "\n\n".join(
        [
            where,
            _rates(results),
            "**Against the targets**",
            _targets(results),
            _where_time_goes(results),
            in_full,
            _in_full(results),
            "**Hostile texts of 4,000 characters**: the twelve slowest for Rowan, ms, with one million patterns",
            _hostile(results),
            _rivals_hostile(results),
            seen,
            _seen(results),
        ]
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |"]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows])


def _rates(results: Results) -> str:
    rows = []
    for kind in CONTENDERS:
        cells = [
            f"{results.figures[kind.name, size].per_second:,.0f}"
            if (kind.name, size) in results.figures
            else "–"
            for size in results.sizes
        ]
        name = f"**{kind.name}**" if kind is Rowan else kind.name
        rows.append([name, *cells, f"{results.attacks[kind.name].seen} of {len(DISGUISES)}"])
    head = ["messages/s", *(f"{size:,} patterns" for size in results.sizes), "disguises seen"]
    return _table(head, rows) + "\n\n" + _why_missing(results)


def _why_missing(results: Results) -> str:
    """Say of each contender that was left out at some size why it was, from what it took at the last one."""
    notes = []
    for kind in CONTENDERS:
        measured = [size for size in results.sizes if (kind.name, size) in results.figures]
        missing = [size for size in results.sizes if size not in measured]
        if missing and measured:
            each = 1 / results.figures[kind.name, measured[-1]].per_second * missing[0] / measured[-1]
            notes.append(f"– : *{kind.name}* would take about {each:.1f} s for one message there.")
    return " ".join(notes)


def _targets(results: Results) -> str:
    size = _main_size(results)
    figures = results.figures[Rowan.name, size]
    worst, which = results.attacks[Rowan.name].worst
    pages, named, asked = results.pages
    millions = size / 1e6
    plain = results.figures[RowanInPython.name, size]
    rows = [
        _verdict(f"messages/s, {size:,} patterns", figures.per_second, TARGET_RATE, "≥ {:,.0f}", "{:,.0f}"),
        _verdict("the same in Python alone", plain.per_second, TARGET_RATE, "≥ {:,.0f}", "{:,.0f}"),
        _verdict("p99, µs", figures.p99, TARGET_P99, "≤ {:.0f}", "{:.1f}"),
        _verdict("the same in Python alone", plain.p99, TARGET_P99, "≤ {:.0f}", "{:.1f}"),
        _verdict(f"worst hostile text, ms ({which})", worst, TARGET_HOSTILE, "≤ {:.0f}", "{:.2f}"),
        _verdict("load from SQLite, s a million", results.load_seconds / results.load_size * 1e6, TARGET_LOAD, "≤ {:.0f}", "{:.2f}"),
        _verdict("10,000 changes, ms", figures.update_ms, TARGET_UPDATE, "≤ {:.0f}", "{:.1f}"),
        [f"a page listed of each of the {pages} commonest hosts of the chat: messages that go to the store", "0", f"{asked} of {named} that name one", "reached" if not asked else "missed"],
    ]  # fmt: skip
    if figures.megabytes is not None:
        memory = _verdict(
            "memory, MB a million", figures.megabytes / millions, TARGET_MEMORY, "≤ {:.0f}", "{:.1f}"
        )
        rows.insert(5, memory)
    return _table(["", "target", "measured", ""], rows)


def _main_size(results: Results) -> int:
    return min(results.sizes, key=lambda size: abs(size - 1_000_000))


def _where_time_goes(results: Results) -> str:
    figures = results.figures[Rowan.name, _main_size(results)]
    linked, plain = 0.1 * figures.linked_mean, 0.9 * figures.plain_mean
    return (
        f"A message with a link takes Rowan {figures.linked_mean:.1f} µs in the mean, another {figures.plain_mean:.1f} µs: the"
        f" tenth with links takes {linked / (linked + plain):.0%} of the time."
    )


def _verdict(what: str, value: float, target: float, aim: str, form: str) -> list[str]:
    at_least = aim.startswith("≥")
    reached = value >= target if at_least else value <= target
    factor = target / value if at_least else value / target
    verdict = "reached" if reached else f"missed by a factor of {factor:.1f}"
    return [what, aim.format(target), form.format(value), verdict]


def _in_full(results: Results) -> str:
    rows = []
    for size in results.sizes:
        for kind in CONTENDERS:
            figures = results.figures.get((kind.name, size))
            if figures:
                rows.append([f"{size:,}", kind.name, *_cells(figures)])
    head = ["patterns", "", "messages/s", "p50", "p99", "p99.9", "mean without a link", "mean with one", "MB", "load s", "10,000 updates ms", "flagged", "of messages"]  # fmt: skip
    return _table(head, rows)


def _cells(figures: Figures) -> list[str]:
    return [
        f"{figures.per_second:,.0f}",
        f"{figures.p50:,.1f}",
        f"{figures.p99:,.1f}" if figures.measured >= 500 else "–",
        f"{figures.p999:,.1f}" if figures.measured >= 5_000 else "–",
        f"{figures.plain_mean:,.1f}",
        f"{figures.linked_mean:,.1f}",
        "–" if figures.megabytes is None else f"{figures.megabytes:,.1f}",
        f"{figures.load_seconds:.2f}",
        f"{figures.update_ms:.1f}",
        f"{figures.flagged:,}",
        f"{figures.measured:,}",
    ]


def _hostile(results: Results) -> str:
    attacks = results.attacks[Rowan.name]
    both = {name: (attacks.alone[name], attacks.listed[name]) for name in attacks.alone}
    slowest = sorted(both, key=lambda name: -max(both[name]))
    rows = [[name, *(f"{ms:.2f}" for ms in both[name])] for name in slowest[:12]]
    if others := slowest[12:]:
        rows.append(
            [
                f"the other {len(others)}, at most",
                *(f"{max(both[name][which] for name in others):.2f}" for which in (0, 1)),
            ]
        )
    return _table(["text", "alone", "with a listed link"], rows)


def _rivals_hostile(results: Results) -> str:
    worst = {
        kind.name: results.attacks[kind.name].worst for kind in CONTENDERS if not issubclass(kind, Rowan)
    }
    said = "; ".join(f"*{name}* {ms:,.1f} ms ({which})" for name, (ms, which) in worst.items())
    return f"The slowest of the same texts for the others, with {min(results.sizes):,} patterns: {said}."


def _seen(results: Results) -> str:
    own = results.attacks[Rowan.name]
    head = [
        "",
        f"seen of {len(DISGUISES)}",
        f"false of {len(NEAR_MISSES)}",
        f"seen of the corpus' {own.corpus_disguises}",
        f"false of its {own.corpus_misses}",
    ]
    rows = []
    for kind in CONTENDERS:
        attacks = results.attacks[kind.name]
        counts = (attacks.seen, attacks.fired, attacks.corpus_seen, attacks.corpus_fired)
        rows.append([kind.name, *map(str, counts)])
    return _table(head, rows)


def publish(results: Results, text: str, docs: Path = DOCS) -> None:
    """Put the tables between the markers of benchmarks.md, and draw the chart."""
    page = docs / "benchmarks.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
    lines = {
        kind.name: [
            (size, results.figures[kind.name, size].per_second)
            for size in results.sizes
            if (kind.name, size) in results.figures
        ]
        for kind in CONTENDERS
    }
    caption = f"{results.source}; {machine()}; {datetime.now(UTC).date()}. Figures: docs/benchmarks.md"
    seen = {name: f"sees {attacks.seen} of {len(DISGUISES)}" for name, attacks in results.attacks.items()}
    chart.draw(lines, seen, (1_000_000, TARGET_RATE), caption, docs / "links-speed.svg")
