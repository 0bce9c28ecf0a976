"""Writing stances of servers on the shared list into a transaction that the use case has opened.

core.lists.stances says what follows from what is known; here it is read, asked and written, with its line in the audit.
"""

from datetime import datetime, timedelta
from typing import Protocol

from core.base.ids import ServerId, StanceId, UserId
from core.lists.holds import confirmers
from core.lists.patterns import Pattern
from core.lists.shared_standing import StanceKind
from core.lists.stances import (
    EntryWords,
    SharedEntry,
    Speaker,
    StancePlan,
    TakenStance,
    plan_renewal,
    plan_retraction,
    plan_stance,
    plan_undo,
)
from services.lists.entries import EntryStore
from services.lists.invites import HeldInvites
from services.lists.shared_list.holds import HoldsTx, lift_if_new
from services.lists.shared_list.notices import SAME_AGAIN
from services.lists.shared_list.shared_states import SharedStatesTx, keep_states

_DAY = timedelta(days=1)


class SharedEntryStore(Protocol):
    """The store of table `shared_entries`, one entry at a time."""

    async def get(self, pattern: str) -> SharedEntry | None:
        """Give the entry with every server's newest stance."""
        ...


class StanceStore(Protocol):
    """The store of table `stances`; each new stance gets a revision."""

    async def count_taken(self, server: ServerId, since: datetime) -> int:
        """Count the confirms and disputes that people of the server took since then; what they merely said again is none."""
        ...

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


class StancesTx(SharedStatesTx, HoldsTx, Protocol):
    """What a transaction offers to stances."""

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

    Raises UserError where a server that is not trusted holds too many stances, or any took too many today.
    """
    await tx.servers.ensure(server)
    trusted = (await tx.servers.get(server)).trusted
    standing = 0 if trusted else await tx.stances.count_standing(server, now)
    today = (
        0 if by is None else await tx.stances.count_taken(server, now - _DAY)
    )  # the operator is not counted
    speaker = Speaker(server, trusted=trusted, stances=standing, today=today)
    known, own = await tx.shared.get(pattern.text), await tx.own.get(server, pattern.text)
    ends_at = None if own is None or own.is_over(now) else own.ends_at
    plan = plan_stance(speaker, known, kind, words, reason, now, ends_at=ends_at)
    await tx.invites.hold(pattern, now)
    return await _write(tx, server, pattern, plan, reason, by, now)


async def renew_stance(
    tx: StancesTx, server: ServerId, pattern: str, by: UserId | None, now: datetime
) -> bool:
    """Say again what the server says of the pattern. False: it says nothing any more, or its own entry ends with it."""
    entry = await tx.shared.get(pattern)
    said = None if entry is None else entry.stance_of(server)
    if entry is None or said is None or not now < said.review_at:
        return False
    own = await tx.own.get(server, pattern)
    plan = plan_renewal(entry, said, now, ends_at=None if own is None else own.ends_at)
    if plan is None:
        return False
    await _write(tx, server, entry.pattern, plan, said.reason, by, now)
    return True


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
    await lift_if_new(tx, server, pattern.text, plan.kind, now)
    is_news = await _is_news(tx, server, pattern, plan.kind, now)
    stance = await tx.stances.add(server, pattern, plan, by, now)
    entry = await tx.shared.get(pattern.text)
    assert entry is not None  # noqa: S101  # the stance is about it
    await keep_states(tx, [entry], now)
    if is_news:
        await tx.notices.note_disputed(confirmers(entry.stances, now), stance, now, now - SAME_AGAIN)
    await tx.audit.note(server, by, f"stance-{plan.kind}", f"shared/{pattern.text}", now, reason=reason)
    return stance


async def _is_news(
    tx: StancesTx, server: ServerId, pattern: Pattern, kind: StanceKind, now: datetime
) -> bool:
    """Whether those who confirm the pattern are told of this stance: a dispute by a trusted server that did not dispute it
    already. What others say is shown to whoever asks, and is brought to nobody: it would be a way into their channels.
    """
    if kind is not StanceKind.DISPUTE or not (await tx.servers.get(server)).trusted:
        return False
    entry = await tx.shared.get(pattern.text)
    said = None if entry is None else entry.stance_of(server)
    return said is None or said.kind is not StanceKind.DISPUTE or not said.stands(now)
