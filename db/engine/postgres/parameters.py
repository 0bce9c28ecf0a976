"""What PostgreSQL must be told of parameters. It guesses the type of each from where it stands, and guesses 32 bits for
`$1 - 5`; so each is told its type by the value that it holds, which is what SQLite goes by.
"""

import functools
import re
from collections.abc import Sequence

from db.engine.statements import Value

_PARAMETER = re.compile(r"\$(\d+)")
_TYPES: dict[type, str] = {int: "BIGINT", str: "TEXT", bytes: "BYTEA", float: "DOUBLE PRECISION"}


def told(sql: str, values: Sequence[Value]) -> tuple[str, list[Value]]:
    """The statement and its values as PostgreSQL takes them."""
    typed, used = _typed(sql, tuple(map(type, values)))
    return typed, [_kept(values[number]) for number in used]


def told_of_all(sql: str, rows: Sequence[Sequence[Value]]) -> tuple[str, list[list[Value]]]:
    """The same of a statement that is run for each row."""
    kinds = tuple(_kind_of_all(column) for column in zip(*rows, strict=True))
    typed, used = _typed(sql, kinds)
    return typed, [[_kept(row[number]) for number in used] for row in rows]


def _kind_of_all(column: Sequence[Value]) -> type:
    return next((type(value) for value in column if value is not None), type(None))


@functools.lru_cache(4096)  # some thousand statements, each with the few kinds of values that it is given
def _typed(sql: str, kinds: tuple[type, ...]) -> tuple[str, tuple[int, ...]]:
    """The statement, and which of the values it takes: PostgreSQL takes none that is not used."""
    used = tuple(sorted({int(number) - 1 for number in _PARAMETER.findall(sql)}))

    def typed(parameter: re.Match[str]) -> str:
        number = int(parameter[1]) - 1
        name, new = _type_of(kinds[number]), f"${used.index(number) + 1}"
        return new if name is None else f"CAST({new} AS {name})"

    return _PARAMETER.sub(typed, sql), used


def _type_of(kind: type) -> str | None:
    """NULL has no type of its own."""
    return next((name for python, name in _TYPES.items() if issubclass(kind, python)), None)


def _kept(value: Value) -> Value:
    """PostgreSQL has no text with a NUL in it, which no message of Discord has."""
    return value.replace("\0", "�") if isinstance(value, str) and "\0" in value else value
