"""The use cases of sites: show one with its addresses, change what it says, make one of two, find which one a link is like."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from core.base.authority import Caller
from core.base.categories import Category
from core.base.defang import defang
from core.base.errors import UserError
from core.base.ids import ServerId, SiteId
from core.links import Link
from core.lists.patterns import Pattern
from core.lists.resemblance import Likeness, SiteMark, looks_of, resembling
from core.lists.sites import (
    ENTRIES_PER_SITE,
    NO_SITE,
    SiteWords,
    checked_name,
    checked_summary,
    site_key,
    site_name,
)
from core.lists.verdicts import action_of
from core.servers.policy import Action, Policy, Tier
from services.base.ports import Clock, Storage
from services.lists.entries import EntryStore, OwnEntry
from services.lists.lookup import ListLookup
from services.lists.own_sites import OwnSite, SharedSiteStore, SiteStore, SitesTx, known_site
from services.lists.shared_list.shared import SharedList, SharedView
from services.lists.typed_pattern import NOTE_LENGTH, clipped
from services.servers.moderators import require_moderator_of
from services.servers.policy import PolicyStore
from services.servers.settings import ServerSettings

PAGE = 8
_SHARED = 200  # entries of the shared list that are looked at for one site
_MARKS = 100  # addresses of one look that are looked at
_OFFERED = 25


@dataclass(frozen=True, slots=True)
class Indicator:
    """An address of a site. `tier`: in which it acts in this server, and `action`: what is done then; None: it does not act.

    `allowed`: an exception of this server lets it stand.
    """

    pattern: Pattern
    category: Category | None
    own: OwnEntry | None
    shared: SharedView | None
    tier: Tier | None
    action: Action | None
    allowed: bool


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of a site's addresses; pages count from 0. `own`: the site of this server's list; `shared`: what the shared
    list says of it, as far as this server may know. `more`: the shared list has more addresses than were looked at.
    """

    name: str
    own: OwnSite | None
    shared: SiteWords
    rows: Sequence[Indicator]
    number: int
    pages: int
    total: int
    more: bool


@dataclass(frozen=True, slots=True)
class SiteChanges:
    """What is to be changed of a site; what is empty stays as it is."""

    rename: str = ""
    summary: str = ""
    category: Category | None = None
    note: str = ""

    def any(self) -> bool:
        """Whether anything was asked for."""
        return self != SiteChanges()


@dataclass(frozen=True, slots=True)
class ChangedSite:
    """What became of a change. `into`: another site has the new name, so that nothing was renamed: both can become one."""

    before: OwnSite
    after: OwnSite
    into: OwnSite | None


@dataclass(frozen=True, slots=True)
class LikeSite:
    """The site that a link is like, and the category that it would give."""

    name: str
    likeness: Likeness
    category: Category


class OwnSiteStore(SiteStore, Protocol):
    """The store of table `own_sites`, all of it."""

    async def get(self, server: ServerId, site: SiteId) -> OwnSite | None:
        """Give the server's site with this id."""
        ...

    async def change(self, site: OwnSite) -> None:
        """Write what the site says."""
        ...

    async def move_entries(self, site: SiteId, into: SiteId) -> int:
        """Give every entry of one site to another, removed ones too; returns how many."""
        ...

    async def suggest(self, server: ServerId, needle: str, limit: int) -> list[str]:
        """Find names of the server's sites that hold the needle."""
        ...

    async def marks(self, server: ServerId, looks: tuple[str, ...], limit: int) -> list[SiteMark]:
        """Find addresses of the server's sites that have one of these looks, the newest first."""
        ...


class SharedSitesStore(SharedSiteStore, Protocol):
    """The sites of table `shared_entries`, all of them."""

    async def entries(self, key: str, *, listed_only: bool, limit: int) -> list[str]:
        """Find the patterns of a site that stand on the shared list, those first that count."""
        ...

    async def suggest(self, needle: str, limit: int) -> list[str]:
        """Find names of sites that begin with the needle."""
        ...

    async def marks(self, looks: tuple[str, ...], limit: int) -> list[SiteMark]:
        """Find addresses that have one of these looks and for or against which a trusted server stands."""
        ...


class SiteEntryStore(EntryStore, Protocol):
    """The store of table `own_entries`, as a site is shown."""

    async def of_site(self, site: SiteId, limit: int) -> list[OwnEntry]:
        """Give the entries of a site that stand, oldest first."""
        ...


class SiteTx(SitesTx, Protocol):
    """What a transaction offers to the use cases of sites."""

    @property
    def sites(self) -> OwnSiteStore:
        """The store of table `own_sites`."""
        ...

    @property
    def shared_sites(self) -> SharedSitesStore:
        """The sites of table `shared_entries`."""
        ...

    @property
    def own(self) -> SiteEntryStore:
        """The store of table `own_entries`."""
        ...

    @property
    def policies(self) -> PolicyStore:
        """The store of tables `policy_*`."""
        ...


