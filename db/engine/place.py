"""Where a database is: what DATABASE_URL names, whether anything is there yet or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from db.engine.database import Database, DatabaseFault
from db.engine.steps import Migration


@dataclass(frozen=True, slots=True)
class SetAside:
    """Rows of one table that were taken out, or whose reference was emptied, since they referred to none. `rows`: the first
    of them, by their keys.
    """

    source: str
    parent: str
    count: int
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Migrated:
    """What bringing a schema up to date did. `copy`: where the database of before is kept; None where no copy was made."""

    steps: Sequence[Migration]
    set_aside: Sequence[SetAside] = ()
    copy: str | None = None


class Copies(Protocol):
    """Copies of the database that are kept before it is migrated."""

    async def forget(self, made_before: datetime) -> int:
        """Delete those that were made before; returns how many."""
        ...


class Place(Protocol):
    """Where a database is."""

    @property
    def shown(self) -> str:
        """For people; no password stands in it."""
        ...

    @property
    def copies(self) -> Copies:
        """The copies that are kept of it."""
        ...

    async def is_there(self) -> bool:
        """Whether Rowan's database is there; False where it is still to be made. Changes nothing.

        Raises DatabaseFault where something else is there, or that cannot be found out.
        """
        ...

    async def may_be_made(self) -> None:
        """Raises DatabaseFault where it could not be made there, as far as that can be known without doing it."""
        ...

    async def open(self, *, to_move: bool = False) -> Database:
        """Open it, made where it is not there. `to_move`: whoever opens it may write though it is closed to all others.
        Raises DatabaseFault.
        """
        ...

    async def migrate(self, database: Database) -> Migrated:
        """Bring the schema up to date. Raises DatabaseFault."""
        ...

    async def missing(self, database: Database) -> Sequence[Migration]:
        """What `migrate` would apply. Raises DatabaseFault as it does."""
        ...

    def copy_before(self, step: Migration) -> str | None:
        """Where `migrate` keeps a copy when this is the first step that it applies; None where it makes none."""
        ...

    async def back_up(self, database: Database, target: Path, now: datetime) -> None:
        """Write all that the database holds at one moment into an empty file, with the schema that it has, while others write to
        the database. Raises DatabaseFault, Unavailable.
        """
        ...

    async def put(self, prepared: Path, now: datetime, *, damaged: bool = False) -> int:
        """Have the database hold what a file of SQLite with the schema of this program holds, in one step: whatever dies in the
        middle, it holds what it held. Returns how many texts had a NUL that it does not keep. `damaged`: what it held cannot be
        read any more. Raises DatabaseFault, also where a process has the database open, and Unavailable.
        """
        ...

    def keep_damaged(self, beside: Path) -> None:
        """Keep what cannot be read any more, as it is, under this name. Raises DatabaseFault where that is not done from here,
        and OSError.
        """
        ...

    def fault_of(self, key: str, error: Exception) -> DatabaseFault:
        """What is said of an error that came from this database; `key`: where nothing more is known."""
        ...

    def is_damage(self, error: BaseException) -> bool:
        """Whether the error says that the database cannot be read, though it opened."""
        ...
