"""What moderators read of a case's audit: every step with its actor, reports without theirs."""

from core.base.categories import Category
from core.base.ids import CaseId, ServerId
from core.reports.cases import Step
from core.reports.intake import NewReport, ReportedLink
from core.scanning.detections import DismissReason
from db.base.shared_statements import note
from db.engine.database import Database
from db.engine.vault import Vault
from db.reports.case_reader import Cases
from db.reports.history_store import HistoryRows
from tests.conftest import StandingClock
from tests.db.moderators import caller
from tests.given_reports import Reports

SERVER = ServerId(1)
ANN = caller(SERVER, 51, "Ann")


async def reported(database: Database, vault: Vault, clock: StandingClock, reporter: int = 7) -> CaseId:
    report = NewReport(
        SERVER, caller(SERVER, reporter).user, Category.SCAM, "", None, (ReportedLink("a.example"),), "", "x"
    )
    return (await Reports(database, vault).file(report, clock())).case


async def test_steps_have_an_actor_and_reports_an_hour(
    database: Database, vault: Vault, clock: StandingClock
) -> None:
    case, cases = await reported(database, vault, clock), Cases(database, vault)
    clock.forward(minutes=5)  # 12:35
    await cases.move(case, Step.CLAIM, ANN, clock())
    clock.forward(minutes=5)
    await reported(database, vault, clock, reporter=8)
    clock.forward(minutes=5)
    await cases.dismiss(case, ANN, DismissReason.DUPLICATE, "", clock())
    page = await HistoryRows(database, vault).history(SERVER, case, Category.SCAM, 1, 10)
    told = [
        (event.action, f"{event.at:%H:%M}", event.who, event.before, event.after) for event in page.events
    ]
    # The second report came between the two steps; its place in the list tells no more than its hour.
    assert told == [
        ("report", "12:00", None, "", ""),
        ("report", "12:00", None, "", ""),
        ("case-claim", "12:35", ANN.user, "open", "claimed"),
        ("case-dismiss", "12:45", ANN.user, "claimed", "duplicate"),
    ]
    exact = await HistoryRows(database, vault).history(SERVER, case, Category.THREATS, 1, 10)
    assert [f"{event.at:%H:%M}" for event in exact.events] == ["12:30", "12:35", "12:40", "12:45"]


async def test_pages_end_where_the_audit_does_and_another_server_has_none(
    database: Database, vault: Vault, clock: StandingClock
) -> None:
    case, cases = await reported(database, vault, clock), Cases(database, vault)
    for _ in range(2):
        await cases.move(case, Step.CLAIM, ANN, clock.forward(minutes=1))
        await cases.move(case, Step.RELEASE, ANN, clock.forward(minutes=1))
    history = HistoryRows(database, vault)
    page = await history.history(SERVER, case, Category.SCAM, 99, 2)
    assert (page.number, page.pages, len(page.events)) == (3, 3, 1)
    assert (await history.history(ServerId(2), case, Category.SCAM, 1, 2)).events == ()


async def test_whoever_is_no_moderator_is_never_opened(
    database: Database, vault: Vault, clock: StandingClock
) -> None:
    case = await reported(database, vault, clock)
    async with database.bulk() as tx:
        await note(tx, vault, SERVER, ANN.user, "something-else", f"case/{case}", clock())
        await tx.run("UPDATE audit SET actor_sealed = NULL")  # an actor can be erased
    page = await HistoryRows(database, vault).history(SERVER, case, Category.SCAM, 1, 10)
    assert [event.who for event in page.events] == [None, None]
