"""What reporters hear afterwards: how their case ended, in neutral words, unless they do not want to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.authority import Caller
from core.cases import CaseOutcome, DismissReason
from core.errors import UserError
from core.ids import CaseId, ReportId, ServerId, UserId
from services.ports import Clock


@dataclass(frozen=True, slots=True)
class Ending:
    """How a case ended, for one of its reporters. `removed`: the reported message was (to be) deleted."""

    case: CaseId
    server: ServerId
    reporter: UserId
    outcome: CaseOutcome
    reason: DismissReason | None
    removed: bool

    @property
    def acted(self) -> bool:
        """Whether anything was done about what was reported."""
        return self.outcome is not CaseOutcome.DISMISSED or self.removed


class NoticeStore(Protocol):
    """Table `member_choices`, and what `reports` and `cases` say of an end."""

    async def ending(self, report: ReportId) -> Ending | None:
        """None: the case is open, its reporter is not known any more or wants to hear nothing."""
        ...

    async def server_of(self, report: ReportId, user: UserId) -> ServerId | None:
        """The server of a report that is this person's; None where it is not, or not any more."""
        ...

    async def choose(self, server: ServerId, user: UserId, *, notices: bool, now: datetime) -> None:
        """Keep the choice, under the member's keyed hash."""
        ...


class Noticing:
    """The use cases of `/privacy notices` and of the button under a notice."""

    def __init__(self, store: NoticeStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def choose(self, caller: Caller, *, notices: bool) -> None:
        """For this member in this server."""
        await self._store.choose(caller.server, caller.user, notices=notices, now=self._clock())

    async def server_of(self, report: ReportId, user: UserId) -> ServerId:
        """Which server a notice came from. Raises UserError for anybody but the reporter."""
        server = await self._store.server_of(report, user)
        if server is None:
            raise UserError("outcome-not-yours")
        return server

    async def end(self, server: ServerId, user: UserId) -> None:
        """No more notices about reports to that server."""
        await self._store.choose(server, user, notices=False, now=self._clock())
