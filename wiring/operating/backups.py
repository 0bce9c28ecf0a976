"""`bot.py backup` and `bot.py restore`: a file that holds everything, beside a running bot; and that file as the database."""

import argparse
import asyncio
import contextlib
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from core.base.errors import StorageBusy, Unavailable
from db.base.lease_store import LeaseRows
from db.engine.backups.files import (
    BackupFiles,
    chosen,
    make_folder,
    megabytes,
    refuse_taken,
)
from db.engine.backups.preparing import Numbers, compare, numbers_of, prepare
from db.engine.checking.files import Held, look_through, read_only
from db.engine.database import Database, DatabaseFault
from db.engine.keys.state import key_state, refuse_other_secrets
from db.engine.moving.layouts import side_of
from db.engine.moving.mover import Tell, first_filled
from db.engine.place import Place
from db.engine.sqlite.files import free_megabytes, partial, publish
from db.engine.statements import Statements
from services.base.ports import Clock, system_clock
from services.base.waits import LEASE
from settings import Settings
from wiring.database import opened_as_it_is, place_of, say
from wiring.keys.watch import secrets_of


async def backup(settings: Settings, options: argparse.Namespace) -> int:
    """Do `backup [FILE]`. Raises DatabaseFault, Unavailable."""
    now = system_clock()
    with _disk_said(Path(options.where or settings.backups / "backup")):
        path, files = chosen(options.where, settings.backups, now)
    held = await made_backup(settings, path, now)
    _told("backup-done", path=str(path), rows=held.total, size=megabytes(path), opened=held.opened)
    for _ in range(files.forget_now(now - settings.kept.backups)):
        _told("backup-old-deleted", days=settings.kept.backups.days)
    return 0


async def made_backup(settings: Settings, path: Path, now: datetime) -> Held:
    """Write a backup, look through it, and give it its name; returns what it holds. Raises DatabaseFault, Unavailable."""
    with _disk_said(path):
        refuse_taken(path)
        make_folder(path.parent)
        async with opened_as_it_is(settings) as database:
            state = await key_state(database.read)
            known = secrets_of(settings, state)
            refuse_other_secrets(database, state, known)
            with partial(path.parent) as file:
                await place_of(settings).back_up(database, file, now)
                held = await look_through(file, known)
                publish(file, path)
    return held


async def restore(settings: Settings, options: argparse.Namespace) -> int:
    """Do `restore FILE [--force | --check]`. Raises DatabaseFault, Unavailable."""
    work = Restoring(settings=settings, file=options.file, tell=_told)
    if options.check:
        await work.look()
        _told("restore-check-done", path=str(options.file))
        return 0
    await work.run(force=options.force)
    return 0


