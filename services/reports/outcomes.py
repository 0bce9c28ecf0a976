"""What reporters hear afterwards: how their case ended, in neutral words, unless they do not want to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId, ReportId, ServerId, UserId
from core.reports.cases import CaseOutcome
from core.scanning.detections import DismissReason, Outcome
from services.base.ports import Clock


class Fate(StrEnum):
    """What became of the reported message; STANDS also where there is none."""

    STANDS = "stands"
    REMOVING = "removing"  # a moderator ordered it, Discord has not done it yet
    REMOVED = "removed"
    GONE = "gone"  # by somebody else's hand


# Dismissed, and nothing done.
_LEFT: dict[DismissReason | None, str] = {
    DismissReason.DUPLICATE: "outcome-known",
    DismissReason.NOT_ENOUGH_INFORMATION: "outcome-unclear",
}


def fate(*, ordered: bool, removal: Outcome | None, gone: bool) -> Fate:
    """From what a case knows: whether a moderator `ordered` the removal and nobody took that back, what became of it
    (None: nothing is known), whether Discord said that the message is `gone`.
    """
    if not ordered:
        return Fate.GONE if gone else Fate.STANDS
    if removal is Outcome.GONE:
        return Fate.GONE
    return Fate.REMOVED if gone or removal is Outcome.REMOVED else Fate.REMOVING


@dataclass(frozen=True, slots=True)
class Ending:
    """How a case ended, for one of its reporters. `message`: what became of the reported one by now."""

    case: CaseId
    server: ServerId
    reporter: UserId
    outcome: CaseOutcome
    reason: DismissReason | None
    message: Fate

    @property
    def sentence(self) -> str:
        """The key of what the reporter is told: true, whatever was done before the end, and neutral."""
        if self.outcome is not CaseOutcome.DISMISSED:
            return "outcome-acted"
        if self.message is not Fate.STANDS:
            return f"outcome-{self.message}"
        return _LEFT.get(self.reason, "outcome-left")


class OutcomeStore(Protocol):
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


class Outcomes:
    """The use cases of `/privacy notices` and of the button under a notice."""

    def __init__(self, store: OutcomeStore, clock: Clock) -> None:
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
