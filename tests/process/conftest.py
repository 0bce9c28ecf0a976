"""A local Discord for each test; `running.py` beside this file starts the bot on it."""

from collections.abc import AsyncIterator

import pytest

from localdiscord import FakeDiscord

# Discord's three seconds are no measure where the machine has much else to do. That Rowan answers or defers before they
# are over is tried in tests/cogs/base, and measured by bench.
_ANSWERED_WITHIN = 10.0


@pytest.fixture
async def fd() -> AsyncIterator[FakeDiscord]:
    local = await FakeDiscord().start()
    local.INTERACTION_LIMIT = _ANSWERED_WITHIN
    yield local
    await local.stop()
