"""What stands in the database of the process under test, asked beside it: a file of SQLite, or a server of PostgreSQL."""

import asyncio
import itertools
import re
import sqlite3
import threading
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

import asyncpg

from db.engine.postgres.parameters import told
from db.engine.statements import Row
from tests import postgres

# Every index is held against its table: what one knows and the other does not was written in part.
_INDEXES = """
SELECT bt_index_check(c.oid, true) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_am am ON am.oid = c.relam AND am.amname = 'btree'
WHERE c.relnamespace = 'public'::regnamespace
"""


class Stored(Protocol):
    """The database."""

    url: str

    def rows(self, query: str, *values: object) -> Sequence[Row]:
        """The answer to a query, whose values are `?`, in words that both databases have."""
        ...

    def faults(self) -> Iterator[str]:
        """What is wrong with the database itself."""
        ...

    def crash(self) -> bool:
        """Have the server die and start anew; False where there is none."""
        ...


class StoredInFile:
    """A file of SQLite."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.url = f"sqlite:///{path}"

    def rows(self, query: str, *values: object) -> Sequence[Row]:
        """Ask the file beside the running bot, without writing to it."""
        with closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)) as opened:
            opened.row_factory = sqlite3.Row
            return opened.execute(query, values).fetchall()

    def faults(self) -> Iterator[str]:
        for pragma in ("integrity_check", "foreign_key_check"):
            rows = [tuple(row) for row in self.rows(f"PRAGMA {pragma}")]
            if rows not in ([], [("ok",)]):
                yield f"{pragma}: {rows[:3]}"

    def crash(self) -> bool:
        return False


class StoredOnServer:
    """A server of PostgreSQL of its own, as careful of its disk as in production."""

    def __init__(self, binaries: Path) -> None:
        self._server = postgres.OwnServer(binaries)
        self.url = self._server.url
        self._connection: Any = None
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    def rows(self, query: str, *values: object) -> Sequence[Row]:
        numbers = itertools.count(1)
        sql, bound = told(re.sub(r"\?", lambda _: f"${next(numbers)}", query), values)
        found: Sequence[Row] = self._said(self._asked(sql, bound))
        return found

    def faults(self) -> Iterator[str]:
        try:
            self.rows("CREATE EXTENSION IF NOT EXISTS amcheck")
            self.rows(_INDEXES)
        except asyncpg.PostgresError as error:
            yield str(error)

    def crash(self) -> bool:
        self._server.crash()
        self._server.start()
        return True

    async def _asked(self, sql: str, bound: Sequence[Any]) -> Sequence[Row]:
        if self._connection is None or self._connection.is_closed():
            self._connection = await asyncpg.connect(self.url, statement_cache_size=0)
        found: Sequence[Row] = await self._connection.fetch(sql, *bound)
        return found

    def _said(self, asking: Coroutine[Any, Any, Any]) -> Any:
        """Ask on a loop of its own: whoever asks has one that is running."""
        return asyncio.run_coroutine_threadsafe(asking, self._loop).result()


def stored(database: str, folder: Path) -> Stored:
    """The database of that name, for a run in that folder."""
    if database == "sqlite":
        return StoredInFile(folder / "rowan.db")
    programs = postgres.binaries()
    if programs is None:
        raise SystemExit("PostgreSQL's binaries are not installed")
    return StoredOnServer(programs)
