"""Unclaimed cases about one person's messages are looked at together: an emergency at once, others after an hour."""

import asyncio
from dataclasses import replace

import pytest

from core.base.categories import Category
from core.base.ids import CaseId, MessageId, UserId
from core.reports.cases import Step
from core.scanning.detections import DismissReason
from db.engine.database import Database
from db.engine.vault import Vault
from db.reports.case_reader import Cases
from db.reports.history_store import HistoryRows
from db.reports.intake_store import IntakeRows
from db.reports.manager_alert_store import ManagerAlertRows
from services.base.outbox import Kind
from tests.conftest import StandingClock
from tests.db.moderators import caller
from tests.db.reports.test_intake_store import ALICE, MESSAGE, SERVER, report

MO = caller(SERVER)
MALLORY, TRUDY = UserId(901), UserId(902)


class Desk:
    """Reports of messages by somebody, and which of them are told of in one message."""

    def __init__(self, database: Database, vault: Vault, clock: StandingClock) -> None:
        self.database, self.clock = database, clock
        self.reports, self.cases = IntakeRows(database, vault), Cases(database, vault)
        self.rows = ManagerAlertRows(database, vault)
        self._messages = 500

    async def report(
        self, author: UserId = MALLORY, category: Category = Category.HATE, **more: object
    ) -> CaseId:
        self._messages += 1
        message = replace(MESSAGE, author=author, message=MessageId(self._messages), **more)
        made = report(ALICE, message=message, category=category, links=())
        return (await self.reports.file(made, self.clock())).case

    async def owed(self) -> list[int]:
        rows = await self.database.read.all(
            "SELECT subject_id FROM outbox WHERE kind = $1 ORDER BY id", Kind.CONCERNED_NOTICE
        )
        return [row["subject_id"] for row in rows]

    async def told_in(self, case: CaseId) -> list[int]:
        found = await self.rows.concerned(case)
        return [] if found is None else [each.id for each in found.cases]


@pytest.fixture
def desk(database: Database, vault: Vault, clock: StandingClock) -> Desk:
    return Desk(database, vault, clock)


async def test_after_an_hour_and_only_what_nobody_took_on(desk: Desk) -> None:
    waits, claimed, closed = [await desk.report(UserId(900 + number)) for number in range(3)]
    await desk.cases.move(claimed, Step.CLAIM, MO, desk.clock())
    await desk.cases.dismiss(closed, MO, DismissReason.DUPLICATE, "", desk.clock())
    assert await desk.rows.look(desk.clock.forward(minutes=59)) == 0
    assert await desk.rows.look(desk.clock.forward(minutes=1)) == 1
    assert await desk.owed() == [waits]
    assert await desk.rows.look(desk.clock.forward(days=1)) == 0
    await desk.cases.move(claimed, Step.RELEASE, MO, desk.clock())
    assert await desk.rows.look(desk.clock()) == 1
    assert await desk.owed() == [waits, claimed]
    await desk.cases.move(waits, Step.CLAIM, MO, desk.clock())
    assert await desk.rows.concerned(waits) is None


async def test_an_emergency_at_once_with_what_else_waits_about_them_and_not_again_within_ten_minutes(
    desk: Desk,
) -> None:
    first = await desk.report()
    urgent = await desk.report(category=Category.THREATS)
    other = await desk.report(TRUDY, Category.DOXXING)
    assert await desk.rows.look(desk.clock()) == 2
    assert await desk.owed() == [urgent, other]
    assert await desk.told_in(urgent) == [first, urgent]
    found = await desk.rows.concerned(urgent)
    assert found is not None
    assert (found.server, found.author) == (SERVER, MALLORY)
    later = [await desk.report(category=Category.THREATS) for _ in range(3)]
    assert await desk.rows.look(desk.clock.forward(minutes=9)) == 0
    assert await desk.rows.look(desk.clock.forward(minutes=1)) == 1
    assert await desk.told_in(later[0]) == later


@pytest.mark.parametrize("process", [1, 2])
async def test_two_processes_owe_one_message(
    desk: Desk, second_database: Database, vault: Vault, process: int
) -> None:
    case = await desk.report(category=Category.THREATS)
    others = ManagerAlertRows(second_database, vault) if process == 2 else desk.rows
    assert sorted(await asyncio.gather(desk.rows.look(desk.clock()), others.look(desk.clock()))) == [0, 1]
    assert await desk.owed() == [case]


async def test_what_no_member_wrote_and_what_has_no_card_is_left(desk: Desk) -> None:
    await desk.report(author_is_member=False)
    await desk.reports.file(report(message=None, links=report().links, evidence=""), desk.clock())
    quiet = await desk.report(TRUDY)
    async with desk.database.bulk() as tx:
        await tx.run("UPDATE cases SET quiet = 1 WHERE id = $1", quiet)
    assert await desk.rows.look(desk.clock.forward(days=1)) == 0
    async with desk.database.bulk() as tx:
        await tx.run("UPDATE cases SET quiet = 0")
    assert await desk.rows.look(desk.clock()) == 1


async def test_a_flood_is_looked_at_a_few_authors_at_a_time_emergencies_first(desk: Desk) -> None:
    made = [await desk.report(UserId(1000 + number)) for number in range(7)]
    desk.clock.forward(hours=2)
    urgent = await desk.report(UserId(2000), Category.THREATS)
    assert [await desk.rows.look(desk.clock()) for _ in range(3)] == [5, 3, 0]
    assert await desk.owed() == [urgent, *made]


async def test_the_history_says_that_a_manager_was_told_and_names_nobody(desk: Desk, vault: Vault) -> None:
    case = await desk.report(category=Category.THREATS)
    await desk.rows.look(desk.clock())
    await desk.rows.told(case, desk.clock())
    page = await HistoryRows(desk.database, vault).history(SERVER, case, Category.THREATS, 1, 9)
    assert ("managers-told", None, "") in [(event.action, event.who, event.after) for event in page.events]
