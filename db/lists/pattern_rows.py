"""Functions that the stores of lists share: a row's pattern and plain columns, lists of parameters, the keys of a whole table in parts."""

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime
from typing import Any

from core.base.ids import ServerId, UserId
from core.base.times import to_ms
from core.lists.patterns import Pattern, PatternKind
from db.base.shared_statements import list_changed
from db.engine.statements import Row, Statements, Value
from db.engine.vault import Vault

_KEYS_AT_ONCE = 20_000  # rows held in memory at a time


class ServerPatterns:
    """A table of what servers say of patterns (`own_entries`, `allows`). A row that was removed stays, with the time."""

    def __init__(self, sql: Statements, table: str) -> None:
        self._sql = sql
        self._table = table

    async def count(self, server: ServerId) -> int:
        """Count the server's rows that stand."""
        row = await self._sql.one(
            f"SELECT count(*) AS n FROM {self._table} WHERE server_id = $1 AND removed_at IS NULL", server
        )
        return 0 if row is None else int(row["n"])

    async def standing(self, server: ServerId, pattern: str) -> Row | None:
        """Give the row with this pattern that stands."""
        return await self._sql.one(
            f"SELECT * FROM {self._table} WHERE server_id = $1 AND pattern = $2 AND removed_at IS NULL",
            server,
            pattern,
        )

    async def remove(self, server: ServerId, pattern: Pattern, now: datetime) -> bool:
        """Remove the row with this pattern, under a revision. False: none stood."""
        changed = await self._sql.run(
            f"UPDATE {self._table} SET removed_at = $3 WHERE server_id = $1 AND pattern = $2 AND removed_at IS NULL",
            server,
            pattern.text,
            to_ms(now),
        )
        if changed:
            await list_changed(self._sql, pattern.key)
        return changed == 1


def pattern_of(row: Row) -> Pattern:
    """Make a row's pattern, just as `parse_pattern` made it."""
    return Pattern(PatternKind(row["kind"]), row["pattern"], row["key"])


def as_named(row: Row, *names: str) -> dict[str, Any]:
    """Columns of a row that a value has as they are, by the names that both have for them."""
    return {name: row[name] for name in names}


def among(first: int, values: Sequence[object]) -> str:
    """`$3, $4, $5` for three values whose first parameter is the third."""
    return ", ".join(f"${number}" for number in range(first, first + len(values)))


def holding(needle: str) -> str:
    """The operand of `LIKE ... ESCAPE '!'` for texts that hold the needle, which is meant literally."""
    literal = needle.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{literal}%"


def sealed_by(vault: Vault, by: UserId | None, place: str) -> bytes | None:
    """Seal who did something, for one place; None where nobody did (the command line)."""
    return None if by is None else vault.seal(str(by), place)


def opened_by(vault: Vault, sealed: bytes | None, place: str) -> UserId | None:
    """Read who did something, as `sealed_by` sealed it; None where nobody is kept (any more), or it does not open."""
    opened = vault.open_or_none(sealed, place)
    return None if opened is None else UserId(int(opened))


async def keys_in_parts(sql: Statements, statement: str) -> AsyncIterator[list[str]]:
    """Yield every key that a statement gives, in parts.

    The statement selects `id` and `key` with ids above $1, in their order, at most $2 of them.
    """
    # One row for many keys: to hand a million rows from SQLite to Python takes three times as long.
    together = f"SELECT max(id) AS last, {sql.dialect.lines('key')} AS keys FROM ({statement}) AS part"
    last = 0
    while (row := await sql.one(together, last, _KEYS_AT_ONCE)) and row["last"] is not None:
        yield row["keys"].split("\n")  # a key is a host and a path: it holds no line break
        last = row["last"]


def parts(values: Sequence[Value], size: int) -> Iterator[Sequence[Value]]:
    """Cut values into parts of at most `size`."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
