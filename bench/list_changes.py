"""How long a change of a list takes until a second process acts on it, on both databases."""

import asyncio
import functools
import multiprocessing
import statistics
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from core.base.ids import ServerId
from core.lists.patterns import parse_pattern
from db.engine.postgres.place import PostgresPlace
from db.engine.postgres.url import postgres_url
from db.engine.sqlite.place import SqlitePlace
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from db.lists.stores import ListsStores
from services.base.ports import system_clock
from services.lists.entries import add_entry
from services.lists.live_index import LiveIndex
from tests import postgres
from wiring.list_sources import list_sources

CHANGES = 300
_SERVER = ServerId(10**17)
_QUORUM = 2
_APART = 0.02  # seconds between two changes
_LOOK_EVERY = 0.0005
_GIVEN_UP = 10.0


def main() -> str:
    """Measure, and give the table."""
    lines = [
        "| a change, seen by a second process | p50 ms | p99 ms | longest ms |",
        "| --- | --- | --- | --- |",
    ]
    with tempfile.TemporaryDirectory() as folder:
        lines.append(_row("SQLite", str(Path(folder) / "rowan.db")))
    programs = postgres.binaries()
    if programs is None:
        lines.append("| PostgreSQL | not installed | | |")
    else:
        server = postgres.OwnServer(programs, autovacuum="on")
        lines.append(_row("PostgreSQL", server.with_database("bench_changes")))
    return "\n".join(lines)


def _row(name: str, where: str) -> str:
    print(f"  {CHANGES} changes on {name} ...", file=sys.stderr, flush=True)
    waits = sorted(asyncio.run(_measured(where)))
    p99 = waits[min(len(waits) - 1, int(len(waits) * 0.99))]
    return f"| {name} | {statistics.median(waits):.1f} | {p99:.1f} | {waits[-1]:.1f} |"


def _place(where: str) -> SqlitePlace | PostgresPlace:
    if not where.startswith("postgresql"):
        return SqlitePlace(Path(where))
    url = postgres_url(where)
    assert url is not None
    return PostgresPlace(url)


async def _measured(where: str) -> list[float]:
    """Milliseconds from the commit of each change to its sight."""
    place = _place(where)
    database = await place.open()
    await place.migrate(database)
    storage = DatabaseStorage(database, functools.partial(ListsStores, vault=Vault(b"k" * 32)))
    here, there = multiprocessing.get_context("spawn").Pipe()
    other = multiprocessing.get_context("spawn").Process(target=_watch, args=(where, there), daemon=True)
    other.start()
    await asyncio.to_thread(here.recv)  # it is ready
    waits = []
    for number in range(CHANGES):
        pattern = parse_pattern(f"host-{number}.example")
        here.send(pattern.key)
        async with storage.durable() as tx:
            await add_entry(tx, _SERVER, pattern, None, "", None, None, system_clock())
        committed = time.monotonic()
        storage.hint()
        seen = await asyncio.to_thread(here.recv)
        waits.append(max(0.0, seen - committed) * 1000)
        await asyncio.sleep(_APART)
    here.send("")
    other.join(_GIVEN_UP)
    await database.close()
    return waits


def _watch(where: str, to: Connection) -> None:
    asyncio.run(_watching(where, to))


async def _watching(where: str, to: Connection) -> None:
    """Keep an index as the bot does, and say when each key is in it. The clock is the machine's, which both share."""
    database = await _place(where).open()
    storage = DatabaseStorage(database, functools.partial(ListsStores, vault=Vault(b"k" * 32)))
    index = LiveIndex(storage=storage, sources=list_sources(storage, system_clock, _QUORUM))
    await index.load()
    running = asyncio.create_task(index.run())
    to.send("")
    while key := await asyncio.to_thread(to.recv):
        began = time.monotonic()
        while not index.index.might_hold(key):
            if time.monotonic() - began > _GIVEN_UP:
                raise TimeoutError(key)
            await asyncio.sleep(_LOOK_EVERY)
        to.send(time.monotonic())
    running.cancel()
    await database.close()
