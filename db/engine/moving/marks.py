"""Table `moves`: whether a database is being moved, or was. No bot works on one that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.base.times import to_ms
from db.engine.database import Database, DatabaseFault
from db.engine.moving.layouts import side_of
from db.engine.statements import Statements


class MoveState(StrEnum):
    """What a move makes of a database."""

    LEAVING = "leaving"
    """It is copied elsewhere."""
    GONE = "gone"
    """It was copied elsewhere, to the last row."""
    COMING = "coming"
    """Another is copied here, and not all of it is here yet."""


_REFUSED: Mapping[MoveState, str] = {
    MoveState.LEAVING: "database-leaving",
    MoveState.GONE: "database-moved-away",
    MoveState.COMING: "database-half-moved",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What table `moves` says. `token`: the same in both databases of one move. `other`: the other one, for people."""

    state: MoveState
    token: str
    other: str


async def mark_of(database: Database) -> Mark | None:
    """What stands in table `moves`; None: nothing, or an old schema does not have it."""
    side = side_of(database)
    if not await side.layout.has_table(side.read, "moves"):
        return None
    row = await side.read.one("SELECT state, token, other FROM moves")
    return None if row is None else Mark(MoveState(row["state"]), row["token"], row["other"])


async def set_mark(tx: Statements, mark: Mark | None, now: datetime) -> None:
    """Put another in its place; None: the database is used as ever."""
    await tx.run("DELETE FROM moves")
    if mark is not None:
        await tx.run(
            'INSERT INTO moves ("only", state, token, other, began_at) VALUES (1, $1, $2, $3, $4)',
            str(mark.state),
            mark.token,
            mark.other,
            to_ms(now),
        )


async def refuse_moved(database: Database) -> None:
    """Raises DatabaseFault where nobody may work on the database, since it is being moved, or was."""
    mark = await mark_of(database)
    if mark is not None:
        raise refusal(database, mark)


def refusal(database: Database, mark: Mark) -> DatabaseFault:
    """What is said of a database that bears this mark."""
    return DatabaseFault(_REFUSED[mark.state], path=database.place, other=mark.other)
