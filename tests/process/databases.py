"""A database on PostgreSQL for each folder in which a process runs."""

import asyncio
import itertools
from pathlib import Path

import asyncpg

from db.engine.postgres.url import PostgresUrl
from tests.postgres import TestServer, beside

_COPIES = itertools.count()
_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_LOOKS = 50  # at a database that is given back, a fiftieth of a second apart, until nobody is connected


class FolderDatabases:
    """A database for each folder in which a process runs, a copy of the migrated one; had when it is first asked for.

    What a test leaves is cleaned and serves the next: to copy and drop one takes ten times as long. One that is not as it was
    made, but for its rows, serves nobody any more.
    """

    def __init__(self, server: TestServer) -> None:
        self._server = server
        self._urls: dict[Path, PostgresUrl] = {}

    def url(self, folder: Path) -> str:
        if folder not in self._urls:
            self._urls[folder] = _FREE.pop() if _FREE else beside(self._copy())
        return self._urls[folder].url

    def give_back(self) -> None:
        """Nobody works on them any more."""
        if self._urls:
            beside(self._give_back())

    async def _copy(self) -> PostgresUrl:
        return await self._server.copy_numbered(next(_COPIES))

    async def _give_back(self) -> None:
        for url in self._urls.values():
            if await _cleaned(url):
                _FREE.append(url)
            else:
                await self._server.drop(url)


_FREE: list[PostgresUrl] = []
"""Databases of this process that are as they were made."""


async def _cleaned(url: PostgresUrl) -> bool:
    """Take away what was written; whether the database is then as it was made, and nobody is left who could write."""
    connection = await asyncpg.connect(url.url)
    try:
        for _ in range(_LOOKS):
            if not await connection.fetchval(_OTHERS):
                await connection.execute("SELECT pristine.clean()")
                return bool(await connection.fetchval("SELECT pristine.shape() = shape FROM pristine.made"))
            await asyncio.sleep(1 / _LOOKS)
    except asyncpg.PostgresError:
        pass
    finally:
        await connection.close()
        await asyncio.sleep(0)  # its socket is closed one turn of the loop later
    return False
