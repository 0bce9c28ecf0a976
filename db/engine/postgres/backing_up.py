"""A database on PostgreSQL as a backup, which is a file of SQLite, and a backup as the content of such a database.

A backup is read from one snapshot (`REPEATABLE READ`), which keeps nobody waiting. What is put back is one transaction: whatever
dies in the middle, the database holds what it held, or what it shall hold.
"""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from db.engine.database import Database, DatabaseFault, RuleBroken
from db.engine.dialect import POSTGRES
from db.engine.moving.layout import Side, quoted
from db.engine.moving.layouts import side_of
from db.engine.moving.marks import Mark, MoveState
from db.engine.moving.mover import Mover
from db.engine.postgres.database import PostgresDatabase
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.migrate import migrate
from db.engine.statements import Statements
from db.engine.steps import load_migrations, not_applied

_OTHERS = (
    "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'rowan%' "
    "AND application_name <> $1 AND backend_type = 'client backend'"
)


@dataclass(frozen=True, slots=True)
class _Within(Side):
    """One side of a copy, of which everything is read in one transaction."""

    statements: Statements

    @property
    def read(self) -> Statements:
        return self.statements


class _OneTransaction:
    """Stands for a database of which every transaction is a part of one."""

    dialect = POSTGRES

    def __init__(self, place: str, tx: Statements) -> None:
        self.place = place
        self._tx = tx

    @contextlib.asynccontextmanager
    async def bulk(self) -> AsyncIterator[Statements]:
        yield self._tx


async def copy(database: PostgresDatabase, target: Path, now: datetime) -> None:
    """Write what the database holds at one moment into an empty file, with the schema that the database has.

    Raises DatabaseFault, Unavailable.
    """
    async with database.snapshot() as sql:
        rows = await sql.all("SELECT version, checksum FROM schema_migrations")
        applied = {row["version"]: row["checksum"] for row in rows}
        not_applied(load_migrations(POSTGRES), applied)
        into = await SqliteDatabase.open(target)
        try:
            await migrate(into, load_migrations()[: max(applied, default=0)])
            source = _Within(database, side_of(database).layout, sql)
            mover = await Mover.between(source, side_of(into), _silent)
            await mover.begin(Mark(MoveState.COMING, "backup", database.place), now)
            await mover.copy()
            await mover.verify()
            await mover.end(now)
            async with into.bulk() as tx:
                await tx.run("DELETE FROM moves")
        finally:
            await into.close()


async def put(prepared: Path, database: PostgresDatabase, now: datetime, program: str) -> int:
    """Have the database hold what the file holds, and return how many texts had a NUL, which a server does not keep.
    `program`: by what name the server knows this process, and no other.

    Raises DatabaseFault where a process of Rowan is connected, Unavailable.
    """
    source_file = await SqliteDatabase.open(prepared)
    try:
        async with database.bulk() as tx:
            # Whoever starts now waits before it has read anything, and gives up after some seconds.
            await tx.run("SET LOCAL lock_timeout TO '5s'")
            await tx.run("SET LOCAL idle_in_transaction_session_timeout TO 0")
            await tx.run("LOCK TABLE schema_migrations IN ACCESS EXCLUSIVE MODE")
            await _nobody_is_connected(database, tx, program)
            return await _filled(side_of(source_file), database, tx, now)
    except RuleBroken as error:
        raise DatabaseFault("restore-differs", path=database.place, reason=str(error)) from error
    finally:
        await source_file.close()


async def _filled(source: Side, database: PostgresDatabase, tx: Statements, now: datetime) -> int:
    target = _Within(cast(Database, _OneTransaction(database.place, tx)), side_of(database).layout, tx)
    mover = await Mover.between(source, target, _silent)
    names = [table.name for table in await target.tables()]
    await tx.run(f"TRUNCATE {', '.join(quoted([name]) for name in names)}")
    await mover.begin(Mark(MoveState.COMING, "restore", source.database.place), now)
    await mover.copy()
    _, nulls = await mover.verify()
    await mover.end(now)
    return nulls


async def _nobody_is_connected(database: PostgresDatabase, tx: Statements, program: str) -> None:
    """A process that stood still would go on with what it remembers of a database that is another now."""
    row = await tx.one(_OTHERS, program)
    if row is not None and row["n"]:
        raise DatabaseFault("restore-connected", path=database.place, count=int(row["n"]))


def _silent(key: str, **values: str | int) -> None:
    """Nobody is told how far it is: a backup says what it did in the end."""
