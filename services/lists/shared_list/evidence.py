"""What a server itself knows of shared entries that wait: how often it met them, and what its own list says of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.ids import ServerId
from core.links import canonical
from core.lists.patterns import Pattern
from core.lists.stances import EntryWords
from services.lists.entries import EntryStore
from services.lists.sightings import SEEN_DAYS, SIGHTINGS_READ, Seen, SightingStore


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of one entry. `own`: what this server's own list says of it, None where it is not on it."""

    seen: Seen
    own: EntryWords | None


class EvidenceStores(Protocol):
    """What reads offer."""

    @property
    def sightings(self) -> SightingStore:
        """Links of detections."""
        ...

    @property
    def case_sightings(self) -> SightingStore:
        """Links of cases."""
        ...

    @property
    def own(self) -> EntryStore:
        """The store of table `own_entries`."""
        ...


async def evidence_of(
    reading: EvidenceStores, server: ServerId, patterns: Sequence[Pattern], now: datetime
) -> Mapping[str, Evidence]:
    """Give what is known of each pattern, by its text."""
    if not patterns:
        return {}
    since = now - timedelta(days=SEEN_DAYS)
    found, more = [], False
    for store in (reading.sightings, reading.case_sightings):
        of_kind = await store.find(server, patterns, since, SIGHTINGS_READ)
        more = more or len(of_kind) == SIGHTINGS_READ
        found += of_kind
    read = [(one.subject, canonical(one.link)) for one in found]
    known = {}
    for pattern in patterns:
        subjects = {subject for subject, link in read if link is not None and pattern.covers(link)}
        own = await reading.own.get(server, pattern.text)
        known[pattern.text] = Evidence(
            Seen(len(subjects), more and bool(subjects)),
            None if own is None else EntryWords(own.category, own.note),
        )
    return known
