"""Migrations of SQLite (db/engine/steps.py): each step in one transaction with its version and checksum, after a copy."""

import contextlib
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from core.base.errors import StorageBusy
from db.engine.database import DatabaseFault, RuleBroken
from db.engine.place import SetAside
from db.engine.sqlite import orphans
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.files import free_megabytes, make_private
from db.engine.steps import Migration, not_applied

_TABLE = """
CREATE TABLE IF NOT EXISTS schema_migrations (
    version    INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    checksum   TEXT NOT NULL,
    applied_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT
"""

_COLUMNS = {"version", "name", "checksum"}
_OF_SOMEBODY = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT GLOB 'sqlite_*'"


async def migrate(database: SqliteDatabase, steps: Sequence[Migration]) -> list[Migration]:
    """Bring the schema up to date; returns what was applied.

    Rows that refer to none are set aside first (db/engine/sqlite/orphans.py).

    Raises DatabaseFault when the file is another program's or of a newer version, or a step that was applied has changed
    since.
    """
    was_migrated(database.path, steps)
    async with database.bulk() as tx:
        for statement in (_TABLE, orphans.TABLE, *orphans.INDEXES):
            await tx.run(statement)
    missing = await missing_steps(database, steps)
    try:
        if missing and missing[0].version > 1:
            await _keep_copy(database, missing[0])
        return [step for step in missing if await _apply(database, step, is_first=step == missing[0])]
    except StorageBusy as error:
        if getattr(error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            # What was begun is taken back, and gave its room back with it: only SQLite knows that there was too little.
            free = free_megabytes(database.path) or 0
            raise DatabaseFault("database-no-space", path=str(database.path), free=free) from error
        raise


async def set_aside_by(database: SqliteDatabase, done: Sequence[Migration]) -> list[SetAside]:
    """Which rows were set aside by a `migrate` that applied these steps."""
    return await orphans.told(database.read, done[0].version) if done else []


async def missing_steps(database: SqliteDatabase, steps: Sequence[Migration]) -> list[Migration]:
    """What `migrate` would apply to a database that has been migrated before. Raises DatabaseFault as it does."""
    rows = await database.read.all("SELECT version, checksum FROM schema_migrations")
    return not_applied(steps, {row["version"]: row["checksum"] for row in rows})


def copy_before(database: Path, step: Migration) -> Path:
    """Where the copy is kept that is made before this step, the first of several."""
    return database.with_name(f"{database.name}.before-{step.version:04d}")


def was_migrated(path: Path, steps: Sequence[Migration]) -> bool:
    """Whether the file is there and any of the steps was applied to it; False where it is still to be made.

    Changes nothing. Raises DatabaseFault where something else is there, which no step may ever be applied to, and
    sqlite3.Error or OSError where that cannot be found out.
    """
    if not path.exists():
        return False
    if not path.is_file():
        raise DatabaseFault("database-no-file", path=str(path))
    if path.stat().st_size == 0:
        return False
    with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as looking:
        found = {name for (name,) in looking.execute(_OF_SOMEBODY)}
        columns = {name for _, name, *_ in looking.execute("PRAGMA table_info(schema_migrations)")}
        if columns >= _COLUMNS:
            first = looking.execute("SELECT name FROM schema_migrations WHERE version = 1").fetchone()
            if first == (steps[0].name,):
                return True
            if first is None:  # a process that died before the first step was applied
                found -= {"schema_migrations", orphans.NAME}
    if found:
        raise DatabaseFault("database-foreign", path=str(path), table=min(found))
    return False


async def _apply(database: SqliteDatabase, step: Migration, *, is_first: bool) -> bool:
    try:
        # SQLite gives an old table a check or a key by making it anew: meanwhile, what refers to it refers to nothing.
        async with database.restructuring() as tx:
            known = await tx.one("SELECT 1 FROM schema_migrations WHERE version = $1", step.version)
            if known:  # another process that started at the same moment was first
                return False
            if is_first:  # what an old version left behind; after each step all references are looked at
                await orphans.set_aside(tx, step.version)
            for statement in split_statements(step.sql):
                await tx.run(statement)
            await tx.run(
                "INSERT INTO schema_migrations (version, name, checksum) VALUES ($1, $2, $3)",
                step.version,
                step.name,
                step.checksum,
            )
    except (sqlite3.Error, RuleBroken) as error:
        raise DatabaseFault("database-migration-failed", version=step.version, reason=str(error)) from error
    return True


def split_statements(script: str) -> list[str]:
    """The statements of a script. (`executescript` would commit the transaction that holds them.)"""
    statements, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            statements.append(current.strip())
            current = ""
    if current.strip() and not all(
        line.strip().startswith("--") or not line.strip() for line in current.splitlines()
    ):
        statements.append(current.strip())
    return statements


async def _keep_copy(database: SqliteDatabase, first: Migration) -> None:
    """Copy under a name of this process, so that another that starts at the same moment does the same beside it."""
    copy = copy_before(database.path, first)
    own = copy.with_name("-".join((copy.name, str(os.getpid()))))
    try:
        make_private(own)  # SQLite copies into an empty file, too
        await database.copy_to(own)
        if not await database.read.all(
            "SELECT 1 FROM schema_migrations WHERE version = $1", first.version
        ):  # else another was first, and this may be a copy of what it made
            own.replace(copy)
    finally:
        own.unlink(missing_ok=True)
