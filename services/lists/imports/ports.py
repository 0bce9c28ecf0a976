"""What imports need of the database: their own rows, and lists written a portion at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from core.base.categories import Category
from core.base.ids import ImportId, ServerId, UserId
from core.lists.formats import Format
from core.lists.patterns import Pattern
from core.lists.stances import EntryWords, SharedEntry
from services.base.ports import Audit
from services.lists.imports.survey import Item
from services.lists.invites import HeldInvites
from services.lists.shared_list.shared_states import SharedStatesTx
from services.servers.setup import ServerStore

OPERATOR: Final = ServerId(0)
"""Who stands for what the operator brings to the shared list: no server of Discord has this id. It is a group of its own."""


class ImportState(StrEnum):
    """How far an import is."""

    RUNNING = "running"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"

    @property
    def is_half(self) -> bool:
        """Whether a part of it stands, until somebody goes on with it or takes it back."""
        return self in (ImportState.RUNNING, ImportState.UNDOING)


@dataclass(frozen=True, slots=True)
class NewImport:
    """What is imported where. `server`: OPERATOR is the shared list. `by`: None is the operator, at the command line."""

    server: ServerId
    digest: str
    form: Format
    category: Category
    by: UserId | None
    entries: int
    refused: int


@dataclass(frozen=True, slots=True)
class Import:
    """One import as its row has it. `position`: so many entries of the file were gone through."""

    id: ImportId
    server: ServerId
    digest: str
    form: Format
    category: Category
    state: ImportState
    position: int
    entries: int
    refused: int
    added: int
    known: int
    beyond: int
    undone: int


class ImportStore(Protocol):
    """The store of table `imports`."""

    async def get(self, which: ImportId) -> Import:
        """Give an import that is there."""
        ...

    async def newest(self, server: ServerId, digest: str) -> Import | None:
        """Give the newest import of this file to this server's list."""
        ...

    async def standing(self, server: ServerId, digest: str) -> list[Import]:
        """Give the imports of this file to this server's list that were not taken back to their end, the newest first."""
        ...

    async def half(self) -> list[Import]:
        """Give every import of which a part stands, oldest first."""
        ...

    async def begin(self, new: NewImport, now: datetime) -> Import:
        """Make the row of an import."""
        ...

    async def advance(
        self, which: Import, by: int, now: datetime, *, added: int, known: int, beyond: int
    ) -> Import | None:
        """Note that so many more entries were gone through, and give the import as it is then.

        None, and nothing is changed: another process was at it.
        """
        ...

    async def turn(self, which: ImportId, state: ImportState, now: datetime, *, undone: int = 0) -> None:
        """Note the state, and how many more entries were taken back."""
        ...


class ImportedEntryStore(Protocol):
    """Own entries and stances, a portion at a time; each new one gets a revision."""

    async def bound(self, server: ServerId, *, beyond: bool) -> int:
        """Count the entries of a server that are within the bound of what moderators add, or beyond it."""
        ...

    async def own_among(self, server: ServerId, patterns: Sequence[str]) -> set[str]:
        """Give those patterns that stand on the server's own list."""
        ...

    async def confirmed_among(self, patterns: Sequence[str], now: datetime) -> set[str]:
        """Give those patterns that the operator confirms on the shared list."""
        ...

    async def add_own(
        self, which: Import, by: UserId | None, items: Sequence[Item], now: datetime
    ) -> list[Pattern]:
        """Put patterns on the server's own list; returns those that did not stand there."""
        ...

    async def take_back_own(self, which: ImportId, most: int, now: datetime) -> int:
        """Take entries that this import brought off the list, at most so many; returns how many."""
        ...

    async def make_operator(self) -> None:
        """See to it that the operator has a row among the servers, in a group of its own."""
        ...

    async def shared_among(self, patterns: Sequence[str]) -> list[SharedEntry]:
        """Give the shared entries with these patterns."""
        ...

    async def add_shared(
        self, items: Sequence[tuple[Pattern, EntryWords]], now: datetime, *, recount_at: datetime
    ) -> None:
        """Make shared entries that are not there, as proposed by a group that counts."""
        ...

    async def confirm(
        self, which: ImportId, patterns: Sequence[Pattern], review_at: datetime, now: datetime
    ) -> None:
        """Have the operator confirm shared entries that are there."""
        ...

    async def take_back_shared(
        self, which: ImportId, most: int, review_at: datetime, now: datetime
    ) -> tuple[int, list[Pattern]]:
        """Have the operator take back what it said by this import, so many words at most: how many these were, and the
        patterns on which it has said nothing newer.
        """
        ...


class ImportsTx(SharedStatesTx, Protocol):
    """What a transaction offers to imports."""

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def imports(self) -> ImportStore:
        """The store of table `imports`."""
        ...

    @property
    def imported(self) -> ImportedEntryStore:
        """Own entries and stances, a portion at a time."""
        ...

    @property
    def invites(self) -> HeldInvites:
        """The store of table `invites`."""
        ...

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...
