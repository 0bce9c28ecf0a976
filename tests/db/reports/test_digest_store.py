"""The weekly digest: for servers that want it, once a week, with what waits now."""

from core.base.categories import Category
from core.base.ids import CaseId, ServerId, UserId
from core.reports.cases import Step
from core.scanning.detections import DismissReason
from db.engine.database import Database
from db.engine.vault import Vault
from db.reports.case_reader import Cases
from db.reports.digest_store import DigestRows
from db.reports.intake_store import IntakeRows
from services.base.outbox import Kind
from services.reports.intake import NewReport, ReportedLink
from tests.conftest import StandingClock
from tests.db.moderators import caller
from tests.stores import Committing

SERVER = ServerId(1)
ANN = caller(SERVER, 51, "Ann")


async def reported(
    database: Database, vault: Vault, clock: StandingClock, link: str, category: Category = Category.SCAM
) -> CaseId:
    report = NewReport(SERVER, UserId(7), category, "", None, (ReportedLink(link),), "", link)
    return (await IntakeRows(database, vault).file(report, clock())).case


async def wants(database: Database, digest: int) -> None:
    async with database.bulk() as tx:
        await tx.run("UPDATE servers SET digest = $1, set_up_at = 1", digest)


async def test_it_tells_what_waits_now(database: Database, vault: Vault, clock: StandingClock) -> None:
    cases, digests = Cases(database, vault), DigestRows(database)
    closed = await reported(database, vault, clock, "a.example")
    oldest = await reported(database, vault, clock, "b.example")
    clock.forward(days=1)
    held = await reported(database, vault, clock, "c.example", Category.THREATS)
    await reported(database, vault, clock, "d.example")
    unheard = await reported(database, vault, clock, "e.example")
    async with database.bulk() as tx:
        await tx.run("UPDATE cases SET quiet = 1 WHERE id = $1", unheard)
    await cases.move(held, Step.CLAIM, ANN, clock())
    await cases.dismiss(closed, ANN, DismissReason.DUPLICATE, "", clock())
    work = await digests.open_work(SERVER)
    assert work is not None
    assert (work.open, work.claimed, work.emergencies, work.oldest.id) == (2, 1, 1, oldest)
    assert await digests.open_work(ServerId(2)) is None


async def test_once_a_week_and_only_where_it_is_wanted(
    database: Database, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    await reported(database, vault, clock, "a.example")
    digests = DigestRows(database)
    assert await digests.begin(clock()) == 0
    await wants(database, 1)
    assert await digests.begin(clock()) == 1
    assert await DigestRows(second_database).begin(clock()) == 0
    await wants(database, 0)
    await wants(database, 1)  # off and on again makes no second one
    assert await digests.begin(clock.forward(days=6)) == 0
    assert await digests.begin(clock.forward(days=1)) == 1
    due = [
        row
        for row in await Committing(database, vault).outbox.take("p", clock(), 9)
        if row.kind == Kind.DIGEST
    ]
    assert [(row.subject, row.message) for row in due] == [(SERVER, None)]