class Sites:
    """The use cases. They raise UserError: no rights, no such site, a name that is none."""

    def __init__(
        self, *, storage: Storage[SiteTx], shared: SharedList, lookup: ListLookup, clock: Clock
    ) -> None:
        self._storage = storage
        self._shared = shared
        self._lookup = lookup
        self._clock = clock

    async def page(self, caller: Caller, typed: str, number: int) -> SitePage:
        """Give a page of the addresses that this server may know of a site: its own, and those of the shared list."""
        settings = await self._moderated(caller)
        reading, number = self._storage.read, max(0, number)
        name, key, now = site_name(typed), site_key(typed), self._clock()
        own = await reading.sites.find(caller.server, key)
        entries = [] if own is None else await reading.own.of_site(own.id, ENTRIES_PER_SITE)
        standing = {entry.pattern.text: entry for entry in entries if not entry.is_over(now)}
        of_shared = await reading.shared_sites.entries(key, listed_only=not settings.trusted, limit=_SHARED)
        if own is None and not of_shared:
            raise UserError("site-unknown", name=defang(name))
        shared = await reading.shared_sites.find(key, listed_only=False) if settings.trusted else None
        texts = list(dict.fromkeys([*standing, *of_shared]))
        policy, shown = await reading.policies.get(caller.server), texts[number * PAGE : (number + 1) * PAGE]
        found = [await self._indicator(settings, text, standing.get(text), policy) for text in shown]
        rows = [row for row in found if row is not None]
        await self._shared.spend(settings, sum(1 for row in rows if row.shared and row.shared.state))
        return SitePage(
            name=name if own is None else own.words.name,
            own=own,
            shared=NO_SITE if shared is None else shared.words,
            rows=rows,
            number=number,
            pages=-(-len(texts) // PAGE),
            total=len(texts),
            more=len(of_shared) == _SHARED,
        )

    async def _indicator(
        self, settings: ServerSettings, text: str, own: OwnEntry | None, policy: Policy
    ) -> Indicator | None:
        view = await self._shared.view(settings, text)
        known = own or view
        if known is None:  # it left the shared list just now
            return None
        tier = Tier.OWN if own is not None else None if view is None else view.tier
        about, text = await self._lookup.about(settings.server, known.pattern), known.pattern.text
        match = next((one for one in about.matches if (one.pattern, one.tier) == (text, tier)), None)
        return Indicator(
            pattern=known.pattern,
            category=known.category,
            own=own,
            shared=view,
            tier=tier,
            action=None if match is None else action_of(match, policy),
            allowed=bool(about.allows) or (match is not None and match.allowed),
        )

    async def change(self, caller: Caller, typed: str, changes: SiteChanges) -> ChangedSite:
        """Change what a site of this server says. Where another one has the new name, only the rest is changed."""
        await self._moderated(caller)
        key, now = site_key(checked_name(typed)), self._clock()
        name = checked_name(changes.rename) if changes.rename else ""
        summary, note = checked_summary(changes.summary), clipped(changes.note, NOTE_LENGTH)
        async with self._storage.bulk() as tx:
            before = await tx.sites.find(caller.server, key)
            if before is None:
                raise UserError("site-not-own", name=defang(site_name(typed)))
            other = await tx.sites.find(caller.server, site_key(name)) if name else None
            into = None if other is None or other.id == before.id else other
            words = SiteWords(
                name if name and into is None else before.words.name, summary or before.words.summary
            )
            after = replace(
                before, words=words, category=changes.category or before.category, note=note or before.note
            )
            if after != before:
                await tx.sites.change(after)
                told = f"{before.words.name} {before.category}", f"{after.words.name} {after.category}"
                subject = f"site/{before.id}"
                await tx.audit.note(
                    caller.server, caller.user, "site-change", subject, now, before=told[0], after=told[1]
                )
        return ChangedSite(before, after, into)

    async def merge(self, caller: Caller, site: SiteId, into: SiteId) -> OwnSite:
        """Make one of two sites of this server: every address of the first belongs to the other, which says what it said;
        where it had no summary or note, it takes the first one's.
        """
        await self._moderated(caller)
        server, now = caller.server, self._clock()
        async with self._storage.bulk() as tx:
            gone, kept = await tx.sites.get(server, site), await tx.sites.get(server, into)
            if gone is None or kept is None or gone.id == kept.id:
                raise UserError("site-gone")
            count = await tx.sites.count_entries(gone.id) + await tx.sites.count_entries(kept.id)
            if count > ENTRIES_PER_SITE:
                raise UserError("site-full", limit=ENTRIES_PER_SITE)
            words = replace(kept.words, summary=kept.words.summary or gone.words.summary)
            after = replace(kept, words=words, note=kept.note or gone.note)
            await tx.sites.move_entries(gone.id, kept.id)
            await tx.sites.drop_empty(gone.id)
            await tx.sites.change(after)
            told = {"before": gone.words.name, "after": kept.words.name}
            await tx.audit.note(server, caller.user, "site-merge", f"site/{kept.id}", now, **told)
        return after

    async def suggest(self, caller: Caller, typed: str) -> list[str]:
        """Offer names of sites while a moderator types; nothing to anybody else, and only own ones to a server that is not
        trusted.
        """
        settings = await self._storage.glance.servers.get(caller.server)
        if not caller.is_moderator(settings.moderator_role):
            return []
        needle, reading = site_key(typed), self._storage.read
        names = await reading.sites.suggest(caller.server, needle, _OFFERED)
        if settings.trusted and len(names) < _OFFERED:
            names += await reading.shared_sites.suggest(needle, _OFFERED)
        return list({site_key(name): name for name in reversed(names)}.values())[::-1][:_OFFERED]

    async def like(self, server: ServerId, links: Iterable[Link]) -> LikeSite | None:
        """Find the site that one of the links is like: the same name under another ending, or one that looks like it."""
        trusted = (await self._storage.glance.servers.get(server)).trusted
        found = None
        for link in links:
            looks = looks_of(link)
            if not looks:
                continue
            marks = await self._storage.read.sites.marks(server, looks, _MARKS)
            if trusted:
                marks += await self._storage.read.shared_sites.marks(looks, _MARKS)
            found = found or resembling(link, marks)
        if found is None:
            return None
        try:
            known = await known_site(self._storage.read, server, found.site)
        except UserError:  # it is gone since
            return None
        return LikeSite(found.site, found.likeness, known.category)

    async def _moderated(self, caller: Caller) -> ServerSettings:
        return await require_moderator_of(self._storage.glance.servers, caller)
