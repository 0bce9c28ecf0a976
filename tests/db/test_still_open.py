"""What waits for somebody in a review channel, as the wings say it for the outbox."""

import pytest

from core.base.ids import ServerId
from db.campaigns.still_open import STILL_OPEN as UPDATES
from db.engine.database import Database
from db.engine.vault import Vault
from db.reports.still_open import STILL_OPEN as CASES
from db.scanning.still_open import STILL_OPEN as DETECTIONS
from db.servers.stores import ServersStores
from services.base.outbox import Kind
from services.base.walks import OwedWalk
from tests.conftest import StandingClock
from wiring.still_open import STILL_OPEN


def test_no_two_wings_speak_of_one_kind() -> None:
    assert len(STILL_OPEN) == len(DETECTIONS) + len(CASES) + len(UPDATES)


@pytest.mark.parametrize("kind", STILL_OPEN)
async def test_each_query_answers_with_subjects(database: Database, kind: Kind) -> None:
    assert await database.read.all(STILL_OPEN[kind], 1) == []


async def test_stores_that_were_not_told_what_is_open_move_nothing_silently(
    database: Database, vault: Vault, clock: StandingClock
) -> None:
    async with database.bulk() as tx:
        with pytest.raises(ValueError, match="still_open"):
            await ServersStores(tx, vault).walks.steps(OwedWalk(ServerId(1), 1, moves=True), clock())
