"""What imports need of the database: their own rows, and lists written a portion at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from core.base.categories import Category
from core.base.ids import ImportId, ServerId, SiteId, UserId
from core.lists.formats import Format
from core.lists.patterns import Pattern
from core.lists.stances import EntryWords, SharedEntry
from services.lists.entry_ends import EndingTx
from services.lists.imports.survey import Item
from services.lists.shared_list.shared_states import SharedStatesTx

OPERATOR: Final = ServerId(0)
"""Who stands for what the operator brings to the shared list: no server of Discord has this id. It is a group of its own."""

MOST_COUNTED: Final = 20_001
"""Entries of an import that are counted: a manager's cannot be as many."""


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
    """What is imported where. `server`: OPERATOR is the shared list. `by`: None is the operator, at the command line.

    `beyond_bound`: within the operator's own bound, and not within the one of what moderators add. `file_name`: "" where the
    file has none. `by_pattern`: its entries are brought in in the order of their patterns, and not in the file's.
    """

    server: ServerId
    digest: str
    form: Format
    category: Category
    by: UserId | None
    entries: int
    refused: int
    beyond_bound: bool
    file_name: str
    by_pattern: bool = False


@dataclass(frozen=True, slots=True)
class Import:
    """One import as its row has it. `position`: so many entries of the file were gone through. The rest as in NewImport."""

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
    siteless: int
    beyond_bound: bool
    file_name: str
    began_at: datetime
    by_pattern: bool = False


@dataclass(frozen=True, slots=True)
class Stands:
    """How much of an import stands, counted up to MOST_COUNTED. `held_too`: so many of these entries other files hold, too."""

    entries: int
    held_too: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What one portion of an undo did: rows that were gone through, and entries that stood until then and do no more."""

    gone_through: int
    undone: int


class ImportStore(Protocol):
    """The store of table `imports`."""

    async def get(self, which: ImportId) -> Import:
        """Give an import that is there."""
        ...

    async def find(self, server: ServerId, which: ImportId) -> Import | None:
        """Give an import to this server's list, if it is one."""
        ...

    async def newest(self, server: ServerId, digest: str) -> Import | None:
        """Give the newest import of this file to this server's list."""
        ...

    async def standing(self, server: ServerId, digest: str) -> list[Import]:
        """Give the imports of this file to this server's list that were not taken back to their end, the newest first."""
        ...

    async def of_server(self, server: ServerId, most: int) -> list[Import]:
        """Give the imports to this server's list that were not taken back to their end, the newest first."""
        ...

    async def half(self) -> list[Import]:
        """Give every import of which a part stands, oldest first."""
        ...

    async def begin(self, new: NewImport, now: datetime) -> Import:
        """Make the row of an import."""
        ...

    async def advance(
        self, which: Import, by: int, now: datetime, *, added: int, known: int, beyond: int, siteless: int
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
        self,
        which: Import,
        by: UserId | None,
        items: Sequence[Item],
        now: datetime,
        *,
        beyond_bound: bool,
        sites: Mapping[str, SiteId],
    ) -> list[Pattern]:
        """Put patterns on the server's own list; returns those that did not stand there. Of those that another import
        brought it is noted that this one holds them, too. `sites`: the rows of sites, by their names.
        """
        ...

    async def stands(self, which: ImportId) -> Stands:
        """Count what stands on the server's own list of an import."""
        ...

    async def take_back_own(self, which: ImportId, most: int, now: datetime) -> Taken:
        """Take entries that this import brought off the list, at most so many; what another import holds goes on as its."""
        ...

    async def make_operator(self) -> None:
        """See to it that the operator has a row among the servers, in a group of its own."""
        ...

    async def shared_among(self, patterns: Sequence[str]) -> list[SharedEntry]:
        """Give the shared entries with these patterns."""
        ...

    async def add_shared(self, items: Sequence[tuple[Pattern, EntryWords, datetime]], now: datetime) -> None:
        """Make shared entries that are not there, as proposed by a group that counts until a time."""
        ...

    async def confirm(
        self, which: ImportId, patterns: Sequence[tuple[Pattern, datetime]], now: datetime
    ) -> None:
        """Have the operator confirm shared entries that are there, each until a time."""
        ...

    async def hold_shared(self, which: ImportId, patterns: Sequence[str]) -> None:
        """Note that this import, too, holds what the operator confirms by another one."""
        ...

    async def take_back_shared(
        self, which: ImportId, most: int, review_at: datetime, now: datetime
    ) -> tuple[int, list[Pattern]]:
        """Have the operator take back what it said by this import, so many words at most: how many these were, and the
        patterns on which it has said nothing newer, and which no other import holds.
        """
        ...


class ImportsTx(SharedStatesTx, EndingTx, Protocol):
    """What a transaction offers to imports."""

    @property
    def imports(self) -> ImportStore:
        """The store of table `imports`."""
        ...

    @property
    def imported(self) -> ImportedEntryStore:
        """Own entries and stances, a portion at a time."""
        ...
