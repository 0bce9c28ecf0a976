"""Cases as moderators meet them: the values that a card, a form and the queue show, and the store behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.base.categories import Category
from core.base.ids import CaseId, ChannelId, MessageId, ServerId
from core.lists.patterns import Pattern
from core.reports.cases import CaseOutcome, CaseState, Record, Refusal, Standing, Step
from core.reports.evidence_files import EvidenceFile
from core.scanning.detections import DismissReason, Outcome, Person, Returned


@dataclass(frozen=True, slots=True)
class CaseLink:
    """A link of a case. `position` names it in forms."""

    position: int
    canonical: str
    how: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands."""

    channel: ChannelId
    message: MessageId


@dataclass(frozen=True, slots=True)
class RelatedCase:
    """Another open case of this server with a link of this one. `card`: None while none was posted."""

    id: CaseId
    card: Place | None


@dataclass(frozen=True, slots=True)
class EarlierCase:
    """A closed case of this server with a link of this one, and how it ended. `card`: None where there is none."""

    id: CaseId
    card: Place | None
    outcome: CaseOutcome
    reason: DismissReason | None


@dataclass(frozen=True, slots=True)
class Case:
    """One case, as its row stands. `holder` claimed it, or closed it."""

    id: CaseId
    server: ServerId
    place: Place | None  # the reported message; None for a link alone
    author: Person | None
    author_is_member: bool  # neither a bot nor a webhook
    category: Category
    standing: Standing
    holder: Person | None
    outcome: CaseOutcome | None
    reason: DismissReason | None
    pattern: str | None
    note: str
    follows: CaseId | None
    removal: Outcome | None  # of the removal that a moderator ordered from this case and nobody took back
    message_gone: bool
    pinged: bool
    opened_at: datetime
    closed_at: datetime | None
    links: tuple[CaseLink, ...]
    reports: int
    related: tuple[RelatedCase, ...]
    related_count: int
    asked: int = 0  # questions to its reporters, their answers, and what closed direct messages kept back
    answered: int = 0
    unreachable: int = 0
    told_of: tuple[RelatedCase, ...] = ()  # emergencies whose own ping was held back until this one's
    quiet: bool = False  # muted members alone reported it: there is no card
    reopened: bool = False  # a decision about it was undone
    text_returned: Returned | None = None  # after a removal that was taken back: what became of the text
    earlier: tuple[EarlierCase, ...] = ()  # the newest of those that ended, newest first

    @property
    def state(self) -> CaseState:
        """Open, claimed or closed."""
        return self.standing.state

    @property
    def message_stands(self) -> bool:
        """Whether there is a message that could still be deleted, as far as Rowan knows."""
        return self.place is not None and not self.message_gone and self.removal is None

    @property
    def removal_stands(self) -> bool:
        """Whether there is a removal that a moderator ordered from this case and that could be taken back."""
        return self.removal not in (None, Outcome.GONE)


@dataclass(frozen=True, slots=True)
class Refused:
    """A step that was not possible. `holder`: who was first, where that is the reason."""

    reason: Refusal
    holder: Person | None


@dataclass(frozen=True, slots=True)
class Listing:
    """What *list* puts on the own list, or did from a related case. `link`: the one of this case that the pattern
    covers. `remove`: the policy wants the message gone.
    """

    pattern: Pattern
    link: CaseLink
    category: Category
    note: str
    share: bool
    remove: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """What became of it. `new`: False where the pattern stood on the own list already."""

    new: bool
    removing: bool


@dataclass(frozen=True, slots=True)
class RevealedReport:
    """A report without its reporter."""

    pseudonym: str
    record: Record
    category: Category
    details: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Revealed:
    """What stands behind *reveal*. `evidence` is None for a link alone and when its time is over."""

    case: CaseId
    category: Category
    evidence: str | None
    reports: tuple[RevealedReport, ...]
    files: tuple[EvidenceFile, ...] = ()


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue."""

    id: CaseId
    category: Category
    state: CaseState
    holder: Person | None
    reports: int
    opened_at: datetime
    card: Place | None
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some lines of the queue; `number` counts from 1."""

    rows: tuple[QueueRow, ...]
    number: int
    pages: int
    total: int


class CaseStore(Protocol):
    """Tables `cases`, `case_links`, `reports`. A step is decided inside its transaction, on the row as it is then,
    and makes the card due.
    """

    async def get(self, case: CaseId) -> Case | None:
        """The case with everything that its card shows."""
        ...

    def refusal(self, case: Case, step: Step, by: Caller) -> Refused | None:
        """Why the step is not possible as the case was read; what counts is decided when it is taken."""
        ...

    async def move(self, case: CaseId, step: Step, by: Caller, now: datetime) -> Refused | None:
        """Claim, release, or take back that it was handed over."""
        ...

    async def dismiss(
        self, case: CaseId, by: Caller, reason: DismissReason, note: str, now: datetime
    ) -> Refused | None:
        """Close it without listing anything."""
        ...

    async def list_pattern(
        self, case: CaseId, by: Caller, listing: Listing, now: datetime
    ) -> Listed | Refused:
        """Close it with the pattern on the own list, shared and with the message's removal owed as asked."""
        ...

    async def related_to(
        self, server: ServerId, pattern: Pattern, but: CaseId
    ) -> list[tuple[CaseId, CaseLink]]:
        """Other cases of the server that are not closed, each with its link that the pattern covers; oldest first."""
        ...

    async def relate(
        self, case: CaseId, by: Caller, listing: Listing, now: datetime, *, along_with: CaseId | None = None
    ) -> Refused | None:
        """Close it because the pattern was listed, from the case `along_with` or without one; the message's removal is
        owed as asked.
        """
        ...

    async def order_removal(self, case: CaseId, by: Caller, now: datetime) -> Refused | None:
        """Owe the deletion of the reported message; the case stays as it is."""
        ...

    async def reveal(self, case: CaseId, by: Caller, now: datetime) -> Revealed | Refused:
        """Open what is sealed; the audit says that somebody looked."""
        ...

    async def message_gone(self, server: ServerId, messages: Sequence[MessageId], now: datetime) -> bool:
        """The messages were deleted; True where a case is about one of them."""
        ...

    async def queue(
        self, server: ServerId, states: Sequence[CaseState], number: int, size: int, *, quiet: bool = False
    ) -> QueuePage:
        """A page: emergencies first, then the oldest, those without a card last; with `quiet` these alone. A number that
        is too high gives the last page.
        """
        ...
