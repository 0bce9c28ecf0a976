"""A server's own list, and what every list says about links, as that server sees it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from core.ids import ServerId
from core.links import Link
from core.patterns import Pattern
from core.standing import Stance, StanceKind, standing, tier_of
from core.verdicts import Category, Match, Tier
from services.indexing import Indexing
from services.ports import Clock

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


class CandidateStore(Protocol):
    """What lists hold under a key."""

    async def candidates(self, server: ServerId, keys: Sequence[str]) -> Candidates:
        """One round to the database: own entries and allows of the server, shared entries with trusted stances."""
        ...


class Lists:
    """What lists say. `matches` is on the way of every hit: one statement, whatever the number of links."""

    def __init__(self, store: CandidateStore, indexing: Indexing, clock: Clock, quorum: int) -> None:
        self._store = store
        self._indexing = indexing
        self._clock = clock
        self._quorum = quorum

    def changed(self, keys: Iterable[str]) -> None:
        """After a commit of this process that touched patterns with these keys."""
        self._indexing.apply(keys)

    async def matches(self, server: ServerId, links: Sequence[Link]) -> list[Match]:
        """Every entry that covers one of the links, as this server sees it; allowed ones are marked.

        For core.verdicts.decide. Raises Unavailable.
        """
        keys = sorted({key for link in links for key in link.keys})
        if not keys:
            return []
        found = await self._store.candidates(server, keys)
        return covering(found, links, self._quorum, self._clock())

    async def allowed(self, server: ServerId, link: Link) -> bool:
        """Whether an allow of this server covers the link. Raises Unavailable."""
        found = await self._store.candidates(server, sorted(link.keys))
        return any(allow.covers(link) for allow in found.allows)


def covering(found: Candidates, links: Iterable[Link], quorum: int, now: datetime) -> list[Match]:
    """Candidates x links -> matches, in the order of the links."""
    entries: dict[str, list[tuple[Pattern, Match]]] = defaultdict(list)
    allows: dict[str, list[Pattern]] = defaultdict(list)
    for own in found.own:
        match = Match(own.pattern.text, Tier.OWN, own.category, link="", note=own.note)
        entries[own.pattern.key].append((own.pattern, match))
    for shared in found.shared:
        seen = _as_seen(shared, quorum, now, trusted=found.trusted)
        if seen is not None:
            entries[shared.pattern.key].append((shared.pattern, seen))
    for allow in found.allows:
        allows[allow.key].append(allow)
    return [
        replace(match, link=link.canonical, how=link.how, allowed=_any_covers(allows, link))
        for link in links
        for key in link.keys
        for pattern, match in entries.get(key, ())
        if pattern.covers(link)
    ]


def _any_covers(patterns: Mapping[str, Sequence[Pattern]], link: Link) -> bool:
    return any(pattern.covers(link) for key in link.keys for pattern in patterns.get(key, ()))


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
