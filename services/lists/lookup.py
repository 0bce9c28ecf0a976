"""A server's own list, and what every list says about links, as that server sees it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from core.base.categories import Category
from core.base.ids import ServerId
from core.links import Link
from core.links.link import INVITES, invite_code
from core.lists.invites import Leads, same_server_keys
from core.lists.patterns import Pattern
from core.lists.shared_standing import Stance, StanceKind, standing, tier_of
from core.lists.verdicts import Match
from core.servers.policy import Tier
from services.base.ports import Clock
from services.lists.live_index import LiveIndex

_NAMES = 5  # confirming servers that a reason names


@dataclass(frozen=True, slots=True)
class OwnCandidate:
    """An entry of the asking server's own list."""

    pattern: Pattern
    category: Category
    note: str


@dataclass(frozen=True, slots=True)
class SharedCandidate:
    """A shared entry with every stance that may count."""

    pattern: Pattern
    category: Category
    note: str
    stances: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everything under some keys that may matter to one server."""

    trusted: bool  # the asking server
    own: Sequence[OwnCandidate] = ()
    shared: Sequence[SharedCandidate] = ()
    allows: Sequence[Pattern] = ()
    # Of the invites among the keys, and of listed ones to the same servers.
    leads: Leads = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """What lists say about some links. `unknown`: codes of invites of which nobody knows yet where they lead."""

    matches: list[Match]
    unknown: Sequence[str] = ()


class LookupStore(Protocol):
    """What lists hold under a key."""

    async def candidates(self, server: ServerId, keys: Sequence[str]) -> Candidates:
        """One round to the database: own entries and allows of the server, shared entries with trusted stances; also
        those under other invites to the server that an invite among the keys is known to lead to.
        """
        ...


class ListLookup:
    """What lists say. `matches` is on the way of every hit: one statement, whatever the number of links."""

    def __init__(self, store: LookupStore, indexing: LiveIndex, clock: Clock, quorum: int) -> None:
        self._store = store
        self._indexing = indexing
        self._clock = clock
        self._quorum = quorum

    def changed(self, keys: Iterable[str]) -> None:
        """After a commit of this process that touched patterns with these keys."""
        touched = list(keys)
        if any(invite_code(key) is not None for key in touched):
            touched.append(INVITES)  # what is behind it may be known already: then every invite is a suspect
        self._indexing.apply(touched)

    async def matches(self, server: ServerId, links: Sequence[Link]) -> list[Match]:
        """Every entry that covers one of the links, as this server sees it. Raises Unavailable."""
        return (await self.said(server, links)).matches

    async def said(self, server: ServerId, links: Sequence[Link]) -> Said:
        """The same, and which invites among the links nobody knows yet. Raises Unavailable."""
        keys = sorted({key for link in links for key in link.keys})
        if not keys:
            return Said([])
        found = await self._store.candidates(server, keys)
        matches = covering(found, links, self._quorum, self._clock())
        return Said(matches, _unknown(found, links, matches))

    async def allowed(self, server: ServerId, link: Link) -> bool:
        """Whether an allow of this server covers the link. Raises Unavailable."""
        found = await self._store.candidates(server, sorted(link.keys))
        return _any_covers(_by_key(found.allows), link, _others(link, found))


def covering(found: Candidates, links: Iterable[Link], quorum: int, now: datetime) -> list[Match]:
    """Candidates x links -> matches, in the order of the links."""
    entries: dict[str, list[tuple[Pattern, Match]]] = defaultdict(list)
    for own in found.own:
        match = Match(own.pattern.text, Tier.OWN, own.category, link="", note=own.note)
        entries[own.pattern.key].append((own.pattern, match))
    for shared in found.shared:
        seen = _as_seen(shared, quorum, now, trusted=found.trusted)
        if seen is not None:
            entries[shared.pattern.key].append((shared.pattern, seen))
    allows = _by_key(found.allows)
    return [
        replace(match, link=link.canonical, how=link.how, allowed=_any_covers(allows, link, others))
        for link, others in ((link, _others(link, found)) for link in links)
        for key in (*link.keys, *others)
        for pattern, match in entries.get(key, ())
        if key in others or pattern.covers(link)
    ]


def _by_key(patterns: Iterable[Pattern]) -> Mapping[str, Sequence[Pattern]]:
    found: dict[str, list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        found[pattern.key].append(pattern)
    return found


def _others(link: Link, found: Candidates) -> Sequence[str]:
    """The keys of entries that hold the server behind the link by another invite."""
    return same_server_keys(link.canonical, found.leads) if found.leads else ()


def _any_covers(patterns: Mapping[str, Sequence[Pattern]], link: Link, others: Sequence[str]) -> bool:
    return any(key in patterns for key in others) or any(
        pattern.covers(link) for key in link.keys for pattern in patterns.get(key, ())
    )


def _unknown(found: Candidates, links: Iterable[Link], matches: Iterable[Match]) -> list[str]:
    """Invites that Discord could be asked about: what a list covers anyway, and what was answered, is not among them."""
    covered = {match.link for match in matches}
    codes = (invite_code(link.canonical) for link in links if link.canonical not in covered)
    return list(dict.fromkeys(code for code in codes if code is not None and code not in found.leads))


def _as_seen(shared: SharedCandidate, quorum: int, now: datetime, *, trusted: bool) -> Match | None:
    tier = tier_of(standing(shared.stances, quorum, now), trusted=trusted)
    if tier is None:
        return None
    match = Match(shared.pattern.text, tier, shared.category, link="")
    if not trusted:  # an untrusted server sees listed patterns and categories only
        return match
    names = sorted(
        {stance.name for stance in shared.stances if stance.kind is StanceKind.CONFIRM and stance.stands(now)}
    )
    return replace(match, source=", ".join(names[:_NAMES]), note=shared.note)
