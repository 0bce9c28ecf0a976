"""A local Discord for each test; `running.py` beside this file starts the bot on it."""

from collections.abc import AsyncIterator, Iterator

import pytest

from localdiscord import FakeDiscord
from tests import postgres
from tests.process import running
from tests.process.running import loaded

# Discord's three seconds are no measure where the machine has much else to do. That Rowan answers or defers before they
# are over is tried in tests/cogs/base, and measured by bench.
_ANSWERED_WITHIN = 10.0


# Stories that are told on both databases: where what is kept decides, from the first command to the last restart. They
# leave the files of SQLite alone.
_ON_BOTH = {
    "tests.process.base.test_at_once",
    "tests.process.base.test_two_processes",
    "tests.process.campaigns.test_campaigns",
    "tests.process.lists.test_lists",
    "tests.process.reports.test_midway",
    "tests.process.reports.test_reports_crash",
    "tests.process.reports.test_sessions",
    "tests.process.scanning.test_catching_up",
    "tests.process.scanning.test_groups",
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    chosen = metafunc.config.getoption("databases").split(",")
    if metafunc.module.__name__ in _ON_BOTH and "postgres" in chosen and postgres.server() is not None:
        metafunc.parametrize("on", chosen, indirect=True)


@pytest.fixture(autouse=True)
def _on_this_database(on: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What `running.environment` names as DATABASE_URL."""
    if on != "postgres":
        yield
        return
    server = postgres.server()
    assert server is not None
    made = postgres.FolderDatabases(server)
    monkeypatch.setattr(running, "database_url", made.url)
    yield
    made.drop()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin to load what every start shares, before the tests are shared out: whatever has to start it asks the same."""
    tried = () if session.config.option.collectonly else session.items
    if any(item.get_closest_marker("process") for item in tried):
        loaded()


def pytest_unconfigure() -> None:
    """End what was begun."""
    if loaded.cache_info().currsize and (begun := loaded()):
        begun.close()


@pytest.fixture
async def fd() -> AsyncIterator[FakeDiscord]:
    local = await FakeDiscord().start()
    local.INTERACTION_LIMIT = _ANSWERED_WITHIN
    yield local
    await local.stop()
