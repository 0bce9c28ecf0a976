"""Delete the message that a case is about: ordered by its moderators, or because its link was put on the list."""

import asyncio
from datetime import datetime, timedelta

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId
from core.lists.patterns import Pattern
from core.reports.cases import Step
from core.reports.endings import StoredCase
from core.scanning.detections import KEEP_TEXT, Outcome, Person, Settled
from services.base.patience import Sleep, until_known
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.reports.cases.access import CaseAccess, take_step
from services.reports.cases.ports import ReviewTx
from services.reports.cases.traces import leave_traces
from services.reports.records import CaseLink
from services.scanning.removal_ports import OrderedRemoval

_AGAIN, _LOOK_SECONDS = 12, 0.1  # how long an answer waits for what became of a removal


class MessageRemoval:
    """The use case of *delete*. Raises UserError: no rights, not possible now, there is no message (any more)."""

    def __init__(
        self,
        *,
        storage: Storage[ReviewTx],
        access: CaseAccess,
        outbox_bell: Bell,
        removal_bell: Bell,
        clock: Clock,
        keep_text: timedelta = KEEP_TEXT,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """`keep_text`: how long the text of a removed message is kept."""
        self._keep_text = keep_text
        self._storage = storage
        self._access = access
        self._outbox_bell = outbox_bell
        self._removal_bell = removal_bell
        self._clock = clock
        self._sleep = sleep

    async def delete(self, caller: Caller, case: CaseId) -> Outcome:
        """Delete the reported message now; the case stays. PENDING: it is owed and will be done."""
        await self.order(caller, case)
        known = await until_known(
            lambda: self._removed(case), again=_AGAIN, seconds=_LOOK_SECONDS, sleep=self._sleep
        )
        return known or Outcome.PENDING

    async def order(self, caller: Caller, case: CaseId) -> None:
        """Owe the deletion of the reported message, and do not wait for it."""
        found = await self._access.case(caller, case)
        self._access.require_possible(caller, found, Step.DELETE)
        if found.place is None:
            raise UserError("case-no-message")
        if found.message_is_gone:
            raise UserError("case-message-gone")
        now = self._clock()
        async with self._storage.durable() as tx:
            stored, _ = await take_step(tx, caller, case, Step.DELETE)
            if not stored.removal_ordered:  # else somebody was quicker, and it is owed already
                keep = self._keep_text
                await order_removal(tx, caller, stored, Settled.DELETED, now, keep_text=keep)
                await leave_traces(tx, caller, stored, Step.DELETE, now)
        self._outbox_bell.ring()
        self._removal_bell.ring()

    async def _removed(self, case: CaseId) -> Outcome | None:
        """What became of the removal; None while that is not known."""
        found = await self._storage.read.case_reader.get(case)
        return None if found is None or found.removal is Outcome.PENDING else found.removal


async def order_removal(
    tx: ReviewTx,
    caller: Caller,
    case: StoredCase,
    settled: Settled,
    now: datetime,
    *,
    because: tuple[Pattern, CaseLink, Category] | None = None,
    keep_text: timedelta = KEEP_TEXT,
) -> bool:
    """Owe the deletion of the reported message; ring the removals' bell after the commit.

    `because`: the pattern that was listed, the link of this case that it covers, its category. False where there is no
    message (any more), or it was done and taken back.
    """
    if case.channel is None or case.message is None or case.message_gone:
        return False
    text = await tx.cases.evidence(case.id)
    ordered = OrderedRemoval(
        server=caller.server,
        channel=case.channel,
        message=case.message,
        case=case.id,
        by=Person(caller.user, caller.name),
        settled=settled,
        category=case.category if because is None else because[2],
        author=case.author,
        author_is_member=case.author_is_member,
        pattern="" if because is None else because[0].text,
        link="" if because is None else because[1].canonical,
        how=() if because is None else because[1].how,
        text=text,
        text_until=now + keep_text if text else None,
    )
    owed = await tx.detections.order_removal(ordered, now)
    if owed is None and not case.removal_ordered:
        return False
    await tx.cases.note_removal(case.id, now)
    return True
