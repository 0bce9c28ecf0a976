"""Cases as moderators meet them: the values that a card, a form and the queue show, and the port that reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.base.categories import Category
from core.base.ids import CaseId, MessageId, ServerId
from core.base.posts import MessagePlace
from core.lists.patterns import Pattern
from core.reports.cases import CaseOutcome, CaseState, Record, Standing
from core.reports.claims import ClaimEnd
from core.reports.endings import removals_of
from core.reports.evidence_files import EvidenceFile
from core.scanning.detections import DismissReason, Outcome, Person, Returned, Settled


@dataclass(frozen=True, slots=True)
class CaseLink:
    """A link of a case. `position` names it in forms."""

    position: int
    canonical: str
    how: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelatedCase:
    """Another open case of this server with a link of this one. `card`: None while none was posted."""

    id: CaseId
    card: MessagePlace | None


@dataclass(frozen=True, slots=True)
class EarlierCase:
    """A closed case of this server with a link of this one, and how it ended. `card`: None where there is none."""

    id: CaseId
    card: MessagePlace | None
    outcome: CaseOutcome
    reason: DismissReason | None


@dataclass(frozen=True, slots=True)
class Case:
    """One case, as its row stands. `holder` claimed it, or closed it."""

    id: CaseId
    server: ServerId
    place: MessagePlace | None  # the reported message; None for a link alone
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
    files: int = 0  # of the message, whose names are kept
    notes: int = 0  # what reporters wrote, as far as it is kept
    told_of: tuple[RelatedCase, ...] = ()  # emergencies whose own ping was held back until this one's
    quiet: bool = False  # muted members alone reported it: there is no card
    held: bool = False  # nobody reported it but members whose mute holds emergencies, too: it pings nobody
    reopened: bool = False  # a decision about it was undone
    freed: ClaimEnd | None = None  # why the last claim ended by itself
    untold: Person | None = None  # whose it was, where they could not be told
    removal_settled: Settled | None = None  # what that removal was ordered by
    author_untold: bool = False  # of a removal that was taken back, since that was chosen
    along_with: CaseId | None = None  # the case from which its pattern was listed
    removed_by_rule: bool = False  # Rowan removed the message for something else than this case
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
    def message_is_gone(self) -> bool:
        """Whether the reported message is there no more, by whose hand ever."""
        return self.message_gone or self.removal in (Outcome.REMOVED, Outcome.GONE)

    @property
    def may_be_handled(self) -> bool:
        """Whether it can be true that the case is handled since the message was removed."""
        return self.message_is_gone or self.removal is Outcome.PENDING

    @property
    def undo_takes_removal(self) -> bool:
        """Whether the removal of the message is taken back along with how the case was closed."""
        closed = self.state is CaseState.CLOSED and self.removal_stands
        return closed and self.removal_settled in removals_of(self.reason)

    @property
    def removal_stands(self) -> bool:
        """Whether there is a removal that a moderator ordered from this case and that could be taken back."""
        return self.removal not in (None, Outcome.GONE)


@dataclass(frozen=True, slots=True)
class RevealedReport:
    """A report as moderators may read it: without its reporter."""

    pseudonym: str
    record: Record
    category: Category
    details: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Revealed:
    """What stands behind *reveal*. `evidence` is None for a link alone and when its time is over.

    `set_aside`: how many of the reports a moderator dismissed though not the case; which ones would tie names of two cases.
    """

    case: CaseId
    category: Category
    evidence: str | None
    reports: tuple[RevealedReport, ...]
    files: tuple[EvidenceFile, ...] = ()
    links: tuple[CaseLink, ...] = ()
    message: MessageId | None = None  # what was reported; None for a link alone
    set_aside: int = 0


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue."""

    id: CaseId
    category: Category
    state: CaseState
    holder: Person | None
    reports: int
    opened_at: datetime
    card: MessagePlace | None
    author: Person | None = None
    place: MessagePlace | None = None  # the reported message; None for a link alone
    link: str | None = None  # the first
    links: int = 0
    quiet: bool = False
    freed: bool = False  # the last claim ended by itself
    card_gone: bool = False  # there is none, and none is on its way


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some lines of the queue; `number` counts from 1."""

    rows: tuple[QueueRow, ...]
    number: int
    pages: int
    total: int


class CaseReader(Protocol):
    """The store of tables `cases`, `case_links`, `reports` as moderators are shown them."""

    async def get(self, case: CaseId) -> Case | None:
        """The case with everything that its card shows."""
        ...

    async def related_to(
        self, caller: Caller, pattern: Pattern, but: CaseId | None
    ) -> list[tuple[CaseId, CaseLink]]:
        """Give other cases of the caller's server that are not closed, save quiet ones about their message, each with its link that the pattern covers;
        oldest first.
        """
        ...

    async def revealed(self, case: CaseId) -> Revealed | None:
        """Give what is sealed of a case, opened."""
        ...

    async def queue(
        self, caller: Caller, states: Sequence[CaseState], number: int, size: int, *, quiet: bool = False
    ) -> QueuePage:
        """Give a page of the queue of the caller's server: emergencies first, then the oldest, those without a card last;
        with `quiet` these alone, and never one without a card about the caller's message: it would say that who is muted
        reported them. A number that is too high gives the last page.
        """
        ...

    async def next_free(self, caller: Caller) -> QueueRow | None:
        """Give the first of the queue of the caller's server that has a card or waits for it, that nobody holds and whose message the caller
        did not write; None where there is none.
        """
        ...
