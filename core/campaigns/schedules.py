"""When an update is to go out: what a moderator typed, read in the server's time zone.

Twice a year a zone skips an hour and has another one twice. A time that is skipped is none; of a time that comes twice the
first is meant, unless what was typed names its distance from UTC.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final

from core.base.errors import UserError

TYPED_LENGTH: Final = 40
LONGEST_AHEAD: Final = timedelta(days=366)
_STAMP = re.compile(r"<t:(?P<seconds>\d{1,12})(?::[tTdDfFR])?>")  # as Discord itself writes a time
_TYPED = re.compile(
    r"(?:(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?: ?T ?| ))?(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?: ?(?P<zone>Z|UTC|(?:UTC|GMT)? ?(?P<sign>[+\-\u2212])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?))?",
    re.IGNORECASE,
)


def planned(typed: str, zone: tzinfo, now: datetime) -> datetime:
    """Read a time to come. `18:30` without a day is the next time that the clock shows it.

    Raises UserError: unreadable, skipped by the clock, past, or more than a year ahead.
    """
    try:
        found = _read(" ".join(typed.split()), zone, now)
    except (ValueError, OverflowError) as error:
        raise UserError(
            "schedule-unreadable", now=f"{now.astimezone(zone):%Y-%m-%d %H:%M}", zone=str(zone)
        ) from error
    if found <= now:
        raise UserError("schedule-past", when=stamp(found))
    if found > now + LONGEST_AHEAD:
        raise UserError("schedule-far", when=stamp(found))
    return found


def twin(at: datetime, zone: tzinfo) -> datetime | None:
    """When the clock in this zone shows the same once more, or showed it before, since it is put back then; None: it does not."""
    both = _both(at.astimezone(zone).replace(tzinfo=None), zone)
    return next((each for each in both if each != at), None)


def stamp(at: datetime, style: str = "f") -> str:
    """A time as each reader's own Discord writes it."""
    return f"<t:{int(at.timestamp())}:{style}>"


def written(at: datetime, zone: tzinfo) -> str:
    """A time so that it can be typed again, with its distance from UTC."""
    there = at.astimezone(zone)
    distance = f"{there:%z}"
    return f"{there:%Y-%m-%d %H:%M} {distance[:3]}:{distance[3:5]}"


def _read(typed: str, zone: tzinfo, now: datetime) -> datetime:
    sent = _STAMP.fullmatch(typed)
    if sent is not None:
        return datetime.fromtimestamp(int(sent["seconds"]), UTC)
    match = _TYPED.fullmatch(typed)
    if match is None:
        raise ValueError(typed)
    clock = time(int(match["hour"]), int(match["minute"]))
    there = zone if match["zone"] is None else _offset(match)
    if match["year"] is not None:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        return _both(datetime.combine(day, clock), there)[0]
    today = now.astimezone(there).date()
    days = [
        today + timedelta(days=number) for number in range(3)
    ]  # a clock may skip this time on one of them
    times = [at for day in days for at in _unless_skipped(datetime.combine(day, clock), there)]
    return next(at for at in times if at > now)


def _unless_skipped(wall: datetime, zone: tzinfo) -> list[datetime]:
    try:
        return _both(wall, zone)
    except UserError:
        return []


def _both(wall: datetime, zone: tzinfo) -> list[datetime]:
    """When a clock in this zone shows this: once, or twice. Raises UserError: never, since it is put forward then."""
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first.astimezone(zone).replace(tzinfo=None) != wall:
        raise UserError("schedule-skipped", typed=f"{wall:%H:%M}", zone=str(zone), after=written(first, zone))
    return [first, second] if second > first else [first]


def _offset(match: "re.Match[str]") -> timezone:
    if match["sign"] is None:
        return UTC
    distance = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    return timezone(-distance if match["sign"] in "-\u2212" else distance)
