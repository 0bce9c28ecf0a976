"""A backup made ready to be a database again: of this program's schema, without the processes of its day, and numbered on."""

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from db.engine.database import Database, DatabaseFault
from db.engine.moving.layout import OF_PROCESSES, Side
from db.engine.moving.layouts import side_of
from db.engine.moving.marks import MoveState, mark_of, refusal
from db.engine.moving.reading import digest_of
from db.engine.place import SetAside
from db.engine.sqlite import backing_up
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.migrate import copy_before, migrate, set_aside_by
from db.engine.statements import Statements
from db.engine.steps import load_migrations


@dataclass(frozen=True, slots=True)
class Numbers:
    """The highest numbers that were given: `given` by a table itself, `ids` by table `ids` under a name."""

    given: Mapping[str, int] = field(default_factory=dict)
    ids: Mapping[str, int] = field(default_factory=dict)


async def prepare(backup: Path, work: Path, numbers: Numbers) -> tuple[int, list[SetAside]]:
    """Make the empty file `work` what a database shall hold; the backup stays as it is. `numbers`: those that the
    database in its place ever gave, which are given to nothing else.

    Returns how many steps its schema was behind, and what these set aside. Raises DatabaseFault, Unavailable.
    """
    await asyncio.to_thread(backing_up.copy, backup, work)
    database = await SqliteDatabase.open(work, to_move=True)
    try:
        mark = await mark_of(database)
        if mark is not None and mark.state is MoveState.COMING:
            raise refusal(database, mark)
        done = await migrate(database, load_migrations())
        if done:
            with contextlib.suppress(FileNotFoundError):
                copy_before(work, done[0]).unlink()  # the backup itself is that copy
        side = side_of(database)
        async with database.bulk() as tx:
            for table in ("moves", *sorted(OF_PROCESSES)):
                await tx.run(f"DELETE FROM {table}")
            await side.layout.reopen(tx)
            await _number_on(side, tx, numbers)
        return len(done), await set_aside_by(database, done)
    finally:
        await database.close()


async def numbers_of(database: Database) -> Numbers:
    """The highest numbers that a database ever gave."""
    side = side_of(database)
    tables = [table for table in await side.layout.tables(side.read) if table.numbered is not None]
    given = {table.name: await side.layout.last_number(side.read, table) for table in tables}
    ids = await side.read.all("SELECT name, last FROM ids")
    return Numbers(given, {row["name"]: int(row["last"]) for row in ids})


async def _number_on(side: Side, tx: Statements, numbers: Numbers) -> None:
    for table in await side.tables():
        given = numbers.given.get(table.name, 0)
        if table.numbered is not None and given > await side.layout.last_number(tx, table):
            await side.layout.number_from(tx, table, given)
    await tx.run_many(
        "INSERT INTO ids (name, last) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE "
        "SET last = CASE WHEN ids.last < excluded.last THEN excluded.last ELSE ids.last END",
        list(numbers.ids.items()),
    )


async def compare(prepared: Path, database: Database) -> int:
    """Read both to the end; returns how many rows they hold. Raises DatabaseFault where they do not hold the same."""
    file = await SqliteDatabase.open(prepared)
    try:
        here, there = side_of(file), side_of(database)
        others = {table.name: table for table in await there.tables()}
        rows = 0
        for table in await here.tables():
            mine = await digest_of(here.read, table)
            found = await digest_of(there.read, others[table.name])
            if (mine.rows, mine.sha256) != (found.rows, found.sha256):
                raise DatabaseFault("restore-differs", path=database.place, reason=table.name)
            rows += mine.rows
        return rows
    finally:
        await file.close()
