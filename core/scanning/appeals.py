"""An author's objection to a removal: who may decide about it, how many an author may have, and what becomes of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.base.authority import Caller
from core.base.ids import AppealId, NoticeId, ServerId, UserId
from core.scanning.detections import Detection, Person, Settled

TEXT_LENGTH = 1000  # characters of an objection
REASON_LENGTH = 500
OPEN_AT_ONCE = 3  # of one author in one server
A_DAY = 5  # the same
OPEN_IN_SERVER = 100
ANYBODY_AFTER = timedelta(days=3)
"""After so long whoever made the decision may decide about the objection, too: elsewhere nobody may be left who could."""
REMIND_AFTER = timedelta(days=2)


class AppealState(StrEnum):
    """What became of an objection."""

    OPEN = "open"
    UPHELD = "upheld"  # the removal stands
    OVERTURNED = "overturned"  # the removal was taken back because of it
    UNDONE = "undone"  # the removal was taken back before anybody decided about it


class Barred(StrEnum):
    """Why somebody who moderates may not decide about an objection; each is the key of a sentence."""

    OWN = "appeal-own"
    DECIDED = "appeal-own-decision"
    PEER = "appeal-for-managers"
    OVER = "appeal-over"


class TooMany(StrEnum):
    """Why an author may not object now; each is the key of a sentence."""

    OPEN = "object-too-many-open"
    TODAY = "object-too-many-today"
    SERVER = "object-server-full"


@dataclass(frozen=True, slots=True)
class Appeal:
    """An objection. `author` None: not known any more. `has_text`: the author's words are kept still. `against`: whose decision it
    is about, as it was when it was made, or when somebody decided about it.
    """

    id: AppealId
    notice: NoticeId
    server: ServerId
    author: Person | None
    state: AppealState
    has_text: bool
    opened_at: datetime
    decided_at: datetime | None = None
    decided_by: Person | None = None
    reason: str = ""
    against: frozenset[UserId] = frozenset()

    @property
    def anybody_from(self) -> datetime:
        """From then on everybody who moderates may decide, save the author."""
        return self.opened_at + ANYBODY_AFTER


@dataclass(frozen=True, slots=True)
class Objecting:
    """How many objections there are: of the author that wait and that were made in the last day, and of the server that
    wait.
    """

    open: int
    today: int
    in_server: int

    @property
    def too_many(self) -> TooMany | None:
        """Why there may be no other one now."""
        if self.open >= OPEN_AT_ONCE:
            return TooMany.OPEN
        if self.today >= A_DAY:
            return TooMany.TODAY
        return TooMany.SERVER if self.in_server >= OPEN_IN_SERVER else None


def barred(
    appeal: Appeal,
    by: Caller,
    deciders: Collection[UserId],
    now: datetime,
    *,
    wrote: bool,
    author_moderates: bool,
) -> Barred | None:
    """Why this moderator may not decide about the objection now; None: they may.

    `deciders`: whose decision the removal was. `wrote`: the objection is theirs. `author_moderates`: as far as Discord said.
    """
    if wrote:
        return Barred.OWN
    if appeal.state is not AppealState.OPEN:
        return Barred.OVER
    if now >= appeal.anybody_from:
        return None
    if by.user in deciders:
        return Barred.DECIDED
    return Barred.PEER if author_moderates and not by.is_manager() else None


def ordered_by_moderator(found: Detection) -> bool:
    """Whether a moderator had this very message removed: no list did."""
    return found.rule in ("case", "moderator", "sweep")


def stands(found: Detection) -> bool:
    """Whether the removal can still be taken back."""
    return found.settled is not Settled.UNDONE
