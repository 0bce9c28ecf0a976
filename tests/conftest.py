"""What every room of the tests may use: a clock that stands still, a database of its own, a vault; how laws are tried."""

import asyncio
import functools
import gc
import itertools
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from db.engine.database import Database
from db.engine.postgres.database import PostgresDatabase
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.migrate import migrate
from db.engine.steps import load_migrations
from db.engine.vault import Vault
from services.base.texts import default_texts
from tests import postgres
from tests.threadless import open_here

SECRET = bytes(range(32))

_HERE = Path(__file__).parent
STAGE = ("cogs/", "desk/", "permissions/", "hostile/")
"""What people see and press, mostly on a simulated Discord."""
LAWS = _HERE / "db"
"""What goes through all tables, or all statements."""
FILES = frozenset({"database", "database_path", "migrated_file"})
"""Who asks for one of these has a database."""
APART = ("db/engine/", "plans/", "moving/", "net/", "localdiscord/", "demo/", "bench/", "crash/")
"""The engine of the database, how it answers each statement, what moves all of it into another, the client that fetches, and the
tools: rooms that no rule or sentence of Rowan reaches. Statements themselves are tried by each store's tests.
"""

# How long a law is tried: in full, or a tenth of it in the fast suite. No test looks at the clock.
settings.register_profile("whole", max_examples=100, deadline=None)
settings.register_profile("tenth", max_examples=10, deadline=None)
settings.load_profile("whole")  # pytest's --hypothesis-profile comes later, and wins


def examples(most: int, **more: Any) -> settings:
    """For a law that wants another number of examples than a profile's hundred."""
    return settings(max_examples=most * settings().max_examples // 100, **more)


def share(every: Sequence[Any]) -> Sequence[Any]:
    """Of what a law goes through one by one: all of it, or a tenth as of examples."""
    return every[:: 100 // settings().max_examples]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--databases", default="sqlite", metavar="NAMES", help="what stores are tried on: sqlite, postgres"
    )

    parser.addoption(
        "--stories", action="store_true", help="of a folder with a stage, read the first file alone"
    )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Of a file that has no story nothing would be run: to collect its tests costs as much as to run as many small ones."""
    is_further = (
        config.getoption("stories")
        and collection_path.match("test_*.py")
        and collection_path.relative_to(_HERE).as_posix().startswith(STAGE)
        and collection_path != min(collection_path.parent.glob("test_*.py"))
    )
    return True if is_further else None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What asks for a database is tried on each that was chosen, save where it looks at SQLite's own files."""
    chosen = metafunc.config.getoption("databases").split(",")
    if "database" not in metafunc.fixturenames or chosen == ["sqlite"]:
        return
    if not _is_of_both(metafunc):
        chosen = [name for name in chosen if name == "sqlite"]
    elif "postgres" in chosen and postgres.server() is None:
        chosen = [name for name in chosen if name != "postgres"]
    metafunc.parametrize("on", chosen, indirect=True)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Where CI says that PostgreSQL is required, nothing passes without it."""
    required = os.environ.get("ROWAN_TEST_POSTGRES") == "required"
    if required and "postgres" in session.config.getoption("databases") and postgres.server() is None:
        pytest.exit("ROWAN_TEST_POSTGRES=required, and there is no PostgreSQL", returncode=1)


def pytest_unconfigure() -> None:
    postgres.forget()


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if "postgres" in config.getoption("databases") and postgres.server() is None:
        terminalreporter.write_line(
            "PostgreSQL was left out: its binaries are not installed, and TEST_POSTGRES_URL names no server"
        )


def _is_of_both(metafunc: pytest.Metafunc) -> bool:
    rooms = ("tests.db.", "tests.services.")
    return (
        metafunc.module.__name__.startswith(rooms)
        and not metafunc.module.__name__.startswith("tests.db.engine.")
        and not {"database_path", "migrated_file"} & set(metafunc.fixturenames)
        and metafunc.definition.get_closest_marker("sqlite") is None
    )


# New objects until the collector looks at them, instead of 700: a test leaves few circles behind, and hypothesis notes each look.
_YOUNG = 20_000

gc.disable()  # until all is imported: the collector finds nothing in it, time and again


def pytest_collection_finish(session: pytest.Session) -> None:
    """Make what all forks share. What was imported stays: the collector need not look through it again and again (a sixth
    of the suite).
    """
    gc.enable()
    if any(
        {"migrated_file", "database"} & set(item.fixturenames) or item.get_closest_marker("process")
        for item in session.items
        if isinstance(item, pytest.Function)
    ):
        migrated()
        if "postgres" in session.config.getoption("databases") and (server := postgres.server()):
            server.make_template()
    if not session.config.getoption("stories"):  # which say few sentences
        default_texts().parse_all()  # else each fork parses what it says
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)


@pytest.hookimpl(tryfirst=True)  # before tests are left out by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of cogs and of the desk, and those that have a database and are no law of all tables or statements, as
    `further`, but for the first of each file, or of each folder with a stage: that is its story. Mark what only a change of its own room can break as `apart`.
    """
    with_story = set()
    for path, of_file in itertools.groupby(items, lambda item: item.path):
        room = path.relative_to(_HERE).as_posix() if path.is_relative_to(_HERE) else ""
        for item in of_file:
            if room.startswith(APART):
                item.add_marker("apart")
            has_file = not FILES.isdisjoint(getattr(item, "fixturenames", ()))
            on_stage = room.startswith(STAGE)
            if on_stage or (has_file and path.parent != LAWS):
                place = path.parent if on_stage else path
                if place in with_story or item.get_closest_marker("long"):
                    item.add_marker("further")
                with_story.add(place)


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
def on(request: pytest.FixtureRequest) -> str:
    """On which database a test runs (`--databases`)."""
    return getattr(request, "param", "sqlite")


@pytest.fixture
async def database(request: pytest.FixtureRequest, on: str, threads: bool) -> AsyncIterator[Database]:
    """A migrated database, closed at the end."""
    if on == "postgres":
        server = postgres.server()
        assert server is not None
        opened = await PostgresDatabase.open(await server.of_this_fork())
        yield opened
        await postgres.clean(opened)
        await opened.close()
        return
    path = request.getfixturevalue("database_path")
    shutil.copyfile(request.getfixturevalue("migrated_file"), path)
    opened = await (SqliteDatabase.open(path) if threads else open_here(path))
    yield opened
    await opened.close()


@pytest.fixture
async def second_database(request: pytest.FixtureRequest, database: Database) -> AsyncIterator[Database]:
    """The same database as another process sees it."""
    if isinstance(database, PostgresDatabase):
        opened = await PostgresDatabase.open(await postgres.server().of_this_fork())
    else:
        opened = await SqliteDatabase.open(database.path)
    yield opened
    await opened.close()
