from collections.abc import AsyncIterator

import pytest

from tests.net.base.loopback import LittleInternet, little_internet


@pytest.fixture
async def net() -> AsyncIterator[LittleInternet]:
    async with little_internet() as made:
        yield made
