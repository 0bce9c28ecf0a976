"""Forgetting what is over: which rows, found by an index, and what becomes of each. The wings name their own chores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.base.retention import Promise
from core.base.times import to_ms
from db.engine.statements import Row, Statements
from services.base.retention import Forgotten

CARD_AGAIN = (
    "UPDATE outbox SET generation = generation + 1, attempts = CASE WHEN taken_by IS NULL THEN 0 ELSE attempts END, "
    "due_at = CASE WHEN state = 'due' AND due_at < $1 THEN due_at ELSE $1 END, state = 'due' "
    "WHERE kind = '{kind}' AND subject_id = {subject} AND message_id IS NOT NULL AND coalesce(last_error, '') <> '{left}'"
)
"""For `Chore.again`: a message that stands somewhere is rendered again, without what was forgotten. `subject`: the row that
it is about.
"""


@dataclass(frozen=True, slots=True)
class Chore:
    """One thing that is forgotten when its time is over.

    `find`: selects what each step needs of a row, oldest first; $1: what is older is over (or, where a server is emptied,
    the server), $2: at most so many. A column `weight` says how many further rows hang on a row. `steps`: run for each row
    that was found, so that it is found no more; $1: now, $2 ...: the selected columns. `first`: runs before them; $1 as in
    `find`. `again`: a step after them that has a message rendered again.
    """

    name: str
    promise: Promise
    find: str
    steps: Sequence[str]
    first: str = ""
    again: str = ""


class RetentionRows:
    """Fills services.base.retention.RetentionStore."""

    def __init__(self, sql: Statements, chores: Mapping[str, Chore]) -> None:
        self._sql = sql
        self._chores = chores

    def promises(self) -> Mapping[str, Promise]:
        return {name: chore.promise for name, chore in self._chores.items()}

    async def is_over(self, chore: str, before: datetime) -> bool:
        return await self._sql.one(self._chores[chore].find, to_ms(before), 1) is not None

    async def forget(self, chore: str, before: datetime, now: datetime, most: int) -> Forgotten:
        return await do_portion(self._sql, self._chores[chore], to_ms(before), to_ms(now), most)


async def do_portion(sql: Statements, chore: Chore, about: int, now: int, most: int) -> Forgotten:
    """Do a chore for so many rows at most. `about`: $1 of its `find`."""
    rows = _light(await sql.all(chore.find, about, most), most)
    if rows and chore.first:
        await sql.run(chore.first, about)
    for step in chore.steps:
        await sql.run_many(step, [(now, *row) for row in rows])
    messages = 0
    for row in rows if chore.again else ():
        messages += await sql.run(chore.again, now, *row)
    return Forgotten(len(rows), messages)


def by_name(*chores: Sequence[Chore]) -> dict[str, Chore]:
    """Every chore of some wings, in their order. Raises ValueError where two have one name."""
    found = {chore.name: chore for several in chores for chore in several}
    if len(found) != sum(map(len, chores)):
        raise ValueError("two chores have one name")
    return found


def _light(rows: list[Row], most: int) -> list[Row]:
    """Take as many of the rows as together weigh what one portion may; the first in any case."""
    weight = 0
    taken: list[Row] = []
    for row in rows:
        weight += row["weight"] if "weight" in row.keys() else 1  # noqa: SIM118  # a Row's `in` looks at values
        if taken and weight > most:
            break
        taken.append(row)
    return taken


def of_server(table: str, *key: str) -> Chore:
    """Delete every row of a table that is a server's; `key`: the columns that tell its rows apart."""
    this = " AND ".join(f"{column} = ${number}" for number, column in enumerate(key, start=2))
    return Chore(
        f"left/{table}",
        Promise.STAMPED,
        f"SELECT {', '.join(key)} FROM {table} WHERE server_id = $1 LIMIT $2",
        (f"DELETE FROM {table} WHERE {this}",),
    )
