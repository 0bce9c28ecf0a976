"""What `/stats export` counts, from what the other stores write."""

from datetime import date

import pytest

from core.base.categories import Category
from core.base.ids import DetectionId
from core.reports.cases import CaseOutcome
from core.reports.decisions import Decided, Origin
from core.scanning.detections import DismissReason, Outcome, Settled
from core.servers.policy import Tier
from db.engine.database import Database
from db.engine.vault import Vault
from db.reports.decision_store import DecisionRows
from tests.conftest import StandingClock
from tests.db.reports.test_stats_store import OTHER_SERVER, SERVER, Activities
from tests.given_cases import ANN

TODAY = date(2026, 3, 1)


@pytest.fixture
async def happened(database: Database, vault: Vault, clock: StandingClock) -> Activities:
    made = Activities(database, vault, clock)
    await made.cases.set_up()
    return made


async def decided(happened: Activities, day: date = TODAY) -> list[Decided]:
    return list(await DecisionRows(happened.database.read).of_day(SERVER, day))


def of_case(
    outcome: CaseOutcome, reason: DismissReason | None = None, count: int = 1, removed: int = 0
) -> Decided:
    return Decided(TODAY, Origin.REPORT, Category.HARASSMENT, None, outcome, reason, count, removed)


async def test_cases_are_counted_by_how_they_ended_on_the_day_on_which_they_did(
    happened: Activities, clock: StandingClock
) -> None:
    await happened.report(99)  # is not decided
    await happened.dismiss(await happened.report(100))
    await happened.dismiss(await happened.report(101))
    removed = await happened.report(102)
    await happened.cases.removal.order(ANN, removed)
    await happened.dismiss(removed)
    await happened.list_from(await happened.report(103))
    assert {*await decided(happened)} == {
        of_case(CaseOutcome.DISMISSED, DismissReason.NO_VIOLATION, 3, 1),
        of_case(CaseOutcome.LISTED, removed=1),  # the policy has the message go, too
    }
    clock.forward(days=1)
    assert await decided(happened, date(2026, 3, 2)) == []


async def test_what_was_found_counts_by_what_became_of_it(happened: Activities) -> None:
    for message in (1, 2):
        await happened.detect(Tier.OWN, message)
    undone: DetectionId = await happened.detect(Tier.OWN, 3)
    await happened.detect(Tier.OWN, 4, OTHER_SERVER)
    async with happened.database.bulk() as tx:
        await tx.run(
            "UPDATE detections SET settled = 'undone', outcome = 'removed' WHERE id = $1", int(undone)
        )
        await tx.run("UPDATE detections SET outcome = 'removed' WHERE message_id = $1", 1)

    def found(outcome: Outcome | Settled, removed: int) -> Decided:
        return Decided(TODAY, Origin.LIST, Category.HARASSMENT, Tier.OWN, outcome, None, 1, removed)

    assert {*await decided(happened)} == {
        found(Outcome.LOGGED, 0),
        found(Outcome.REMOVED, 1),
        found(Settled.UNDONE, 0),
    }
