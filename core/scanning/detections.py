"""A detection as a value, what a moderator can do with it, and what follows from that.

Services and cards ask these functions.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.base.categories import Category
from core.base.ids import CaseId, ChannelId, DetectionId, MessageId, NoticeId, ServerId, SweepId, UserId
from core.base.posts import NameKind, PostKind
from core.scanning.pictures import number_in_code
from core.servers.policy import Action, Policy, Tier

KEEP_TEXT = timedelta(days=7)
"""How long the text of a removed message is kept, so that an undo can return it."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who wrote a message or who decided about it. Stored sealed, shown to moderators only."""

    id: UserId
    name: str


class Outcome(StrEnum):
    """What became of the message."""

    PENDING = "pending"  # it is to go: a process is removing it, or will
    REMOVED = "removed"
    GONE = "gone"  # somebody else was first
    FORBIDDEN = "forbidden"  # Rowan may not; tried again
    FAILED = "failed"  # Discord could not; tried again
    REVIEW = "review"  # a moderator decides
    LOGGED = "logged"  # counted only
    KEPT = "kept"  # its removal had to wait, and lists and policy no longer ask for it
    EDITED = "edited"  # its author took the link out before anything was done

    @property
    def stands(self) -> bool:
        """Whether the message is still there, as far as Rowan knows."""
        return self not in (Outcome.PENDING, Outcome.REMOVED, Outcome.GONE)

    @property
    def to_remove(self) -> bool:
        """Whether a removal is still owed."""
        return self in (Outcome.PENDING, Outcome.FORBIDDEN, Outcome.FAILED)


class MissingRight(StrEnum):
    """Which right Rowan lacks, where it may not remove a message."""

    MESSAGES = "messages"  # Manage Messages
    ACCESS = "access"  # View Channel
    HISTORY = "history"  # Read Message History, to see what the message says now
    THREADS = "threads"  # Manage Threads, to open an archived thread for a moment


class Settled(StrEnum):
    """What a moderator last did with a detection."""

    OPEN = ""
    UNDONE = "undone"
    DELETED = "deleted"
    LISTED = "listed"
    DISMISSED = "dismissed"


class Timeout(StrEnum):
    """What became of the author's timeout, where the policy's action is one."""

    NONE = ""
    SET = "set"
    FORBIDDEN = "forbidden"
    FAILED = "failed"
    LIFTED = "lifted"
    STAYS = "stays"  # it was to be lifted on undo, and Rowan may not


class Returned(StrEnum):
    """What became of the kept text when the detection was undone."""

    NO = ""
    SENT = "sent"
    CLOSED = "closed"  # the author takes no direct messages
    LOST = "lost"  # there was no text, or its time was over, or the author is not known


class UndoScope(StrEnum):
    """What an undo takes back."""

    MESSAGE = "message"  # the removal alone: what was written goes back to whoever wrote it
    SITE = "site"  # the place is allowed in this server, too


class DismissReason(StrEnum):
    """Why nothing was listed."""

    NO_VIOLATION = "no_violation"
    DUPLICATE = "duplicate"
    NOT_ENOUGH_INFORMATION = "not_enough_information"
    NEWS_OR_COUNTER_SPEECH = "news_or_counter_speech"
    HANDLED = "handled"  # the message was removed; of cases alone


class Verb(StrEnum):
    """A button of a detection's card."""

    UNDO = "undo"
    DELETE = "delete"
    LIST = "list"
    DISMISS = "dismiss"
    REOPEN = "reopen"
    ALLOW = "allow"  # the place, where nothing was done that could be undone


RULE_STAYS = "rule"  # why nothing was allowed by an undo: the pattern cannot be, or there is no room for it
MESSAGE_ONLY = "message"  # why nothing was allowed by an undo: nobody asked for it
UNTOLD = "case_untold"  # a removal was undone along with what was decided in its case, and its author is told nothing
ALLOWED = "allowed"  # why a detection was dismissed: its place may stand in this server


