"""Reports: from the form's gateway frame to the acknowledgement, beside a bot that saves nothing; a full queue.

Each rate gets a fresh database and a fresh process. Writes the figures into docs/benchmarks.md.
"""

import asyncio
import statistics
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench import full_queue
from bench.contest import machine
from bench.full_queue import Answer
from bench.publishing import publish
from bench.report_load import Figures, blank, filled, measure, opened_forms
from bench.town import REPORTS_A_MEMBER, bare, rowan, settled, town

RATE, SECONDS, ROUNDS = 100, 10, 3  # DESIGN.md, "Speed and size it must reach"
TARGET_P99 = 50.0  # ms
STAIRS = (150, 200, 250, 300, 400, 500, 700)  # reports/s, up to the first that is too much
_STAIR_SECONDS = 6
TOO_SLOW = 250.0  # ms, p99
CASES = 10_000
_WARM_UP = 40


async def of_rowan(rate: int, seconds: int) -> Figures:
    """The real bot at this rate."""
    count = rate * seconds + _WARM_UP
    async with town(members=-(-count // REPORTS_A_MEMBER), messages=-(-count // 2)) as place:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "rowan.db"
            bot = rowan(place.fd, file)
            await bot.start()
            try:
                await place.set_up()
                forms = await opened_forms(place, count)
                await measure(place, filled(place, forms[:_WARM_UP]), _WARM_UP, _WARM_UP, None)
                await settled()
                forms = forms[_WARM_UP:]
                found = await measure(place, filled(place, forms), rate, len(forms), file)
            finally:
                await bot.stop()
    return found


async def of_bare(rate: int, seconds: int) -> Figures:
    """The baseline at this rate."""
    count = rate * seconds
    async with town(members=-(-count // REPORTS_A_MEMBER), messages=0) as place:
        bot = bare(place.fd)
        await bot.start()
        try:
            await measure(place, blank(place), _WARM_UP, _WARM_UP, None)
            return await measure(place, blank(place), rate, count, None)
        finally:
            await bot.stop()


async def at_the_target() -> tuple[list[Figures], list[Figures]]:
    """Bare and Rowan in turn at the rate that the target is stated for."""
    bares, rowans = [], []
    for number in range(ROUNDS):
        _say(f"{RATE} reports/s, round {number + 1} of {ROUNDS}")
        bares.append(await of_bare(RATE, SECONDS))
        rowans.append(await of_rowan(RATE, SECONDS))
    return bares, rowans


async def upstairs() -> list[Figures]:
    """Higher and higher, up to the first rate that is too much."""
    climbed: list[Figures] = []
    for rate in STAIRS:
        _say(f"{rate} reports/s")
        climbed.append(await of_rowan(rate, _STAIR_SECONDS))
        if not _bearable(climbed[-1]):
            break
    return climbed


def _bearable(figures: Figures) -> bool:
    return figures.all_taken and figures.p99 <= TOO_SLOW


def _say(what: str) -> None:
    print(f"  {what} ...", file=sys.stderr, flush=True)


def markdown(
    bares: Sequence[Figures], rowans: Sequence[Figures], climbed: Sequence[Figures], answers: Sequence[Answer]
) -> str:
    """Every table, after a line on where it was measured."""
    p99 = statistics.median(each.p99 for each in rowans)
    verdict = "reached" if p99 <= TARGET_P99 else f"missed by a factor of {p99 / TARGET_P99:.1f}"
    borne = [each.rate for each in climbed if _bearable(each)]
    most = max(borne, default=RATE)
    too_much = [each.rate for each in climbed if not _bearable(each)]
    limit = f"; {too_much[0]} were too much" if too_much else ", the most that was tried"
    higher = (
        f"**Higher rates**, {_STAIR_SECONDS} s each. The most with every report taken and a p99 of at most"
        f" {TOO_SLOW:.0f} ms: **{most} reports/s**{limit}."
    )
    return "\n\n".join(
        [
            f"Measured on {datetime.now(UTC).date()} ({machine()}), {ROUNDS} rounds of {SECONDS} s, bare and Rowan in turn.",
            _rates([("bare", bares), ("**Rowan**", rowans)]),
            f"Target: p99 ≤ {TARGET_P99:.0f} ms at {RATE} reports/s: {p99:.1f} ms, {verdict}.",
            higher,
            _rates([("Rowan", [each]) for each in climbed]),
            f"**A queue of {CASES:,} open cases**: from the command's gateway frame to its answer",
            _answers(answers),
        ]
    )


def _rates(rows: Sequence[tuple[str, Sequence[Figures]]]) -> str:
    lines = [
        "| reports/s | reached | bot | p50 ms | p99 ms | worst ms | thanked, and saved | cards posted meanwhile |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, rounds in rows:
        p50, p99, reached = (
            statistics.median(getattr(each, field) for each in rounds) for field in ("p50", "p99", "reached")
        )
        thanked, sent, saved = (
            sum(getattr(each, field) for each in rounds) for field in ("thanked", "sent", "saved")
        )
        taken = f"{thanked:,} of {sent:,}" + (f", {saved:,}" if name != "bare" else ", –")
        lines.append(
            f"| {rounds[0].rate} | {reached:.0f} | {name} | {p50:.1f} | {p99:.1f} | {max(each.worst for each in rounds):.0f} "
            f"| {taken} | {sum(each.cards for each in rounds):,} |"
        )
    return "\n".join(lines)


def _answers(answers: Sequence[Answer]) -> str:
    lines = ["| | times | p50 ms | p99 ms |", "| --- | --- | --- | --- |"]
    lines += [f"| {each.what} | {each.times} | {each.p50:.0f} | {each.p99:.0f} |" for each in answers]
    return "\n".join(lines)


def main() -> str:
    """Run it; returns the tables."""
    bares, rowans = asyncio.run(at_the_target())
    climbed = asyncio.run(upstairs())
    _say(f"a queue of {CASES:,} cases")
    text = markdown(bares, rowans, climbed, full_queue.run(CASES))
    publish("reports", text)
    return text
