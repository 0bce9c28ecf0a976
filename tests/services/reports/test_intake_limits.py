"""Limits of reports: counted from what was accepted, in one place for all processes, never for an emergency."""

import asyncio
from datetime import timedelta

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ServerId, UserId
from core.base.limits import Limit
from core.reports.intake import NewReport
from db.engine.database import Database
from db.engine.vault import Vault
from services.reports.intake import Receipt
from tests.conftest import StandingClock
from tests.given_reports import ALICE, BOB, Reports, about_link

LIMITS = (Limit(3, timedelta(minutes=5)), Limit(10, timedelta(hours=1)))


@pytest.fixture
def reports(database: Database, vault: Vault) -> Reports:
    return Reports(database, vault, LIMITS)


def about(link: int, by: UserId = ALICE, category: Category = Category.HATE, server: int = 1) -> NewReport:
    return about_link(by, f"bad.example/{link}", category=category, server=ServerId(server))


async def counts(reports: Reports) -> list[int]:
    return [len(await reports.rows(table)) for table in ("reports", "cases", "audit", "outbox")]


async def test_the_fourth_in_five_minutes_is_told_when_and_leaves_nothing_behind(
    reports: Reports, clock: StandingClock
) -> None:
    for link in range(3):
        await reports.file(about(link), clock())
        clock.forward(minutes=1)
    before = await counts(reports)
    with pytest.raises(UserError) as held:
        await reports.file(about(3), clock())
    assert held.value.key == "report-limit"
    first_is_over = int((clock() + timedelta(minutes=2)).timestamp())
    assert held.value.values["left"] == f"<t:{first_is_over}:R>"
    assert await counts(reports) == before
    # What was refused did not count: the time that was told holds.
    clock.forward(minutes=2)
    await reports.file(about(3), clock())


async def test_neither_an_addition_nor_another_member_or_server_is_held_back(
    reports: Reports, clock: StandingClock
) -> None:
    for link in range(3):
        await reports.file(about(link), clock())
    assert (await reports.file(about(0), clock())).added
    await reports.file(about(3, by=BOB), clock())
    await reports.file(about(3, server=2), clock())


@pytest.mark.parametrize("category", [each for each in Category if each.emergency])
async def test_an_emergency_is_never_held_back(
    reports: Reports, clock: StandingClock, category: Category
) -> None:
    for link in range(3):
        await reports.file(about(link), clock())
    for link in range(3, 20):
        await reports.file(about(link, category=category), clock())
    with pytest.raises(UserError):
        await reports.file(about(21), clock())


async def test_many_forms_at_once_in_two_processes_pass_three(
    reports: Reports, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    stores = [reports, Reports(second_database, vault, LIMITS)]
    done = await asyncio.gather(
        *(stores[link % 2].file(about(link), clock()) for link in range(12)), return_exceptions=True
    )
    assert sum(isinstance(each, Receipt) for each in done) == 3
    assert sum(isinstance(each, UserError) for each in done) == 9
