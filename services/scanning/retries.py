"""When a removal that did not succeed is tried again, and what one of its attempts knows of the others."""

from collections import OrderedDict
from datetime import datetime, timedelta

from core.base.ids import DetectionId
from core.scanning.detections import Outcome
from services.scanning.removal_ports import Removal

GIVE_UP_AFTER = timedelta(days=7)
_REMEMBERED = 10_000
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


class DeletedHere:
    """The removals whose message this process deleted lately.

    A database server that crashes may forget that somebody took a removal. Then another attempt begins while the first, which
    deleted the message, still waits to save that; and finds the message gone. What the first one saves counts in the end, whichever
    process it is; this spares its own people a card that says something else until then.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[DetectionId, None] = OrderedDict()

    def note(self, detection: DetectionId) -> None:
        """Discord deleted the message."""
        self._known[detection] = None
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)

    def __contains__(self, detection: DetectionId) -> bool:
        return detection in self._known
