"""What notices to authors and their appeals are, and what stores must be able to do for them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.ids import AppealId, DetectionId, NoticeId, ServerId, UserId
from core.scanning.appeals import Appeal, AppealState, Objecting
from core.scanning.author_notices import NoticeState
from core.scanning.detections import Detection, Person
from services.scanning.author_notices import PlannedNotices
from services.scanning.undone_appeals import EndingAppeals


@dataclass(frozen=True, slots=True)
class AuthorNotice:
    """A notice. `author` None: not known any more. `begun`: its sending began, so that it takes nothing more in."""

    id: NoticeId
    server: ServerId
    author: Person | None
    state: NoticeState
    begun: bool


class AuthorNoticeStore(PlannedNotices, Protocol):
    """The store of table `author_notices`, and of the removals that a notice tells of."""

    async def get(self, notice: NoticeId) -> AuthorNotice | None:
        """Give the notice."""
        ...

    async def removals(self, notice: NoticeId) -> Sequence[Detection]:
        """What it tells of, oldest first, also what was taken back."""
        ...

    async def is_to(self, notice: NoticeId, user: UserId) -> bool:
        """Whether this person is its author, as far as that is known still."""
        ...

    async def sent_before(self, notice: NoticeId, count: int) -> datetime | None:
        """When its author was sent the notice that is so many notices back; None where they were sent fewer."""
        ...

    async def begin(self, notice: NoticeId, now: datetime) -> None:
        """Note that its sending begins: it takes no further removal in."""
        ...

    async def note(self, notice: NoticeId, state: NoticeState, now: datetime) -> None:
        """Note what became of it."""
        ...

    async def not_told(self, detection: DetectionId) -> int:
        """How many authors could not be told of the removals on this detection's card: they take no direct messages."""
        ...


@dataclass(frozen=True, slots=True)
class Waiting:
    """The appeals of one reminder that are open still, oldest first."""

    server: ServerId
    appeals: tuple[Appeal, ...]


class AppealStore(EndingAppeals, Protocol):
    """The store of table `appeals`."""

    async def get(self, appeal: AppealId) -> Appeal | None:
        """Give the appeal."""
        ...

    async def of_notice(self, notice: NoticeId) -> Appeal | None:
        """The appeal that was made from this notice."""
        ...

    async def text_of(self, appeal: AppealId) -> str | None:
        """What the author wrote. None: it is not kept any more."""
        ...

    async def objecting(self, notice: NoticeId, day_ago: datetime) -> Objecting:
        """How many appeals there are of this notice's author, and in its server."""
        ...

    async def open(self, notice: NoticeId, text: str, text_until: datetime, now: datetime) -> AppealId | None:
        """Keep an appeal. None: there is one from this notice."""
        ...

    async def is_by(self, appeal: AppealId, user: UserId) -> bool:
        """Whether this person made it, as far as that is known still."""
        ...

    async def deciders(self, notice: NoticeId) -> frozenset[UserId]:
        """Whose decision the removals were that the notice tells of: who ordered them, or put the entry on the own list."""
        ...

    async def decide(
        self,
        appeal: AppealId,
        state: AppealState,
        by: Person,
        against: Collection[UserId],
        reason: str,
        now: datetime,
    ) -> bool:
        """Write the decision about an open appeal. `against`: whose decision it was about. False: it is open no more."""
        ...

    async def waiting(self, server: ServerId, most: int) -> Sequence[Appeal]:
        """The oldest open appeals of the server."""
        ...

    async def count_waiting(self, server: ServerId) -> int:
        """How many appeals of the server are open."""
        ...

    async def due_for_reminder(self, opened_before: datetime) -> Sequence[ServerId]:
        """The servers with an open appeal from before then, of which they were not reminded."""
        ...

    async def remind(self, server: ServerId, opened_before: datetime, now: datetime) -> AppealId | None:
        """Note that one reminder tells of these appeals of the server; returns the oldest. None: there is none any more."""
        ...

    async def reminded_of(self, oldest: AppealId) -> Waiting | None:
        """What the reminder tells of whose oldest appeal this is."""
        ...
