"""Measuring the start: what is imported before the first line of work is done, and how long the index takes to fill from
the database.
"""

import asyncio
import functools
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bench.corpus import read_keys
from bench.publishing import publish
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.migrate import migrate
from db.engine.steps import load_migrations
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from db.lists.stores import ListsStores
from services.lists.live_index import LiveIndex
from services.lists.sources import OwnSource

_ROOT = Path(__file__).parent.parent
_ROUNDS = 9
# What is imported, by what it is for. The baseline comes first.
_LOADED = {
    "discord.py with its commands (baseline)": "discord.ext.commands",
    "Rowan's commands of the operator": "bot",
    "Rowan that runs": "bot, wiring.serving",
}
_TIMED = "import time; begun = time.process_time(); import {}; print(time.process_time() - begun)"
_SERVERS = 100
_ENTRY = (
    "INSERT INTO own_entries (id, server_id, pattern, kind, key, category, added_at) "
    "VALUES (?, ?, ?, 'host', ?, 'harassment', 0)"
)
_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'own_entries' AND sql IS NOT NULL"
_TIMES = 3


def main() -> str:
    """Import each in fresh processes, in turn; returns the table, which is put into docs/benchmarks.md too."""
    seconds: dict[str, list[float]] = {what: [] for what in _LOADED}
    for _ in range(_ROUNDS):
        for what, modules in _LOADED.items():
            seconds[what].append(_imported(modules))
    medians = {what: statistics.median(each) for what, each in seconds.items()}
    baseline = next(iter(medians.values()))
    rows = [f"| {what} | {each:.2f} | {each / baseline:.2f} |" for what, each in medians.items()]
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    table = "\n".join(
        [
            f"Measured {datetime.now(UTC):%Y-%m-%d}, Python {version}, medians of {_ROUNDS} processes each.",
            "",
            "| what is imported | processor seconds | ratio |",
            "| --- | --- | --- |",
            *rows,
        ]
    )
    publish("start", table)
    return table


def _imported(modules: str) -> float:
    """The processor seconds that a fresh process needs to import the modules."""
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _TIMED.format(modules)], cwd=_ROOT, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def load_seconds(keys: Path, count: int) -> float:
    """Measure seconds from a SQLite file with so many entries to a filled index: the best of three."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_load(Path(folder) / "rowan.db", keys, count))


async def _load(path: Path, keys: Path, count: int) -> float:
    database = await SqliteDatabase.open(path)
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
