"""The sites of servers' own lists, and how an entry joins one in a transaction that the use case has opened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from core.base.categories import Category
from core.base.defang import defang
from core.base.errors import UserError
from core.base.ids import ServerId, SiteId, UserId
from core.lists.sites import (
    ENTRIES_PER_SITE,
    SITES_PER_SERVER,
    SiteWords,
    checked_name,
    site_key,
    site_name,
)
from services.base.ports import Audit
from services.servers.setup import ServerStore

_CHOICE: Final = "site:"


@dataclass(frozen=True, slots=True)
class OwnSite:
    """A site of a server's own list. A new address of it inherits category and note."""

    id: SiteId
    words: SiteWords
    category: Category
    note: str


@dataclass(frozen=True, slots=True)
class SharedSite:
    """What the shared list says of a site, in the words of the entry that stands firmest."""

    words: SiteWords
    category: Category
    note: str


class SiteStore(Protocol):
    """The store of table `own_sites`: the sites of servers' own lists."""

    async def find(self, server: ServerId, key: str) -> OwnSite | None:
        """Give the server's site of this name, as it is compared."""
        ...

    async def count(self, server: ServerId) -> int:
        """Count the server's sites."""
        ...

    async def count_entries(self, site: SiteId) -> int:
        """Count the entries of the site that stand."""
        ...

    async def add(
        self, server: ServerId, words: SiteWords, category: Category, note: str, now: datetime
    ) -> SiteId:
        """Make a site."""
        ...

    async def drop_empty(self, site: SiteId) -> None:
        """Delete the site if no entry refers to it any more, not one that was removed either."""
        ...


class SharedSiteStore(Protocol):
    """The sites of table `shared_entries`: each is what its entries say."""

    async def find(self, key: str, *, listed_only: bool) -> SharedSite | None:
        """Give the words of the entry of this site that stands firmest; None where none stands."""
        ...


class SitesTx(Protocol):
    """What a transaction offers to whoever puts entries into sites."""

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def sites(self) -> SiteStore:
        """The store of table `own_sites`."""
        ...

    @property
    def shared_sites(self) -> SharedSiteStore:
        """The sites of table `shared_entries`."""
        ...

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...


async def known_site(tx: SitesTx, server: ServerId, name: str) -> OwnSite | SharedSite:
    """Give what a new address of the site inherits. Raises UserError where the server has none of this name, and sees none."""
    key = site_key(name)
    known = await tx.sites.find(server, key) or await _seen_site(tx, server, key)
    if known is None:
        raise UserError("site-unknown", name=defang(site_name(name)))
    return known


async def _seen_site(tx: SitesTx, server: ServerId, key: str) -> SharedSite | None:
    """The site on the shared list, as far as the server may see it."""
    trusted = (await tx.servers.get(server)).trusted
    return await tx.shared_sites.find(key, listed_only=False) if trusted else None


def site_choice(name: str) -> str:
    """The value of a form's option that takes category and note from a site."""
    return f"{_CHOICE}{name}"


def chosen_site(value: str) -> str:
    """The site that was chosen so; empty where something else was."""
    return value.removeprefix(_CHOICE) if value.startswith(_CHOICE) else ""


async def join_site(
    tx: SitesTx,
    server: ServerId,
    typed: str,
    category: Category | None,
    note: str,
    by: UserId | None,
    now: datetime,
    *,
    member_of: SiteId | None = None,
) -> OwnSite:
    """Give the server's site of this name with room for one entry more, made where there is none.

    A new site takes category and note of its first entry; what the entry does not say comes from the site of this name
    on the shared list, where the server may see it. `member_of`: the site in which the entry is already.
    Raises UserError where the site is full, the server has too many, or the name is none.
    """
    words = SiteWords(checked_name(typed), "")
    known = await tx.sites.find(server, words.key)
    if known is not None:
        if known.id != member_of and await tx.sites.count_entries(known.id) >= ENTRIES_PER_SITE:
            raise UserError("site-full", limit=ENTRIES_PER_SITE)
        return known
    if await tx.sites.count(server) >= SITES_PER_SERVER:
        raise UserError("sites-full", limit=SITES_PER_SERVER)
    shared = await _seen_site(tx, server, words.key)
    if shared is not None:
        words = SiteWords(words.name, shared.words.summary)
        category, note = category or shared.category, note or shared.note
    category = category or Category.HARASSMENT
    made = OwnSite(await tx.sites.add(server, words, category, note, now), words, category, note)
    await tx.audit.note(server, by, "site-make", f"site/{made.id}", now, after=words.name)
    return made
