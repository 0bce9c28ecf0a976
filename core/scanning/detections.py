"""What can become of a detection, as functions over values; stores and cards ask the same ones."""

from dataclasses import dataclass
from enum import StrEnum

from core.base.ids import UserId
from core.base.posts import PostKind
from core.servers.policy import Tier


@dataclass(frozen=True, slots=True)
class Person:
    """Who wrote a message or who decided about it. Stored sealed, shown to moderators only."""

    id: UserId
    name: str


class Outcome(StrEnum):
    """What became of the message."""

    PENDING = "pending"  # it is to go, and a process is at it or will be
    REMOVED = "removed"
    GONE = "gone"  # somebody else was first
    FORBIDDEN = "forbidden"  # Rowan may not; tried again
    FAILED = "failed"  # Discord could not; tried again
    REVIEW = "review"  # a moderator decides
    LOGGED = "logged"  # counted only

    @property
    def stands(self) -> bool:
        """Whether the message is still there, as far as Rowan knows."""
        return self in (Outcome.FORBIDDEN, Outcome.FAILED, Outcome.REVIEW, Outcome.LOGGED)

    @property
    def to_remove(self) -> bool:
        """Whether a removal is still owed."""
        return self in (Outcome.PENDING, Outcome.FORBIDDEN, Outcome.FAILED)


class Settled(StrEnum):
    """What a moderator did with it, last."""

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


class DismissReason(StrEnum):
    """Why nothing was listed."""

    NO_VIOLATION = "no_violation"
    DUPLICATE = "duplicate"
    NOT_ENOUGH_INFORMATION = "not_enough_information"
    NEWS_OR_COUNTER_SPEECH = "news_or_counter_speech"


class Verb(StrEnum):
    """A button of a detection's card."""

    UNDO = "undo"
    DELETE = "delete"
    LIST = "list"
    DISMISS = "dismiss"


def listable(link: str, tier: Tier, outcome: Outcome) -> bool:
    """Whether *list* makes sense: an own entry did its work where the message is gone."""
    return bool(link) and (tier is not Tier.OWN or outcome.stands)


def verbs(place: PostKind, outcome: Outcome, settled: Settled, *, can_list: bool) -> frozenset[Verb]:
    """What a moderator can do now. Undo stays until it was used: it also ends what somebody else decided.

    `can_list`: see `listable`.
    """
    if settled is Settled.UNDONE:
        return frozenset()
    possible = {Verb.UNDO}
    if outcome.stands and settled is not Settled.DISMISSED:
        if place is PostKind.MESSAGE:
            possible.add(Verb.DELETE)
        possible.add(Verb.DISMISS)
    if settled is Settled.OPEN and can_list:
        possible.add(Verb.LIST)
    return frozenset(possible)


def kept_from_author(verb: Verb | None, *, ordered: bool) -> bool:
    """Whether a moderator whose own message it is leaves this to another one. `verb`: None for looking at the text.

    `ordered`: the removal was ordered from a case, which is kept from them altogether; else they may still have their
    own message deleted.
    """
    return ordered or verb is not Verb.DELETE
