"""Who is owed a word about the end of a case: each reporter once, nobody who does not want it."""

import pytest

from core.base.categories import Category
from core.base.ids import CaseId, ReportId, ServerId, UserId
from core.reports.cases import CaseOutcome, Step
from core.scanning.detections import DismissReason
from db.engine.database import Database
from db.engine.vault import Vault
from db.reports.case_reader import Cases
from db.reports.intake_store import IntakeRows
from db.reports.outcome_store import OutcomeRows
from db.reports.report_purge import ReportPurge
from services.base.outbox import Kind
from services.reports.intake import NewReport, ReportedLink
from services.reports.outcomes import Fate
from tests.conftest import StandingClock
from tests.db.moderators import caller
from tests.stores import Committing

SERVER, OTHER = ServerId(1), ServerId(2)
ALICE, BOB = UserId(733000000000000001), UserId(733000000000000002)


@pytest.fixture
def notices(database: Database, vault: Vault) -> OutcomeRows:
    return OutcomeRows(database, vault)


class Desk:
    """Reports about one link, and the end of their case."""

    def __init__(self, database: Database, vault: Vault, clock: StandingClock) -> None:
        self.reports, self.cases = IntakeRows(database, vault), Cases(database, vault)
        self.outbox, self.clock = Committing(database, vault).outbox, clock

    async def report(self, by: UserId, link: str = "bad.example") -> CaseId:
        links = (ReportedLink(link),)
        report = NewReport(SERVER, by, Category.HATE, "", None, links, "", "none")
        return (await self.reports.file(report, self.clock())).case

    async def dismiss(self, case: CaseId, reason: DismissReason = DismissReason.NO_VIOLATION) -> None:
        assert await self.cases.dismiss(case, caller(SERVER), reason, "", self.clock()) is None

    async def owed(self) -> list[int]:
        due = await self.outbox.take("p", self.clock(), 50)
        return [row.subject for row in due if row.kind == Kind.OUTCOME_NOTICE]


@pytest.fixture
def desk(database: Database, vault: Vault, clock: StandingClock) -> Desk:
    return Desk(database, vault, clock)


async def test_each_reporter_is_told_once(desk: Desk, notices: OutcomeRows) -> None:
    case = await desk.report(ALICE)
    await desk.report(BOB)
    await desk.report(ALICE)
    assert await desk.owed() == []
    assert await notices.ending(ReportId(1)) is None
    await desk.dismiss(case)
    assert await desk.owed() == [1, 2]
    first = await notices.ending(ReportId(1))
    assert first is not None
    assert (first.case, first.reporter, first.outcome, first.message) == (
        case,
        ALICE,
        CaseOutcome.DISMISSED,
        Fate.STANDS,
    )


async def test_nobody_hears_who_does_not_want_to_also_if_they_say_so_late(
    desk: Desk, notices: OutcomeRows, database: Database, clock: StandingClock
) -> None:
    case = await desk.report(ALICE)
    await desk.report(BOB)
    await notices.choose(SERVER, ALICE, notices=False, now=clock())
    await notices.choose(SERVER, ALICE, notices=False, now=clock())
    await desk.dismiss(case)
    assert await desk.owed() == [2]
    await notices.choose(SERVER, BOB, notices=False, now=clock())
    assert await notices.ending(ReportId(2)) is None
    for member in (ALICE, BOB):
        await notices.choose(SERVER, member, notices=True, now=clock())
    assert await notices.ending(ReportId(2)) is not None
    row = await database.read.one("SELECT count(*) AS n FROM member_choices")
    assert row is not None
    assert row["n"] == 0


async def test_only_the_reporter_can_press_the_button(
    desk: Desk, notices: OutcomeRows, database: Database, clock: StandingClock
) -> None:
    await desk.report(ALICE)
    assert await notices.server_of(ReportId(1), ALICE) == SERVER
    assert await notices.server_of(ReportId(1), BOB) is None
    assert await notices.server_of(ReportId(99), ALICE) is None
    await ReportPurge(database).purge(clock.forward(days=91))
    assert await notices.server_of(ReportId(1), ALICE) is None


async def test_after_retention_there_is_nobody_to_tell(
    desk: Desk, notices: OutcomeRows, database: Database, clock: StandingClock
) -> None:
    case = await desk.report(ALICE)
    await ReportPurge(database).purge(clock.forward(days=91))
    await desk.dismiss(case)
    assert await desk.owed() == []
    assert await notices.ending(ReportId(1)) is None


async def test_the_thanks_name_ones_own_other_open_reports(desk: Desk, clock: StandingClock) -> None:
    first = await desk.report(ALICE, "a.example")
    second = await desk.report(ALICE, "b.example")
    third = await desk.report(ALICE, "c.example")
    await desk.report(BOB, "d.example")
    await desk.cases.move(second, Step.CLAIM, caller(SERVER), clock())
    await desk.dismiss(third)
    links = (ReportedLink("e.example"),)
    report = NewReport(SERVER, ALICE, Category.HATE, "", None, links, "", "none")
    receipt = await desk.reports.file(report, clock())
    assert [(other.case, other.claimed) for other in receipt.others] == [(first, False), (second, True)]
