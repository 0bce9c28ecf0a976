"""When somebody has read so many hard cases that others may be offered to go on: a matter of two hours, and of them alone."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from core.base.categories import Category
from core.base.ids import CaseId

HARD: Final = frozenset(
    {Category.DOXXING, Category.THREATS, Category.SELF_HARM, Category.HATE, Category.NCII}
)
"""The categories whose evidence weighs on whoever reads it."""

MANY: Final = 6
WITHIN: Final = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class HardReading:
    """Which hard cases somebody read lately, each once, with the time of the first look; and when they were offered to stop."""

    cases: tuple[tuple[CaseId, datetime], ...] = field(default=())
    offered_at: datetime | None = None

    def with_case(self, case: CaseId, now: datetime) -> "HardReading":
        """What is known after they read this case, too; what is older than two hours is forgotten."""
        lately = tuple((read, at) for read, at in self.cases if now - at < WITHIN)
        known = any(read == case for read, _ in lately)
        return replace(self, cases=lately if known else (*lately, (case, now)))

    def is_due(self, now: datetime) -> bool:
        """Whether it is offered now: after many, and not again within two hours."""
        lately = self.offered_at is not None and now - self.offered_at < WITHIN
        return len(self.cases) >= MANY and not lately
