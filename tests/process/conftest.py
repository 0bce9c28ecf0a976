"""A local Discord for each test; `running.py` beside this file starts the bot on it."""

from collections.abc import AsyncIterator, Iterator

import pytest

from localdiscord import FakeDiscord
from tests import postgres
from tests.process import running
from tests.process.databases import FolderDatabases
from tests.process.running import loaded

# Discord's three seconds are no measure where the machine has much else to do. That Rowan answers or defers before they
# are over is tried in tests/cogs/base, and measured by bench.
_ANSWERED_WITHIN = 10.0


# A test without one of these marks starts a bot with a database: it runs on each that was chosen.
_OF_ONE = ("sqlite", "postgres", "no_database")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    chosen = metafunc.config.getoption("databases").split(",")
    if any(metafunc.definition.get_closest_marker(mark) for mark in _OF_ONE):
        return
    if "postgres" in chosen and postgres.server() is not None:
        metafunc.parametrize("on", chosen, indirect=True)


@pytest.fixture(autouse=True)
def _left_out(request: pytest.FixtureRequest) -> None:
    """What is about a server of PostgreSQL starts its own."""
    if request.node.get_closest_marker("postgres") is None:
        return
    if "postgres" not in request.config.getoption("databases"):
        pytest.skip("--databases names no postgres")
    if postgres.binaries() is None:
        pytest.skip("PostgreSQL's binaries are not installed")


@pytest.fixture(autouse=True)
def _on_this_database(on: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What `running.environment` names as DATABASE_URL."""
    if on != "postgres":
        yield
        return
    server = postgres.server()
    assert server is not None
    made = FolderDatabases(server)
    monkeypatch.setattr(running, "database_url", made.url)
    yield
    made.give_back()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin to load what every start shares, and make what every database is copied from, before the tests are shared out:
    whatever has to start it asks the same.
    """
    tried = () if session.config.option.collectonly else session.items
    if not any(item.get_closest_marker("process") for item in tried):
        return
    loaded()
    if "postgres" in session.config.getoption("databases") and (server := postgres.server()):
        server.make_template()


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
