"""The services of campaigns, ready to be used."""

import pytest

from db.engine.database import Database
from db.engine.vault import Vault
from tests.conftest import StandingClock
from tests.services.campaigns.driver import CampaignsDriver


@pytest.fixture
async def driver(database: Database, vault: Vault, clock: StandingClock) -> CampaignsDriver:
    return await CampaignsDriver(database, vault, clock).begin()


@pytest.fixture
def other(
    driver: CampaignsDriver, second_database: Database, vault: Vault, clock: StandingClock
) -> CampaignsDriver:
    """The same database as another process sees it."""
    return CampaignsDriver(second_database, vault, clock)
