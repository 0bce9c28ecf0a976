"""What moderators read of a case's audit: every step with its actor, reports without theirs."""

import pytest

from core.base.categories import Category
from core.base.ids import CaseId
from core.reports.cases import Step
from db.engine.database import Database
from db.engine.vault import Vault
from services.reports.cases.history import HistoryPage
from tests.conftest import StandingClock
from tests.given_cases import ANN, ModeratedCases
from tests.given_reports import OTHER_SERVER, SERVER


@pytest.fixture
async def cases(database: Database, vault: Vault, clock: StandingClock) -> ModeratedCases:
    made = ModeratedCases(database, vault, clock)
    await made.set_up()
    return made


async def page(
    cases: ModeratedCases,
    case: CaseId,
    category: Category = Category.SCAM,
    number: int = 1,
    size: int = 10,
) -> HistoryPage:
    return await cases.storage.read.history.page(SERVER, case, category, number, size)


async def test_steps_have_an_actor_and_reports_an_hour(cases: ModeratedCases, clock: StandingClock) -> None:
    case = await cases.report(category=Category.SCAM)
    clock.forward(minutes=5)  # 12:35
    await cases.review.move(ANN, case, Step.CLAIM)
    clock.forward(minutes=5)
    await cases.report(category=Category.SCAM, by=8)
    clock.forward(minutes=5)
    await cases.dismiss(ANN, case)
    told = [
        (event.action, f"{event.at:%H:%M}", event.who, event.before, event.after)
        for event in (await page(cases, case)).events
    ]
    # The second report came between the two steps; its place in the list tells no more than its hour.
    assert told == [
        ("report", "12:00", None, "", ""),
        ("report", "12:00", None, "", ""),
        ("case-claim", "12:35", ANN.user, "open", "claimed"),
        ("case-dismiss", "12:45", ANN.user, "claimed", "duplicate"),
    ]
    exact = await page(cases, case, Category.THREATS)
    assert [f"{event.at:%H:%M}" for event in exact.events] == ["12:30", "12:35", "12:40", "12:45"]


async def test_pages_end_where_the_audit_does_and_another_server_has_none(
    cases: ModeratedCases, clock: StandingClock
) -> None:
    case = await cases.report(category=Category.SCAM)
    for _ in range(2):
        for step in (Step.CLAIM, Step.RELEASE):
            clock.forward(minutes=1)
            await cases.review.move(ANN, case, step)
    last = await page(cases, case, number=99, size=2)
    assert (last.number, last.pages, len(last.events)) == (3, 3, 1)
    theirs = await cases.storage.read.history.page(OTHER_SERVER, case, Category.SCAM, 1, 2)
    assert theirs.events == ()


async def test_whoever_is_no_moderator_is_never_opened(cases: ModeratedCases, clock: StandingClock) -> None:
    case = await cases.report(category=Category.SCAM)
    async with cases.storage.bulk() as tx:
        await tx.audit.note(SERVER, ANN.user, "something-else", f"case/{case}", clock())
    assert [event.who for event in (await page(cases, case)).events] == [None, None]
    await cases.review.move(ANN, case, Step.CLAIM)
    async with cases.storage.bulk() as tx:
        await tx.sql.run("UPDATE audit SET actor_sealed = NULL")  # an actor can be erased
    assert [event.who for event in (await page(cases, case)).events] == [None, None, None]
