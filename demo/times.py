"""Telling times as Discord does, in UTC."""

from datetime import UTC, datetime

_FORMS = {
    "t": "%H:%M",
    "T": "%H:%M:%S",
    "d": "%d/%m/%Y",
    "D": "%-d %B %Y",
    "f": "%-d %B %Y %H:%M",
    "F": "%A, %-d %B %Y %H:%M",
}
_UNITS = (("year", 31_536_000), ("month", 2_592_000), ("day", 86_400), ("hour", 3600), ("minute", 60))


def moment(seconds: int) -> datetime | None:
    """Give the time of a `<t:seconds>`; None where no calendar has it."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def told(seconds: int, form: str, now: datetime) -> str:
    """Tell a time. `form`: one of Discord's letters `tTdDfFR`; relative times are told from `now`."""
    when = moment(seconds)
    if when is None:
        return "Invalid Date"
    return relative(when, now) if form == "R" else when.strftime(_FORMS[form])


def relative(when: datetime, now: datetime) -> str:
    """Tell a time relative to now, as Discord does: "in 7 days", "2 minutes ago"."""
    seconds = round((when - now).total_seconds())
    for unit, length in _UNITS:
        count = round(abs(seconds) / length)
        if abs(seconds) >= length * 0.97:
            counted = f"{count} {unit}{'' if count == 1 else 's'}"
            return f"in {counted}" if seconds > 0 else f"{counted} ago"
    return "in a few seconds" if seconds > 0 else "a few seconds ago"
