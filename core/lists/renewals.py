"""When a server is asked to renew what it says on the shared list. Pure.

A server is asked two weeks before a stance runs out, about all that run out in the week after that, too: so it is asked at
most once a week, however its stances lie. What it did not answer is asked once more, shortly before the end.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.base.ids import EntryId, StanceId
from core.lists.shared_standing import STANCE_LASTS, STANCE_LASTS_IN, StanceKind

ASK_BEFORE, ASK_ABOUT = timedelta(days=14), timedelta(days=21)
ASKED_FROM = min(STANCE_LASTS, *STANCE_LASTS_IN.values())
"""What was said for a shorter time was to end by itself (with an entry of the server's own list), and is not asked about."""
REMIND_BEFORE, REMIND_ABOUT = timedelta(days=2), timedelta(days=4)


@dataclass(frozen=True, slots=True)
class RunningOut:
    """A stance that a server is asked about. `ending`: its server lets it run out."""

    stance: StanceId
    entry: EntryId
    pattern: str
    kind: StanceKind
    review_at: datetime
    ending: bool = False

    def may_be_renewed(self, now: datetime) -> bool:
        """Whether the stance still stands, and its server is asked about it by now."""
        return now < self.review_at <= now + ASK_ABOUT
