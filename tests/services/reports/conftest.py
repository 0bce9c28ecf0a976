"""Cases of two servers that are set up, for tests of what moderators do with them."""

import pytest

from core.base.ids import CaseId
from db.engine.database import Database
from db.engine.vault import Vault
from tests.conftest import StandingClock
from tests.given_cases import ModeratedCases


@pytest.fixture
async def cases(database: Database, vault: Vault, clock: StandingClock) -> ModeratedCases:
    made = ModeratedCases(database, vault, clock)
    await made.set_up()
    return made


@pytest.fixture
def others(
    cases: ModeratedCases, second_database: Database, vault: Vault, clock: StandingClock
) -> ModeratedCases:
    """A second process on the same file."""
    return ModeratedCases(second_database, vault, clock)


@pytest.fixture
async def case(cases: ModeratedCases) -> CaseId:
    """One about a message of AUTHOR's."""
    return await cases.report()
