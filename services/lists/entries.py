"""Writing entries and exceptions of a server's own list into a transaction that the use case has opened.

Each change brings its line in the audit, its revision, and the question what is behind an invite, so that none is half
made. `/blocklist`, the cards of cases and those of detections all come through here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, EntryId, ServerId, SiteId, UserId
from core.lists.patterns import Pattern
from core.lists.sites import NO_SITE, SiteWords
from services.base.ports import Audit
from services.lists.invites import HeldInvites
from services.lists.own_sites import OwnSite, SitesTx, join_site
from services.servers.setup import ServerStore

ENTRIES_PER_SERVER = 20_000
ALLOWS_PER_SERVER = 5_000


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """One entry of a server's own list with its provenance.

    `site`: the site that it belongs to. `ends_at`: from then on it acts no more; None: it stands until it is removed.
    """

    id: EntryId
    pattern: Pattern
    category: Category
    note: str
    added_at: datetime
    added_by: UserId | None
    case: CaseId | None
    site: OwnSite | None = None
    ends_at: datetime | None = None

    def is_over(self, now: datetime) -> bool:
        """Whether its time is over, though it was not taken off yet."""
        return self.ends_at is not None and self.ends_at <= now

    @property
    def site_words(self) -> SiteWords:
        """What it says of its site."""
        return NO_SITE if self.site is None else self.site.words


@dataclass(frozen=True, slots=True)
class Allowed:
    """A server's local exception."""

    pattern: Pattern
    reason: str
    added_at: datetime
    added_by: UserId | None


class EntryStore(Protocol):
    """The store of table `own_entries` as entries come and go; each change gets a revision."""

    async def get(self, server: ServerId, pattern: str) -> OwnEntry | None:
        """Give the standing entry with this pattern."""
        ...

    async def newest(self, server: ServerId, pattern: str) -> OwnEntry | None:
        """Give the newest entry with this pattern, whether it stands or was removed."""
        ...

    async def count(self, server: ServerId) -> int:
        """Count the entries on the server's list, without what the operator imported."""
        ...

    async def add(
        self,
        server: ServerId,
        pattern: Pattern,
        category: Category,
        note: str,
        by: UserId | None,
        case: CaseId | None,
        now: datetime,
        *,
        site: SiteId | None = None,
        ends_at: datetime | None = None,
    ) -> bool:
        """Add the entry. False, and nothing is changed: it stands there already."""
        ...

    async def change(self, entry: OwnEntry) -> None:
        """Write category, note, site and end of an entry that stands."""
        ...

    async def put_by_hand(self, entry: EntryId) -> None:
        """Note that a moderator put the entry on the list, too: it stays when an import that brought it is taken back."""
        ...

    async def end(self, entry: EntryId, pattern: Pattern) -> bool:
        """Take an entry off whose time is over, as of its end. False: it is gone already."""
        ...

    async def remove(self, server: ServerId, pattern: Pattern, now: datetime) -> bool:
        """Remove the entry. False: it was not there."""
        ...


class AllowStore(Protocol):
    """The store of table `allows` as exceptions come and go; each change gets a revision."""

    async def get(self, server: ServerId, pattern: str) -> Allowed | None:
        """Give the standing exception with this pattern."""
        ...

    async def count(self, server: ServerId) -> int:
        """Count the exceptions of the server."""
        ...

    async def naming(self, server: ServerId, part: str, most: int) -> Sequence[Pattern]:
        """Give exceptions of the server whose patterns hold this part, such as a host."""
        ...

    async def add(
        self, server: ServerId, pattern: Pattern, reason: str, by: UserId | None, now: datetime
    ) -> bool:
        """Add the exception. False, and nothing is changed: it is allowed already."""
        ...

    async def end(self, server: ServerId, pattern: Pattern, now: datetime) -> bool:
        """End the exception. False: there was none."""
        ...


class ListsTx(Protocol):
    """What a transaction offers to every change of what a server says of patterns."""

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def invites(self) -> HeldInvites:
        """The store of table `invites`."""
        ...

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...


class EntriesTx(ListsTx, SitesTx, Protocol):
    """What a transaction offers to changes of a server's own entries."""

    @property
    def own(self) -> EntryStore:
        """The store of table `own_entries`."""
        ...


