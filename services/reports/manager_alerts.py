"""Cases about a message by somebody who moderates: they may not decide them, so managers are told by themselves.

Whether anybody else is left who could decide cannot be known: Discord lists a server's members only to bots with the
members intent. So what is known decides: nobody has claimed the case, and its author moderates here, asked live.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.ids import CaseId, ServerId, UserId
from services.reports.reminders import UnclaimedCase

CONCERNED_AFTER = timedelta(hours=1)  # unclaimed; an emergency goes to the managers at once
TOLD_AT_MOST_EVERY = timedelta(
    minutes=10
)  # about messages of one author; what comes between is told together
LOOK_FOR_CONCERNED_EVERY = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class ConcernedCases:
    """What one message is about: cases about messages of one author that are unclaimed still, oldest first."""

    server: ServerId
    author: UserId
    cases: tuple[UnclaimedCase, ...]


class ManagerAlertStore(Protocol):
    """Table `cases`."""

    async def look(self, now: datetime) -> int:
        """Owe a look at each author of cases that wait for anybody to claim them; returns how many authors."""
        ...

    async def concerned(self, case: CaseId) -> ConcernedCases | None:
        """The message whose oldest case this is; None where nothing of it is unclaimed any more."""
        ...

    async def told(self, case: CaseId, now: datetime) -> None:
        """A manager has the message about these cases; their history says so."""
        ...
