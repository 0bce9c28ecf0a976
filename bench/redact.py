"""How much of what points to a person is masked, and how much else: on labelled lines in a dozen languages.

A line holds what must be masked as `{kind|text}`; a line without any is a near miss, and must stay as it is.
"""

import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from bench.publishing import publish
from core.base.redact import Found, Masked, found_in

CASES: Final = Path(__file__).parent.parent / "tests" / "core" / "base" / "redacted"
TARGET_RECALL, TARGET_TOUCHED = 0.92, 0.02
_LABEL: Final = re.compile(
    r"\{(phone|email|address|coordinates|national_id|card|ip|iban)\|([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}"
)
_ROUNDS: Final = 5


class Case(NamedTuple):
    """A text, and where in it something must be masked."""

    text: str
    labels: Sequence[Found]
    file: str


class Score(NamedTuple):
    """What came of a case: labels wholly masked, labels of which part is seen, and whether something else was masked."""

    case: Case
    seen: Sequence[Found]
    other: Sequence[Found]
    named: int  # of what is masked, how many by their own kind


def read_cases(folder: Path = CASES) -> list[Case]:
    """Read every line of every file of the folder."""
    return [
        read_case(line, file.stem)
        for file in sorted(folder.glob("*.txt"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line
    ]


def read_case(line: str, file: str = "") -> Case:
    """Take the labels out of a line."""
    text, labels, last = "", [], 0
    for match in _LABEL.finditer(line):
        text += line[last : match.start()]
        labels.append(Found(Masked(match[1]), len(text), len(text) + len(match[2])))
        text += match[2]
        last = match.end()
    return Case(text + line[last:], labels, file)


def score(case: Case) -> Score:
    """Mask the text of a case, and hold it against its labels."""
    found = found_in(case.text)
    masked = {at for each in found for at in range(each.start, each.end)}
    seen = [each for each in case.labels if not masked.issuperset(range(each.start, each.end))]
    other = [each for each in found if not any(_meet(each, label) for label in case.labels)]
    named = sum(
        any(_meet(each, label) and each.kind == label.kind for each in found) for label in case.labels
    )
    return Score(case, seen, other, named)


def _meet(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


def figures(scores: Iterable[Score]) -> tuple[float, float]:
    """The share of the labels that is masked, and of the near misses that is touched."""
    scores = list(scores)
    labels = sum(len(each.case.labels) for each in scores)
    misses = [each for each in scores if not each.case.labels]
    recall = 1 - sum(len(each.seen) for each in scores) / max(1, labels)
    return recall, sum(bool(each.other) for each in misses) / max(1, len(misses))


def main() -> str:
    """Measure the labelled lines; returns the table."""
    scores = [score(each) for each in read_cases()]
    recall, touched = figures(scores)
    labels, masked, named = Counter[str](), Counter[str](), sum(each.named for each in scores)
    for each in scores:
        labels.update(label.kind for label in each.case.labels)
        masked.update(label.kind for label in each.case.labels if label not in each.seen)
    misses = [each for each in scores if not each.case.labels]
    rows = [f"| {kind} | {masked[kind]} of {labels[kind]} | |" for kind in sorted(labels)]
    table = "\n".join(
        [
            "| | measured | target |",
            "| --- | --- | --- |",
            f"| masked of what points to a person | **{recall:.1%}**, {sum(masked.values())} of {sum(labels.values())} | ≥ {TARGET_RECALL:.0%} |",
            f"| near misses touched | **{touched:.1%}**, {sum(bool(each.other) for each in misses)} of {len(misses)} | ≤ {TARGET_TOUCHED:.0%} |",
            f"| by its own kind | {named} of {sum(labels.values())} | |",
            *rows,
            f"| one line, µs of processor time | {_each(scores):.0f} | |",
        ]
    )
    publish("redact", table)
    return table


def _each(scores: Sequence[Score]) -> float:
    begun = time.process_time()
    for _ in range(_ROUNDS):
        for each in scores:
            found_in(each.case.text)
    return (time.process_time() - begun) / _ROUNDS / max(1, len(scores)) * 1e6
