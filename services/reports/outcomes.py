"""What reporters hear afterwards: how their case ended, in neutral words, unless they do not want to."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId, ReportId, ServerId, UserId
from core.base.posts import MessagePlace
from core.reports.cases import CaseOutcome
from core.reports.outcomes import Fate, Presence, told
from core.scanning.detections import DismissReason
from services.base.outbox import Kind, OutboxStore
from services.base.ports import Storage


@dataclass(frozen=True, slots=True)
class Ending:
    """How a case ended, for one of its reporters. `message`: what became of the reported one by now; `place`: where it
    is or was, None for a link alone.
    """

    case: CaseId
    server: ServerId
    reporter: UserId
    outcome: CaseOutcome
    reason: DismissReason | None
    message: Fate
    place: MessagePlace | None = None

    @property
    def sentence(self) -> str:
        """The key of what the reporter is told."""
        return told(self.outcome, self.reason, self.message)


class OutcomeStore(Protocol):
    """The store of table `member_choices`, and what `reports` and `cases` say of an end."""

    async def ending(self, report: ReportId) -> Ending | None:
        """Give how the case ended; None: it is open, its reporter is not known any more or wants to hear nothing."""
        ...

    async def server_of(self, report: ReportId, user: UserId) -> ServerId | None:
        """Give the server of a report that is this person's; None where it is not, or not any more."""
        ...

    async def owed(self, case: CaseId) -> list[ReportId]:
        """Give the reports of the case whose reporters are still known, want to hear, and were not told before."""
        ...

    async def choose(self, server: ServerId, user: UserId, *, notices: bool) -> None:
        """Keep the choice, under the member's keyed hash."""
        ...


class EndingsTx(Protocol):
    """What a transaction offers to whoever closes a case."""

    @property
    def outcomes(self) -> OutcomeStore:
        """The store of ends of cases, and of who wants to hear of them."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


async def owe_outcomes(tx: EndingsTx, case: CaseId, server: ServerId, now: datetime) -> None:
    """The case was closed: owe each reporter a direct message. A case that was opened again says nothing twice."""
    for report in await tx.outcomes.owed(case):
        await tx.outbox.arm(Kind.OUTCOME_NOTICE, report, server, now)


class MessageLook(Protocol):
    """Asks Discord whether a reported message is there."""

    async def look(self, server: ServerId, place: MessagePlace) -> Presence:
        """Ask about the message now."""
        ...


_FATES = {Presence.THERE: Fate.STANDS, Presence.GONE: Fate.GONE, Presence.UNKNOWN: Fate.UNKNOWN}


class Outcomes:
    """The use cases of `/privacy notices` and of the button under a notice."""

    def __init__(self, *, storage: Storage[EndingsTx], messages: MessageLook) -> None:
        self._storage = storage
        self._messages = messages

    async def ending(self, report: ReportId) -> Ending | None:
        """What the reporter is to hear; None: the case is open, they are not known any more or want to hear nothing.

        Where nobody is known to have removed the message, Discord is asked whether it is there.
        """
        found = await self._storage.read.outcomes.ending(report)
        if found is None or found.place is None or found.message is not Fate.STANDS:
            return found
        return replace(found, message=_FATES[await self._messages.look(found.server, found.place)])

    async def choose(self, caller: Caller, *, notices: bool) -> None:
        """Choose whether this member hears of the ends of their reports to this server."""
        await self._choose(caller.server, caller.user, notices=notices)

    async def server_of(self, report: ReportId, user: UserId) -> ServerId:
        """Give the server that a notice came from. Raises UserError for anybody but the reporter."""
        server = await self._storage.read.outcomes.server_of(report, user)
        if server is None:
            raise UserError("outcome-not-yours")
        return server

    async def end(self, server: ServerId, user: UserId) -> None:
        """Send this reporter no more notices about reports to that server."""
        await self._choose(server, user, notices=False)

    async def _choose(self, server: ServerId, user: UserId, *, notices: bool) -> None:
        # No line in the audit: it may not say who chose, and somebody who changes their mind for ever would fill it.
        async with self._storage.bulk() as tx:
            await tx.outcomes.choose(server, user, notices=notices)
