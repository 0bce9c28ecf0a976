"""From DATABASE_URL to an open database with the schema of this program."""

import base64
import contextlib
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from db.engine.database import Database, DatabaseFault
from db.engine.keys.state import key_state, refuse_other_secrets
from db.engine.moving.marks import refuse_moved
from db.engine.place import Place, SetAside
from db.engine.postgres.url import PostgresUrl
from db.engine.sqlite.place import SqlitePlace
from services.base.texts import FALLBACK, default_texts
from settings import Settings
from wiring.keys.watch import notice_of_keys, secrets_of

_log = logging.getLogger("rowan")


def place_of(settings: Settings) -> Place:
    """Where the database is that the settings name."""
    return place_at(settings.database)


def place_at(where: Path | PostgresUrl) -> Place:
    """Where a database is."""
    if isinstance(where, Path):
        return SqlitePlace(where)
    from db.engine.postgres.place import PostgresPlace  # who stays with SQLite need not load its driver

    return PostgresPlace(where)


@contextlib.asynccontextmanager
async def open_database(settings: Settings, *, may_make: bool = False) -> AsyncIterator[Database]:
    """Open the migrated database, and close it at the end. Raises DatabaseFault.

    `may_make`: a database that is not there yet is made. To who only asks something, a mistyped DATABASE_URL would look
    like a Rowan that knows nothing.
    """
    place = place_of(settings)
    is_new = not await place.is_there()
    if is_new and not may_make:
        raise DatabaseFault("database-not-there", path=place.shown, folder=str(settings.folder))
    database = await place.open()
    try:
        with damage_said(place):
            if not is_new:
                await refuse_moved(database)
            done = await place.migrate(database)
        _tell_of_orphans(done.set_aside, settings.kept.evidence.days)
        if is_new:
            _log.info(say("database-made", path=place.shown))
        elif done.copy is not None:
            _log.info(say("database-copy-kept", path=done.copy))
        for step in () if is_new else done.steps:
            _log.info("migrated to %s (%s)", step.version, step.name)
        state = await key_state(database.read)
        refuse_other_secrets(database, state, secrets_of(settings, state))
        notice = notice_of_keys(settings, state)
        if notice is not None:
            _log.warning(notice)
        yield database
    finally:
        await database.close()


@contextlib.asynccontextmanager
async def opened_as_it_is(settings: Settings) -> AsyncIterator[Database]:
    """The database with the schema that it has, for who copies it or looks at it: nothing is migrated. Raises DatabaseFault."""
    place = place_of(settings)
    if not await place.is_there():
        raise DatabaseFault("database-not-there", path=place.shown, folder=str(settings.folder))
    database = await place.open()
    try:
        with damage_said(place):
            await refuse_moved(database)
            yield database
    finally:
        await database.close()


async def what_becomes_of(settings: Settings) -> str:
    """What the next start does with the database; nothing is changed. Raises DatabaseFault."""
    place = place_of(settings)
    if not await place.is_there():
        await place.may_be_made()
        return say("database-will-be-made", path=place.shown)
    database = await place.open()
    try:
        with damage_said(place):
            await refuse_moved(database)
            missing = await place.missing(database)
            state = await key_state(database.read)
            refuse_other_secrets(database, state, secrets_of(settings, state))
    finally:
        await database.close()
    if not missing:
        return say("database-as-it-is", path=place.shown)
    known, copy = missing[-1].version, place.copy_before(missing[0])
    if copy is None:
        return say("database-will-be-migrated-there", path=place.shown, known=known)
    return say("database-will-be-migrated", path=place.shown, copy=copy, known=known)


@contextlib.contextmanager
def damage_said(place: Place) -> Iterator[None]:
    """A database that opens and cannot be read all the same is a sentence, too. Raises DatabaseFault."""
    try:
        yield
    except Exception as error:
        if not place.is_damage(error):
            raise
        raise place.fault_of("database-damaged", error) from error


def _tell_of_orphans(set_aside: Sequence[SetAside], days: int) -> None:
    """Say which rows the migration set aside, since they referred to none."""
    for found in set_aside:
        _log.warning(
            say(
                "database-rows-set-aside",
                count=found.count,
                source=found.source,
                parent=found.parent,
                rows=", ".join(found.rows) + (" ..." if found.count > len(found.rows) else ""),
                days=days,
            )
        )


say = default_texts().sayer(FALLBACK)
"""Says the operator's sentences, which are English: no server has chosen a language for a terminal."""


def unlogged(settings: Settings) -> Iterator[str]:
    """What no log may hold, whoever writes it: as it stands in the settings."""
    yield settings.discord_token.plain()
    yield base64.b64encode(settings.secret_key).decode()
    if settings.old_secret is not None:
        yield base64.b64encode(settings.old_secret).decode()
    if isinstance(settings.database, PostgresUrl):
        yield settings.database.url
        if settings.database.password:
            yield from (settings.database.password.plain(), unquote(settings.database.password.plain()))
