"""What happened to a case: its lines of the audit, for moderators, without reporters."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.base.categories import Category
from core.base.ids import CaseId, MessageId, ServerId, UserId
from services.base.ports import Storage
from services.reports.cases.access import CaseAccess

HISTORY_PAGE = 10


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """One line of a case's history. `action` as the audit names it; `who`: the moderator, None for what
    members did and where the name
    was erased. `at`: of a report, the hour, save in an emergency. `why`: the moderator's own words, '' where there are none
    or they were erased with the name.
    """

    action: str
    at: datetime
    who: UserId | None
    before: str
    after: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some lines of a history, oldest first; `number` counts from 1."""

    case: CaseId
    category: Category
    events: tuple[CaseEvent, ...]
    number: int
    pages: int
    message: MessageId | None = None  # what was reported


class HistoryStore(Protocol):
    """The store of table `audit`, as far as it is about cases."""

    async def page(
        self, server: ServerId, case: CaseId, category: Category, number: int, size: int
    ) -> HistoryPage:
        """Give a page of the history; a number that is too high gives the last."""
        ...


class HistoryTx(Protocol):
    """What is read for a case's history."""

    @property
    def history(self) -> HistoryStore:
        """The store of table `audit`."""
        ...


class CaseHistories:
    """The use case of *history*."""

    def __init__(self, *, storage: Storage[HistoryTx], access: CaseAccess) -> None:
        self._storage = storage
        self._access = access

    async def page(self, caller: Caller, case: CaseId, number: int) -> HistoryPage:
        """Give a page of the case's history. Raises UserError: no moderator, another server's case, one
        about the caller's own message.
        """
        found = await self._access.open_to(caller, case)
        reader = self._storage.read.history
        page = await reader.page(caller.server, case, found.category, number, HISTORY_PAGE)
        return page if found.place is None else replace(page, message=found.place.message)
