"""Functions that the stores of lists share: a row's pattern, lists of parameters, the keys of a whole table in parts."""

from collections.abc import AsyncIterator, Iterator, Sequence

from core.base.ids import UserId
from core.lists.patterns import Pattern, PatternKind
from db.engine.statements import Row, Statements, Value
from db.engine.vault import Vault

_KEYS_AT_ONCE = 20_000  # rows held in memory at a time


def pattern_of(row: Row) -> Pattern:
    """Make a row's pattern, just as `parse_pattern` made it."""
    return Pattern(PatternKind(row["kind"]), row["pattern"], row["key"])


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
    """Read who did something, as `sealed_by` sealed it."""
    return None if sealed is None else UserId(int(vault.open(sealed, place)))


async def keys_in_parts(sql: Statements, statement: str) -> AsyncIterator[list[str]]:
    """Yield every key that a statement gives, in parts.

    The statement selects `id` and `key` with ids above $1, in their order, at most $2 of them.
    """
    # One row for many keys: to hand a million rows from SQLite to Python takes three times as long.
    together = f"SELECT max(id) AS last, group_concat(key, char(10)) AS keys FROM ({statement})"
    last = 0
    while (row := await sql.one(together, last, _KEYS_AT_ONCE)) and row["last"] is not None:
        yield row["keys"].split("\n")  # a key is a host and a path: it holds no line break
        last = row["last"]


def parts(values: Sequence[Value], size: int) -> Iterator[Sequence[Value]]:
    """Cut values into parts of at most `size`."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
