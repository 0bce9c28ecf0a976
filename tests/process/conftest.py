"""A local Discord for each test; `running.py` beside this file starts the bot on it."""

from collections.abc import AsyncIterator

import pytest

from localdiscord import FakeDiscord
from tests.process.running import loaded

# Discord's three seconds are no measure where the machine has much else to do. That Rowan answers or defers before they
# are over is tried in tests/cogs/base, and measured by bench.
_ANSWERED_WITHIN = 10.0


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
