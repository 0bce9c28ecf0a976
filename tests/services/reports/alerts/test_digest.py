"""The weekly digest: for servers that want it, once a week, with what waits now."""

import pytest

from core.base.categories import Category
from core.base.ids import CaseId
from core.reports.cases import Step
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import Kind
from services.reports.alerts.digest import WeeklyDigest
from tests.conftest import StandingClock
from tests.given_cases import ANN, ModeratedCases
from tests.given_reports import OTHER_SERVER, SERVER, Reports, about_link, storage_of_reports
from tests.stores import Committing, set_up


@pytest.fixture
def digest(database: Database, vault: Vault) -> WeeklyDigest:
    return WeeklyDigest(storage=storage_of_reports(database, vault))


async def reported(
    reports: Reports, clock: StandingClock, link: str, category: Category = Category.SCAM
) -> CaseId:
    return (await reports.file(about_link(link=link, category=category), clock())).case


async def test_it_tells_what_waits_now(
    digest: WeeklyDigest, cases: ModeratedCases, clock: StandingClock
) -> None:
    reports = cases.reports
    closed = await reported(reports, clock, "a.example")
    oldest = await reported(reports, clock, "b.example")
    clock.forward(days=1)
    held = await reported(reports, clock, "c.example", Category.THREATS)
    await reported(reports, clock, "d.example")
    unheard = await reported(reports, clock, "e.example")
    await reports.keep_quiet(unheard)
    await cases.review.move(ANN, held, Step.CLAIM)
    await cases.dismiss(ANN, closed)
    work = await digest.open_work(SERVER)
    assert work is not None
    assert (work.open, work.claimed, work.emergencies, work.oldest.id) == (2, 1, 1, oldest)
    assert await digest.open_work(OTHER_SERVER) is None


async def test_once_a_week_and_only_where_it_is_wanted(
    digest: WeeklyDigest, database: Database, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    await reported(Reports(database, vault), clock, "a.example")
    assert await digest.begin(clock()) == 0
    await set_up(database, vault, SERVER, digest=True)
    assert await digest.begin(clock()) == 1
    assert await WeeklyDigest(storage=storage_of_reports(second_database, vault)).begin(clock()) == 0
    await set_up(database, vault, SERVER, digest=False)
    await set_up(database, vault, SERVER, digest=True)  # off and on again makes no second one
    assert await digest.begin(clock.forward(days=6)) == 0
    assert await digest.begin(clock.forward(days=1)) == 1
    due = [
        row
        for row in await Committing(database, vault).outbox.take("p", clock(), 9)
        if row.kind == Kind.DIGEST
    ]
    assert [(row.subject, row.message) for row in due] == [(SERVER, None)]
