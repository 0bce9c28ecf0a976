"""Lists: an import (time and memory; `LINES=5000000 python -m bench lists` for the largest), a change in a second process,
look-up with a million entries and a thousand servers' policies, a hashed list beside a clear one.
"""

import asyncio
import functools
import os
import random
import resource
import tempfile
import time
from pathlib import Path

from bench import hashed, list_changes, list_lookup
from bench.contest.measure import machine
from core.base.categories import Category
from core.base.ids import ServerId
from core.lists.formats import Format, Writer
from db.engine.sqlite.place import SqlitePlace
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from db.lists.stores import ListsStores
from services.base.ports import system_clock
from services.lists.imports.exporting import Exporting
from services.lists.imports.importing import Importing
from services.lists.imports.reading import in_processes, in_slices
from services.lists.imports.survey import survey
from services.lists.imports.targets import OwnTarget

LINES = int(os.environ.get("LINES", "1000000"))
SERVER = ServerId(10**17)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def main() -> str:
    """Measure all of it, and give the tables."""
    load = os.getloadavg()[0]
    where = f"Measured on {machine()}, load average {load:.1f} before."
    parts = (of_import, list_changes.main, list_lookup.main, hashed.main)
    return "\n\n".join([where, *(part() for part in parts)])


def of_import() -> str:
    """Measure an import, and give its table."""
    with tempfile.TemporaryDirectory() as folder:
        file = _hosts_file(Path(folder) / "list.txt")
        before = _megabytes()
        rows = asyncio.run(_steps(file, Path(folder) / "rowan.db"))
    lines = [
        f"| step ({LINES:,} lines) | seconds | processor seconds here | lines/s |",
        "| --- | --- | --- | --- |",
    ]
    lines += [f"| {name} | {wall:.1f} | {here:.1f} | {LINES / wall:,.0f} |" for name, wall, here in rows]
    whole = sum(wall for name, wall, _ in rows if name.startswith(("reading", "plan", "bringing")))
    lines.append(f"| an import as a whole | {whole:.1f} | | {LINES / whole:,.0f} |")
    lines.append(
        f"\nLargest memory of this process: {_megabytes():.0f} MB, before the import {before:.0f} MB."
    )
    return "\n".join(lines)


async def _steps(file: Path, database_file: Path) -> list[tuple[str, float, float]]:
    place = SqlitePlace(database_file)
    database = await place.open()
    await place.migrate(database)
    storage = DatabaseStorage(database, functools.partial(ListsStores, vault=Vault(b"k" * 32)))
    importing = Importing(storage=storage, clock=system_clock, portion=storage.relaxed)
    target = OwnTarget(server=SERVER, by=None, most=5_000_000)
    steps = _Steps()
    processes = min(4, os.cpu_count() or 1)
    read = in_processes(processes) if processes > 1 else in_slices
    with file.open("rb") as source:
        found = await survey(iter(lambda: source.read(65_536), b""), None, None, read, now=system_clock())
    steps.done(f"reading, {processes} processes")
    plan = await importing.plan(found, target, Category.SCAM)
    steps.done("plan: what stands there already")
    await importing.bring_in(plan, target)
    steps.done("bringing in")
    exporting = Exporting(storage=storage, clock=system_clock)
    size = 0
    async for piece in exporting.pieces(SERVER, Writer(Format.CSV)):
        size += len(piece)
    steps.done("(export as CSV)")
    await database.close()
    return steps.rows


class _Steps:
    def __init__(self) -> None:
        self.rows: list[tuple[str, float, float]] = []
        self._wall, self._here = time.perf_counter(), time.process_time()

    def done(self, name: str) -> None:
        wall, here = time.perf_counter(), time.process_time()
        self.rows.append((name, wall - self._wall, here - self._here))
        self._wall, self._here = wall, here


def _hosts_file(file: Path) -> Path:
    chance = random.Random(1)
    with file.open("w") as out:
        for number in range(LINES):
            name = "".join(chance.choices(_LETTERS, k=9))
            out.write(f"0.0.0.0 {name}{number}.{chance.choice(('com', 'net', 'org', 'co.uk', 'xyz'))}\n")
    return file


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
