"""The alert role is pinged once a case and once in ten minutes, and nothing that was held back is forgotten."""

import asyncio

import pytest

from core.base.categories import Category
from core.base.ids import CaseId, RoleId
from core.reports.cases import Step
from core.reports.pings import PINGS
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import Kind, Told
from services.reports.alerts.pings import Pings
from tests.conftest import StandingClock
from tests.db.moderators import caller
from tests.given_cases import ModeratedCases
from tests.given_reports import SERVER, Reports, about_link, storage_of_reports
from tests.stores import Committing, set_up


@pytest.fixture
def pings(database: Database, vault: Vault) -> Pings:
    return Pings(storage=storage_of_reports(database, vault))


@pytest.fixture
async def emergencies(
    cases: ModeratedCases, database: Database, vault: Vault, clock: StandingClock
) -> list[CaseId]:
    """Four open cases of a server with an alert role, whose cards are all posted."""
    await set_up(database, vault, SERVER, alert_role=RoleId(77))
    reports = cases.reports
    made = [
        (
            await reports.file(about_link(link=f"bad.example/{number}", category=Category.THREATS), clock())
        ).case
        for number in range(4)
    ]
    async with reports.storage.bulk() as tx:
        for row in await tx.outbox.take("p", clock(), 9):
            await tx.outbox.settle(row, Told(), clock(), clock())
    return made


async def told(cases: ModeratedCases, case: CaseId) -> list[int]:
    return [other.id for other in (await cases.get(case)).told_of]


async def test_what_is_held_back_is_told_in_the_next_ping_and_pings_no_more(
    pings: Pings, emergencies: list[CaseId], cases: ModeratedCases, clock: StandingClock
) -> None:
    first, second, third, fourth = emergencies
    assert await pings.may_ping(first, clock())
    await pings.pinged(first, clock())
    clock.forward(minutes=9)
    assert not await pings.may_ping(second, clock())
    assert not await pings.may_ping(third, clock())
    clock.forward(minutes=1)
    assert await pings.may_ping(fourth, clock())
    assert await told(cases, fourth) == [second, third]
    await pings.pinged(fourth, clock())
    for case in emergencies:
        assert (await cases.get(case)).pinged


async def test_one_that_was_held_back_pings_itself_when_it_may_unless_somebody_has_it_in_hand(
    pings: Pings, emergencies: list[CaseId], cases: ModeratedCases, clock: StandingClock
) -> None:
    first, second, third, _ = emergencies
    assert await pings.may_ping(first, clock())
    await pings.pinged(first, clock())
    clock.forward(minutes=4)
    assert not await pings.may_ping(second, clock())
    assert not await pings.may_ping(third, clock())
    clock.forward(minutes=5)
    assert await cases.due() == []
    await cases.review.move(caller(SERVER), third, Step.CLAIM)
    clock.forward(minutes=1)
    due = {row.subject for row in await cases.due() if row.kind == Kind.CASE_CARD}
    assert second in due
    assert not await pings.may_ping(third, clock())
    assert await pings.may_ping(second, clock())
    assert await told(cases, second) == []


async def test_a_card_that_was_not_posted_keeps_its_turn(
    pings: Pings, emergencies: list[CaseId], clock: StandingClock
) -> None:
    first, second, *_ = emergencies
    assert await pings.may_ping(first, clock())
    assert not await pings.may_ping(second, clock.forward(seconds=30))
    assert await pings.may_ping(first, clock.forward(seconds=30))


async def test_without_an_alert_role_nothing_is_held_back(
    pings: Pings, emergencies: list[CaseId], database: Database, vault: Vault, clock: StandingClock
) -> None:
    await set_up(database, vault, SERVER)
    assert [await pings.may_ping(case, clock()) for case in emergencies] == [True] * 4
    assert not await pings.may_ping(CaseId(99), clock())


async def test_of_two_processes_at_once_one_pings(
    pings: Pings, emergencies: list[CaseId], second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    both = [pings, Pings(storage=storage_of_reports(second_database, vault))]
    asked = await asyncio.gather(
        *(both[number % 2].may_ping(case, clock()) for number, case in enumerate(emergencies))
    )
    assert sorted(asked) == [False, False, False, True]
    assert PINGS[0].within.total_seconds() == 600


async def test_a_ping_that_is_held_back_delays_no_card(
    pings: Pings, emergencies: list[CaseId], database: Database, vault: Vault, clock: StandingClock
) -> None:
    first, second, *_ = emergencies
    assert await pings.may_ping(first, clock())
    outbox = Committing(database, vault).outbox
    await outbox.arm(Kind.CASE_CARD, second, SERVER, clock())
    (killed,) = await outbox.take("p", clock(), 9)
    assert not await pings.may_ping(second, clock())
    # The process dies before the post: nothing is held back but the ping.
    (row,) = await outbox.take("q", clock(), 9)
    assert row.subject == killed.subject == second
    assert not await pings.may_ping(second, clock())
    await outbox.arm(Kind.CASE_CARD, second, SERVER, clock())  # a decision meanwhile
    await outbox.settle(row, Told(), clock(), clock())
    assert await outbox.take("q", clock.forward(minutes=9), 9) == []


async def test_an_emergency_goes_before_all_else_of_its_server(
    database: Database, vault: Vault, clock: StandingClock
) -> None:
    await set_up(database, vault, SERVER)
    reports = Reports(database, vault)
    for number, category in enumerate((Category.SCAM, Category.SCAM, Category.DOXXING)):
        await reports.file(about_link(link=f"bad.example/{number}", category=category), clock())
        clock.forward(seconds=1)
    taken = await Committing(database, vault).outbox.take("p", clock(), 9)
    assert [(row.subject, row.urgent) for row in taken] == [(3, True), (1, False), (2, False)]
