"""What every room of the tests may use: a clock that stands still, a database of its own, a vault; how laws are tried."""

import asyncio
import functools
import gc
import shutil
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from db.engine.database import Database
from db.engine.migrate import load_migrations, migrate
from db.engine.vault import Vault
from tests.threadless import open_here

SECRET = bytes(range(32))

_HERE = Path(__file__).parent
STAGE = ("cogs/", "desk/")
"""What people see and press, mostly on a simulated Discord."""
APART = ("db/engine/", "localdiscord/", "demo/", "bench/", "crash/")
"""The engine of the database and the tools: rooms that no rule, store, service or sentence of Rowan reaches."""

# How long a law is tried: in full, or a tenth of it in the fast suite. No test looks at the clock.
settings.register_profile("whole", max_examples=100, deadline=None)
settings.register_profile("tenth", max_examples=10, deadline=None)
settings.load_profile("whole")  # pytest's --hypothesis-profile comes later, and wins


def examples(most: int, **more: Any) -> settings:
    """For a law that wants another number of examples than a profile's hundred."""
    return settings(max_examples=most * settings().max_examples // 100, **more)


gc.disable()  # until all is imported: the collector finds nothing in it, time and again


def pytest_collection_finish(session: pytest.Session) -> None:
    """Make what all forks share. What was imported stays: the collector need not look through it again and again (a sixth
    of the suite).
    """
    gc.enable()
    if any(
        "migrated_file" in item.fixturenames for item in session.items if isinstance(item, pytest.Function)
    ):
        migrated()
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)  # before tests are left out by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of cogs and of the desk as `stage`, but for the first of each file: that is its story. Mark what only a
    change of its own room can break as `apart`.
    """
    with_story = set()
    for item in items:
        room = item.path.relative_to(_HERE).as_posix() if item.path.is_relative_to(_HERE) else ""
        if room.startswith(APART):
            item.add_marker("apart")
        if room.startswith(STAGE):
            if item.path in with_story or item.get_closest_marker("long"):
                item.add_marker("stage")
            with_story.add(item.path)


class StandingClock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> datetime:
        """Let time pass: `forward(seconds=5)`, `forward(days=7)`."""
        self.now += timedelta(**by)
        return self.now


async def at_once(_seconds: float) -> None:
    """Wait no longer than it takes the others to have a turn."""
    await asyncio.sleep(0)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def vault() -> Vault:
    return Vault(SECRET)


@pytest.fixture
def database_path(tmp_path: Path) -> Path:
    return tmp_path / "rowan.db"


@functools.cache
def migrated() -> bytes:
    """The file of an empty database, as the migrations leave it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rowan.db"

        async def make() -> None:
            opened = await open_here(path)
            await migrate(opened, load_migrations())
            await opened.close()

        asyncio.run(make())
        return path.read_bytes()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database as the migrations leave it; tests open copies."""
    path = tmp_path_factory.mktemp("migrated") / "rowan.db"
    path.write_bytes(migrated())
    return path


@pytest.fixture
def threads(request: pytest.FixtureRequest) -> bool:
    """Whether databases have threads of their own, as in earnest: where two processes meet on one file."""
    return "second_database" in request.fixturenames


@pytest.fixture
async def database(migrated_file: Path, database_path: Path, threads: bool) -> AsyncIterator[Database]:
    """A migrated database, closed at the end."""
    shutil.copyfile(migrated_file, database_path)
    opened = await (Database.open(database_path) if threads else open_here(database_path))
    yield opened
    await opened.close()


@pytest.fixture
async def second_database(database: Database, database_path: Path) -> AsyncIterator[Database]:
    """The same file as another process sees it."""
    opened = await Database.open(database_path)
    yield opened
    await opened.close()