@dataclass(frozen=True, slots=True)
class Restoring:
    """One restore: everything is looked at before anything is changed."""

    settings: Settings
    file: Path
    tell: Tell
    clock: Clock = system_clock
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def look(self) -> Held:
        """Look through the backup. Raises DatabaseFault where it cannot be put back."""
        self._refuse_no_file()
        try:
            with read_only(self.file) as sql:
                state = await key_state(sql) if await _has_keys(sql) else None
            held = await look_through(self.file, secrets_of(self.settings, state))
        except DatabaseFault as fault:
            if fault.key not in _UNREADABLE:
                raise
            reason = str(fault.values.get("reason", "?"))
            raise DatabaseFault("backup-unreadable", path=str(self.file), reason=reason) from fault
        self.tell(
            "restore-looked",
            path=str(self.file),
            rows=held.total,
            version=held.version,
            opened=held.opened,
        )
        return held

    def _refuse_no_file(self) -> None:
        try:
            is_there = self.file.is_file()
        except OSError as error:  # its folder is closed to whoever asks
            reason = error.strerror or type(error).__name__
            raise DatabaseFault("backup-unreadable", path=str(self.file), reason=reason) from error
        if not is_there:
            raise DatabaseFault("restore-no-file", path=str(self.file))

    async def run(self, *, force: bool) -> None:
        """Put it back. Raises DatabaseFault, Unavailable; the database is what it was then."""
        place = place_of(self.settings)
        await self.look()
        there = await self._there(place, force=force)
        folder = self.settings.backups
        with _disk_said(folder / "restore"):
            make_folder(folder)
            kept = await self._keep(place, there) if there.is_filled else None
            with partial(folder) as work:
                behind, set_aside = await prepare(self.file, work, there.numbers)
                nulls = await place.put(work, self.clock(), damaged=there.is_damaged)
                rows = await self._compared(place, work)
        if behind:
            self.tell("restore-migrated", count=behind)
        for found in set_aside:
            self.tell("restore-set-aside", count=found.count, table=found.source)
        if nulls:
            self.tell("move-nulls", count=nulls)
        if kept is not None:
            self.tell("restore-kept", path=str(kept), days=self.settings.kept.backups.days)
        self.tell("restore-done", path=place.shown, rows=rows)

    async def _there(self, place: Place, *, force: bool) -> "_There":
        """Look at the database of now. Raises DatabaseFault where it may not be replaced."""
        try:
            if not await place.is_there():
                await place.may_be_made()
                return _There()
            async with opened_as_it_is(self.settings) as database:
                await self._nobody_lives(database)
                filled = await first_filled(side_of(database))
                numbers = await numbers_of(database)
        except DatabaseFault as fault:
            if fault.key not in ("database-damaged", "database-not-sqlite"):
                raise
            if not force:
                raise DatabaseFault("restore-full", path=place.shown) from fault
            return _There(is_filled=True, is_damaged=True)
        if filled is not None and not force:
            raise DatabaseFault("restore-full", path=place.shown)
        return _There(is_filled=filled is not None, numbers=numbers)

    async def _nobody_lives(self, database: Database) -> None:
        leases = LeaseRows(database.read)
        if await leases.others("", self.clock()):
            await self.sleep(LEASE.total_seconds() + 1)
            if await leases.others("", self.clock()):
                raise DatabaseFault("restore-alive", path=database.place)

    async def _keep(self, place: Place, there: "_There") -> Path:
        """Keep what the database holds now."""
        kept = BackupFiles(self.settings.backups).name(self.clock(), before_restore=True)
        if there.is_damaged:
            place.keep_damaged(kept)
            return kept.with_name(kept.name + "-damaged")
        await made_backup(self.settings, kept, self.clock())
        return kept

    async def _compared(self, place: Place, work: Path) -> int:
        database = await place.open()
        try:
            return await compare(work, database)
        finally:
            await database.close()


@dataclass(frozen=True, slots=True)
class _There:
    """What the database is before the restore."""

    is_filled: bool = False
    is_damaged: bool = False
    numbers: Numbers = field(default_factory=Numbers)


_UNREADABLE = (
    "database-damaged",
    "database-not-sqlite",
    "database-cannot-open",
    "database-no-space",
    "database-foreign",
)


async def _has_keys(sql: Statements) -> bool:
    return bool(await sql.all("SELECT 1 FROM sqlite_master WHERE name = 'secret_in_use'"))


@contextlib.contextmanager
def _disk_said(path: Path) -> Iterator[None]:
    """Say that the disk of a backup refuses. Raises DatabaseFault."""
    try:
        yield
    except Unavailable as error:
        cause = error.__cause__
        if not (isinstance(error, StorageBusy) and isinstance(cause, sqlite3.Error)):
            raise
        if "locked" in str(cause) or "busy" in str(cause):
            raise
        free = free_megabytes(path) or 0
        raise DatabaseFault("backup-disk", path=str(path.parent), free=free, reason=str(cause)) from error
    except FileExistsError as error:
        raise DatabaseFault("backup-there", path=str(path)) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DatabaseFault("backup-cannot-write", path=str(path.parent), reason=reason) from error


def _told(key: str, **values: str | int) -> None:
    print(say(key, **values), flush=True)
