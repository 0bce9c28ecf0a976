"""A file in which SQLite keeps Rowan's database, whether it is there yet or not."""

import asyncio
import errno
import os
import shutil
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from db.engine.database import Database, DatabaseFault
from db.engine.place import Migrated
from db.engine.sqlite import backing_up
from db.engine.sqlite.copies import FileCopies
from db.engine.sqlite.database import SqliteDatabase, fault_of
from db.engine.sqlite.files import make_private, settle_names
from db.engine.sqlite.migrate import copy_before, migrate, missing_steps, set_aside_by, was_migrated
from db.engine.steps import Migration, load_migrations


class SqlitePlace:
    """Fills db.engine.place.Place."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.shown = str(path)
        self.copies = FileCopies(path)

    async def is_there(self) -> bool:
        try:
            return was_migrated(self._path, load_migrations())
        except (sqlite3.Error, OSError) as error:
            raise self.fault_of("database-cannot-open", error) from error

    async def may_be_made(self) -> None:
        folder = next(each for each in self._path.parents if each.exists())
        if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
            closed = PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            raise self.fault_of("database-cannot-open", closed)

    async def open(self, *, to_move: bool = False) -> Database:
        return await SqliteDatabase.open(self._path, to_move=to_move)

    async def migrate(self, database: Database) -> Migrated:
        assert isinstance(database, SqliteDatabase)  # noqa: S101  # what `open` returned
        done = await migrate(database, load_migrations())
        copy = self.copy_before(done[0]) if done else None
        return Migrated(done, await set_aside_by(database, done), copy)

    async def missing(self, database: Database) -> Sequence[Migration]:
        assert isinstance(database, SqliteDatabase)  # noqa: S101  # what `open` returned
        return await missing_steps(database, load_migrations())

    def copy_before(self, step: Migration) -> str | None:
        return str(copy_before(self._path, step)) if step.version > 1 else None

    async def back_up(self, database: Database, target: Path, now: datetime) -> None:  # noqa: ARG002  # the contract's
        await asyncio.to_thread(backing_up.copy, self._path, target)

    async def put(self, prepared: Path, now: datetime, *, damaged: bool = False) -> int:  # noqa: ARG002  # the contract's
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if damaged or not self._path.exists():
            await asyncio.to_thread(backing_up.replace, prepared, self._path)
        else:
            await asyncio.to_thread(backing_up.put, prepared, self._path)
        make_private(self._path)
        settle_names(self._path.parent)
        return 0

    def keep_damaged(self, beside: Path) -> None:
        for ending, kept in (("", "-damaged"), ("-wal", "-wal")):
            file = self._path.with_name(self._path.name + ending)
            if file.exists():
                to = beside.with_name(beside.name + kept)
                make_private(to)
                shutil.copyfile(file, to)

    def fault_of(self, key: str, error: Exception) -> DatabaseFault:
        return fault_of(key, self._path, error)

    def is_damage(self, error: BaseException) -> bool:
        return isinstance(error, sqlite3.DatabaseError)
