"""The sources from which entries come: one object a list. docs/recipes/adding-a-list-source.md says how to add one."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from core.base.categories import Category
from core.base.ids import ServerId
from core.lists.covering import ListEntry
from core.lists.hashed import NOTHING_MET, Met
from core.lists.holds import HoldReason
from core.lists.invites import Leads
from core.lists.patterns import Pattern
from core.lists.shared_standing import Stance, StanceKind, standing, tier_of
from core.servers.policy import Tier
from services.base.ports import Clock, Storage

_NAMES = 5  # confirming servers that a reason names


@dataclass(frozen=True, slots=True)
class OwnCandidate:
    """An entry of the asking server's own list."""

    pattern: Pattern
    category: Category
    note: str


@dataclass(frozen=True, slots=True)
class SharedCandidate:
    """A shared entry with every stance that may count, and the asking server's own. `held`: why it is."""

    pattern: Pattern
    category: Category
    note: str
    stances: tuple[Stance, ...]
    held: HoldReason | None = None
    confirmed_here: bool = False  # by the asking server


@dataclass(frozen=True, slots=True)
class SubscribedCandidate:
    """An entry of a list that the server follows. `log_until`: until then it is only counted."""

    pattern: Pattern
    category: Category
    note: str
    url: str
    log_until: datetime | None


@dataclass(frozen=True, slots=True)
class FollowedAllow:
    """An exception of somebody whom the asking server follows. `source`: what they are called."""

    pattern: Pattern
    source: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """What one look at the database finds under some keys for one server."""

    trusted: bool  # the asking server
    own: Sequence[OwnCandidate] = ()
    shared: Sequence[SharedCandidate] = ()
    allows: Sequence[Pattern] = ()
    followed: Sequence[FollowedAllow] = ()  # exceptions of servers that the asking one follows
    # What subscribed lists hold, invites only where Discord said that they lead elsewhere; and what signed ones let through.
    subscribed: Sequence[SubscribedCandidate] = ()
    exempted: Sequence[SubscribedCandidate] = ()
    # Where invites lead: those among the keys, and listed ones to the same servers.
    leads: Leads = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question to the sources: who asks, for which keys, and what the one look at the database found.

    Every hit takes that look anyway. `server` None: the operator asks what acts in any server. `keys` hold those of the
    links, and where a hashed list is followed what stands for them there; `met` turns such an entry into the pattern that
    the links show (core/lists/hashed.py).
    """

    server: ServerId | None
    keys: Sequence[str]
    found: Candidates
    met: Met = NOTHING_MET


class ListSource(Protocol):
    """One list, as the look-up and the index ask it."""

    def keys(self) -> AsyncIterator[Sequence[str]]:
        """Yield the key of every pattern that may act on some server, in parts; the index asks at each start."""
        ...

    async def entries(self, inquiry: Inquiry) -> Sequence[ListEntry]:
        """Give the entries under the inquiry's keys, as its server sees them. Raises Unavailable."""
        ...

    async def allows(self, inquiry: Inquiry) -> Sequence[FollowedAllow]:
        """Give the exceptions under the inquiry's keys that its server follows: they outweigh all but its own list."""
        ...


class KeyStore(Protocol):
    """A table of patterns, of which every key can be read."""

    def every_key(self) -> AsyncIterator[Sequence[str]]:
        """Yield every key that may act, in parts."""
        ...


class SourceStores(Protocol):
    """What reads offer to the sources that stand in the database."""

    @property
    def own(self) -> KeyStore:
        """The store of table `own_entries`."""
        ...

    @property
    def shared(self) -> KeyStore:
        """The store of table `shared_entries`."""
        ...


class OwnSource:
    """Fills ListSource with each server's own list."""

    def __init__(self, *, storage: Storage[SourceStores]) -> None:
        self._storage = storage

    def keys(self) -> AsyncIterator[Sequence[str]]:
        return self._storage.read.own.every_key()

    async def entries(self, inquiry: Inquiry) -> Sequence[ListEntry]:
        return [ListEntry(own.pattern, Tier.OWN, own.category, note=own.note) for own in inquiry.found.own]

    async def allows(self, inquiry: Inquiry) -> Sequence[FollowedAllow]:  # noqa: ARG002 - as the protocol has it
        return ()


class SharedSource:
    """Fills ListSource with the shared list: what is listed and what is proposed; and with followed servers' exceptions.

    `quorum`: how many groups must confirm an entry.
    """

    def __init__(self, *, storage: Storage[SourceStores], clock: Clock, quorum: int) -> None:
        self._storage = storage
        self._clock = clock
        self._quorum = quorum

    def keys(self) -> AsyncIterator[Sequence[str]]:
        return self._storage.read.shared.every_key()

    async def entries(self, inquiry: Inquiry) -> Sequence[ListEntry]:
        trusted = inquiry.found.trusted or inquiry.server is None
        now = self._clock()
        seen = [self._as_seen(shared, now, trusted=trusted) for shared in inquiry.found.shared]
        return [entry for entry in seen if entry is not None]

    async def allows(self, inquiry: Inquiry) -> Sequence[FollowedAllow]:
        return inquiry.found.followed

    def _as_seen(self, shared: SharedCandidate, now: datetime, *, trusted: bool) -> ListEntry | None:
        tier = tier_of(standing(shared.stances, self._quorum, now), trusted=trusted)
        if tier is None:
            return None
        held = None if shared.confirmed_here else shared.held
        entry = ListEntry(shared.pattern, tier, shared.category, held=held)
        if not trusted:  # an untrusted server sees listed patterns and categories only
            return entry
        confirming = {
            stance.name
            for stance in shared.stances
            if stance.kind is StanceKind.CONFIRM and stance.stands(now)
        }
        return replace(entry, source=", ".join(sorted(confirming)[:_NAMES]), note=shared.note)
