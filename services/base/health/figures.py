"""Figures that Rowan keeps of itself, and the port by which services note them.

A figure is declared once, beside the service that notes it, with the enumeration of each of its labels: a label is a member
of an enumeration and nothing else, so that no server, person or place can become one, and their number is known at the
start. `Count` only rises, `Timing` sorts seconds into buckets, `Level` is read when somebody asks.

Where nobody asks for figures (HEALTH_ADDRESS is not set) the meter is SILENT, and to note one costs a call.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

Labels = Mapping[str, type[StrEnum]]


@dataclass(frozen=True, eq=False)
class Figure:
    """`name`: without the prefix `rowan_` and without what Prometheus adds; `says`: what it counts, for an operator."""

    name: str
    says: str
    labels: Labels = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Count(Figure):
    """How often something happened since the start."""


@dataclass(frozen=True, eq=False)
class Timing(Figure):
    """How long something took. `buckets`: upper bounds in seconds."""

    buckets: Sequence[float] = ()


@dataclass(frozen=True, eq=False)
class Level(Figure):
    """How much there is just now; what is not known has no reading."""


class Reading(NamedTuple):
    """A level as it was read. `of`: a value for each of its labels, in their order; of jobs their names."""

    level: Level
    value: float
    of: tuple[str, ...] = ()


class Meter(Protocol):
    """Notes figures. `of`: a member of the enumeration of each label, in their order. Neither raises anything."""

    def count(self, what: Count, *of: StrEnum) -> None:
        """Note that it happened once more."""
        ...

    def took(self, what: Timing, seconds: float, *of: StrEnum) -> None:
        """Note how long it took."""
        ...


class _Silent:
    """Fills Meter where nobody asks for figures."""

    def count(self, what: Count, *of: StrEnum) -> None:
        pass

    def took(self, what: Timing, seconds: float, *of: StrEnum) -> None:
        pass


SILENT: Final[Meter] = _Silent()
