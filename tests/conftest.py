"""What every room of the tests may use: a clock that stands still, a database of its own, a vault."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.connection import Database
from db.migrate import load_migrations, migrate
from db.vault import Vault

SECRET = bytes(range(32))


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


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def vault() -> Vault:
    return Vault(SECRET)


@pytest.fixture
def database_path(tmp_path: Path) -> Path:
    return tmp_path / "rowan.db"


@pytest.fixture
async def database(database_path: Path) -> AsyncIterator[Database]:
    """A migrated database, closed at the end."""
    opened = await Database.open(database_path)
    await migrate(opened, load_migrations())
    yield opened
    await opened.close()


@pytest.fixture
async def second_database(database: Database, database_path: Path) -> AsyncIterator[Database]:
    """The same file as another process sees it."""
    opened = await Database.open(database_path)
    yield opened
    await opened.close()
