"""When a removal that did not succeed is tried again."""

from datetime import datetime, timedelta

from core.scanning.detections import Outcome
from services.scanning.removal_ports import Removal

GIVE_UP_AFTER = timedelta(days=7)
_WAITS = {  # first and longest wait; each try doubles it
    Outcome.FORBIDDEN: (timedelta(seconds=15), timedelta(minutes=15)),
    Outcome.FAILED: (timedelta(seconds=2), timedelta(minutes=5)),
}


def retry_at(
    removal: Removal, outcome: Outcome, now: datetime, asked: timedelta | None = None
) -> datetime | None:
    """When to try again: doubling waits, or as long as Discord `asked`; no more after a week; None where nothing is owed."""
    if outcome not in _WAITS or now - removal.detected_at >= GIVE_UP_AFTER:
        return None
    first, longest = _WAITS[outcome]
    doubled: timedelta = first * 2 ** min(removal.attempts - 1, 10)
    return now + max(asked or timedelta(0), min(longest, doubled))
