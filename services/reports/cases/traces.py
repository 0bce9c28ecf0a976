"""What every step on a case leaves behind: cards to render, and a line in the audit."""

from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.reports.cases import Step
from core.reports.endings import StoredCase
from services.base.ports import Audit
from services.reports.case_cards import CaseCardsTx, show_card


class TracesTx(CaseCardsTx, Protocol):
    """What a transaction offers to leave traces."""

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...


async def leave_traces(
    tx: TracesTx,
    caller: Caller,
    case: StoredCase,
    step: Step,
    now: datetime,
    *,
    before: str = "",
    after: str = "",
    reason: str = "",
) -> None:
    """Make the cards due and write the audit after a step. `before`: the state before it, or what says more. `reason`: the
    moderator's own words.
    """
    await show_card(tx, case.id, case.server, now)
    state, subject = str(case.standing.state), f"case/{case.id}"
    await tx.audit.note(
        caller.server,
        caller.user,
        f"case-{step}",
        subject,
        now,
        before=before or state,
        after=after,
        reason=reason,
    )