@dataclass(frozen=True, slots=True)
class Detection:
    """A message in which an entry was found, and what was done about it; or a message that a case had removed."""

    id: DetectionId
    server: ServerId
    channel: ChannelId
    message: MessageId
    place: PostKind
    author: Person | None
    author_is_member: bool  # neither a bot nor a webhook
    pattern: str
    tier: Tier
    category: Category
    source: str
    rule: str
    link: str
    how: tuple[str, ...]
    action: Action
    outcome: Outcome
    owed: bool  # a removal that did not happen is tried again
    under_way: bool  # some process is at the removal, or died at it
    missing: MissingRight  # where the outcome is FORBIDDEN
    maybe_removed: bool  # Discord was asked to delete it, and the answer was lost: by now it may be gone because of Rowan
    timeout: Timeout
    timeout_until: datetime | None
    settled: Settled
    settled_by: Person | None
    settled_reason: str
    returned: Returned
    case: CaseId | None
    has_text: bool
    detected_at: datetime
    note: str = ""  # what the moderator who dismissed it wrote for the others
    guess: str = ""  # what makes the match only likely (core/links/doubts/likely.py); empty: it is sure
    settled_at: datetime | None = None  # when a moderator last decided
    lead: DetectionId | None = None  # whose card shows this removal; its own id where others share its card
    notice: NoticeId | None = None  # which tells its author
    named: NameKind = NameKind.NONE  # which name it was found in, of those that are no thread's
    sweep: SweepId | None = None  # which removed it

    @property
    def writer(self) -> Person | None:
        """The person who wrote it, or named the thread; None: not known, a bot or a webhook."""
        return self.author if self.author_is_member or self.place is PostKind.THREAD else None

    @property
    def picture(self) -> int | None:
        """The number of the picture in whose QR code the link stood; None where it stood in a text."""
        return next((number for name in self.how if (number := number_in_code(name)) is not None), None)

    @property
    def disguises(self) -> tuple[str, ...]:
        """How the link was disguised where it stood."""
        return tuple(name for name in self.how if number_in_code(name) is None)

    @property
    def text_goes_back(self) -> bool:
        """Whether an undo returns the text to its author."""
        return self.taken and self.author_is_member and self.has_text

    @property
    def taken(self) -> bool:
        """Whether the message was removed, is being removed at this moment, or may have been: the answer was lost."""
        if self.outcome is Outcome.REMOVED or (self.outcome is Outcome.PENDING and self.under_way):
            return True
        return self.perhaps_taken

    @property
    def perhaps_taken(self) -> bool:
        """Whether only Discord knows if the message was removed: it was asked to, and its answer was lost."""
        return self.maybe_removed and (self.outcome.to_remove or self.outcome is Outcome.KEPT)

    @property
    def undone_in_timeout(self) -> bool:
        """Whether it was undone, and its author's timeout was not lifted: not yet, or since another removal keeps it."""
        return self.settled is Settled.UNDONE and self.timeout is Timeout.SET

    @property
    def verbs(self) -> frozenset[Verb]:
        """What a moderator can do with the detection now."""
        possible = verbs(
            self.place,
            self.outcome,
            self.settled,
            can_list=listable(self.link, self.tier, self.outcome),
            done=self.taken or self.timeout in (Timeout.SET, Timeout.STAYS),
        )
        if self.settled_reason == ALLOWED:  # the place stands by its exception, which is ended elsewhere
            return possible - {Verb.ALLOW, Verb.REOPEN}
        return possible if self.pattern else possible - {Verb.ALLOW}

    @property
    def of_anothers_card(self) -> bool:
        """Whether the card of another detection shows this removal, and stands for it."""
        return self.lead not in (None, self.id)


def listable(link: str, tier: Tier, outcome: Outcome) -> bool:
    """Whether *list* makes sense: an own entry did its work where the message is gone."""
    return bool(link) and (tier is not Tier.OWN or outcome.stands)


def verbs(
    place: PostKind, outcome: Outcome, settled: Settled, *, can_list: bool, done: bool
) -> frozenset[Verb]:
    """What a moderator can do with a detection now. `can_list`: see `listable`.

    `done`: something was done that an undo takes back. So is a removal that is owed. Where nothing was, the place can be
    allowed instead.
    """
    if settled is Settled.UNDONE:
        return frozenset()
    owed = outcome.to_remove and settled is not Settled.DISMISSED
    possible = {Verb.UNDO} if done or owed else set()
    if outcome.stands and not possible:
        possible.add(Verb.ALLOW)
    if outcome.stands and settled is Settled.DISMISSED:
        possible.add(Verb.REOPEN)
    elif outcome.stands:
        if place is PostKind.MESSAGE:
            possible.add(Verb.DELETE)
        possible.add(Verb.DISMISS)
    if settled is Settled.OPEN and can_list:
        possible.add(Verb.LIST)
    return frozenset(possible)


class Owed(StrEnum):
    """What a decision does to a removal."""

    AS_BEFORE = "as_before"
    NOW = "now"
    NO_MORE = "no_more"


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a moderator's decision makes of a detection: what is stored, and what else is to be done."""

    settled: Settled
    outcome: Outcome
    action: Action
    owed: Owed
    by_rule: bool = True  # False: the removal is a moderator's order, whatever rule found the message
    reason: str = ""
    author_hears: bool = False  # their timeout is lifted, their text goes back
    message_gone: bool = False  # what the case that ordered the removal must know when it is taken back


def undone(found: Detection, reason: str = "") -> Settlement:
    """Take the removal back: none is owed any more, and its author hears where that is a member."""
    return Settlement(
        Settled.UNDONE,
        found.outcome,
        found.action,
        Owed.NO_MORE,
        reason=reason,
        author_hears=found.author_is_member,
        message_gone=found.outcome in (Outcome.REMOVED, Outcome.GONE),
    )


def deleted() -> Settlement:
    """Remove the message that stands; nobody is timed out for what a moderator removes."""
    return Settlement(Settled.DELETED, Outcome.PENDING, Action.DELETE, Owed.NOW, by_rule=False)


def listed(found: Detection, policy: Policy, category: Category) -> Settlement:
    """Remove the message that stands where the policy for the own list deletes, now that its link is on it."""
    stands = found.place is PostKind.MESSAGE and found.outcome.stands
    if stands and policy.action_for(Tier.OWN, category).deletes:
        return Settlement(Settled.LISTED, Outcome.PENDING, Action.DELETE, Owed.NOW, by_rule=False)
    return Settlement(Settled.LISTED, found.outcome, found.action, Owed.AS_BEFORE)


def dismissed(found: Detection, reason: DismissReason) -> Settlement:
    """Leave the message where it is."""
    return Settlement(Settled.DISMISSED, found.outcome, found.action, Owed.NO_MORE, reason=str(reason))


def reopened(found: Detection) -> Settlement:
    """Take the dismissal back: somebody has to look again. A removal that was owed before is theirs to order."""
    outcome = Outcome.REVIEW if found.outcome.to_remove else found.outcome
    return Settlement(Settled.OPEN, outcome, found.action, Owed.NO_MORE)


def allowed(found: Detection) -> Settlement:
    """Leave the message where it is, because its place may stand in this server."""
    return Settlement(Settled.DISMISSED, found.outcome, found.action, Owed.NO_MORE, reason=ALLOWED)
