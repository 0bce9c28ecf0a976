"""The alert role is pinged once a case and once in ten minutes, and nothing that was held back is forgotten."""

import asyncio

import pytest

from core.base.categories import Category
from core.base.ids import CaseId, ServerId, UserId
from core.reports.cases import Step
from db.engine.database import Database
from db.engine.vault import Vault
from db.reports.case_reader import Cases
from db.reports.intake_store import IntakeRows
from db.reports.ping_store import PingRows
from services.base.outbox import Kind
from services.reports.intake import NewReport, ReportedLink
from services.reports.pings import PINGS
from tests.conftest import StandingClock
from tests.db.moderators import caller
from tests.stores import Committing

SERVER = ServerId(1)


@pytest.fixture
def alerts(database: Database) -> PingRows:
    return PingRows(database)


@pytest.fixture
async def emergencies(database: Database, vault: Vault, clock: StandingClock) -> list[CaseId]:
    """Four open cases of a server with an alert role."""
    reports = IntakeRows(database, vault)
    made = []
    for number in range(4):
        link = (ReportedLink(f"bad.example/{number}"),)
        report = NewReport(SERVER, UserId(9), Category.THREATS, "", None, link, "", "none")
        made.append((await reports.file(report, clock())).case)
    async with database.bulk() as tx:
        await tx.run("UPDATE servers SET alert_role_id = 77 WHERE id = $1", SERVER)
        await tx.run("UPDATE outbox SET state = 'done'")
    return made


async def told(database: Database, vault: Vault, case: CaseId) -> list[int]:
    found = await Cases(database, vault).get(case)
    assert found is not None
    return [other.id for other in found.told_of]


async def test_what_is_held_back_is_told_in_the_next_ping_and_pings_no_more(
    alerts: PingRows, emergencies: list[CaseId], database: Database, vault: Vault, clock: StandingClock
) -> None:
    first, second, third, fourth = emergencies
    assert await alerts.may_ping(first, clock())
    await alerts.pinged(first, clock())
    clock.forward(minutes=9)
    assert not await alerts.may_ping(second, clock())
    assert not await alerts.may_ping(third, clock())
    clock.forward(minutes=1)
    assert await alerts.may_ping(fourth, clock())
    assert await told(database, vault, fourth) == [second, third]
    await alerts.pinged(fourth, clock())
    cases = Cases(database, vault)
    for case in emergencies:
        found = await cases.get(case)
        assert found is not None
        assert found.pinged


async def test_one_that_was_held_back_pings_itself_when_it_may_unless_somebody_has_it_in_hand(
    alerts: PingRows, emergencies: list[CaseId], database: Database, vault: Vault, clock: StandingClock
) -> None:
    first, second, third, _ = emergencies
    assert await alerts.may_ping(first, clock())
    await alerts.pinged(first, clock())
    clock.forward(minutes=4)
    assert not await alerts.may_ping(second, clock())
    assert not await alerts.may_ping(third, clock())
    outbox = Committing(database, vault).outbox
    assert await outbox.take("p", clock.forward(minutes=5), 9) == []
    await Cases(database, vault).move(third, Step.CLAIM, caller(SERVER), clock())
    clock.forward(minutes=1)
    due = {row.subject for row in await outbox.take("p", clock(), 9) if row.kind == Kind.CASE_CARD}
    assert second in due
    assert not await alerts.may_ping(third, clock())
    assert await alerts.may_ping(second, clock())
    assert await told(database, vault, second) == []


async def test_a_card_that_was_not_posted_keeps_its_turn(
    alerts: PingRows, emergencies: list[CaseId], clock: StandingClock
) -> None:
    first, second, *_ = emergencies
    assert await alerts.may_ping(first, clock())
    assert not await alerts.may_ping(second, clock.forward(seconds=30))
    assert await alerts.may_ping(first, clock.forward(seconds=30))


async def test_without_an_alert_role_nothing_is_held_back(
    alerts: PingRows, emergencies: list[CaseId], database: Database, clock: StandingClock
) -> None:
    async with database.bulk() as tx:
        await tx.run("UPDATE servers SET alert_role_id = NULL")
    assert [await alerts.may_ping(case, clock()) for case in emergencies] == [True] * 4
    assert not await alerts.may_ping(CaseId(99), clock())


async def test_of_two_processes_at_once_one_pings(
    alerts: PingRows, emergencies: list[CaseId], second_database: Database, clock: StandingClock
) -> None:
    both = [alerts, PingRows(second_database)]
    asked = await asyncio.gather(
        *(both[number % 2].may_ping(case, clock()) for number, case in enumerate(emergencies))
    )
    assert sorted(asked) == [False, False, False, True]
    assert PINGS[0].within.total_seconds() == 600
