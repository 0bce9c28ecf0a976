"""What happened to a case: its lines of the audit, for moderators, without reporters."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.base.categories import Category
from core.base.ids import CaseId, ServerId, UserId
from services.reports.review import Review

HISTORY_PAGE = 10


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """One line. `action` as the audit names it; `who`: the moderator, None for what members did and where the name
    was erased. `at`: of a report, the hour, save in an emergency.
    """

    action: str
    at: datetime
    who: UserId | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some lines, oldest first; `number` counts from 1."""

    case: CaseId
    category: Category
    events: tuple[CaseEvent, ...]
    number: int
    pages: int


class HistoryStore(Protocol):
    """Table `audit`, as far as it is about cases."""

    async def history(
        self, server: ServerId, case: CaseId, category: Category, number: int, size: int
    ) -> HistoryPage:
        """A page; a number that is too high gives the last."""
        ...


class CaseHistories:
    """The use case of *history*."""

    def __init__(self, store: HistoryStore, reviewing: Review) -> None:
        self._store = store
        self._reviewing = reviewing

    async def page(self, caller: Caller, case: CaseId, number: int) -> HistoryPage:
        """Raises UserError: no moderator, another server's case, one about the caller's own message."""
        found = await self._reviewing.open_to(caller, case)
        return await self._store.history(caller.server, case, found.category, number, HISTORY_PAGE)
