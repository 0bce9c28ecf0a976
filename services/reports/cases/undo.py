"""Undo on a case's card: how it was closed is taken back, with what that brought and nothing else; or the removal of its
message alone. docs/decisions/0046-undo.md says for each action what that means.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId, DetectionId, MessageId, ServerId, StanceId
from core.lists.patterns import Pattern
from core.reports.cases import Actor, CaseOutcome, Refusal, Standing, Step
from core.reports.endings import Closure, StoredCase, may_be_taken_back, removals_of, reopen, undo
from core.scanning.detections import UNTOLD, Detection, Outcome, Settled
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.lists.entries import EntriesTx, EntryStore, OwnEntry, remove_entry
from services.lists.lookup import ListLookup
from services.lists.shared_list.stances import StancesTx, undo_stance
from services.reports.cases.access import CaseAccess, refused_step, stored_case, take_step
from services.reports.cases.closing import stand
from services.reports.cases.ports import CaseStore, ReviewTx
from services.reports.cases.traces import leave_traces
from services.reports.forms import checked_note
from services.reports.holding import HoldingTx, hear_what_was_held
from services.scanning.detections.settling import BY_CASE, REOPENED, SettlingTx, take_back
from services.scanning.removal_ports import OrderedRemoval, OrderingCases


@dataclass(frozen=True, slots=True)
class Unlisted:
    """What an undo took back of a listing. `entry`: False where it stood on the own list before, or is gone already.
    `share`: False where nothing was shared, or the server stood for it before.
    """

    pattern: Pattern
    entry: bool
    share: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did. `goes_on`: the open case about the same, for which this one stays closed. `reopened`, `left`: cases
    that had been closed along with this one.
    """

    unlisted: Unlisted | None
    text_goes_back: bool
    goes_on: CaseId | None
    reopened: tuple[CaseId, ...]
    left: tuple[CaseId, ...]


class UndoCases(CaseStore, OrderingCases, Protocol):
    """The store of table `cases`, as an end is undone."""

    async def closed_along_with(self, case: CaseId, caller: Caller) -> Sequence[StoredCase]:
        """What was closed by the pattern that was listed from this case, oldest first, save quiet cases about the caller's
        message.
        """
        ...

    async def open_about_the_same(self, case: StoredCase) -> CaseId | None:
        """The open case about the same message, or about the same link without one."""
        ...

    async def reopen(self, case: CaseId, ending: Closure | None, now: datetime) -> None:
        """Write that the end was undone; `ending` takes its place where the case stays closed."""
        ...


class OrderedRemovals(Protocol):
    """The store of table `detections`, as removals are ordered from cases."""

    async def order_removal(self, ordered: OrderedRemoval, now: datetime) -> DetectionId | None:
        """Owe a removal."""
        ...

    async def ordered_from(self, message: MessageId, case: CaseId) -> Detection | None:
        """The removal of this message that was ordered from this case."""
        ...


class OwnEntries(EntryStore, Protocol):
    """The store of table `own_entries`, as a listing is undone."""

    async def newest(self, server: ServerId, pattern: str) -> OwnEntry | None:
        """The newest entry with this pattern, also one that was taken off."""
        ...


class UndoTx(ReviewTx, HoldingTx, EntriesTx, StancesTx, SettlingTx, Protocol):
    """What a transaction offers to undo what a case brought."""

    @property
    def cases(self) -> UndoCases:
        """The store of table `cases`."""
        ...

    @property
    def own(self) -> OwnEntries:
        """The store of table `own_entries`."""
        ...

    @property
    def detections(self) -> OrderedRemovals:
        """The store of table `detections`."""
        ...


@dataclass(frozen=True, slots=True)
class _Reopened:
    """`goes_on`: the open case about the same, for which this one stays closed."""

    goes_on: CaseId | None
    text_goes_back: bool


