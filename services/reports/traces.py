"""What every step on a case leaves behind: cards to render, and a line in the audit."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.base.ids import CaseId, ServerId
from core.reports.cases import Step
from core.reports.endings import StoredCase
from services.base.outbox import Kind, OutboxStore
from services.base.ports import Audit


class RelatedCases(Protocol):
    """Which cases share a link."""

    async def related_open(self, case: CaseId, server: ServerId) -> Sequence[CaseId]:
        """Open cases with a link of this one, as many as have their cards kept fresh."""
        ...


class TracesTx(Protocol):
    """What a transaction offers to leave traces."""

    @property
    def cases(self) -> RelatedCases:
        """Table `cases`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """Table `outbox`."""
        ...

    @property
    def audit(self) -> Audit:
        """Table `audit`."""
        ...


async def show(tx: TracesTx, case: CaseId, server: ServerId, now: datetime) -> None:
    """The card is rendered again, and those of the open cases that name it."""
    await tx.outbox.arm(Kind.CASE_CARD, case, server, now)
    for other in await tx.cases.related_open(case, server):
        await tx.outbox.arm(Kind.CASE_CARD, other, server, now)


async def leave_traces(
    tx: TracesTx,
    caller: Caller,
    case: StoredCase,
    step: Step,
    now: datetime,
    *,
    before: str = "",
    after: str = "",
) -> None:
    """After a step. `before`: the state as it was, unless it says more."""
    await show(tx, case.id, case.server, now)
    state = str(case.standing.state)
    subject = f"case/{case.id}"
    await tx.audit.note(
        caller.server, caller.user, f"case-{step}", subject, now, before=before or state, after=after
    )
