"""Messages that share one card: those with one place in one channel, or by one author, within minutes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from core.base.errors import UserError
from core.base.ids import ChannelId
from core.scanning.detections import (
    Detection,
    Outcome,
    Owed,
    Person,
    Returned,
    Settled,
    Settlement,
    Timeout,
)

TAKES_MORE_FOR = timedelta(minutes=10)  # after its first removal
CARDS_OF_A_PLACE = (
    3  # in that time; then whatever holds it joins one of them, wherever and by whomever it was posted
)
MOST = 250  # removals on one card, so that whatever is done with all of them at once is short
LOUDEST = (
    *(Outcome.FORBIDDEN, Outcome.FAILED, Outcome.REVIEW, Outcome.PENDING),
    *(Outcome.REMOVED, Outcome.KEPT, Outcome.EDITED, Outcome.GONE, Outcome.LOGGED),
)
"""Of messages that share a card, what the card says first: what somebody must do something about."""
TOGETHER = {
    Outcome.REMOVED: (Outcome.REMOVED,),
    Outcome.REVIEW: (Outcome.REVIEW,),
    Outcome.FORBIDDEN: (Outcome.FORBIDDEN, Outcome.FAILED),
    Outcome.FAILED: (Outcome.FORBIDDEN, Outcome.FAILED),
}
"""Which outcomes begin to share a card with which: one card never says of a message what was done with another."""
BETWEEN_EDITS = timedelta(seconds=3)  # of one card, while it only counts


class MoreJoined(UserError):
    """Removals joined a card after somebody was asked about those that it counted then: they must be asked again."""

    def __init__(self, seen: int, removals: int) -> None:
        super().__init__("detection-more-joined", seen=seen, count=removals)


@dataclass(frozen=True, slots=True)
class AuthorCount:
    """How many of the removed messages somebody wrote. `author` None: it is not known who, or not known any more."""

    author: Person | None
    removals: int
    is_member: bool = True


@dataclass(frozen=True, slots=True)
class ChannelCount:
    """How many messages were removed in a channel."""

    channel: ChannelId
    removals: int


@dataclass(frozen=True, slots=True)
class Group:
    """What a card that counts messages says of all of them. Both sequences begin with whoever has most; `timeouts` and
    `returned` count authors.
    """

    removals: int
    authors: tuple[AuthorCount, ...]
    channels: tuple[ChannelCount, ...]
    timeouts: Mapping[Timeout, int]
    returned: Mapping[Returned, int]
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)  # of messages, the loudest first

    @property
    def all_removed(self) -> bool:
        """Whether the card counts removals and nothing else."""
        return self.outcomes.keys() <= {Outcome.REMOVED}


@dataclass(frozen=True, slots=True)
class GroupPage:
    """Some removals of a group, oldest first; `number` counts from 0."""

    lead: Detection
    removals: tuple[Detection, ...]
    number: int
    pages: int
    count: int  # removals in all


def speaking_for_all(lead: Detection, loudest: Detection) -> Detection:
    """The detection that a card of several speaks of: the lead, with how it stands with the one that somebody must do most
    about. What can be done with that one can be done with the card.
    """
    return replace(
        lead,
        channel=loudest.channel,
        message=loudest.message,
        outcome=loudest.outcome,
        owed=loudest.owed,
        under_way=loudest.under_way,
        missing=loudest.missing,
        maybe_removed=loudest.maybe_removed,
    )


def only_stops(found: Detection, group: Group | None) -> bool:
    """Whether an undo only ends the trying: of what the card shows nothing was taken that could go back, and nobody is timed
    out.
    """
    if group is not None and Outcome.REMOVED in group.outcomes:
        return False
    timed_out = found.timeout in (Timeout.SET, Timeout.STAYS)
    return found.outcome.to_remove and not found.taken and not timed_out


def of_one(settlement: Settlement, own: Detection) -> Settlement:
    """What a decision about several detections makes of this one: a message that is gone is not removed again."""
    if settlement.settled is not Settled.UNDONE and not own.outcome.stands:
        return replace(settlement, outcome=own.outcome, action=own.action, owed=Owed.AS_BEFORE, by_rule=True)
    if settlement.owed is Owed.NOW:
        return settlement
    reopens = settlement.settled is Settled.OPEN and own.outcome.to_remove
    return replace(settlement, outcome=Outcome.REVIEW if reopens else own.outcome, action=own.action)
