"""What the register says of a table (db/base/register.py): which columns say something of a person, and how rows end."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.base.retention import Promise


@dataclass(frozen=True, slots=True)
class Personal:
    """Says something of a person, and goes when the promise's time is over. `chores`: each of them empties the column or
    deletes the row.
    """

    promise: Promise
    chores: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonalWhile:
    """Says something of a person, and is needed as long as the reason holds; `chores` end it then."""

    reason: str
    chores: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    `rest`: the columns that say nothing of a person, and end with their row. `ends`: the chore that deletes rows whose
    time is over, with its promise; `counted`: daily counts of them stay. `kept`: why rows have no end of that kind; those
    of a server that Rowan left are deleted all the same, where they are a server's.
    """

    rest: str
    personal: Mapping[str, Personal | PersonalWhile] = field(default_factory=dict)
    ends: Mapping[str, Promise] = field(default_factory=dict)
    kept: str = ""
    counted: bool = False

    @property
    def columns(self) -> frozenset[str]:
        """The names of all its columns."""
        return frozenset(self.rest.split()) | self.personal.keys()
