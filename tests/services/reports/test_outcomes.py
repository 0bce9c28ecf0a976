"""Who is owed a word about the end of a case: each reporter once, nobody who does not want it."""

import pytest

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId, ReportId, UserId
from core.reports.cases import CaseOutcome, Step
from core.reports.outcomes import Fate
from core.scanning.detections import DismissReason
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import Kind
from services.reports.outcomes import Outcomes, owe_outcomes
from tests.conftest import StandingClock
from tests.db.moderators import caller
from tests.fakes import FakeMessageLook
from tests.given_cases import ModeratedCases
from tests.given_reports import ALICE, BOB, SERVER, about_link, storage_of_reports


@pytest.fixture
def outcomes(database: Database, vault: Vault, clock: StandingClock) -> Outcomes:
    return Outcomes(storage=storage_of_reports(database, vault), messages=FakeMessageLook())


class ReportedCases:
    """Cases about links, and their ends."""

    def __init__(self, cases: ModeratedCases) -> None:
        self.reports, self.cases, self.clock = cases.reports, cases, cases.clock

    async def report(self, by: UserId, link: str = "bad.example") -> CaseId:
        return (await self.reports.file(about_link(by, link), self.clock())).case

    async def dismiss(self, case: CaseId, reason: DismissReason = DismissReason.NO_VIOLATION) -> None:
        await self.cases.dismiss(caller(SERVER), case, reason)

    async def owed(self) -> list[int]:
        return [row.subject for row in await self.cases.due() if row.kind == Kind.OUTCOME_NOTICE]


@pytest.fixture
def reported(cases: ModeratedCases) -> ReportedCases:
    return ReportedCases(cases)


def member(user: UserId) -> Caller:
    return Caller(SERVER, user, "somebody")


async def test_each_reporter_is_told_once(reported: ReportedCases, outcomes: Outcomes) -> None:
    case = await reported.report(ALICE)
    await reported.report(BOB)
    await reported.report(ALICE)
    assert await reported.owed() == []
    assert await outcomes.ending(ReportId(1)) is None
    await reported.dismiss(case)
    assert await reported.owed() == [1, 2]
    first = await outcomes.ending(ReportId(1))
    assert first is not None
    assert (first.case, first.reporter, first.outcome, first.message) == (
        case,
        ALICE,
        CaseOutcome.DISMISSED,
        Fate.STANDS,
    )


async def test_nobody_hears_who_does_not_want_to_also_if_they_say_so_late(
    reported: ReportedCases, outcomes: Outcomes
) -> None:
    case = await reported.report(ALICE)
    await reported.report(BOB)
    await outcomes.choose(member(ALICE), notices=False)
    await outcomes.choose(member(ALICE), notices=False)
    await reported.dismiss(case)
    assert await reported.owed() == [2]
    await outcomes.choose(member(BOB), notices=False)
    assert await outcomes.ending(ReportId(2)) is None
    for each in (ALICE, BOB):
        await outcomes.choose(member(each), notices=True)
    assert await outcomes.ending(ReportId(2)) is not None
    assert await reported.reports.rows("member_choices") == []


async def test_only_the_reporter_can_press_the_button(
    reported: ReportedCases, outcomes: Outcomes, clock: StandingClock
) -> None:
    await reported.report(ALICE)
    assert await outcomes.server_of(ReportId(1), ALICE) == SERVER
    for report, person in ((1, BOB), (99, ALICE)):
        with pytest.raises(UserError, match="outcome-not-yours"):
            await outcomes.server_of(ReportId(report), person)
    await reported.reports.purge(clock.forward(days=400))
    with pytest.raises(UserError, match="outcome-not-yours"):
        await outcomes.server_of(ReportId(1), ALICE)


async def test_after_retention_there_is_nobody_to_tell(
    reported: ReportedCases, outcomes: Outcomes, clock: StandingClock
) -> None:
    case = await reported.report(ALICE)
    await reported.reports.purge(clock.forward(days=400))
    await reported.dismiss(case)
    assert await reported.owed() == []
    assert await outcomes.ending(ReportId(1)) is None


async def test_the_thanks_name_ones_own_other_open_reports(
    reported: ReportedCases, clock: StandingClock
) -> None:
    first = await reported.report(ALICE, "a.example")
    second = await reported.report(ALICE, "b.example")
    third = await reported.report(ALICE, "c.example")
    await reported.report(BOB, "d.example")
    await reported.cases.review.move(caller(SERVER), second, Step.CLAIM)
    await reported.dismiss(third)
    receipt = await reported.reports.file(about_link(ALICE, "e.example"), clock())
    assert [(other.case, other.claimed) for other in receipt.others] == [(first, False), (second, True)]


async def test_what_is_owed_is_owed_by_the_verb_too(
    reported: ReportedCases, outcomes: Outcomes, clock: StandingClock
) -> None:
    case = await reported.report(ALICE)
    await reported.report(BOB)
    await outcomes.choose(member(BOB), notices=False)
    async with reported.reports.storage.durable() as tx:
        await owe_outcomes(tx, case, SERVER, clock())
    assert await reported.owed() == [1]
