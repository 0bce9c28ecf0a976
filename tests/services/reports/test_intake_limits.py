"""Limits of reports: counted from what was accepted, in one place for all processes, with one of their own for emergencies; and what
else one member could fill the database with.
"""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import Unavailable, UserError
from core.base.ids import MessageId, ServerId, UserId
from core.base.limits import Limit
from core.reports.intake import NewReport
from core.reports.report_form import Draft, ReportForm
from core.reports.report_limits import ADDITIONS_PER_REPORT, DRAFTS_KEPT, ReportLimits
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.worker import Bell
from services.reports.intake import Intake, new_token
from services.reports.outcomes import Outcomes
from services.reports.receipts import Receipt
from tests.conftest import StandingClock
from tests.fakes import FakeApart, FakeMessageLook
from tests.given_reports import ALICE, BOB, MESSAGE, SERVER, Reports, about_link
from tests.stores import set_up

LIMITS = ReportLimits(
    (Limit(3, timedelta(minutes=5)), Limit(10, timedelta(hours=1))), (Limit(10, timedelta(hours=1)),)
)


class AlreadyNothing:
    """Fills ListedLinks: no list holds anything."""

    async def listed(self, server: ServerId, links: object) -> None:
        return None

    def look_again(self, *message: object) -> None:
        raise AssertionError("nothing is listed")


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
async def test_emergencies_are_taken_beyond_the_limit_of_reports_and_have_their_own(
    reports: Reports, clock: StandingClock, category: Category
) -> None:
    for link in range(3):
        await reports.file(about(link), clock())
    for link in range(3, 13):
        await reports.file(about(link, category=category), clock())
    before = await counts(reports)
    with pytest.raises(UserError, match="report-emergency-limit") as held:
        await reports.file(about(13, category=category), clock())
    assert held.value.values["left"] == f"<t:{int((clock() + timedelta(hours=1)).timestamp())}:R>"
    with pytest.raises(UserError, match="report-emergency-limit"):  # an earlier report that becomes one
        await reports.file(about(0, category=category), clock())
    with pytest.raises(UserError, match="report-limit"):
        await reports.file(about(21), clock())
    assert await counts(reports) == before
    await reports.file(about(13, category=category, server=2), clock())
    await reports.file(about(14, by=BOB, category=category), clock())
    await reports.file(about(13, category=category), clock.forward(hours=1))


@pytest.mark.parametrize(("category", "limit"), [(Category.HATE, 3), (Category.THREATS, 10)])
async def test_reports_made_while_the_clock_was_ahead_hold_nobody_back(
    reports: Reports, clock: StandingClock, category: Category, limit: int
) -> None:
    clock.forward(days=365)
    for link in range(limit):
        await reports.file(about(link, category=category), clock())
    clock.forward(days=-365)
    await reports.file(about(limit, category=category), clock())


async def test_many_emergencies_at_once_in_two_processes_pass_ten(
    reports: Reports, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    stores = [reports, Reports(second_database, vault, LIMITS)]
    done = await asyncio.gather(
        *(stores[link % 2].file(about(link, category=Category.THREATS), clock()) for link in range(20)),
        return_exceptions=True,
    )
    assert sum(isinstance(each, Receipt) for each in done) == 10


async def test_additions_end_and_leave_nothing_behind(reports: Reports, clock: StandingClock) -> None:
    await reports.file(about(0), clock())
    for number in range(ADDITIONS_PER_REPORT):
        await reports.file(replace(about(0), details=f"more {number}"), clock())
    before = await counts(reports)
    with pytest.raises(UserError, match="report-added-enough"):
        await reports.file(about(0), clock())
    assert await counts(reports) == before
    assert (await reports.file(about(0, category=Category.THREATS), clock())).added  # it became an emergency


async def test_forms_that_are_opened_and_never_sent_are_the_newest_few(
    reports: Reports, database: Database, vault: Vault, clock: StandingClock
) -> None:
    intake = Intake(
        storage=reports.storage,
        listed=AlreadyNothing(),
        apart=FakeApart(),
        limits=LIMITS,
        outbox_bell=Bell(),
        clock=clock,
        new_token=new_token,
    )
    await set_up(database, vault, SERVER)
    alice, bob = Caller(SERVER, ALICE, "a"), Caller(SERVER, BOB, "b")
    kept = await intake.prepare(bob, Draft(link="a.example"))
    tokens = []
    for _ in range(3 * DRAFTS_KEPT):
        tokens.append(await intake.prepare(alice, Draft(link="a.example")))
        clock.forward(seconds=1)
    assert {row["token"] for row in await reports.rows("report_drafts")} == {kept, *tokens[-DRAFTS_KEPT:]}
    # What arrived is remembered besides, so that the same form twice is one report.
    form = ReportForm("b.example", "scam", "")
    assert (await intake.submit(alice, tokens[-1], form)).case == 1
    for _ in range(DRAFTS_KEPT):
        clock.forward(seconds=1)
        await intake.prepare(alice, Draft())
    assert (await intake.submit(alice, tokens[-1], form)).sent_before


async def test_a_choice_about_notices_leaves_one_row_however_often_it_is_made(reports: Reports) -> None:
    outcomes = Outcomes(storage=reports.storage, messages=FakeMessageLook())
    for _ in range(5):
        for on in (False, True, False):
            await outcomes.choose(Caller(SERVER, ALICE, "a"), notices=on)
    assert len(await reports.rows("member_choices")) == 1
    assert await reports.rows("audit") == []


async def test_many_forms_at_once_in_two_processes_pass_three(
    reports: Reports, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    stores = [reports, Reports(second_database, vault, LIMITS)]
    done = await asyncio.gather(
        *(stores[link % 2].file(about(link), clock()) for link in range(12)), return_exceptions=True
    )
    assert sum(isinstance(each, Receipt) for each in done) == 3
    assert sum(isinstance(each, UserError) for each in done) == 9


async def test_a_message_that_is_made_to_be_slow_is_read_elsewhere(
    reports: Reports, database: Database, vault: Vault, clock: StandingClock
) -> None:
    apart = FakeApart()
    intake = Intake(
        storage=reports.storage,
        listed=AlreadyNothing(),
        apart=apart,
        limits=LIMITS,
        outbox_bell=Bell(),
        clock=clock,
        new_token=new_token,
    )
    await set_up(database, vault, SERVER)
    alice, form = Caller(SERVER, ALICE, "a"), ReportForm("", "scam", "")
    plain = replace(MESSAGE, texts=("see https://bad.example/x",))
    slow = replace(
        MESSAGE, message=MessageId(101), texts=(("аα.ծc。" * 700)[:3_900] + " bad dot example/x.1",)
    )
    for message, called in ((plain, 0), (slow, 1)):
        token = await intake.prepare(alice, Draft(message))
        await intake.submit(alice, token, form)
        assert len(apart.called) == called
    apart.failing = True
    token = await intake.prepare(alice, Draft(replace(slow, message=MessageId(102))))
    with pytest.raises(Unavailable):
        await intake.submit(alice, token, form)
    apart.failing = False
    assert (await intake.submit(alice, token, form)).case  # the form is still there
