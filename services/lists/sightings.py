"""What previews ask of detections and cases: which links were found or reported in a server lately, and how often."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.ids import ServerId
from core.lists.patterns import Pattern
from core.servers.policy import Action, Tier

SEEN_DAYS = 30
SIGHTINGS_READ = 400  # of each kind, the newest; a form must be shown within seconds


@dataclass(frozen=True, slots=True)
class PatternSighting:
    """A link of a case, or of a detection with the tier of its list and what was done; all links of one case share their
    `subject`.
    """

    subject: str
    link: str
    tier: Tier | None = None
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A count of cases and detections, and of plain links that were posted. `more`: there were more cases and detections than
    were looked at.
    """

    count: int
    more: bool
    posted: int = 0


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
        """Find the newest links that the patterns might cover, at most `limit` of them; without patterns just the newest."""
        ...


class SightingsTx(Protocol):
    """What a reader offers to previews."""

    @property
    def sightings(self) -> SightingStore:
        """Links of detections."""
        ...

    @property
    def case_sightings(self) -> SightingStore:
        """Links of cases, which the wing of reports keeps."""
        ...
