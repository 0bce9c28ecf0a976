"""Registries, and the service that asks them about a campaign."""

from collections.abc import AsyncIterator

import pytest

from db.engine.database import Database
from tests.services.campaigns.asking import Asking
from tests.services.campaigns.driver import CampaignsDriver
from tests.services.campaigns.registries import Registries, registries


@pytest.fixture
async def world() -> AsyncIterator[Registries]:
    async with registries() as made:
        made.serve_nest()
        yield made


@pytest.fixture
def asking(driver: CampaignsDriver, world: Registries, database: Database) -> Asking:
    return Asking(driver, world, database)
