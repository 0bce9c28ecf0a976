"""A SQLite file read from its first page to its last: whether it can be read, and is Rowan's."""

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.base.errors import StorageBusy
from db.engine.checking.seals import tried_seals
from db.engine.database import DatabaseFault
from db.engine.keys.state import KeyState, key_state, reading_vault, refuse_other_keys
from db.engine.moving.layout import NOT_MOVED, OF_PROCESSES, quoted
from db.engine.moving.layouts import SqliteLayout
from db.engine.sqlite.database import fault_of
from db.engine.sqlite.migrate import was_migrated
from db.engine.sqlite.statements import InlineStatements
from db.engine.statements import Statements
from db.engine.steps import load_migrations, not_applied


@dataclass(frozen=True, slots=True)
class Held:
    """What a file holds: its schema's version, the rows of each table, how many sealed values were opened."""

    version: int
    rows: Mapping[str, int]
    opened: int

    @property
    def total(self) -> int:
        """How many rows there are in all."""
        return sum(self.rows.values())


@contextlib.contextmanager
def read_only(path: Path) -> Iterator[Statements]:
    """Statements on a file that is neither made nor changed. Raises DatabaseFault where it cannot be read."""
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            yield InlineStatements(connection)
    except (sqlite3.Error, StorageBusy) as error:
        raise fault_of("database-damaged", path, error) from error


async def look_through(path: Path, secrets: Sequence[bytes]) -> Held:
    """Read the whole file. Raises DatabaseFault where it is damaged, another program's, of a newer version, or sealed by a secret
    that is not among these.
    """
    try:
        is_rowans = was_migrated(path, load_migrations())
    except (sqlite3.Error, OSError) as error:
        raise fault_of("database-cannot-open", path, error) from error
    if not is_rowans:
        raise DatabaseFault("backup-not-rowans", path=str(path))
    with read_only(path) as sql:
        found = await damage(sql)
        if found is not None:
            raise DatabaseFault("database-damaged", path=str(path), reason=found)
        version = await schema_version(sql)
        state = await key_state(sql)
        refuse_other_keys(str(path), state, secrets)
        opened = await _opened(sql, str(path), state, secrets)
        return Held(version, await counted(sql), opened)


async def _opened(sql: Statements, path: str, state: KeyState | None, secrets: Sequence[bytes]) -> int:
    vault = reading_vault(path, state, secrets)
    if vault is None:
        return 0
    seals = await tried_seals(sql, vault)
    if seals.tried and seals.broken == seals.tried:
        raise DatabaseFault("database-other-secret", path=path)
    return seals.tried - seals.broken


async def damage(sql: Statements) -> str | None:
    """What is broken in a SQLite database, pages or references; None: nothing."""
    for row in await sql.all("PRAGMA integrity_check(3)"):
        (said,) = row
        if said != "ok":
            return str(said)
    broken = await sql.all("PRAGMA foreign_key_check")
    if broken:
        return f"{len(broken)} rows refer to none, the first of table {broken[0]['table']}"
    return None


async def schema_version(sql: Statements) -> int:
    """The newest step that was applied. Raises DatabaseFault where this program does not know it, or knows another."""
    rows = await sql.all("SELECT version, checksum FROM schema_migrations")
    applied = {row["version"]: row["checksum"] for row in rows}
    not_applied(load_migrations(), applied)
    return max(applied, default=0)


async def counted(sql: Statements) -> Mapping[str, int]:
    """How many rows each table has that a backup is for."""
    names = {table.name for table in await SqliteLayout().tables(sql)}
    tables = sorted(names - NOT_MOVED - OF_PROCESSES)
    rows = {}
    for name in tables:
        row = await sql.one(f"SELECT count(*) AS n FROM {quoted([name])}")
        rows[name] = 0 if row is None else int(row["n"])
    return rows
