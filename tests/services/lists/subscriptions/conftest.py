"""Two processes on one database, and the web that they ask."""

import pytest

from db.engine.database import Database
from db.engine.vault import Vault
from tests.conftest import StandingClock
from tests.services.lists.subscriptions.world import Follower, Web, names


@pytest.fixture
def web() -> Web:
    made = Web()
    made.holds(*names(0, 1, 2, 3))
    return made


@pytest.fixture
def first(database: Database, vault: Vault, clock: StandingClock, web: Web) -> Follower:
    return Follower(database, vault, clock, web)


@pytest.fixture
def second(second_database: Database, vault: Vault, clock: StandingClock, web: Web) -> Follower:
    return Follower(second_database, vault, clock, web, "second")
