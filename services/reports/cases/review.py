"""What moderators do with a case by itself: claim, release, dismiss, look into it, find it in the queue.

Every use case asks who is there and whether the case is this server's (services/reports/cases/access.py); whether the step is
possible is decided again inside the transaction that takes it, so that of two clicks at once one wins.
"""

from collections.abc import Sequence

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId, MessageId, ServerId
from core.base.posts import MessagePlace
from core.reports.cases import CaseOutcome, CaseState, Step
from core.reports.endings import Closure
from core.scanning.detections import DismissReason
from services.base.health.figures import SILENT, Meter
from services.base.outbox import Kind
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.reports.cases.access import CaseAccess, take_step
from services.reports.cases.closing import close, stand
from services.reports.cases.ports import ReviewTx
from services.reports.cases.traces import leave_traces
from services.reports.figures import CASES_CLOSED
from services.reports.forms import checked_note, chosen
from services.reports.records import Case, QueuePage, QueueRow, Revealed

QUEUE_PAGE = 8


class Review:
    """The use cases of a case by itself. Each raises UserError: no rights, another server's case, a step
    that is not possible now.
    """

    def __init__(
        self,
        *,
        storage: Storage[ReviewTx],
        access: CaseAccess,
        outbox_bell: Bell,
        clock: Clock,
        meter: Meter = SILENT,
    ) -> None:
        self._storage = storage
        self._access = access
        self._outbox_bell = outbox_bell
        self._clock = clock
        self._meter = meter

    async def at_card(self, caller: Caller, case: CaseId, place: MessagePlace) -> Case:
        """The case whose card was clicked. Raises UserError also where its card stands elsewhere."""
        found = await self._access.case(caller, case)
        stands = await self._access.place_of(Kind.CASE_CARD, case)
        if stands is None:
            raise UserError("case-card-not-yet")
        if stands != place:
            raise UserError("case-elsewhere")
        return found

    async def in_private(self, caller: Caller, case: CaseId) -> Case:
        """The case for a button of a private answer, which no row knows: the server and the rights are checked."""
        return await self._access.case(caller, case)

    async def open_to(self, caller: Caller, case: CaseId) -> Case:
        """A case that the caller may look into."""
        return await self._access.open_to(caller, case)

    def possible(self, caller: Caller, case: Case) -> frozenset[Step]:
        """The steps that the caller could take now, for an answer that only they see."""
        return self._access.possible(caller, case)

    async def shown(self, case: CaseId) -> Case | None:
        """A case with everything that its card shows; whoever may see the review channel sees the card."""
        return await self._storage.read.case_reader.get(case)

    async def move(self, caller: Caller, case: CaseId, step: Step) -> None:
        """Claim, release, or take back that it was handed over."""
        await self._access.moderator(caller)
        now = self._clock()
        async with self._storage.durable() as tx:
            found, after = await take_step(tx, caller, case, step)
            await stand(tx, caller, found, after, now)
            await leave_traces(tx, caller, found, step, now, after=str(after.state))
        self._outbox_bell.ring()

    async def dismiss(self, caller: Caller, case: CaseId, reason: str, note: str) -> None:
        """Close the case without listing anything; whoever does that has claimed it."""
        shown = await self._access.case(caller, case)
        why, checked = chosen(DismissReason, reason), checked_note(note)
        if why is DismissReason.HANDLED and not shown.may_be_handled:
            raise UserError("case-not-handled", case=str(case))
        now = self._clock()
        async with self._storage.bulk() as tx:  # each reporter is owed a word
            found, after = await take_step(tx, caller, case, Step.DISMISS)
            await close(tx, caller, found, after, Closure.dismissed(why, checked), now)
            await leave_traces(tx, caller, found, Step.DISMISS, now, after=str(why))
        self._meter.count(CASES_CLOSED, CaseOutcome.DISMISSED)
        self._outbox_bell.ring()

    async def reveal(self, caller: Caller, case: CaseId) -> Revealed:
        """Give the case's evidence and reports, without reporters; the audit remembers who looked."""
        await self._access.moderator(caller)
        async with self._storage.durable() as tx:
            await take_step(tx, caller, case, Step.REVEAL)
            await tx.audit.note(caller.server, caller.user, "case-reveal", f"case/{case}", self._clock())
        return await self._revealed(case)

    async def revealed_further(self, caller: Caller, case: CaseId) -> Revealed:
        """Give the case's evidence and reports for another page; that the moderator looked is noted already."""
        await self._access.open_to(caller, case)
        return await self._revealed(case)

    async def _revealed(self, case: CaseId) -> Revealed:
        revealed = await self._storage.read.case_reader.revealed(case)
        if revealed is None:
            raise UserError("case-unknown")
        return revealed

    async def queue(
        self, caller: Caller, states: Sequence[CaseState], number: int, *, quiet: bool = False
    ) -> QueuePage:
        """One page of the server's cases; with `quiet`, of those without a card."""
        await self._access.moderator(caller)
        reader = self._storage.read.case_reader
        return await reader.queue(caller, states, number, QUEUE_PAGE, quiet=quiet)

    async def next_case(self, caller: Caller) -> QueueRow | None:
        """The case that should be looked at next: of those that nobody holds, emergencies first, then the oldest.

        It is not claimed by that. None: nothing waits that the caller may decide.
        """
        await self._access.moderator(caller)
        return await self._storage.read.case_reader.next_free(caller)

    async def messages_gone(self, server: ServerId, messages: Sequence[MessageId]) -> None:
        """Note that Discord deleted these messages. It is called at every deletion in every server."""
        if not messages or not await self._storage.glance.cases.about_any_of(server, messages):
            return
        now = self._clock()
        async with self._storage.durable() as tx:
            cases = await tx.cases.messages_gone(server, messages, now)
            for case, state in cases:
                owe = tx.outbox.refresh if state is CaseState.CLOSED else tx.outbox.arm
                await owe(Kind.CASE_CARD, case, server, now)
        if cases:
            self._outbox_bell.ring()
