"""Processes on one database."""

import pytest

from db.engine.database import Database
from db.engine.vault import Vault
from tests.conftest import StandingClock
from tests.services.lists.process import Process


@pytest.fixture
def rowan(database: Database, vault: Vault, clock: StandingClock) -> Process:
    return Process(database, vault, clock)


@pytest.fixture
def elsewhere(second_database: Database, vault: Vault, clock: StandingClock) -> Process:
    """A second process on the same file."""
    return Process(second_database, vault, clock)
