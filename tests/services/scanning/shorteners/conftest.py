"""One process that scans and asks shorteners."""

import pytest

from db.engine.database import Database
from db.engine.vault import Vault
from tests.conftest import StandingClock
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.shorteners.short import FakeShorteners, Short


@pytest.fixture
async def short(database: Database, vault: Vault, clock: StandingClock) -> Short:
    """A place stands on the list of its server; no shortener knows anything yet."""
    shorteners = FakeShorteners()
    process = await ScanningProcess(database, vault, clock, stepper=shorteners).begin()
    return Short(process, shorteners)
