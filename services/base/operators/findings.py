"""What `bot.py doctor` found: each finding is a sentence that says what is there and what to do about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum


class Weight(IntEnum):
    """How much a finding matters; the heaviest of a visit is the exit status."""

    FINE = 0
    LOOK = 1
    """Rowan works; somebody should look at it."""
    WRONG = 2
    """Something does not work, or is in danger."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `key` names a Fluent message, `values` fill it; neither ever holds a secret or names a member."""

    weight: Weight
    key: str
    values: Mapping[str, str | int] = field(default_factory=dict)


def fine(key: str, **values: str | int) -> Finding:
    """Nothing to do."""
    return Finding(Weight.FINE, key, values)


def look(key: str, **values: str | int) -> Finding:
    """Somebody should look at it."""
    return Finding(Weight.LOOK, key, values)


def wrong(key: str, **values: str | int) -> Finding:
    """Something does not work, or is in danger."""
    return Finding(Weight.WRONG, key, values)


def heaviest(findings: Iterable[Finding]) -> int:
    """The exit status."""
    return max((finding.weight for finding in findings), default=Weight.FINE)
