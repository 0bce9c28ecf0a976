"""Wording the figures of `/stats`: as sentences, as the few short words of a picture,
and as that picture's description.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.reports.stats import Figures, TierCount, Waits, told_as
from core.servers.policy import Tier
from services.base.texts import Say

_DESCRIPTION_LENGTH = 1024  # Discord's limit


@dataclass(frozen=True, slots=True)
class Tile:
    """One number with its name above and a remark below."""

    name: str
    number: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One bar across: `part` of `whole` is drawn in another colour; `told` stands at its end."""

    name: str
    whole: int
    part: int
    told: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that a picture shows, worded. `days`: reports of each day, oldest first, with the names of the first
    and the last day and the greatest number.
    """

    tiles: tuple[Tile, ...]
    days_name: str
    days: tuple[int, ...]
    most: str
    first: str
    last: str
    rows_name: str
    rows: tuple[Row, ...]
    part_name: str
    right_to_left: bool = False


def described(figures: Figures, say: Say) -> str:
    """Word every figure as a sentence."""
    upheld = figures.upheld
    lines = [
        f"### {say('stats-title', days=figures.period.days)}",
        _reports(figures, say),
        say("stats-waiting", count=figures.waiting),
        _waits("stats-first-claim", figures.first_claim, say) or say("stats-first-claim-none"),
        _waits("stats-decision", figures.decision, say) or say("stats-decision-none"),
    ]
    if upheld is not None:
        share = {"upheld": upheld.upheld, "closed": upheld.closed, "percent": upheld.percent}
        lines.append(say("stats-upheld", **share))
    lines.append(say("stats-detections", count=figures.detections))
    lines += [
        say("stats-tier", tier=say(f"policy-tier-{tier}"), count=count.detections, undone=count.undone)
        for tier, count in _found(figures)
    ]
    appeals = figures.appeals
    if appeals.any:
        counted = {"upheld": appeals.upheld, "overturned": appeals.overturned, "waiting": appeals.waiting}
        lines.append(say("appeal-stats", **counted))
    small = [say("stats-footer")]
    if figures.detections:
        small.insert(0, say("stats-what-counts"))
    return "\n".join([*lines, *(f"-# {line}" for line in small)])


def _reports(figures: Figures, say: Say) -> str:
    most = max(figures.daily)
    day = _day(figures.period.first + timedelta(days=figures.daily.index(most)), say)
    return say("stats-reports", count=figures.reports, day=day, most=most)


def _waits(key: str, waits: Waits | None, say: Say) -> str:
    if waits is None:
        return ""
    median = _span(waits.median, say, moments="stats-typical-moments")
    return say(
        key, count=waits.count, median=median, p90=_span(waits.p90, say, moments="stats-within-moments")
    )


def _found(figures: Figures) -> Sequence[tuple[Tier, TierCount]]:
    return [(tier, count) for tier, count in figures.tiers.items() if count.detections]


def _span(span: timedelta, say: Say, *, moments: str = "stats-span-moments") -> str:
    """`moments`: how less than a minute is said."""
    unit, number = told_as(span)
    if unit == "moments":
        return say(moments)
    return say(f"stats-span-{unit}", n=number)


def _day(day: date, say: Say) -> str:
    return say.day_of_year(day)


def as_picture(figures: Figures, say: Say) -> Picture:
    """Word what the picture shows, in as few words as can be."""
    upheld = figures.upheld
    percent = of = ""
    if upheld is not None:
        percent = say("stats-picture-percent", percent=upheld.percent)
        of = say("stats-picture-of", upheld=upheld.upheld, closed=upheld.closed)
    return Picture(
        tiles=(
            _tile("stats-picture-claim", figures.first_claim, say),
            _tile("stats-picture-decision", figures.decision, say),
            Tile(say("stats-picture-upheld"), percent or say("stats-picture-none"), of),
        ),
        days_name=say("stats-picture-reports", count=figures.reports),
        days=figures.daily,
        most=say("stats-picture-most", n=max(figures.daily)),
        first=_day(figures.period.first, say),
        last=_day(figures.period.last, say),
        rows_name=say("stats-picture-detections", count=figures.detections),
        rows=tuple(_row(tier, count, say) for tier, count in figures.tiers.items()),
        part_name=say("stats-picture-undone"),
        right_to_left=say.from_right,
    )


def _tile(key: str, waits: Waits | None, say: Say) -> Tile:
    if waits is None:
        return Tile(say(key), say("stats-picture-none"))
    p90 = say("stats-picture-p90", span=_span(waits.p90, say))
    return Tile(say(key), _span(waits.median, say), p90)


def _row(tier: Tier, count: TierCount, say: Say) -> Row:
    told = say("stats-picture-count", n=count.detections, undone=count.undone)
    return Row(say(f"stats-picture-tier-{tier}"), count.detections, count.undone, told)


def picture_description(figures: Figures, say: Say) -> str:
    """Describe the picture for people who do not see it."""
    rows = [_row(tier, count, say) for tier, count in figures.tiers.items()]
    return say(
        "stats-picture-description",
        days=figures.period.days,
        reports=figures.reports,
        most=max(figures.daily),
        tiers=tuple(f"{row.name} {row.told}" for row in rows),
    )[:_DESCRIPTION_LENGTH]
