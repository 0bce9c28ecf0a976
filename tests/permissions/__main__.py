"""`python -m tests.permissions [NAME ...]`: what each kind of person may do now, as rows for docs/permissions.md."""

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.conftest import migrated
from tests.desk.world import Worlds
from tests.permissions.giving import given, groups
from tests.permissions.routes import ROUTES
from tests.permissions.table import PEOPLE, words
from tests.permissions.trying import tried


def _print_all(names: list[str]) -> None:
    empty, said = migrated(), words()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        file.write_bytes(empty)
        worlds = Worlds(file, Path(folder), [])
        for name in names or [
            *groups(),
            *ROUTES,
        ]:  # a simulated Discord at a time, each with an event loop of its own
            if name in ROUTES:
                found = {name: asyncio.run(tried(worlds, name))}
            else:
                found = asyncio.run(given(worlds, groups().get(name, [name])))
            for each, by_person in found.items():
                cells = [said.get(by_person[who], by_person[who]) for who in PEOPLE]
                print(f"| `{each}` | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":  # a process that reads slow texts begins with this file, too
    _print_all(sys.argv[1:])
