"""Emergencies that nobody claims: the alert role is reminded of each, once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.categories import Category
from core.base.ids import CaseId, ServerId
from services.reports.records import Place

REMIND_AFTER = timedelta(minutes=10)  # after the ping that told of it
LOOK_EVERY = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class UnclaimedCase:
    """An emergency that waits. `card`: None while none stands there."""

    id: CaseId
    category: Category
    opened_at: datetime
    card: Place | None


@dataclass(frozen=True, slots=True)
class Reminder:
    """Those of one message that are unclaimed still, oldest first; none: there is nothing to say any more."""

    server: ServerId
    cases: tuple[UnclaimedCase, ...]


class ReminderStore(Protocol):
    """Tables `cases` and `alerts`."""

    async def remind(self, now: datetime) -> int:
        """Owe each server with an alert role one message about its emergencies that are unclaimed for REMIND_AFTER
        and of which it was not reminded; returns how many messages. A reminder is a ping as any other: at most one in
        ten minutes, and emergencies that still wait for their first go before.
        """
        ...

    async def reminder(self, case: CaseId) -> Reminder | None:
        """The message whose oldest case this is."""
        ...
