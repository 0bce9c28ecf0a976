"""Measuring how long the bot takes to fill its index from the database at the start."""

import asyncio
import functools
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bench.corpus import read_keys
from db.engine.database import Database
from db.engine.migrate import load_migrations, migrate
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from db.lists.stores import ListsStores
from services.lists.live_index import LiveIndex
from services.lists.sources import OwnSource

_SERVERS = 100
_ENTRY = (
    "INSERT INTO own_entries (id, server_id, pattern, kind, key, category, added_at) "
    "VALUES (?, ?, ?, 'host', ?, 'harassment', 0)"
)
_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'own_entries' AND sql IS NOT NULL"
_TIMES = 3


def load_seconds(keys: Path, count: int) -> float:
    """Measure seconds from a SQLite file with so many entries to a filled index: the best of three."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_load(Path(folder) / "rowan.db", keys, count))


async def _load(path: Path, keys: Path, count: int) -> float:
    database = await Database.open(path)
    try:
        await migrate(database, load_migrations())
        _fill(path, keys, count)
        storage = DatabaseStorage(database, functools.partial(ListsStores, vault=Vault(bytes(32))))
        taken = []
        for _ in range(_TIMES):
            indexing = LiveIndex(storage=storage, sources=[OwnSource(storage=storage)])
            start = time.perf_counter()
            await indexing.load()
            taken.append(time.perf_counter() - start)
            assert len(indexing.index) == count
        return min(taken)
    finally:
        await database.close()


def _fill(path: Path, keys: Path, count: int) -> None:
    """Write the entries straight into the file: through the stores it would take hours."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.executemany(
            "INSERT INTO servers (id, pseudonym) VALUES (?, ?)",
            [(server, f"server {server}") for server in range(_SERVERS)],
        )
        indexes = connection.execute(_INDEXES).fetchall()
        for name, _ in indexes:  # indexes are made afterwards, which is faster
            connection.execute(f"DROP INDEX {name}")
        rows = ((n, n % _SERVERS, key, key) for n, key in enumerate(read_keys(keys, count), start=1))
        connection.executemany(_ENTRY, rows)
        for _, statement in indexes:
            connection.execute(statement)
