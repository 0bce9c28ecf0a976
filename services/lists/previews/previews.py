"""Finding what an addition to a list would have done in a server lately: before it bites, and on the form for listing."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Final, Protocol

from core.base.categories import Category
from core.base.ids import ServerId
from core.base.times import day_of
from core.links import Link, canonical
from core.lists.covering import Filed
from core.lists.patterns import Pattern, Scope
from core.lists.previews import Effect, Met, Posted, Reach, effect_of
from core.lists.scopes import Cover, covers
from core.lists.shared_standing import STANCE_LASTS, SharedStanding, Stance, StanceKind, standing, tier_of
from core.servers.policy import Tier
from services.base.ports import Clock, Storage
from services.lists.previews.hosts_seen import EVERYTHING, HostsSeenTx, PlaceSeen
from services.lists.shared_list.stances import SharedEntryStore
from services.lists.sightings import (
    SEEN_DAYS,
    SIGHTINGS_READ,
    PatternSighting,
    Seen,
    SightingsTx,
)
from services.servers.settings import ServerSettings

MOST_PATTERNS: Final = 20_000
"""Patterns that are weighed at once; an import may have more."""
_KEYS_AT_ONCE: Final = 400
_PLACES_READ: Final = 5000  # rows of what was posted, of one look
_FEW_PATTERNS: Final = 20  # are looked for in the links themselves; more are held against the newest links
_NEWEST: Final = 1000
_READ_AT_ONCE: Final = 100


class ReachStore(Protocol):
    """The tables of servers and policies, as far as they say where a shared entry acts."""

    async def acting(self, tier: Tier, category: Category, *, trusted_only: bool) -> int:
        """Count the servers that are set up and do something about entries of this tier and category."""
        ...


class PreviewsTx(SightingsTx, HostsSeenTx, Protocol):
    """What reads offer to `Effects`."""

    @property
    def reach(self) -> ReachStore:
        """Where a shared entry acts."""
        ...

    @property
    def shared(self) -> SharedEntryStore:
        """The store of table `shared_entries`."""
        ...


class Effects:
    """The use case that every preview asks, and the form for listing. It asks nobody's rights: whoever calls it does."""

    def __init__(
        self, *, storage: Storage[PreviewsTx], clock: Clock, quorum: int, seen_for: timedelta
    ) -> None:
        """`seen_for`: how long it is kept which places links led to."""
        self._storage = storage
        self._clock = clock
        self._quorum = quorum
        self._seen_for = seen_for

    async def of(self, server: ServerId, patterns: Iterable[Pattern]) -> Effect:
        """Weigh what patterns would have done in the server in the last days, if they had stood on its list: one or many, at
        most MOST_PATTERNS of them.
        """
        asked = list({pattern.text: pattern for pattern in patterns}.values())
        weighed = asked[:MOST_PATTERNS]
        posted, everything, more = await self._posted(server, weighed)
        met, more_met = await self._met(server, weighed)
        return effect_of(
            posted,
            everything,
            met,
            more=more or more_met,
            unweighed=len(asked) - len(weighed),
            days=self._seen_for.days,
        )

    async def reach(self, settings: ServerSettings, pattern: Pattern, category: Category) -> Reach | None:
        """In how many servers the entry would act if this server confirmed it. None: its word does not count, and what
        others said is not for it to know.
        """
        if not settings.trusted:
            return None
        now = self._clock()
        entry = await self._storage.read.shared.get(pattern.text)
        said = () if entry is None else entry.stances
        own = Stance(StanceKind.CONFIRM, settings.trust_group, now + STANCE_LASTS)
        others = [stance for server, stance in said if server != settings.server]
        return Reach(
            servers=await self._acting(standing([*others, own], self._quorum, now), category),
            before=await self._acting(standing([stance for _, stance in said], self._quorum, now), category),
        )

    async def _acting(self, found: SharedStanding, category: Category) -> int:
        tier = tier_of(found, trusted=True)
        if tier is None:
            return 0
        return await self._storage.read.reach.acting(tier, category, trusted_only=tier is not Tier.SHARED)

    async def of_scopes(self, server: ServerId, links: Sequence[Link]) -> dict[Scope, list[Seen]]:
        """Count for each scope that can be listed, and each link in order, the cases and detections that it would cover."""
        scopes = covers(links)
        made = {one.pattern.text: one.pattern for each in scopes.values() for one in each if one.pattern}
        if not made:
            return {}
        found, more = await self._sightings(server, list(made.values()), SIGHTINGS_READ)
        read = [(one.subject, canonical(one.link)) for one in found]
        counts = {
            text: len({subject for subject, link in read if link is not None and pattern.covers(link)})
            for text, pattern in made.items()
        }
        posted, _, _ = await self._posted(server, list(made.values()))
        return {
            scope: [_seen(one, counts, posted, more=more) for one in each] for scope, each in scopes.items()
        }

    async def _posted(
        self, server: ServerId, patterns: Sequence[Pattern]
    ) -> tuple[Mapping[Pattern, Posted], int, bool]:
        """What was posted under each pattern, how many links in all, and whether more rows were there than were read."""
        since = day_of(self._clock() - self._seen_for)
        find = self._storage.read.hosts_seen.find
        by_key: dict[str, list[PlaceSeen]] = {}
        keys, more = [*{pattern.key for pattern in patterns}, EVERYTHING], False
        for start in range(0, len(keys), _KEYS_AT_ONCE):
            rows = await find(server, keys[start : start + _KEYS_AT_ONCE], since, _PLACES_READ)
            more = more or len(rows) == _PLACES_READ
            for row in rows:
                by_key.setdefault(row.key, []).append(row)
        everything = sum(row.links for row in by_key.get(EVERYTHING, ()))
        posted = {pattern: _added_up(by_key[pattern.key]) for pattern in patterns if pattern.key in by_key}
        return posted, everything, more

    async def _met(self, server: ServerId, patterns: Sequence[Pattern]) -> tuple[list[Met], bool]:
        """What lists found and members reported of these patterns; and whether more was there than was looked at."""
        few = len(patterns) <= _FEW_PATTERNS
        found, more = await self._sightings(
            server, patterns if few else (), SIGHTINGS_READ if few else _NEWEST
        )
        filed, met = Filed((pattern, pattern) for pattern in patterns), []
        for read, one in enumerate(found, start=1):
            link = canonical(one.link)
            if link is not None and filed.covering(link, {}):
                met.append(Met(one.subject, one.link, one.tier, one.action))
            if read % _READ_AT_ONCE == 0:
                await asyncio.sleep(0)
        return met, more

    async def _sightings(
        self, server: ServerId, patterns: Sequence[Pattern], limit: int
    ) -> tuple[list[PatternSighting], bool]:
        since = self._clock() - timedelta(days=SEEN_DAYS)
        reading, found, more = self._storage.read, list[PatternSighting](), False
        for store in (reading.sightings, reading.case_sightings):
            of_kind = await store.find(server, patterns, since, limit)
            more = more or len(of_kind) == limit
            found += of_kind
        return found, more


def _added_up(rows: Sequence[PlaceSeen]) -> Posted:
    return Posted(
        links=sum(row.links for row in rows),
        by_staff=sum(row.by_staff for row in rows),
        days=frozenset(row.day for row in rows),
        channels=frozenset(row.channel for row in rows),
    )


def _seen(one: Cover, counts: Mapping[str, int], posted: Mapping[Pattern, Posted], *, more: bool) -> Seen:
    if one.pattern is None:
        return Seen(0, more=False)
    count = counts[one.pattern.text]
    return Seen(count, more and count > 0, posted.get(one.pattern, Posted()).links)
