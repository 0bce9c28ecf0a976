"""How a case ends, and how an end is undone: what is to be stored, decided on the case as it stands."""

from dataclasses import dataclass

from core.base.categories import Category
from core.base.ids import CaseId, ChannelId, MessageId, ServerId
from core.lists.patterns import Pattern
from core.reports.cases import Actor, CaseOutcome, CaseState, Refusal, Standing, Step, advance
from core.scanning.detections import DismissReason, Outcome, Person, Settled


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case as its row stands inside a transaction. `holder` claimed it, or closed it."""

    id: CaseId
    server: ServerId
    standing: Standing
    holder: Person | None
    category: Category
    channel: ChannelId | None
    message: MessageId | None
    author: Person | None
    author_is_member: bool  # neither a bot nor a webhook
    link: str
    outcome: CaseOutcome | None
    reason: DismissReason | None
    pattern: str | None
    stance: int | None  # which word of the server on the shared list the decision brought
    removal_ordered: bool
    message_gone: bool
    people_forgotten: bool  # whom it named, since it was closed long ago
    version: int


@dataclass(frozen=True, slots=True)
class Closure:
    """How a case is closed. `along_with`: the case from which its pattern was listed."""

    outcome: CaseOutcome
    reason: DismissReason | None = None
    pattern: str | None = None
    note: str = ""
    along_with: CaseId | None = None
    stance: int | None = None

    @classmethod
    def dismissed(cls, reason: DismissReason, note: str) -> "Closure":
        """The closure of a case that was dismissed: nothing was listed."""
        return cls(CaseOutcome.DISMISSED, reason=reason, note=note)

    @classmethod
    def listed(cls, pattern: Pattern, note: str, stance: int | None) -> "Closure":
        """The pattern went onto the own list; `stance`: shared by this word."""
        return cls(CaseOutcome.LISTED, pattern=pattern.text, note=note, stance=stance)

    @classmethod
    def related(cls, pattern: Pattern, along_with: CaseId | None) -> "Closure":
        """The pattern was listed without this case, or from another one."""
        return cls(CaseOutcome.RELATED, pattern=pattern.text, along_with=along_with)


@dataclass(frozen=True, slots=True)
class Reopening:
    """How an end is undone: the standing from then on, and the end that takes its place where the case stays closed."""

    standing: Standing
    ending: Closure | None
    before: str  # for the audit: what the decision had been
    after: str


def undo(case: StoredCase, actor: Actor) -> Standing | Refusal:
    """The standing once the end of a closed case is undone, or why it cannot be: the people whom it named are forgotten,
    say, so that nobody could tell any more whose message it was.
    """
    after = advance(case.standing, Step.UNDO, actor)
    if isinstance(after, Refusal):
        return after
    return Refusal.LATE if case.people_forgotten else after


def reopen(case: StoredCase, after: Standing, actor: Actor, goes_on: CaseId | None) -> Reopening | None:
    """Open the case again; where a later case about the same is open (`goes_on`), it stays closed as reported already.

    None where that would change nothing: a dismissed case of which a later report goes on.
    """
    before = str(case.reason or case.pattern or "")
    if goes_on is None:
        return Reopening(after, None, before, str(CaseState.OPEN))
    if case.outcome is CaseOutcome.DISMISSED:
        return None
    ending = Closure(CaseOutcome.DISMISSED, reason=DismissReason.DUPLICATE)
    closed = Standing(CaseState.CLOSED, actor.key, after.author)
    return Reopening(closed, ending, before, str(DismissReason.DUPLICATE))


def removals_of(reason: DismissReason | None) -> frozenset[Settled]:
    """Which removals belong to a decision: what was listed brought them; `handled` says that the message was removed."""
    handled = reason is DismissReason.HANDLED
    return frozenset({Settled.LISTED, Settled.DELETED} if handled else {Settled.LISTED})


def may_be_taken_back(outcome: Outcome, settled: Settled, *, brought_by: frozenset[Settled] | None) -> bool:
    """Whether the removal that was ordered from a case is taken back with its decision (`brought_by`: only one that
    belongs to it), or by itself (None: unless somebody else had deleted the message).
    """
    if brought_by is not None:
        return settled in brought_by
    return outcome is not Outcome.GONE
