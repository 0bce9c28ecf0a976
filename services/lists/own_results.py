"""What the use cases of a server's own list answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.lists.effects import NO_EFFECT, Effect
from core.lists.invites import Holding
from core.lists.patterns import Pattern
from core.lists.verdicts import Match
from services.lists.entries import Allowed, OwnEntry
from services.lists.shared_list.shared import SharedView, Stood
from services.lists.sightings import Hits


@dataclass(frozen=True, slots=True)
class AddedEntry:
    """What became of an addition. `before`: what stood there already; None: the entry is new."""

    pattern: Pattern
    entry: OwnEntry
    before: OwnEntry | None
    stood: Stood | None  # None: not shared with this
    set_up: bool  # False: the server scans nothing yet
    holding: Holding | None  # of an invite
    renewed: bool = False  # what this server says of it on the shared list follows the change

    @property
    def new(self) -> bool:
        """Whether it did not stand there."""
        return self.before is None


@dataclass(frozen=True, slots=True)
class RemovedEntry:
    """What became of a removal."""

    pattern: Pattern
    retracted: bool  # the server's stance on the shared list went with it
    still_found_by: Match | None  # the nearest of the other entries that cover it here


@dataclass(frozen=True, slots=True)
class PatternReport:
    """Everything that this server may know about one pattern. `effect`: what is done here about a message with it;
    `hidden_by`: the exceptions because of which nothing is. `set_up` False: the server scans nothing yet.
    """

    pattern: Pattern
    own: OwnEntry | None
    allowed: Allowed | None
    shared: SharedView | None
    hits: Hits
    covered_by: Sequence[Match]  # other entries that cover it
    holding: Holding | None  # of an invite
    effect: Effect = NO_EFFECT
    matches: Sequence[Match] = ()  # every entry that acts here, this one too
    hidden_by: Sequence[Pattern] = ()
    set_up: bool = True
    let_through_by: Sequence[str] = ()  # servers that this one follows, and that except it

    @property
    def is_listed(self) -> bool:
        """Whether any list that acts in this server holds it or something that covers it."""
        return bool(self.matches)


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One page of the own list; pages count from 0. `is_partial`, `more`: as in Searched (services/lists/own.py)."""

    rows: Sequence[OwnEntry]
    number: int
    pages: int
    total: int
    holdings: Mapping[str, Holding]  # of those entries that are invites, by pattern
    is_partial: bool = False
    more: bool = False
