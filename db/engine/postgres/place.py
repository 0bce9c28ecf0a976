"""A database on a PostgreSQL server, whether Rowan's tables are there yet or not."""

import secrets
import ssl
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import asyncpg

from core.base.errors import Unavailable
from db.engine.database import Database, DatabaseFault
from db.engine.dialect import POSTGRES
from db.engine.place import Migrated
from db.engine.postgres.backing_up import copy, put
from db.engine.postgres.database import PostgresDatabase
from db.engine.postgres.errors import said
from db.engine.postgres.migrate import migrate, missing_steps, was_migrated
from db.engine.postgres.url import PostgresUrl
from db.engine.steps import Migration, load_migrations

_OLDEST = 150000  # PostgreSQL 15
_LOOK = (
    "SELECT CAST(current_setting('server_version_num') AS BIGINT) AS version, "
    "current_setting('server_encoding') AS encoding, pg_is_in_recovery() AS only_reads, "
    "has_schema_privilege(current_schema(), 'CREATE') AS may_create, current_schema() AS schema"
)
_DENIED = (
    asyncpg.InvalidPasswordError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InsufficientPrivilegeError,
)


class PostgresPlace:
    """Fills db.engine.place.Place."""

    def __init__(self, url: PostgresUrl) -> None:
        self._url = url
        self.shown = url.shown
        self.copies = NoCopies()

    async def is_there(self) -> bool:
        database = await self._connected()
        try:
            return await was_migrated(database.read, self._steps())
        except DatabaseFault as fault:
            raise DatabaseFault(fault.key, path=self.shown, **fault.values) from None
        except Unavailable as error:
            raise self.fault_of("database-away", error) from error
        finally:
            await database.close()

    async def may_be_made(self) -> None:
        """All that can be known was looked at by `is_there`."""

    async def open(self, *, to_move: bool = False) -> Database:
        return await self._connected(to_move=to_move)

    async def _connected(self, *, to_move: bool = False) -> PostgresDatabase:
        try:
            database = await PostgresDatabase.open(self._url, to_move=to_move)
        except _DENIED as error:
            raise DatabaseFault("database-denied", path=self.shown) from error
        except asyncpg.InvalidCatalogNameError as error:
            raise DatabaseFault("database-unknown", path=self.shown) from error
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, ValueError) as error:
            raise self.fault_of("database-away", error) from error
        try:
            await self._look_at(database)
        except BaseException:
            await database.close()
            raise
        return database

    async def _look_at(self, database: PostgresDatabase) -> None:
        """Raises DatabaseFault where the server is none that Rowan can use."""
        try:
            found = await database.read.one(_LOOK)
        except Unavailable as error:
            raise self.fault_of("database-away", error) from error
        assert found is not None  # noqa: S101  # it has no FROM
        if found["version"] < _OLDEST:
            raise DatabaseFault(
                "database-too-old", path=self.shown, found=found["version"] // 10000, oldest=_OLDEST // 10000
            )
        if found["encoding"] != "UTF8":
            raise DatabaseFault("database-not-utf8", path=self.shown, found=found["encoding"])
        if found["only_reads"]:
            raise DatabaseFault("database-only-reads", path=self.shown)
        if not found["may_create"]:
            raise DatabaseFault("database-no-rights", path=self.shown, schema=found["schema"] or "public")

    async def migrate(self, database: Database) -> Migrated:
        assert isinstance(database, PostgresDatabase)  # noqa: S101  # what `open` returned
        return Migrated(await migrate(database, self._steps()))

    async def missing(self, database: Database) -> Sequence[Migration]:
        return await missing_steps(database.read, self._steps())

    def copy_before(self, step: Migration) -> str | None:  # noqa: ARG002  # the contract's
        return None

    async def back_up(self, database: Database, target: Path, now: datetime) -> None:
        assert isinstance(database, PostgresDatabase)  # noqa: S101  # what `open` returned
        await copy(database, target, now)

    async def put(self, prepared: Path, now: datetime, *, damaged: bool = False) -> int:  # noqa: ARG002  # the contract's
        program = f"rowan restore {secrets.token_hex(8)}"
        mine = PostgresPlace(replace(self._url, program=program))
        database = await mine._connected(to_move=True)  # its own kind
        try:
            await migrate(database, self._steps())
            return await put(prepared, database, now, program)
        finally:
            await database.close()

    def keep_damaged(self, beside: Path) -> None:  # noqa: ARG002  # the contract's
        raise DatabaseFault("restore-damaged-server", path=self.shown)

    def fault_of(self, key: str, error: Exception) -> DatabaseFault:
        if isinstance(error, Unavailable):
            key = "database-away"
        return DatabaseFault(key, path=self.shown, reason=_plain(error))

    def is_damage(self, error: BaseException) -> bool:
        code = str(getattr(error, "sqlstate", None) or "")
        return isinstance(error, asyncpg.PostgresError) and code.startswith("XX")

    def _steps(self) -> list[Migration]:
        return load_migrations(POSTGRES)


class NoCopies:
    """Fills db.engine.place.Copies."""

    async def forget(self, made_before: datetime) -> int:  # noqa: ARG002  # the contract's
        return 0


def _plain(error: BaseException) -> str:
    """What went wrong, without anything of the URL."""
    cause: Any = error.__cause__ if isinstance(error, Unavailable) and error.__cause__ else error
    if isinstance(cause, ssl.SSLError):
        return f"TLS: {cause.reason or type(cause).__name__}"
    if isinstance(cause, ConnectionError) and "SSL" in str(cause):  # asyncpg's own words
        return "TLS: the server does not offer it"
    if isinstance(cause, OSError) and cause.strerror:
        return str(cause.strerror)
    if isinstance(cause, asyncpg.PostgresError):
        return said(cause)
    return type(cause).__name__
