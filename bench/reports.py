"""Measuring reports, from the form's gateway frame to the thanks, beside a bot that saves nothing; and a full queue.

Each rate gets a fresh database and a fresh process. Writes the figures into docs/benchmarks.md.
"""

import asyncio
import os
import statistics
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from bench import full_queue
from bench.contest import machine
from bench.full_queue import Answer
from bench.publishing import publish
from bench.report_load import WARM_UP, Figures, blank, measure, of_rowan
from bench.town import REPORTS_A_MEMBER, bare, town

RATE, SECONDS, ROUNDS = 100, 10, 3  # the rate of the target
TARGET_P99 = 50.0  # ms
STAIRS = (50, 100, 150, 200, 250, 300, 400, 500, 700)  # reports/s, up to the first that is too much
_STAIR_SECONDS = 6
TOO_SLOW = 250.0  # ms, p99
CASES = 10_000

_BARE, _ROWAN, _UNLIMITED = "bare", "**Rowan**", "Rowan, every card at once"


async def of_bare(rate: int, seconds: int) -> Figures:
    """Measure the baseline at this rate."""
    count = rate * seconds
    async with town(members=-(-count // REPORTS_A_MEMBER), messages=0) as place:
        bot = bare(place.fd)
        await bot.start()
        try:
            await measure(place, bot, blank(place), WARM_UP, WARM_UP, None)
            return await measure(place, bot, blank(place), rate, count, None)
        finally:
            await bot.stop()


async def at_the_target() -> dict[str, list[Figures]]:
    """Measure both bots at the target's rate, in turn: bare, and Rowan with and without the cards' limits."""
    found: dict[str, list[Figures]] = {_BARE: [], _ROWAN: [], _UNLIMITED: []}
    for number in range(ROUNDS):
        _say(f"{RATE} reports/s, round {number + 1} of {ROUNDS}")
        found[_BARE].append(await of_bare(RATE, SECONDS))
        found[_ROWAN].append(await of_rowan(RATE, SECONDS))
        found[_UNLIMITED].append(await of_rowan(RATE, SECONDS, rate_limits=False))
    return found


async def upstairs() -> list[Figures]:
    """Measure Rowan at higher and higher rates, up to the first that is too much."""
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
    load: float,
    found: Mapping[str, Sequence[Figures]],
    climbed: Sequence[Figures],
    answers: Sequence[Answer],
) -> str:
    """Write every table, after a line on where it was measured."""
    p99 = statistics.median(each.p99 for each in found[_ROWAN])
    verdict = "reached" if p99 <= TARGET_P99 else f"missed by a factor of {p99 / TARGET_P99:.1f}"
    borne = [each.rate for each in climbed if _bearable(each)]
    most = max(borne, default=0)
    too_much = [each.rate for each in climbed if not _bearable(each)]
    where = (
        f"Measured on {datetime.now(UTC).date()} ({machine()}, load average {load:.1f} before), {ROUNDS} rounds of"
        f" {SECONDS} s, bare and Rowan in turn."
    )
    limit = f"; {too_much[0]} were too much" if too_much else ", the most that was tried"
    higher = (
        f"**Higher rates**, {_STAIR_SECONDS} s each. The most with every report taken and a p99 of at most"
        f" {TOO_SLOW:.0f} ms: **{most} reports/s**{limit}."
    )
    return "\n\n".join(
        [
            where,
            _rates(list(found.items())),
            f"Target: p99 ≤ {TARGET_P99:.0f} ms at {RATE} reports/s: {p99:.1f} ms, {verdict}.",
            higher,
            _rates([("Rowan", [each]) for each in climbed]),
            f"**A queue of {CASES:,} open cases**: from the command's gateway frame to its answer",
            _answers(answers),
        ]
    )


def _rates(rows: Sequence[tuple[str, Sequence[Figures]]]) -> str:
    lines = [
        "| reports/s | reached | bot | p50 ms | p99 ms | worst ms | thanked, and saved | cards posted meanwhile | processor ms a report |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, rounds in rows:
        p50, p99, reached, processor = (
            statistics.median(getattr(each, field) for each in rounds)
            for field in ("p50", "p99", "reached", "processor")
        )
        thanked, sent, saved = (
            sum(getattr(each, field) for each in rounds) for field in ("thanked", "sent", "saved")
        )
        taken = f"{thanked:,} of {sent:,}" + (f", {saved:,}" if name != _BARE else ", –")
        lines.append(
            f"| {rounds[0].rate} | {reached:.0f} | {name} | {p50:.1f} | {p99:.1f} | {max(each.worst for each in rounds):.0f} "
            f"| {taken} | {sum(each.cards for each in rounds):,} | {processor:.1f} |"
        )
    return "\n".join(lines)


def _answers(answers: Sequence[Answer]) -> str:
    lines = ["| | times | p50 ms | p99 ms |", "| --- | --- | --- | --- |"]
    lines += [f"| {each.what} | {each.times} | {each.p50:.0f} | {each.p99:.0f} |" for each in answers]
    return "\n".join(lines)


def main() -> str:
    """Run the benchmark; returns the tables."""
    load = os.getloadavg()[0]
    found = asyncio.run(at_the_target())
    climbed = asyncio.run(upstairs())
    _say(f"a queue of {CASES:,} cases")
    text = markdown(load, found, climbed, full_queue.run(CASES))
    publish("reports", text)
    return text
