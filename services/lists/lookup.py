"""Looking up what lists say about links, as one server sees them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.ids import ServerId
from core.links import Link, canonical
from core.links.link import INVITES, invite_code
from core.lists.covering import Filed, ListEntry
from core.lists.hashed import NOTHING_MET, Met
from core.lists.invites import Leads
from core.lists.patterns import Pattern
from core.lists.verdicts import Match
from core.servers.policy import Tier
from services.base.ports import Clock, Storage
from services.lists.live_index import LiveIndex
from services.lists.sources import Candidates, FollowedAllow, Inquiry, ListSource


@dataclass(frozen=True, slots=True)
class Said:
    """What lists say about some links. `unknown`: the codes of invites whose servers nobody knows yet.

    `short`: short links, canonical, whose shorteners are yet to be asked where they lead; `dark`: those, and the others of
    which nobody knows it. Both are empty where the operator lets no shortener be asked.
    """

    matches: list[Match]
    unknown: Sequence[str] = ()
    short: Sequence[str] = ()
    dark: Sequence[str] = ()

    @property
    def waits(self) -> bool:
        """Whether an answer may come that says more."""
        return bool(self.unknown or self.short)


class MatchSource(Protocol):
    """Asks the lists about links; ListLookup fills it."""

    async def said(self, server: ServerId, links: Sequence[Link]) -> Said:
        """Find every entry that covers one of the links, as this server sees it, and what is not known of them.

        Raises Unavailable.
        """
        ...

    async def matches(self, server: ServerId, links: Sequence[Link]) -> list[Match]:
        """Find every entry that covers one of the links, as this server sees it. Raises Unavailable."""
        ...

    async def allowed(self, server: ServerId, link: Link) -> bool:
        """Whether an exception of the server's own covers the link. Raises Unavailable."""
        ...


@dataclass(frozen=True, slots=True)
class About:
    """What lists say about a place that a pattern names: every entry that covers it, the server's own exceptions that hide
    them, and whom it follows who lets the place through: that hides all but own entries.
    """

    matches: Sequence[Match]
    allows: Sequence[Pattern]
    let_through_by: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What is known about links that one pattern may cover: where invites lead, what the server lets stand."""

    pattern: Pattern
    leads: Leads
    exceptions: Filed[Pattern]

    def covers(self, link: Link) -> bool:
        """Whether the pattern covers the link."""
        return bool(Filed([(self.pattern, self.pattern)]).covering(link, self.leads))

    def allows(self, link: Link) -> bool:
        """Whether an exception of the server's own covers the link."""
        return bool(self.exceptions.covering(link, self.leads))


class LookupStore(Protocol):
    """The tables of lists as a hit looks them up."""

    async def candidates(self, server: ServerId | None, keys: Sequence[str], now: datetime) -> Candidates:
        """Find, in one round to the database, the server's own entries and allows, and shared entries with trusted
        stances.

        Entries are found too that hold the server to which an invite among the keys is known to lead. `server` None: the
        own entries of every server.
        """
        ...


class LookupStores(Protocol):
    """What reads offer to the look-up."""

    @property
    def lookup(self) -> LookupStore:
        """The store of the tables of lists."""
        ...


