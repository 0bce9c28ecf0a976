"""The verbs of the tests of scanning, and a Discord that answers as a test says."""

from collections.abc import AsyncIterator

import pytest

from cogs.base.discord_api.client import RowanClient
from tests.cogs.scanning.answering import AnsweringDiscord, answering
from tests.cogs.scanning.driver import ScanningStage


@pytest.fixture
def driver() -> type[ScanningStage]:
    """What people do about listed links, too."""
    return ScanningStage


@pytest.fixture
async def there_and_client(
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[tuple[AnsweringDiscord, RowanClient]]:
    async with answering(monkeypatch) as both:
        yield both


@pytest.fixture
def there(there_and_client: tuple[AnsweringDiscord, RowanClient]) -> AnsweringDiscord:
    return there_and_client[0]
