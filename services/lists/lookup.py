"""What lists say about links, as one server sees them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.ids import ServerId
from core.links import Link
from core.links.link import INVITES, invite_code
from core.lists.covering import Filed, ListEntry
from core.lists.invites import Leads
from core.lists.patterns import Pattern
from core.lists.verdicts import Match
from services.base.ports import Clock, Storage
from services.lists.live_index import LiveIndex
from services.lists.sources import Candidates, Inquiry, ListSource


@dataclass(frozen=True, slots=True)
class Said:
    """What lists say about some links. `unknown`: codes of invites of which nobody knows yet where they lead."""

    matches: list[Match]
    unknown: Sequence[str] = ()


class LookupStore(Protocol):
    """The tables of lists, as a hit asks them."""

    async def candidates(self, server: ServerId | None, keys: Sequence[str], now: datetime) -> Candidates:
        """One round to the database: own entries and allows of the server, shared entries with trusted stances; also
        those under other invites to the server that an invite among the keys is known to lead to.

        `server` None: the own entries of every server.
        """
        ...


class LookupStores(Protocol):
    """What reads offer to the look-up."""

    @property
    def lookup(self) -> LookupStore:
        """The tables of lists."""
        ...


class ListLookup:
    """Asks every source. `matches` is on the way of every hit: one statement, whatever the number of links."""

    def __init__(
        self,
        *,
        storage: Storage[LookupStores],
        sources: Sequence[ListSource],
        index: LiveIndex,
        clock: Clock,
    ) -> None:
        self._storage = storage
        self._sources = sources
        self._index = index
        self._clock = clock

    def changed(self, keys: Iterable[str]) -> None:
        """After a commit of this process that touched patterns with these keys."""
        touched = list(keys)
        if any(invite_code(key) is not None for key in touched):
            touched.append(INVITES)  # what is behind it may be known already: then every invite is a suspect
        self._index.apply(touched)

    async def matches(self, server: ServerId, links: Sequence[Link]) -> list[Match]:
        """Every entry that covers one of the links, as this server sees it. Raises Unavailable."""
        return (await self.said(server, links)).matches

    async def said(self, server: ServerId, links: Sequence[Link]) -> Said:
        """Every entry that covers one of the links, and which invites among them nobody knows yet. Raises Unavailable."""
        inquiry = await self._inquire(server, links)
        if inquiry is None:
            return Said([])
        found = inquiry.found
        entries = await filed_entries(self._sources, inquiry)
        allows = _filed_allows(found.allows)
        matches: list[Match] = []
        for link in links:
            covering = entries.covering(link, found.leads)
            if covering:
                allowed = bool(allows.covering(link, found.leads))
                matches += [_match(entry, link, allowed=allowed) for entry in covering]
        return Said(matches, _unknown(links, matches, found.leads))

    async def allowed(self, server: ServerId, link: Link) -> bool:
        """Whether an allow of this server covers the link. Raises Unavailable."""
        inquiry = await self._inquire(server, [link])
        if inquiry is None:
            return False
        return bool(_filed_allows(inquiry.found.allows).covering(link, inquiry.found.leads))

    async def anywhere(self, links: Sequence[Link]) -> list[tuple[Link, ListEntry]]:
        """Each link with every entry that covers it in any server, for the operator. Raises Unavailable."""
        inquiry = await self._inquire(None, links)
        return [] if inquiry is None else await covering_entries(self._sources, inquiry, links)

    async def _inquire(self, server: ServerId | None, links: Sequence[Link]) -> Inquiry | None:
        keys = sorted({key for link in links for key in link.keys})
        if not keys:
            return None
        found = await self._storage.glance.lookup.candidates(server, keys, self._clock())
        return Inquiry(server, keys, found)


async def covering_entries(
    sources: Sequence[ListSource], inquiry: Inquiry, links: Sequence[Link]
) -> list[tuple[Link, ListEntry]]:
    """Each link with every entry of the sources that covers it."""
    entries = await filed_entries(sources, inquiry)
    return [(link, entry) for link in links for entry in entries.covering(link, inquiry.found.leads)]


async def filed_entries(sources: Sequence[ListSource], inquiry: Inquiry) -> Filed[ListEntry]:
    """What the sources answer, by key."""
    entries: list[ListEntry] = []
    for source in sources:
        entries += await source.entries(inquiry)
    return Filed((entry.pattern, entry) for entry in entries)


def _filed_allows(allows: Iterable[Pattern]) -> Filed[Pattern]:
    return Filed((pattern, pattern) for pattern in allows)


def _match(entry: ListEntry, link: Link, *, allowed: bool) -> Match:
    return Match(
        pattern=entry.pattern.text,
        tier=entry.tier,
        category=entry.category,
        link=link.canonical,
        how=link.how,
        source=entry.source,
        note=entry.note,
        allowed=allowed,
    )


def _unknown(links: Iterable[Link], matches: Iterable[Match], leads: Leads) -> list[str]:
    """Invites that Discord could be asked about: what a list covers anyway, and what was answered, is not among them."""
    covered = {match.link for match in matches}
    codes = (invite_code(link.canonical) for link in links if link.canonical not in covered)
    return list(dict.fromkeys(code for code in codes if code is not None and code not in leads))
