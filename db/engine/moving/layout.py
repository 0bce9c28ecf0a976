"""What is moved: the tables of a database, asked of the database itself, in an order in which references lead backwards.

Each kind of database answers in its own words (db/engine/moving/layouts.py).
"""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from db.engine.database import Database
from db.engine.statements import Statements

NOT_MOVED = frozenset({"moves", "schema_migrations", "turn_to_write", "confirmations"})
"""Tables of the database itself. Each database has its own."""

OF_PROCESSES = frozenset({"leases", "key_holders"})
"""Tables of what runs just now. A backup that is put back begins without."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table, as far as a move must know it. Names are as the database has them."""

    name: str
    columns: tuple[str, ...]
    """In alphabetical order: databases differ in theirs."""
    key: tuple[str, ...]
    wide: tuple[str, ...]
    """Columns whose values may be of any size."""
    parents: frozenset[str]
    """Other tables that it refers to."""
    own: tuple[str, ...]
    """Columns that refer to other rows of the same table."""
    numbered: str | None
    """The column whose numbers the database gives, each once."""


class Layout(Protocol):
    """What one kind of database says of its tables."""

    async def has_table(self, sql: Statements, name: str) -> bool:
        """Whether there is a table of that name."""
        ...

    async def tables(self, sql: Statements) -> Sequence[Table]:
        """Every table, in any order."""
        ...

    def without_triggers(self, tx: Statements, table: str) -> AbstractAsyncContextManager[None]:
        """Write to a table without what follows from it: that is moved itself. The triggers are back before the commit."""
        ...

    async def close(self, tx: Statements) -> None:
        """Let nobody begin to write any more but whoever opened the database to move it."""
        ...

    async def reopen(self, tx: Statements) -> None:
        """Let everybody write again."""
        ...

    async def last_number(self, sql: Statements, table: Table) -> int:
        """The highest number that was ever given in a numbered table; 0: none."""
        ...

    async def number_from(self, tx: Statements, table: Table, last: int) -> None:
        """Give only numbers above this one from now on."""
        ...

    async def settle(self, tx: Statements, table: str) -> None:
        """Have the database know how much a table holds, before people wait for its answers."""
        ...


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two databases of a move."""

    database: Database
    layout: Layout

    @property
    def read(self) -> Statements:
        """Statements that only read."""
        return self.database.read

    async def tables(self) -> list[Table]:
        """What is moved, each table after those that it refers to."""
        found = await self.layout.tables(self.read)
        return _in_order([table for table in found if table.name not in NOT_MOVED])


def _in_order(tables: Sequence[Table]) -> list[Table]:
    """Each after those that it refers to; otherwise by name. Raises ValueError where references go in a circle."""
    left = sorted(tables, key=lambda table: table.name)
    names, done, ordered = {table.name for table in left}, set[str](), list[Table]()
    while left:
        ready = [table for table in left if table.parents & names <= done]
        if not ready:
            raise ValueError(f"references go in a circle: {[table.name for table in left]}")
        ordered += ready
        done |= {table.name for table in ready}
        left = [table for table in left if table.name not in done]
    return ordered


def quoted(names: Sequence[str]) -> str:
    """Names of tables or columns as SQL takes them; some are words of SQL."""
    return ", ".join('"' + name.replace('"', '""') + '"' for name in names)
