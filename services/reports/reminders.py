"""Emergencies that nobody claims: the alert role is reminded of each, once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.categories import Category
from core.base.ids import CaseId, ServerId
from core.base.posts import MessagePlace
from core.reports.pings import may_remind
from services.base.outbox import Kind
from services.base.ports import Storage
from services.reports.pings import PingsTx

REMIND_AFTER = timedelta(minutes=10)  # after the ping that told of it
LOOK_EVERY = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class UnclaimedCase:
    """An emergency that waits. `card`: None while none stands there."""

    id: CaseId
    category: Category
    opened_at: datetime
    card: MessagePlace | None


@dataclass(frozen=True, slots=True)
class Reminder:
    """Those of one message that are unclaimed still, oldest first; none: there is nothing to say any more."""

    server: ServerId
    cases: tuple[UnclaimedCase, ...]


class ReminderStore(Protocol):
    """Table `cases`: emergencies that are open long after the ping that told of them, and of which nobody was reminded."""

    async def servers_overdue(self, pinged_before: datetime) -> list[ServerId]:
        """Servers with an alert role that have such a case."""
        ...

    async def oldest_overdue(self, server: ServerId, pinged_before: datetime) -> CaseId | None:
        """The oldest such case of the server."""
        ...

    async def tell_of_overdue(
        self, server: ServerId, pinged_before: datetime, message: CaseId, now: datetime
    ) -> None:
        """All of them are told of in the message whose oldest case is `message`."""
        ...

    async def get(self, message: CaseId) -> Reminder | None:
        """The message whose oldest case this is."""
        ...


class RemindersTx(PingsTx, Protocol):
    """What a transaction offers to reminders."""

    @property
    def reminders(self) -> ReminderStore:
        """Emergencies that nobody claimed."""
        ...


class Reminders:
    """The work of the job, and what a reminder's message shows."""

    def __init__(self, *, storage: Storage[RemindersTx]) -> None:
        self._storage = storage

    async def remind(self, now: datetime) -> int:
        """Owe each server with an alert role one message about its emergencies that are unclaimed for REMIND_AFTER
        and of which it was not reminded; returns how many messages.
        """
        pinged_before = now - REMIND_AFTER
        servers = await self._storage.read.reminders.servers_overdue(pinged_before)
        if not servers:  # the usual answer costs no write
            return 0
        async with self._storage.bulk() as tx:
            return sum([await _remind(tx, server, pinged_before, now) for server in servers])

    async def reminder(self, case: CaseId) -> Reminder | None:
        """The message whose oldest case this is; None where there is no such message."""
        return await self._storage.read.reminders.get(case)


async def _remind(tx: RemindersTx, server: ServerId, pinged_before: datetime, now: datetime) -> bool:
    last, waits = await tx.pings.last_in(server), await tx.pings.first_ping_waits(server)
    if not may_remind(last, now, first_ping_waits=waits):
        return False
    oldest = await tx.reminders.oldest_overdue(server, pinged_before)
    if oldest is None:  # somebody was quicker
        return False
    await tx.reminders.tell_of_overdue(server, pinged_before, oldest, now)
    await tx.pings.take_turn(server, oldest, now)
    await tx.outbox.arm(Kind.CASE_REMINDER, oldest, server, now)
    return True
