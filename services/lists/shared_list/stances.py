"""Writing stances of servers on the shared list into a transaction that the use case has opened.

core.lists.stances says what follows from what is known; here it is read, asked and written, with its line in the audit.
"""

from datetime import datetime
from typing import Protocol

from core.base.ids import ServerId, StanceId, UserId
from core.lists.patterns import Pattern
from core.lists.shared_standing import StanceKind
from core.lists.stances import (
    EntryWords,
    SharedEntry,
    Speaker,
    StancePlan,
    TakenStance,
    plan_retraction,
    plan_stance,
    plan_undo,
)
from services.base.ports import Audit
from services.lists.entries import EntryStore
from services.lists.invites import HeldInvites
from services.lists.shared_list.shared_states import SharedStatesTx, keep_states
from services.servers.setup import ServerStore


class SharedEntryStore(Protocol):
    """The store of table `shared_entries`, one entry at a time."""

    async def get(self, pattern: str) -> SharedEntry | None:
        """Give the entry with every server's newest stance."""
        ...


class StanceStore(Protocol):
    """The store of table `stances`; each new stance gets a revision."""

    async def count_standing(self, server: ServerId, now: datetime) -> int:
        """Count the stances that the server holds; one that it took back or that ran out is none."""
        ...

    async def add(
        self, server: ServerId, pattern: Pattern, plan: StancePlan, by: UserId | None, now: datetime
    ) -> StanceId:
        """Write the stance as it was planned, and the entry where there is none yet."""
        ...

    async def newest(self, server: ServerId, taken: StanceId) -> list[TakenStance]:
        """Give the server's newest two stances on the entry that `taken` is about, newest first."""
        ...


class StancesTx(SharedStatesTx, Protocol):
    """What a transaction offers to stances."""

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def own(self) -> EntryStore:
        """The store of table `own_entries`: a confirm stands no longer than the server's own entry."""
        ...

    @property
    def shared(self) -> SharedEntryStore:
        """The store of table `shared_entries`."""
        ...

    @property
    def stances(self) -> StanceStore:
        """The store of table `stances`."""
        ...

    @property
    def invites(self) -> HeldInvites:
        """The store of table `invites`."""
        ...

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...


async def take_stance(
    tx: StancesTx,
    server: ServerId,
    pattern: Pattern,
    kind: StanceKind,
    words: EntryWords,
    reason: str,
    by: UserId | None,
    now: datetime,
) -> StanceId:
    """Confirm or dispute a pattern for the server. Where the shared list has no entry, it is made with `words` (a
    proposal).

    Raises UserError where a server that is not trusted holds too many stances.
    """
    await tx.servers.ensure(server)
    trusted = (await tx.servers.get(server)).trusted
    standing = 0 if trusted else await tx.stances.count_standing(server, now)
    speaker = Speaker(server, trusted=trusted, stances=standing)
    known, own = await tx.shared.get(pattern.text), await tx.own.get(server, pattern.text)
    ends_at = None if own is None or own.is_over(now) else own.ends_at
    plan = plan_stance(speaker, known, kind, words, reason, now, ends_at=ends_at)
    await tx.invites.hold(pattern, now)
    return await _write(tx, server, pattern, plan, reason, by, now)


async def retract_stance(
    tx: StancesTx, server: ServerId, pattern: Pattern, reason: str, by: UserId | None, now: datetime
) -> bool:
    """Take the server's stance back. False: it had none."""
    plan = plan_retraction(server, await tx.shared.get(pattern.text), reason, now)
    if plan is None:
        return False
    await _write(tx, server, pattern, plan, reason, by, now)
    return True


async def undo_stance(
    tx: StancesTx, server: ServerId, pattern: Pattern, taken: StanceId, by: UserId | None, now: datetime
) -> bool:
    """Take one stance of the server back: what it said before holds again, if its time is not over.

    False: the server confirmed before, too, or has said something else since.
    """
    plan = plan_undo(taken, await tx.stances.newest(server, taken), now)
    if plan is None:
        return False
    await _write(tx, server, pattern, plan, plan.reason, by, now)
    return True


async def _write(
    tx: StancesTx,
    server: ServerId,
    pattern: Pattern,
    plan: StancePlan,
    reason: str,
    by: UserId | None,
    now: datetime,
) -> StanceId:
    stance = await tx.stances.add(server, pattern, plan, by, now)
    entry = await tx.shared.get(pattern.text)
    assert entry is not None  # noqa: S101  # the stance is about it
    await keep_states(tx, [entry], now)
    await tx.audit.note(server, by, f"stance-{plan.kind}", f"shared/{pattern.text}", now, reason=reason)
    return stance
