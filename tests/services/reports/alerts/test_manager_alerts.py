"""Unclaimed cases about one person's messages are looked at together: an emergency at once, others after an hour."""

import asyncio
from dataclasses import replace

import pytest

from core.base.categories import Category
from core.base.ids import CaseId, MessageId, UserId
from core.reports.cases import Step
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import Kind
from services.reports.alerts.manager_alerts import ConcernedManagers
from tests.db.moderators import caller
from tests.given_cases import ModeratedCases
from tests.given_reports import ALICE, MESSAGE, SERVER, report, storage_of_reports

MO = caller(SERVER)
MALLORY, TRUDY = UserId(901), UserId(902)


class ReportedMessages:
    """Reports of messages by somebody, and which of them are told of in one message."""

    def __init__(self, cases: ModeratedCases) -> None:
        self.cases, self.reports, self.clock = cases, cases.reports, cases.clock
        self.alerts = ConcernedManagers(storage=self.reports.storage)
        self._messages = 500

    async def report(
        self, author: UserId = MALLORY, category: Category = Category.HATE, **more: object
    ) -> CaseId:
        self._messages += 1
        message = replace(MESSAGE, author=author, message=MessageId(self._messages), **more)
        made = report(ALICE, message=message, category=category, links=())
        return (await self.reports.file(made, self.clock())).case

    async def owed(self) -> list[int]:
        return await self.reports.owed(Kind.CONCERNED_NOTICE)

    async def told_in(self, case: CaseId) -> list[int]:
        found = await self.alerts.concerned(case)
        return [] if found is None else [each.id for each in found.cases]


@pytest.fixture
def reported(cases: ModeratedCases) -> ReportedMessages:
    return ReportedMessages(cases)


async def test_after_an_hour_and_only_what_nobody_took_on(reported: ReportedMessages) -> None:
    waits, claimed, closed = [await reported.report(UserId(900 + number)) for number in range(3)]
    await reported.cases.review.move(MO, claimed, Step.CLAIM)
    await reported.cases.dismiss(MO, closed)
    assert await reported.alerts.look(reported.clock.forward(minutes=59)) == 0
    assert await reported.alerts.look(reported.clock.forward(minutes=1)) == 1
    assert await reported.owed() == [waits]
    assert await reported.alerts.look(reported.clock.forward(days=1)) == 0
    await reported.cases.review.move(MO, claimed, Step.RELEASE)
    assert await reported.alerts.look(reported.clock()) == 1
    assert await reported.owed() == [waits, claimed]
    await reported.cases.review.move(MO, waits, Step.CLAIM)
    assert await reported.alerts.concerned(waits) is None


async def test_an_emergency_at_once_with_what_else_waits_about_them_and_not_again_within_ten_minutes(
    reported: ReportedMessages,
) -> None:
    first = await reported.report()
    urgent = await reported.report(category=Category.THREATS)
    other = await reported.report(TRUDY, Category.DOXXING)
    assert await reported.alerts.look(reported.clock()) == 2
    assert await reported.owed() == [urgent, other]
    assert await reported.told_in(urgent) == [first, urgent]
    found = await reported.alerts.concerned(urgent)
    assert found is not None
    assert (found.server, found.author) == (SERVER, MALLORY)
    later = [await reported.report(category=Category.THREATS) for _ in range(3)]
    assert await reported.alerts.look(reported.clock.forward(minutes=9)) == 0
    assert await reported.alerts.look(reported.clock.forward(minutes=1)) == 1
    assert await reported.told_in(later[0]) == later


@pytest.mark.parametrize("process", [1, 2])
async def test_two_processes_owe_one_message(
    reported: ReportedMessages, second_database: Database, vault: Vault, process: int
) -> None:
    case = await reported.report(category=Category.THREATS)
    others = (
        ConcernedManagers(storage=storage_of_reports(second_database, vault))
        if process == 2
        else reported.alerts
    )
    assert sorted(
        await asyncio.gather(reported.alerts.look(reported.clock()), others.look(reported.clock()))
    ) == [0, 1]
    assert await reported.owed() == [case]


async def test_what_no_member_wrote_is_left(reported: ReportedMessages) -> None:
    await reported.report(author_is_member=False)
    await reported.reports.file(report(message=None, links=report().links, evidence=""), reported.clock())
    assert await reported.alerts.look(reported.clock.forward(days=1)) == 0


async def test_what_a_mute_keeps_quiet_is_told_of_as_patiently_as_others(reported: ReportedMessages) -> None:
    """Else a moderator could mute whoever would report them."""
    shown, quiet = await reported.report(), await reported.report()
    urgent = await reported.report(TRUDY, Category.THREATS)
    for case in (quiet, urgent):
        await reported.reports.keep_quiet(case)
    assert await reported.alerts.look(reported.clock()) == 1
    assert await reported.owed() == [urgent]
    assert await reported.alerts.look(reported.clock.forward(minutes=59)) == 0
    assert await reported.alerts.look(reported.clock.forward(minutes=1)) == 1
    assert await reported.told_in(shown) == [shown, quiet]
    assert await reported.alerts.look(reported.clock.forward(days=1)) == 0


async def test_a_flood_is_looked_at_a_few_authors_at_a_time_emergencies_first(
    reported: ReportedMessages,
) -> None:
    made = [await reported.report(UserId(1000 + number)) for number in range(7)]
    reported.clock.forward(hours=2)
    urgent = await reported.report(UserId(2000), Category.THREATS)
    assert [await reported.alerts.look(reported.clock()) for _ in range(3)] == [5, 3, 0]
    assert await reported.owed() == [urgent, *made]


async def test_the_history_says_that_a_manager_was_told_and_names_nobody(
    reported: ReportedMessages,
) -> None:
    case = await reported.report(category=Category.THREATS)
    await reported.alerts.look(reported.clock())
    await reported.alerts.told(case, reported.clock())
    events = await reported.cases.history(case)
    assert ("managers-told", None, "") in [(event.action, event.who, event.after) for event in events]
