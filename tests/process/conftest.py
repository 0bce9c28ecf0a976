"""A local Discord for each test; `running.py` beside this file starts the bot on it."""

from collections.abc import AsyncIterator

import pytest

from localdiscord import FakeDiscord


@pytest.fixture
async def fd() -> AsyncIterator[FakeDiscord]:
    local = await FakeDiscord().start()
    yield local
    await local.stop()