class AllowsTx(ListsTx, Protocol):
    """What a transaction offers to changes of a server's exceptions."""

    @property
    def allows(self) -> AllowStore:
        """The store of table `allows`."""
        ...


async def standing_entry(tx: EntriesTx, server: ServerId, pattern: Pattern, now: datetime) -> OwnEntry | None:
    """The server's entry with this pattern. One whose time is over is taken off here, before the job comes to it."""
    entry = await tx.own.get(server, pattern.text)
    if entry is None or not entry.is_over(now):
        return entry
    await end_entry(tx, server, entry.id, pattern, now)
    return None


async def add_entry(
    tx: EntriesTx,
    server: ServerId,
    pattern: Pattern,
    category: Category | None,
    note: str,
    by: UserId | None,
    case: CaseId | None,
    now: datetime,
    *,
    site: str = "",
    ends_at: datetime | None = None,
) -> bool:
    """Put the pattern on the server's own list. False: it stood there already, and nothing was changed.

    `site`: the name of the site that it joins, which is made where there is none; what is not said of category and note
    comes from the site. `ends_at`: when it ends by itself. Raises UserError where the list or the site is full, or the name
    is none.
    """
    await tx.servers.ensure(server)
    if await standing_entry(tx, server, pattern, now) is not None:
        return False
    if await tx.own.count(server) >= ENTRIES_PER_SERVER:
        raise UserError("list-full", limit=ENTRIES_PER_SERVER)
    joined = await join_site(tx, server, site, category, note, by, now) if site else None
    if joined is not None:
        category, note = category or joined.category, note or joined.note
    category = category or Category.HARASSMENT
    belongs = None if joined is None else joined.id
    await tx.own.add(server, pattern, category, note, by, case, now, site=belongs, ends_at=ends_at)
    await tx.invites.hold(pattern, now)
    after = told_entry(category, case, joined, ends_at)
    await tx.audit.note(server, by, "list-add", f"own/{pattern.text}", now, after=after)
    return True


def told_entry(
    category: Category, case: CaseId | None, site: OwnSite | None, ends_at: datetime | None
) -> str:
    """An entry in a line of the audit."""
    words = [f"{category}"]
    words += [] if case is None else [f"case/{case}"]
    words += [] if site is None else [f"site/{site.id}"]
    words += [] if ends_at is None else [f"ends {ends_at:%Y-%m-%dT%H:%M:%SZ}"]
    return " ".join(words)


async def end_entry(tx: EntriesTx, server: ServerId, entry: EntryId, pattern: Pattern, now: datetime) -> bool:
    """Take an entry off whose time is over. False: it is gone already."""
    ended = await tx.own.end(entry, pattern)
    if ended:
        await tx.audit.note(server, None, "list-end", f"own/{pattern.text}", now)
    return ended


async def remove_entry(
    tx: EntriesTx, server: ServerId, pattern: Pattern, reason: str, by: UserId | None, now: datetime
) -> bool:
    """Take the pattern off the server's own list. False: it was not there."""
    removed = await tx.own.remove(server, pattern, now)
    if removed:
        await tx.audit.note(server, by, "list-remove", f"own/{pattern.text}", now, reason=reason)
    return removed


async def add_allow(
    tx: AllowsTx, server: ServerId, pattern: Pattern, reason: str, by: UserId | None, now: datetime
) -> bool:
    """Let what the pattern covers stand in this server, whatever lists say. False: it was allowed already.

    Raises UserError where the server has too many exceptions.
    """
    await tx.servers.ensure(server)
    if await tx.allows.get(server, pattern.text) is not None:
        return False
    if await tx.allows.count(server) >= ALLOWS_PER_SERVER:
        raise UserError("list-allows-full", limit=ALLOWS_PER_SERVER)
    await tx.allows.add(server, pattern, reason, by, now)
    await tx.invites.hold(pattern, now)
    await tx.audit.note(server, by, "list-allow", f"allow/{pattern.text}", now, reason=reason)
    return True


async def end_allow(
    tx: AllowsTx, server: ServerId, pattern: Pattern, reason: str, by: UserId | None, now: datetime
) -> bool:
    """End the exception. False: there was none."""
    ended = await tx.allows.end(server, pattern, now)
    if ended:
        await tx.audit.note(server, by, "list-unallow", f"allow/{pattern.text}", now, reason=reason)
    return ended
