"""One moderator hands a case to another: one winner, both in the audit, the card due."""

import asyncio

from db.reports.handover_store import HandoverRows

from core.base.categories import Category
from core.base.ids import CaseId, ServerId, UserId
from core.reports.cases import CaseState, Refusal, Step
from core.reports.intake import NewReport, ReportedLink
from db.engine.database import Database
from db.engine.vault import Vault
from db.reports.case_reader import Cases
from db.reports.history_store import HistoryRows
from services.reports.records import Refused
from tests.conftest import StandingClock
from tests.db.moderators import caller
from tests.given_reports import Reports
from tests.stores import Committing

SERVER = ServerId(1)
ANN, BEN, CAT = (caller(SERVER, number, name) for number, name in ((51, "Ann"), (52, "Ben"), (53, "Cat")))


async def claimed(database: Database, vault: Vault, clock: StandingClock) -> CaseId:
    report = NewReport(SERVER, UserId(7), Category.SCAM, "", None, (ReportedLink("a.example"),), "", "x")
    case = (await Reports(database, vault).file(report, clock())).case
    await Cases(database, vault).move(case, Step.CLAIM, ANN, clock())
    return case


async def test_the_new_holder_holds_it_and_both_stand_in_the_audit(
    database: Database, vault: Vault, clock: StandingClock
) -> None:
    case, rows = await claimed(database, vault, clock), HandoverRows(database, vault)
    async with database.bulk() as tx:
        await tx.run("UPDATE outbox SET state = 'done'")
    assert await rows.hand_over(case, ANN, BEN, clock.forward(minutes=1)) is None
    found = await Cases(database, vault).get(case)
    assert found is not None
    assert found.holder is not None
    assert (found.state, found.holder.name) == (CaseState.CLAIMED, "Ben")
    page = await HistoryRows(database, vault).history(SERVER, case, Category.SCAM, 1, 10)
    assert [(event.action, event.who) for event in page.events[-2:]] == [
        ("case-handover", ANN.user),
        ("case-received", BEN.user),
    ]
    assert [row.subject for row in await Committing(database, vault).outbox.take("p", clock(), 9)] == [case]
    refused = await Cases(database, vault).move(case, Step.RELEASE, ANN, clock())
    assert isinstance(refused, Refused)
    assert refused.reason is Refusal.HELD


async def test_handed_over_twice_at_once_one_gets_it(
    database: Database, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    case = await claimed(database, vault, clock)
    stores = HandoverRows(database, vault), HandoverRows(second_database, vault)
    answers = await asyncio.gather(
        stores[0].hand_over(case, ANN, BEN, clock()), stores[1].hand_over(case, ANN, CAT, clock())
    )
    assert sorted(answer is None for answer in answers) == [False, True]
