"""Processes on one database."""

import pytest

from db.engine.database import Database
from db.engine.vault import Vault
from tests.conftest import StandingClock
from tests.services.lists.invites import CODES
from tests.services.lists.process import Process
from tests.services.scanning.process import ScanningProcess


@pytest.fixture
def rowan(database: Database, vault: Vault, clock: StandingClock) -> Process:
    return Process(database, vault, clock)


@pytest.fixture
def elsewhere(second_database: Database, vault: Vault, clock: StandingClock) -> Process:
    """A second process on the same file."""
    return Process(second_database, vault, clock)


@pytest.fixture
async def process(database: Database, vault: Vault, clock: StandingClock) -> ScanningProcess:
    """A process that also scans, and that Discord tells where invites lead."""
    made = await ScanningProcess(database, vault, clock).begin()
    made.discord.servers |= CODES
    return made


@pytest.fixture
async def second(
    second_database: Database, vault: Vault, clock: StandingClock, process: ScanningProcess
) -> ScanningProcess:
    """Another such process on the same database."""
    made = ScanningProcess(second_database, vault, clock, "second")
    made.discord.servers |= CODES
    await made.live()
    await made.indexing.load()
    return made
