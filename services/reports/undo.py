"""Undo on a case's card: how it was closed is taken back, with what that brought and nothing else; or the removal of its
message alone. docs/decisions/0046-undo.md says for each action what that means.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId
from core.lists.patterns import Pattern
from core.reports.cases import Step
from services.base.ports import Clock
from services.base.worker import Bell
from services.lists.lookup import ListLookup
from services.reports.records import Refused
from services.reports.review import Review, refused_step


@dataclass(frozen=True, slots=True)
class Unlisted:
    """What an undo took back of a listing. `entry`: False where it stood on the own list before, or is gone already.
    `share`: False where nothing was shared, or the server stood for it before.
    """

    pattern: Pattern
    entry: bool
    share: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did. `goes_on`: the open case about the same, for which this one stays closed. `reopened`, `left`: cases
    that had been closed along with this one.
    """

    unlisted: Unlisted | None
    text_goes_back: bool
    goes_on: CaseId | None
    reopened: tuple[CaseId, ...]
    left: tuple[CaseId, ...]


class UndoStore(Protocol):
    """Tables `cases`, `own_entries`, `stances`, `detections`: each undo is one transaction, decided on the rows as they are."""

    async def undo(self, case: CaseId, by: Caller, now: datetime) -> Undone | Refused:
        """Take back how the case was closed. Raises UserError: dismissed, and a later case about the same is open."""
        ...

    async def undelete(self, case: CaseId, by: Caller, now: datetime) -> bool | Refused:
        """Take back the removal of the message; whether a text goes back to its author. Raises UserError: there is none."""
        ...


class Undo:
    """The use cases. Each raises UserError: no moderator, another server's case, one about the caller's own message,
    nothing to undo (any more).
    """

    def __init__(
        self, store: UndoStore, reviewing: Review, lists: ListLookup, outbox_bell: Bell, clock: Clock
    ) -> None:
        self._store = store
        self._reviewing = reviewing
        self._lists = lists
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def undo(self, caller: Caller, case: CaseId) -> Undone:
        """Open a closed case again; whatever its decision brought is taken back."""
        found = await self._reviewing.open_to(caller, case)
        self._reviewing.require_possible(caller, found, Step.UNDO)
        done = await self._store.undo(case, caller, self._clock())
        if isinstance(done, Refused):
            raise refused_step(case, done)
        if done.unlisted is not None:
            self._lists.changed([done.unlisted.pattern.key])
        self._outbox_bell.ring()
        return done

    async def undelete(self, caller: Caller, case: CaseId) -> bool:
        """Take back the removal of the message. True: it is gone, and its text goes back to its author."""
        found = await self._reviewing.open_to(caller, case)
        self._reviewing.require_possible(caller, found, Step.UNDELETE)
        if not found.removal_stands:
            raise UserError("case-nothing-removed", case=str(case))
        done = await self._store.undelete(case, caller, self._clock())
        if isinstance(done, Refused):
            raise refused_step(case, done)
        self._outbox_bell.ring()
        return done
