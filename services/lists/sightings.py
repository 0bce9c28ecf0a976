"""Counting how often what a scope would cover was seen in a server lately: what to expect of listing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.ids import ServerId
from core.links import Link, canonical
from core.lists.patterns import Pattern, Scope
from core.lists.scopes import Cover, covers
from services.base.ports import Clock, Storage

SEEN_DAYS = 30
SIGHTINGS_READ = 400  # of each kind, the newest; a form must be shown within seconds


@dataclass(frozen=True, slots=True)
class PatternSighting:
    """A link of a case or of a detection; all links of one case share their `subject`."""

    subject: str
    link: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A count of cases and detections. `more`: there were more than were looked at."""

    count: int
    more: bool


@dataclass(frozen=True, slots=True)
class Hits:
    """How often a pattern was found in a server so far."""

    count: int
    last: datetime | None


class HitStore(Protocol):
    """The store of table `detections`, counted by pattern."""

    async def hits(self, server: ServerId, pattern: str) -> Hits:
        """Count the detections in this server that name the pattern."""
        ...


class HitsTx(Protocol):
    """What a reader offers to whoever counts the hits of a pattern."""

    @property
    def sightings(self) -> HitStore:
        """The store of table `detections`."""
        ...


class SightingStore(Protocol):
    """Links that were seen in a server: those of detections, or those of cases."""

    async def find(
        self, server: ServerId, patterns: Sequence[Pattern], since: datetime, limit: int
    ) -> list[PatternSighting]:
        """Find the newest links that the patterns might cover, at most `limit` of them."""
        ...


class SightingsTx(Protocol):
    """What a reader offers to `Sightings`."""

    @property
    def sightings(self) -> SightingStore:
        """Links of detections."""
        ...

    @property
    def case_sightings(self) -> SightingStore:
        """Links of cases, which the wing of reports keeps."""
        ...


class Sightings:
    """The use case that a form for listing asks."""

    def __init__(self, *, storage: Storage[SightingsTx], clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def of(self, server: ServerId, links: Sequence[Link]) -> dict[Scope, list[Seen]]:
        """Count for each scope that can be listed, and each link in order."""
        scopes = covers(links)
        made = {one.pattern.text: one.pattern for each in scopes.values() for one in each if one.pattern}
        if not made:
            return {}
        since = self._clock() - timedelta(days=SEEN_DAYS)
        reading = self._storage.read
        found: list[PatternSighting] = []
        more = False
        for store in (reading.sightings, reading.case_sightings):
            of_kind = await store.find(server, list(made.values()), since, SIGHTINGS_READ)
            more = more or len(of_kind) == SIGHTINGS_READ
            found += of_kind
        read = [(one.subject, canonical(one.link)) for one in found]
        counts = {
            text: len({subject for subject, link in read if link is not None and pattern.covers(link)})
            for text, pattern in made.items()
        }
        return {scope: [_seen(one, counts, more=more) for one in each] for scope, each in scopes.items()}


def _seen(one: Cover, counts: dict[str, int], *, more: bool) -> Seen:
    count = 0 if one.pattern is None else counts[one.pattern.text]
    return Seen(count, more and count > 0)