class Undo:
    """The use cases. Each raises UserError: no moderator, another server's case, one about the caller's own message,
    nothing to undo (any more).
    """

    def __init__(
        self,
        *,
        storage: Storage[UndoTx],
        access: CaseAccess,
        lists: ListLookup,
        outbox_bell: Bell,
        clock: Clock,
    ) -> None:
        self._storage = storage
        self._access = access
        self._lists = lists
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def undo(self, caller: Caller, case: CaseId, *, notify: bool = True, note: str = "") -> Undone:
        """Open a closed case again; whatever its decision brought is taken back.

        `notify`: whether the author of a message that was removed is told, and given its text. `note`: why it is undone, for
        whoever reads the case's history.
        """
        why = checked_note(note)
        found = await self._access.open_to(caller, case)
        self._access.require_possible(caller, found, Step.UNDO)
        now = self._clock()
        async with self._storage.bulk() as tx:
            stored = await stored_case(tx, caller, case)
            after = undo(stored, tx.cases.actor(caller))
            if isinstance(after, Refusal):
                raise refused_step(case, after, None if after is Refusal.LATE else stored.holder)
            unlisted = await self._unlist(tx, caller, stored, now)
            done = await self._reopen(tx, caller, stored, after, now, notify=notify, why=why)
            reopened, left = await self._reopen_related(tx, caller, case, now, notify=notify, why=why)
            await hear_what_was_held(tx, case, caller.server, now)
        if unlisted is not None:
            self._lists.changed([unlisted.pattern.key])
        self._outbox_bell.ring()
        return Undone(unlisted, done.text_goes_back, done.goes_on, reopened, left)

    async def undelete(self, caller: Caller, case: CaseId, *, notify: bool = True, note: str = "") -> bool:
        """Take back the removal of the message. True: it is gone, and its text goes back to its author (`notify`). `note`: as
        of `undo`.
        """
        why = checked_note(note)
        found = await self._access.open_to(caller, case)
        self._access.require_possible(caller, found, Step.UNDELETE)
        if not found.removal_stands:
            raise UserError("case-nothing-removed", case=str(case))
        now = self._clock()
        async with self._storage.durable() as tx:
            stored, _ = await take_step(tx, caller, case, Step.UNDELETE)
            goes_back = await self._undelete(tx, caller, stored, now, brought_by=None, notify=notify)
            if goes_back is None:
                raise UserError("case-nothing-removed", case=str(case))
            await leave_traces(tx, caller, stored, Step.UNDELETE, now, reason=why)
        self._outbox_bell.ring()
        return goes_back

    @staticmethod
    async def _unlist(tx: UndoTx, caller: Caller, case: StoredCase, now: datetime) -> Unlisted | None:
        """What this case put on the lists is taken off, unless it stood there before or others see to it since."""
        if case.outcome is not CaseOutcome.LISTED or case.pattern is None:
            return None
        server, by = caller.server, caller.user
        entry = await tx.own.newest(server, case.pattern)
        if entry is None:
            return None
        reason = f"case/{case.id}"
        own = entry.case == case.id and await remove_entry(tx, server, entry.pattern, reason, by, now)
        share = case.stance is not None and await undo_stance(
            tx, server, entry.pattern, StanceId(case.stance), by, now
        )
        return Unlisted(entry.pattern, own, share)

    async def _reopen(
        self,
        tx: UndoTx,
        caller: Caller,
        case: StoredCase,
        after: Standing,
        now: datetime,
        *,
        notify: bool,
        why: str,
    ) -> _Reopened:
        """Open again, the removal that the decision brought taken back; where a later case about the same is open, this one
        stays closed as reported already.
        """
        goes_on = await tx.cases.open_about_the_same(case)
        reopening = reopen(case, after, tx.cases.actor(caller), goes_on)
        if reopening is None:
            raise UserError("case-goes-on", case=str(case.id), other=str(goes_on))
        brought = removals_of(case.reason)
        goes_back = await self._undelete(tx, caller, case, now, brought_by=brought, notify=notify)
        await stand(tx, caller, case, reopening.standing, now)
        await tx.cases.reopen(case.id, reopening.ending, now)
        said = {"before": reopening.before, "after": reopening.after, "reason": why}
        await leave_traces(tx, caller, case, Step.UNDO, now, **said)
        return _Reopened(goes_on, bool(goes_back))

    async def _reopen_related(
        self, tx: UndoTx, caller: Caller, case: CaseId, now: datetime, *, notify: bool, why: str
    ) -> tuple[tuple[CaseId, ...], tuple[CaseId, ...]]:
        """What was closed along with this case; what the caller may not touch is left, for others."""
        reopened: list[CaseId] = []
        left: list[CaseId] = []
        actor = Actor(tx.cases.actor(caller).key)
        for other in await tx.cases.closed_along_with(case, caller):
            after = undo(other, actor)
            if isinstance(after, Refusal):
                left.append(other.id)
                continue
            done = await self._reopen(tx, caller, other, after, now, notify=notify, why=why)
            if done.goes_on is None:
                reopened.append(other.id)
        return tuple(reopened), tuple(left)

    @staticmethod
    async def _undelete(
        tx: UndoTx,
        caller: Caller,
        case: StoredCase,
        now: datetime,
        *,
        brought_by: frozenset[Settled] | None,
        notify: bool,
    ) -> bool | None:
        """Take back the removal that was ordered from this case. True: its text goes back; None: there is none.

        `brought_by`: only one that was ordered so. `notify`: whether its author is told.
        """
        if not case.removal_ordered or case.message is None:
            return None
        removal = await tx.detections.ordered_from(case.message, case.id)
        if removal is None:
            return None
        if not may_be_taken_back(removal.outcome, removal.settled, brought_by=brought_by):
            return None
        reason = REOPENED if brought_by else BY_CASE
        await take_back(tx, removal, caller, now, reason=reason if notify else UNTOLD)
        taken = removal.outcome is Outcome.REMOVED or removal.under_way
        return notify and taken and removal.author_is_member and removal.has_text
