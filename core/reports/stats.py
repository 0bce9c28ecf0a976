"""Computing what `/stats` says about a stretch of days from what happened in it: values in, figures out.

No figure is about a person: neither who reported nor who decided goes in.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from core.servers.policy import Tier

PERIODS = (7, 30, 90)  # days that can be asked for
DEFAULT_PERIOD = 30

_HALF, _MOST = 0.5, 0.9
_MINUTES_SAID, _HOURS_SAID = 90, 48  # From this many on, the next unit is used.


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days of UTC up to and with the running one."""

    days: int
    last: date

    @classmethod
    def ending(cls, now: datetime, days: int) -> "Period":
        """The last `days` days at this moment; today, which is not over, is one of them."""
        return cls(days, now.astimezone(UTC).date())

    @property
    def first(self) -> date:
        """The first day of the period."""
        return self.last - timedelta(days=self.days - 1)

    @property
    def since(self) -> datetime:
        """The time at which the period began."""
        return datetime.combine(self.first, time(), tzinfo=UTC)


class ClosedCase(NamedTuple):
    """A case that was closed: how long after its first report, and whether the report was right."""

    wait: timedelta
    upheld: bool


@dataclass(frozen=True, slots=True)
class TierCount:
    """How often entries of one tier were found in messages, and how many of these detections were undone."""

    detections: int
    undone: int


@dataclass(frozen=True, slots=True)
class AppealCount:
    """What became of the objections of authors: those decided in the period, and those that wait now."""

    upheld: int = 0
    overturned: int = 0
    waiting: int = 0

    @property
    def any(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.upheld or self.overturned or self.waiting)


@dataclass(frozen=True, slots=True)
class Activity:
    """What happened in a period. `claim_waits`: for each case that somebody took on for the first time then, how long
    after its first report. `waiting`: cases that are not closed now, whenever they were opened.
    """

    reports: Mapping[date, int]
    claim_waits: Sequence[timedelta]
    decisions: Sequence[ClosedCase]
    detections: Mapping[Tier, TierCount]
    waiting: int
    appeals: AppealCount = AppealCount()


@dataclass(frozen=True, slots=True)
class Waits:
    """How long `count` cases waited: half of them at most `median`, nine tenths of them at most `p90`."""

    count: int
    median: timedelta
    p90: timedelta


@dataclass(frozen=True, slots=True)
class Upheld:
    """Closed cases, and those of them from which something was listed or a message deleted."""

    upheld: int
    closed: int

    @property
    def percent(self) -> int:
        """Whole percent; 0 says that none was upheld and 100 that all were, never that it was nearly so."""
        if self.upheld == 0:
            return 0
        if self.upheld == self.closed:
            return 100
        return min(max(round(100 * self.upheld / self.closed), 1), 99)


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is shown. `daily`: reports of each day, oldest first. None: it did not happen in the period."""

    period: Period
    daily: tuple[int, ...]
    first_claim: Waits | None
    decision: Waits | None
    upheld: Upheld | None
    tiers: Mapping[Tier, TierCount]
    waiting: int
    appeals: AppealCount = AppealCount()

    @property
    def reports(self) -> int:
        """Reports in all; several may be about one case."""
        return sum(self.daily)

    @property
    def detections(self) -> int:
        """Detections of every tier."""
        return sum(count.detections for count in self.tiers.values())

    @property
    def empty(self) -> bool:
        """Whether nothing happened, so that there is nothing to draw."""
        return not (self.reports or self.first_claim or self.decision or self.detections or self.appeals.any)


def figures(activity: Activity, period: Period) -> Figures:
    """Compute the figures of a period; what is said of other days is left out."""
    days = [period.first + timedelta(days=number) for number in range(period.days)]
    return Figures(
        period=period,
        daily=tuple(activity.reports.get(day, 0) for day in days),
        first_claim=waits(activity.claim_waits),
        decision=waits([case.wait for case in activity.decisions]),
        upheld=upheld(activity.decisions),
        tiers={tier: activity.detections.get(tier, TierCount(0, 0)) for tier in Tier},
        waiting=activity.waiting,
        appeals=activity.appeals,
    )


def upheld(cases: Sequence[ClosedCase]) -> Upheld | None:
    """How many of the closed cases were upheld; None where none was closed."""
    return Upheld(sum(case.upheld for case in cases), len(cases)) if cases else None


def waits(values: Collection[timedelta]) -> Waits | None:
    """The median and the 90th percentile of the waits; None where there is none.

    A wait below zero (a clock that was set back) counts as none.
    """
    if not values:
        return None
    ordered = sorted(max(value, timedelta(0)) for value in values)
    return Waits(len(ordered), percentile(ordered, _HALF), percentile(ordered, _MOST))


def percentile(ordered: Sequence[timedelta], share: float) -> timedelta:
    """The smallest of the sorted values which at least this share of them does not exceed ("nearest rank")."""
    return ordered[max(1, math.ceil(share * len(ordered))) - 1]


class Unit(StrEnum):
    """The unit in which a span is told."""

    MOMENTS = "moments"  # less than half a minute; the number is 0
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"


def told_as(span: timedelta) -> tuple[Unit, int]:
    """A span as people say it, in one unit and a whole number: 80 minutes, 3 hours, 12 days."""
    minutes = _rounded(span, timedelta(minutes=1))
    if minutes < 1:
        return Unit.MOMENTS, 0
    if minutes < _MINUTES_SAID:
        return Unit.MINUTES, minutes
    hours = _rounded(span, timedelta(hours=1))
    if hours < _HOURS_SAID:
        return Unit.HOURS, hours
    return Unit.DAYS, _rounded(span, timedelta(days=1))


def _rounded(span: timedelta, unit: timedelta) -> int:
    """Round halves up: of 2.5 minutes people say 3."""
    return math.floor(span / unit + 0.5)
