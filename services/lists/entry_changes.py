"""Putting an entry on a server's own list or changing one that stands there, in a transaction that the use case has opened.

What this server says of it on the shared list follows: its words, and until when they stand.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from core.base.categories import Category
from core.base.ids import CaseId, ServerId, UserId
from core.lists.patterns import Pattern
from core.lists.shared_standing import StanceKind
from core.lists.stances import EntryWords
from services.lists.entries import EntriesTx, OwnEntry, add_entry, standing_entry, told_entry
from services.lists.own_sites import join_site
from services.lists.shared_list.stances import StancesTx, take_stance


@dataclass(frozen=True, slots=True)
class EntryChanges:
    """What is to be changed of an entry that stands; what is None or empty stays as it is."""

    category: Category | None = None
    note: str = ""
    site: str = ""
    ends_at: datetime | None = None
    endless: bool = False  # it shall not end by itself any more

    def any(self) -> bool:
        """Whether anything was asked for."""
        return self != EntryChanges()


@dataclass(frozen=True, slots=True)
class PutEntry:
    """What stands now, and what stood before; None: nothing did. `follows`: the server's word on the shared list was taken
    again, since the entry was changed.
    """

    entry: OwnEntry
    before: OwnEntry | None
    follows: bool


@dataclass(frozen=True, slots=True)
class LinkedEntry:
    """An entry that a card put on the list, or found there. `words`: in which it is shared."""

    entry: OwnEntry
    new: bool
    words: EntryWords


class PuttingTx(EntriesTx, StancesTx, Protocol):
    """What a transaction offers to whoever puts an entry on the own list."""


async def put_entry(
    tx: PuttingTx,
    server: ServerId,
    pattern: Pattern,
    said: EntryChanges,
    by: UserId | None,
    now: datetime,
    *,
    share: bool,
) -> PutEntry:
    """Put the pattern on the own list, or change what is said of it where it stands there; confirm it where asked.

    An older entry is shared in its own words. Raises UserError: a list or a site is full, a name is none.
    """
    before = await standing_entry(tx, server, pattern, now)
    if before is None:
        await add_entry(
            tx,
            server,
            pattern,
            said.category,
            said.note,
            by,
            None,
            now,
            site=said.site,
            ends_at=said.ends_at,
        )
    else:
        await tx.own.put_by_hand(before.id)
        if said.any():
            await change_entry(tx, server, before, said, by, now)
    entry = await tx.own.get(server, pattern.text)
    assert entry is not None  # noqa: S101  # it was added or stood there
    follows = before not in (None, entry) and await _confirms(tx, server, pattern, now)
    if share or follows:
        words = EntryWords(entry.category, entry.note, entry.site_words)
        await take_stance(tx, server, pattern, StanceKind.CONFIRM, words, "", by, now)
    return PutEntry(entry, before, follows)


async def list_link_in_site(
    tx: EntriesTx,
    server: ServerId,
    pattern: Pattern,
    category: Category,
    note: str,
    by: UserId | None,
    case: CaseId | None,
    now: datetime,
    site: str,
) -> LinkedEntry:
    """Put the pattern on the own list, as the cards of cases and of detections do; one that stands there already joins the
    site that was chosen, and stays as it is otherwise.
    """
    new = await add_entry(tx, server, pattern, category, note, by, case, now, site=site)
    entry = await tx.own.get(server, pattern.text)
    assert entry is not None  # noqa: S101  # it was added or stood there
    if not new:
        await tx.own.put_by_hand(entry.id)
    if not new and site:
        entry = await change_entry(tx, server, entry, EntryChanges(site=site), by, now)
    return LinkedEntry(entry, new, EntryWords(category, entry.note if new else note, entry.site_words))


async def change_entry(
    tx: EntriesTx, server: ServerId, entry: OwnEntry, changes: EntryChanges, by: UserId | None, now: datetime
) -> OwnEntry:
    """Change what an entry says; who put it there, and when, stays. Returns it as it stands from now on.

    Raises UserError where the site is full or its name is none.
    """
    site = entry.site
    if changes.site:
        held = None if site is None else site.id
        site = await join_site(tx, server, changes.site, entry.category, entry.note, by, now, member_of=held)
    after = replace(
        entry,
        category=changes.category or entry.category,
        note=changes.note or entry.note,
        site=site,
        ends_at=None if changes.endless else changes.ends_at or entry.ends_at,
    )
    if after == entry:
        return entry
    await tx.own.change(after)
    if entry.site is not None and site != entry.site:
        await tx.sites.drop_empty(entry.site.id)
    before, told = (told_entry(each.category, None, each.site, each.ends_at) for each in (entry, after))
    subject = f"own/{entry.pattern.text}"
    await tx.audit.note(server, by, "list-change", subject, now, before=before, after=told)
    return after


async def _confirms(tx: StancesTx, server: ServerId, pattern: Pattern, now: datetime) -> bool:
    """Whether the server stands for the pattern on the shared list."""
    shared = await tx.shared.get(pattern.text)
    said = None if shared is None else shared.stance_of(server)
    return said is not None and said.kind is StanceKind.CONFIRM and said.stands(now)
