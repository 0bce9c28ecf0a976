"""A process that follows feeds, and another on the same database."""

import pytest

from db.engine.database import Database
from db.engine.vault import Vault
from tests.conftest import StandingClock
from tests.services.campaigns.feeds.world import FeedWorld, Web


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
async def world(database: Database, vault: Vault, clock: StandingClock, web: Web) -> FeedWorld:
    made = FeedWorld(database, vault, clock, web)
    await made.begin()
    return made


@pytest.fixture
def second(
    world: FeedWorld, second_database: Database, vault: Vault, clock: StandingClock, web: Web
) -> FeedWorld:
    """The same database as another process sees it."""
    return FeedWorld(second_database, vault, clock, web, "second")
