"""Forgetting, for tests: everything that is over at a moment, as the job of the running bot does it."""

import functools
from datetime import datetime

from core.base.retention import KeptFor
from db.engine.database import Database
from db.engine.postgres.place import NoCopies
from db.engine.sqlite.copies import FileCopies
from db.engine.sqlite.database import SqliteDatabase
from db.engine.storage import DatabaseStorage
from services.base.retention import Retention
from services.base.worker import Bell
from wiring.forgotten import ForgettingStores, chores


def forgetting_storage(database: Database, kept: KeptFor | None = None) -> DatabaseStorage[ForgettingStores]:
    """What the jobs are given."""
    made = functools.partial(ForgettingStores, chores=chores(kept or KeptFor()))
    return DatabaseStorage(database, made)


def retention(database: Database, kept: KeptFor | None = None, **more: object) -> Retention:
    """The job."""
    return Retention(
        storage=forgetting_storage(database, kept),
        kept=kept or KeptFor(),
        copies=FileCopies(database.path) if isinstance(database, SqliteDatabase) else NoCopies(),
        log_bell=Bell(),
        **more,
    )


async def forget(database: Database, now: datetime, kept: KeptFor | None = None) -> int:
    """Forget what is over, in the write-ahead log too; returns how many rows held something."""
    forgotten = await retention(database, kept).purge(now)
    await database.forget_deleted()
    return forgotten
