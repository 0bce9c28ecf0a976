"""The stores of campaigns, ready to be used."""

import pytest

from db.engine.database import Database
from db.engine.vault import Vault
from tests.conftest import StandingClock
from tests.db.campaigns.rows import CampaignRowsDriver


@pytest.fixture
async def rows(database: Database, vault: Vault, clock: StandingClock) -> CampaignRowsDriver:
    return await CampaignRowsDriver(database, vault, clock).begin()
