"""The other cases about whoever wrote a message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, DetectionId, MessageId, ServerId, UserId
from core.base.posts import MessagePlace
from core.reports.cases import CaseOutcome, CaseState
from core.scanning.authors import PAST
from core.scanning.detections import DismissReason
from services.base.ports import Clock, Storage
from services.reports.cases.access import CaseAccess
from services.scanning.detections.settling import JudgingTx, readable

SHOWN_AT_MOST = 100
"""So many cases about one author are shown of those that wait, and of those that were closed."""


@dataclass(frozen=True, slots=True)
class AuthorCase:
    """Another case about a message of the same author. `card`: None where there is none."""

    id: CaseId
    category: Category
    state: CaseState
    outcome: CaseOutcome | None
    reason: DismissReason | None
    opened_at: datetime
    card: MessagePlace | None
    message: MessageId | None


@dataclass(frozen=True, slots=True)
class OtherCases:
    """The other cases about an author, those that wait first. `more`: there are others, which are not shown."""

    cases: Sequence[AuthorCase]
    more: bool = False


class AuthorStore(Protocol):
    """The store of table `cases` by the author of a message."""

    async def cases(
        self, server: ServerId, author: UserId, since: datetime, but: CaseId | None, most: int
    ) -> Sequence[AuthorCase]:
        """The cases about messages of this member that wait, oldest first; then those that were closed since then, newest
        first. At most so many of each; not `but`.
        """
        ...


class AuthorsTx(JudgingTx, Protocol):
    """What reading offers here."""

    @property
    def authors(self) -> AuthorStore:
        """The cases about messages, by author."""
        ...


class AuthorCases:
    """The use case of *Author's cases*."""

    def __init__(self, *, storage: Storage[AuthorsTx], access: CaseAccess, clock: Clock) -> None:
        self._storage = storage
        self._access = access
        self._clock = clock

    async def of(self, caller: Caller, case: CaseId) -> OtherCases:
        """The other cases about whoever wrote the message of this one. Raises UserError: who may not look into it, and where
        no member is known to have written it.
        """
        found = await self._access.open_to(caller, case)
        if found.author is None or not found.author_is_member:
            raise UserError("author-unknown", case=str(case))
        return await self._about(found.server, found.author.id, but=case)

    async def of_found(self, caller: Caller, detection: DetectionId) -> OtherCases:
        """The cases about whoever wrote what was found. Raises UserError: who does not moderate here or wrote it, and where it
        is not known who did.
        """
        found = await readable(self._storage.glance, caller, detection)
        if found.writer is None:
            raise UserError("author-unknown-found", detection=str(detection))
        return await self._about(found.server, found.writer.id, but=None)

    async def _about(self, server: ServerId, author: UserId, *, but: CaseId | None) -> OtherCases:
        authors, since = self._storage.read.authors, self._clock() - PAST
        each = await authors.cases(server, author, since, but, SHOWN_AT_MOST + 1)
        waiting = [one for one in each if one.state is not CaseState.CLOSED]
        closed = [one for one in each if one.state is CaseState.CLOSED]
        shown = [*waiting[:SHOWN_AT_MOST], *closed[:SHOWN_AT_MOST]]
        return OtherCases(shown, more=len(shown) < len(each))
