"""The hold: noting what a new shared entry does in servers, holding it where core says so, and ending that.

Each is a part of a transaction that the use case has opened: a removal that was done, an undo, a stance. Nothing of it
stands before a message is deleted.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.base.ids import EntryId, ServerId, UserId
from core.lists.holds import (
    MEMBERS,
    HoldReason,
    LiftedHold,
    Signs,
    Watched,
    confirmers,
    hold_reason,
    lifts_hold,
)
from core.lists.shared_standing import StanceKind
from core.lists.stances import SharedEntry
from services.base.ports import Audit
from services.lists.shared_list.notices import NoticeStore
from services.servers.setup import ServerStore


class HoldStore(Protocol):
    """Whether shared entries are held, and what was noted of them."""

    async def watched(self, pattern: str) -> Watched | None:
        """Give the entry; None where the shared list has none."""
        ...

    async def note_undone(self, entry: EntryId, server: ServerId, now: datetime, until: datetime) -> bool:
        """Note that a removal was undone in the server. False: it was noted before."""
        ...

    async def note_removed(
        self, entry: EntryId, server: ServerId, member: UserId, now: datetime, until: datetime, most: int
    ) -> bool:
        """Note that a message of the member was removed there. False: the member was noted before, or `most` others of
        this server were.
        """
        ...

    async def signs(self, entry: EntryId, since: datetime) -> Signs:
        """Count what was noted since then in servers that are trusted now."""
        ...

    async def hold(self, entry: EntryId, reason: HoldReason, now: datetime) -> None:
        """Hold the entry, and forget what was noted."""
        ...

    async def lift(self, entry: EntryId, now: datetime) -> None:
        """Hold the entry no more, and remember that it was. What is noted counts from none on."""
        ...

    async def lifted(self, entries: Sequence[EntryId]) -> dict[EntryId, LiftedHold]:
        """Give those of the entries whose hold was ended by a confirm, with what is said of it by now."""
        ...

    async def hold_again(self, entry: EntryId, reason: HoldReason, now: datetime) -> None:
        """Hold the entry whose hold was ended by a confirm that does not count any more; that it was ended stays known."""
        ...

    async def has_stood(self, entry: EntryId, server: ServerId, group: str) -> bool:
        """Whether the server, or any that is in this group now, ever confirmed the entry."""
        ...


class HeldEntries(Protocol):
    """The store of table `shared_entries`, as the hold reads it."""

    async def get(self, pattern: str) -> SharedEntry | None:
        """Give the entry with every server's newest stance."""
        ...


class HoldsTx(Protocol):
    """What a transaction offers to the hold."""

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def shared(self) -> HeldEntries:
        """The store of table `shared_entries`."""
        ...

    @property
    def holds(self) -> HoldStore:
        """The store of table `hold_signs`."""
        ...

    @property
    def notices(self) -> NoticeStore:
        """The store of table `shared_notices`."""
        ...

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...


async def was_removed(tx: HoldsTx, server: ServerId, pattern: str, member: UserId, now: datetime) -> None:
    """Note that the shared entry removed a message of somebody who has been a member for long."""
    watched, until = await _watched(tx, server, pattern, now)
    if watched is None or until is None:
        return
    if await tx.holds.note_removed(watched.entry, server, member, now, until, MEMBERS):
        await _hold_if_due(tx, server, pattern, watched, now)


async def was_undone(tx: HoldsTx, server: ServerId, pattern: str, now: datetime) -> None:
    """Note that moderators of the server undid what the shared entry did."""
    watched, until = await _watched(tx, server, pattern, now)
    if watched is None or until is None:
        return
    if await tx.holds.note_undone(watched.entry, server, now, until):
        await _hold_if_due(tx, server, pattern, watched, now)


async def _watched(
    tx: HoldsTx, server: ServerId, pattern: str, now: datetime
) -> tuple[Watched | None, datetime | None]:
    """Give the entry, and until when what happens with it counts; None: it counts for nothing."""
    watched = await tx.holds.watched(pattern)
    if watched is None or (until := watched.new_until(now)) is None:
        return None, None
    trusted = (await tx.servers.get(server)).trusted
    return (watched, until) if trusted else (None, None)


async def _hold_if_due(tx: HoldsTx, server: ServerId, pattern: str, watched: Watched, now: datetime) -> None:
    assert watched.listed_since is not None  # noqa: S101  # else nothing counts
    reason = hold_reason(await tx.holds.signs(watched.entry, watched.listed_since))
    if reason is None:
        return
    await tx.holds.hold(watched.entry, reason, now)
    await tx.audit.note(server, None, "hold", f"shared/{pattern}", now, after=reason)
    entry = await tx.shared.get(pattern)
    assert entry is not None  # noqa: S101  # it was read in this transaction
    for told in confirmers(entry.stances, now):
        await tx.notices.note_held(told, watched.entry, now)


async def follow_lifted(tx: HoldsTx, entries: Sequence[SharedEntry], now: datetime) -> None:
    """Hold those entries again whose hold was ended by a word that counts no more, since whoever said it took it back or
    lost trust; and end it again where such a word counts again.
    """
    by_id = {entry.id: entry for entry in entries if entry.id is not None and entry.stances}
    for which, lifted in (await tx.holds.lifted(list(by_id))).items():
        entry = by_id[which]
        if lifted.is_borne_out == (entry.held is None):
            continue
        # In the audit of a server that says something of the entry: nobody did this, it follows from what is said.
        server, subject = entry.stances[0][0], f"shared/{entry.pattern.text}"
        if lifted.is_borne_out:
            await tx.holds.lift(which, now)
            await tx.audit.note(server, None, "hold-lifted", subject, now)
            continue
        await tx.holds.hold_again(which, lifted.why, now)
        await tx.audit.note(server, None, "hold", subject, now, after=lifted.why)
        for told in confirmers(entry.stances, now):
            await tx.notices.note_held(told, which, now)


async def lift_if_new(tx: HoldsTx, server: ServerId, pattern: str, kind: StanceKind, now: datetime) -> None:
    """End the hold where this stance, which is about to be written, is a new confirm by a trusted server."""
    watched = await tx.holds.watched(pattern)
    if watched is None or not watched.held or kind is not StanceKind.CONFIRM:
        return
    settings = await tx.servers.get(server)
    group = settings.trust_group if settings.trusted else None
    stood = group is not None and await tx.holds.has_stood(watched.entry, server, group)
    if lifts_hold(kind, group, stood_before=stood):
        await tx.holds.lift(watched.entry, now)
        await tx.audit.note(server, None, "hold-lifted", f"shared/{pattern}", now)
