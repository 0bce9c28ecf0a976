"""The weekly digest of open work, for servers that want it: figures of cases, nothing of reporters."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.categories import Category
from core.base.ids import CaseId, ServerId
from services.reports.records import Place

DIGEST_EVERY = timedelta(days=7)
DIGEST_LOOK_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class OldestCase:
    """The case that waits longest. `card`: None while none was posted."""

    id: CaseId
    category: Category
    opened_at: datetime
    card: Place | None


@dataclass(frozen=True, slots=True)
class OpenWork:
    """How many cases wait, are in somebody's hands, and how many of both are emergencies; cases without a card, which
    muted members alone reported, count nowhere.
    """

    open: int
    claimed: int
    emergencies: int
    oldest: OldestCase


class DigestStore(Protocol):
    """Tables `servers` and `cases`."""

    async def begin(self, now: datetime) -> int:
        """Owe a digest to each server that wants it and had none for a week; returns how many."""
        ...

    async def open_work(self, server: ServerId) -> OpenWork | None:
        """As it is now; None where nothing waits."""
        ...
