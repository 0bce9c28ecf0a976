"""Emergencies that nobody claims, or that somebody claims and does not decide: the alert role is told of each, once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.categories import Category
from core.base.ids import CaseId, MessageId, ServerId
from core.base.posts import MessagePlace
from core.reports.claims import DECIDED_WITHIN
from core.reports.pings import may_remind
from services.base.outbox import Kind
from services.base.ports import Storage
from services.reports.alerts.pings import PingsTx

REMIND_AFTER = timedelta(minutes=10)  # after the ping that told of it
LOOK_EVERY = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class UnclaimedCase:
    """An emergency that waits. `card`: None while none stands there."""

    id: CaseId
    category: Category
    opened_at: datetime
    card: MessagePlace | None
    message: MessageId | None = None  # what was reported


@dataclass(frozen=True, slots=True)
class Reminder:
    """The cases of one message that are still unclaimed (or undecided), oldest first. Without any, there is nothing
    to say.
    """

    server: ServerId
    cases: tuple[UnclaimedCase, ...]


class ReminderStore(Protocol):
    """The store of emergencies that wait too long, in table `cases`.

    An emergency is overdue when it is open long after the ping that told of it, and nobody was reminded of it. It is
    undecided when somebody claimed it long ago, and nobody was told of that.
    """

    async def servers_due(self, pinged_before: datetime, claimed_before: datetime) -> list[ServerId]:
        """Find the servers with an alert role that have an overdue or an undecided case."""
        ...

    async def oldest_overdue(self, server: ServerId, pinged_before: datetime) -> CaseId | None:
        """The oldest overdue case of the server."""
        ...

    async def tell_of_overdue(
        self, server: ServerId, pinged_before: datetime, message: CaseId, now: datetime
    ) -> None:
        """Note that the message whose oldest case is `message` tells of the server's overdue cases."""
        ...

    async def get(self, message: CaseId) -> Reminder | None:
        """Give the message whose oldest case this is, with those of its cases that are still unclaimed."""
        ...

    async def oldest_undecided(self, server: ServerId, claimed_before: datetime) -> CaseId | None:
        """The oldest undecided case of the server."""
        ...

    async def tell_of_undecided(
        self, server: ServerId, claimed_before: datetime, message: CaseId, now: datetime
    ) -> None:
        """Note that the message whose oldest case is `message` tells of the server's undecided cases; a case is told
        of so once.
        """
        ...

    async def undecided(self, message: CaseId) -> Reminder | None:
        """Give the message whose oldest case this is, with those of its cases that are still undecided."""
        ...


class RemindersTx(PingsTx, Protocol):
    """What a transaction offers to reminders."""

    @property
    def reminders(self) -> ReminderStore:
        """The store of emergencies that wait."""
        ...


class Reminders:
    """The work of the job, and what a reminder's message shows."""

    def __init__(self, *, storage: Storage[RemindersTx]) -> None:
        self._storage = storage

    async def remind(self, now: datetime) -> int:
        """Owe each server with an alert role one message about its emergencies that are unclaimed for REMIND_AFTER and of
        which it was not reminded, or else about those that are claimed and undecided for DECIDED_WITHIN; returns how
        many messages.
        """
        waits = _Waits(now - REMIND_AFTER, now - DECIDED_WITHIN)
        servers = await self._storage.read.reminders.servers_due(waits.pinged_before, waits.claimed_before)
        if not servers:  # the usual answer costs no write
            return 0
        async with self._storage.bulk() as tx:
            return sum([await _remind(tx, server, waits, now) for server in servers])

    async def reminder(self, case: CaseId) -> Reminder | None:
        """The message whose oldest case this is; None where there is no such message."""
        return await self._storage.read.reminders.get(case)

    async def undecided(self, case: CaseId) -> Reminder | None:
        """The message about claimed cases whose oldest this is; None where there is no such message."""
        return await self._storage.read.reminders.undecided(case)


@dataclass(frozen=True, slots=True)
class _Waits:
    """The times before which an overdue case was pinged and an undecided one claimed."""

    pinged_before: datetime
    claimed_before: datetime


async def _remind(tx: RemindersTx, server: ServerId, waits: _Waits, now: datetime) -> bool:
    last, first_waits = await tx.pings.last_in(server), await tx.pings.first_ping_waits(server)
    if not may_remind(last, now, first_ping_waits=first_waits):
        return False
    return await _tell_of_overdue(tx, server, waits, now) or await _tell_of_undecided(tx, server, waits, now)


async def _tell_of_overdue(tx: RemindersTx, server: ServerId, waits: _Waits, now: datetime) -> bool:
    oldest = await tx.reminders.oldest_overdue(server, waits.pinged_before)
    if oldest is None:  # none is, or somebody was quicker
        return False
    await tx.reminders.tell_of_overdue(server, waits.pinged_before, oldest, now)
    await tx.pings.take_turn(server, oldest, now)
    # A claim that ended is a new wait: an edit of the message about an earlier one would ping nobody.
    await tx.outbox.arm_anew(Kind.CASE_REMINDER, oldest, server, now)
    return True


async def _tell_of_undecided(tx: RemindersTx, server: ServerId, waits: _Waits, now: datetime) -> bool:
    oldest = await tx.reminders.oldest_undecided(server, waits.claimed_before)
    if oldest is None:
        return False
    await tx.reminders.tell_of_undecided(server, waits.claimed_before, oldest, now)
    await tx.pings.take_turn(server, oldest, now)
    await tx.outbox.arm(Kind.UNDECIDED_REMINDER, oldest, server, now)
    return True
