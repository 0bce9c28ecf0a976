"""Cases about a message by somebody who moderates: they may not decide them, so managers are told by themselves.

Whether anybody else is left who could decide cannot be known: Discord lists a server's members only to bots with the
members intent. So what is known decides: nobody has claimed the case, and its author moderates here, asked live. Whether
a mute keeps the case quiet decides nothing: else a moderator could mute whoever would report them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.ids import CaseId, ServerId, UserId
from core.reports.manager_alerts import (
    AUTHORS_A_LOOK,
    CONCERNED_AFTER,
    TOLD_AT_MOST_EVERY,
    WaitingCase,
    one_an_author,
)
from services.base.outbox import Kind, OutboxStore
from services.base.ports import Audit, Storage
from services.reports.alerts.reminders import UnclaimedCase

LOOK_FOR_CONCERNED_EVERY = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class ConcernedCases:
    """What one message is about: cases about messages of one author that are unclaimed still, oldest first."""

    server: ServerId
    author: UserId
    cases: tuple[UnclaimedCase, ...]


class ManagerAlertStore(Protocol):
    """The store of cases that wait for a manager, in table `cases`.

    Such a case is about a member's message, nobody has claimed it, and no manager was told of it; it may be one that
    a mute keeps quiet. Managers were "just told" of an author when they were told of another case about messages of
    that author.
    """

    async def urgent(self, not_told_since: datetime, most: int) -> list[WaitingCase]:
        """Give the oldest emergencies, of authors of whom managers were not just told."""
        ...

    async def overdue(
        self, not_told_since: datetime, opened_before: datetime, most: int
    ) -> list[WaitingCase]:
        """Give the oldest cases that wait too long, of authors of whom managers were not just told."""
        ...

    async def about_the_author_of(self, case: WaitingCase) -> list[CaseId]:
        """Give every case that waits about messages of this author, however new."""
        ...

    async def tell_of(self, case: CaseId, message: CaseId, now: datetime) -> bool:
        """Note that the message whose oldest case is `message` tells of the case. False: the case waits no more."""
        ...

    async def concerned(self, message: CaseId) -> ConcernedCases | None:
        """The message whose oldest case this is; None where nothing of it is unclaimed any more."""
        ...

    async def told_in(self, message: CaseId) -> list[tuple[CaseId, ServerId]]:
        """The cases of which the message tells, whatever became of them."""
        ...


class ManagerAlertsTx(Protocol):
    """What a transaction offers to alerts of managers."""

    @property
    def manager_alerts(self) -> ManagerAlertStore:
        """The store of cases that perhaps nobody but a manager can decide."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...


class ConcernedManagers:
    """The work of the job, and what the message to a manager shows."""

    def __init__(self, *, storage: Storage[ManagerAlertsTx]) -> None:
        self._storage = storage

    async def look(self, now: datetime) -> int:
        """Owe a look at each author of cases that wait for anybody to claim them; returns how many authors."""
        reading = self._storage.read.manager_alerts
        told = now - TOLD_AT_MOST_EVERY
        firsts = one_an_author(
            await reading.urgent(told, AUTHORS_A_LOOK),
            await reading.overdue(told, now - CONCERNED_AFTER, AUTHORS_A_LOOK),
        )
        if not firsts:  # the usual answer costs no write
            return 0
        due = [(first, await reading.about_the_author_of(first)) for first in firsts]
        async with self._storage.bulk() as tx:
            return sum([await _tell_of_all(tx, first, cases, now) for first, cases in due])

    async def concerned(self, case: CaseId) -> ConcernedCases | None:
        """The message whose oldest case this is; None where nothing of it is unclaimed any more."""
        return await self._storage.read.manager_alerts.concerned(case)

    async def told(self, case: CaseId, now: datetime) -> None:
        """A manager has the message about these cases; their history says so, and names nobody."""
        async with self._storage.bulk() as tx:
            for each, server in await tx.manager_alerts.told_in(case):
                await tx.audit.note(server, None, "managers-told", f"case/{each}", now)


async def _tell_of_all(
    tx: ManagerAlertsTx, first: WaitingCase, cases: Sequence[CaseId], now: datetime
) -> bool:
    """Tell of all of them in one message. False: another process did, or somebody claimed them meanwhile."""
    changed = [await tx.manager_alerts.tell_of(case, first.id, now) for case in cases]
    if not any(changed):
        return False
    await tx.outbox.arm(Kind.CONCERNED_NOTICE, first.id, first.server, now)
    return True
