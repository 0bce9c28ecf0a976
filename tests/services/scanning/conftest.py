"""One process that scans, in a server that is set up."""

import pytest

from db.engine.database import Database
from db.engine.vault import Vault
from tests.conftest import StandingClock
from tests.services.scanning.process import ScanningProcess


@pytest.fixture
async def process(database: Database, vault: Vault, clock: StandingClock) -> ScanningProcess:
    """A place stands on the list of its server."""
    return await ScanningProcess(database, vault, clock).begin()