class ListLookup:
    """Asks every source of lists. `matches` is on the way of every hit: one statement, whatever the number of links."""

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
        """Tell the index of patterns with these keys which this process has just changed;
        to be called after the commit.
        """
        touched = list(keys)
        if any(invite_code(key) is not None for key in touched):
            # The server behind it may be known already: then every invite must be looked at.
            touched.append(INVITES)
        self._index.apply(touched)

    async def matches(self, server: ServerId, links: Sequence[Link]) -> list[Match]:
        """Find every entry that covers one of the links, as this server sees it. Raises Unavailable."""
        return (await self.said(server, links)).matches

    async def said(self, server: ServerId, links: Sequence[Link]) -> Said:
        """Find every entry that covers one of the links, and the invites among them that nobody knows yet.

        Raises Unavailable.
        """
        inquiry = await self._inquire(server, links)
        if inquiry is None:
            return Said([])
        found = inquiry.found
        entries = await filed_entries(self._sources, inquiry)
        allows = _filed_allows(found.allows)
        followed = Filed((each.pattern, each) for each in await self._followed(inquiry))
        matches: list[Match] = []
        for link in links:
            covering = entries.covering(link, found.leads)
            if covering:
                own = bool(allows.covering(link, found.leads))
                others = own or bool(followed.covering(link, found.leads))
                matches += [
                    _match(entry, link, allowed=own if entry.tier is Tier.OWN else others)
                    for entry in covering
                ]
        return Said(matches, _unknown(links, matches, found.leads))

    async def about(self, server: ServerId, pattern: Pattern) -> About:
        """Find every entry that covers what the pattern names, and every exception; a name under every ending is no address
        and is covered by itself alone. Raises Unavailable.
        """
        link = canonical(pattern.text.removeprefix("="))
        inquiry = await self._ask(server, {pattern.key}, [] if link is None else [link])
        leads, entries = inquiry.found.leads, list[ListEntry]()
        for source in self._sources:
            entries += await source.entries(inquiry)
        allows = [each for each in inquiry.found.allows if _covers(each, pattern, link, leads)]
        others = await self._followed(inquiry)
        through = sorted({each.source for each in others if _covers(each.pattern, pattern, link, leads)})
        place = pattern.text if link is None else link.canonical
        return About(
            [
                Match(
                    entry.pattern.text,
                    entry.tier,
                    entry.category,
                    place,
                    source=entry.source,
                    note=entry.note,
                    allowed=bool(allows) or (bool(through) and entry.tier is not Tier.OWN),
                    counts_only=entry.counts_only,
                    held=entry.held,
                )
                for entry in entries
                if _covers(entry.pattern, pattern, link, leads)
            ],
            allows,
            through,
        )

    async def around(self, server: ServerId, pattern: Pattern, links: Sequence[Link]) -> "Around":
        """What is known about links that a pattern may cover, which need stand on no list. Raises Unavailable."""
        inquiry = await self._ask(server, {pattern.key}, links)
        return Around(pattern, inquiry.found.leads, _filed_allows(inquiry.found.allows))

    async def allowed(self, server: ServerId, link: Link) -> bool:
        """Whether an allow of this server covers the link. Raises Unavailable."""
        return bool(await self.allowing(server, link))

    async def allowing(self, server: ServerId, link: Link) -> Sequence[Pattern]:
        """Give the allows of this server that cover the link. Raises Unavailable."""
        inquiry = await self._inquire(server, [link])
        if inquiry is None:
            return []
        return _filed_allows(inquiry.found.allows).covering(link, inquiry.found.leads)

    async def _followed(self, inquiry: Inquiry) -> Sequence[FollowedAllow]:
        return [each for source in self._sources for each in await source.allows(inquiry)]

    async def anywhere(self, links: Sequence[Link]) -> list[tuple[Link, ListEntry]]:
        """Find each link with every entry that covers it in any server, for the operator. Raises Unavailable."""
        inquiry = await self._inquire(None, links)
        return [] if inquiry is None else await covering_entries(self._sources, inquiry, links)

    async def _inquire(self, server: ServerId | None, links: Sequence[Link]) -> Inquiry | None:
        return await self._ask(server, (), links) if any(link.keys for link in links) else None

    async def _ask(self, server: ServerId | None, more: Iterable[str], links: Sequence[Link]) -> Inquiry:
        """Ask for the keys of the links, and for `more`."""
        keys = sorted({*more, *(key for link in links for key in link.keys)})
        met = Met(links) if self._index.index.holds_hashes else NOTHING_MET
        keys += met.hashes()
        found = await self._storage.glance.lookup.candidates(server, keys, self._clock())
        return Inquiry(server, keys, found, met)


async def covering_entries(
    sources: Sequence[ListSource], inquiry: Inquiry, links: Sequence[Link]
) -> list[tuple[Link, ListEntry]]:
    """Find each link with every entry of the sources that covers it."""
    entries = await filed_entries(sources, inquiry)
    return [(link, entry) for link in links for entry in entries.covering(link, inquiry.found.leads)]


async def filed_entries(sources: Sequence[ListSource], inquiry: Inquiry) -> Filed[ListEntry]:
    """Ask every source, and file the entries by their keys."""
    entries: list[ListEntry] = []
    for source in sources:
        entries += await source.entries(inquiry)
    return Filed((entry.pattern, entry) for entry in entries)


def _covers(known: Pattern, pattern: Pattern, link: Link | None, leads: Leads) -> bool:
    """Whether a pattern on a list covers all that another pattern names. `link`: its address."""
    if known.text == pattern.text:
        return True
    return link is not None and bool(Filed([(known, known)]).covering(link, leads))


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
        counts_only=entry.counts_only,
        guess=link.guess,
        held=entry.held,
    )


def _unknown(links: Iterable[Link], matches: Iterable[Match], leads: Leads) -> list[str]:
    """The invites that Discord could be asked about: neither covered by a list already, nor answered."""
    covered = {match.link for match in matches}
    codes = (invite_code(link.canonical) for link in links if link.canonical not in covered)
    return list(dict.fromkeys(code for code in codes if code is not None and code not in leads))
