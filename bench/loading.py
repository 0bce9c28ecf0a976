"""How long the bot takes to fill its index from the database at the start."""

import asyncio
import tempfile
import time
from pathlib import Path

from bench.corpus import read_keys
from bench.rivals import PART, parts
from db.connection import Database
from db.index_store import ListChanges
from db.migrate import load_migrations, migrate
from services.indexing import Indexing

_SERVERS = 100
_ENTRY = (
    "INSERT INTO own_entries (id, server_id, pattern, kind, key, category, added_at) "
    "VALUES ($1, $2, $3, 'host', $3, 'harassment', 0)"
)


def load_seconds(keys: Path, count: int) -> float:
    """Seconds from a SQLite file with so many entries to a filled index."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_load(Path(folder) / "rowan.db", keys, count))


async def _load(path: Path, keys: Path, count: int) -> float:
    database = await Database.open(path)
    try:
        await migrate(database, load_migrations())
        await _fill(database, keys, count)
        indexing = Indexing(ListChanges(database))
        start = time.perf_counter()
        await indexing.load()
        taken = time.perf_counter() - start
        assert len(indexing.index) == count
        return taken
    finally:
        await database.close()


async def _fill(database: Database, keys: Path, count: int) -> None:
    async with database.write() as tx:
        for server in range(1, _SERVERS + 1):
            await tx.run("INSERT INTO servers (id, pseudonym) VALUES ($1, $2)", server, f"server {server}")
        number = 0
        for part in parts(read_keys(keys, count), PART):
            rows = [(number + at, (number + at) % _SERVERS + 1, key) for at, key in enumerate(part, start=1)]
            await tx.run_many(_ENTRY, rows)
            number += len(part)
