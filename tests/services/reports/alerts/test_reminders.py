"""Unclaimed emergencies remind the alert role once: after a restart, in one process, and not of what is in hand."""

import pytest

from core.base.categories import Category
from core.base.ids import CaseId, RoleId
from core.reports.cases import Step
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import Kind
from services.base.schedule import ScheduledJob
from services.reports.alerts.pings import Pings
from services.reports.alerts.reminders import LOOK_EVERY, Reminders
from tests.conftest import SECRET, StandingClock
from tests.db.moderators import caller
from tests.given_cases import ModeratedCases
from tests.given_reports import SERVER, Reports, about_link, storage_of_reports
from tests.stores import Committing, scheduled, set_up


@pytest.fixture
async def emergencies(
    cases: ModeratedCases, database: Database, vault: Vault, clock: StandingClock
) -> list[CaseId]:
    """Three emergencies of a server with an alert role; the first ping told of all."""
    await set_up(database, vault, SERVER, alert_role=RoleId(77))
    made = [await reported(database, vault, clock, number) for number in range(3)]
    pings = Pings(storage=storage_of_reports(database, vault))
    asked = [await pings.may_ping(case, clock()) for case in made]
    assert asked == [True, False, False]
    assert await pings.may_ping(made[0], clock())
    await pings.pinged(made[0], clock())
    return made


async def reported(database: Database, vault: Vault, clock: StandingClock, number: int) -> CaseId:
    made = about_link(link=f"a{number}.example", category=Category.THREATS)
    return (await Reports(database, vault).file(made, clock())).case


def reminders_of(database: Database) -> Reminders:
    return Reminders(storage=storage_of_reports(database, Vault(SECRET)))


def rounds(database: Database, clock: StandingClock, process: str) -> ScheduledJob:
    work = reminders_of(database).remind
    return scheduled(database, clock, process, job="reminders", every=LOOK_EVERY, work=work)


async def told(database: Database, case: CaseId) -> list[CaseId]:
    found = await reminders_of(database).reminder(case)
    return [] if found is None else [each.id for each in found.cases]


async def test_after_ten_minutes_and_a_restart_one_message_tells_of_what_is_unclaimed(
    cases: ModeratedCases,
    database: Database,
    second_database: Database,
    vault: Vault,
    emergencies: list[CaseId],
    clock: StandingClock,
) -> None:
    first, second, third = emergencies
    clock.forward(minutes=9)
    assert await rounds(database, clock, "a").step() == 0
    await cases.review.move(caller(SERVER), second, Step.CLAIM)
    clock.forward(minutes=1)
    assert await rounds(database, clock, "a").step() == 1
    # The process dies here: another connection, with nothing but the rows, knows what is owed, and owes it once.
    clock.forward(minutes=30)
    assert await rounds(second_database, clock, "b").step() == 0
    assert await told(second_database, first) == [first, third]
    due = [
        row.subject
        for row in await Committing(second_database, vault).outbox.take("b", clock(), 99)
        if row.kind == Kind.CASE_REMINDER
    ]
    assert due == [first]
    await cases.review.move(caller(SERVER), first, Step.CLAIM)
    await cases.review.move(caller(SERVER), third, Step.CLAIM)
    assert await told(database, first) == []


async def test_of_two_processes_one_looks(
    database: Database, second_database: Database, emergencies: list[CaseId], clock: StandingClock
) -> None:
    clock.forward(minutes=11)
    assert [
        await rounds(each, clock, name).step() for each, name in ((database, "a"), (second_database, "b"))
    ] == [1, 0]


async def test_a_reminder_is_a_ping_as_any_other(
    database: Database, vault: Vault, emergencies: list[CaseId], clock: StandingClock
) -> None:
    pings = Pings(storage=storage_of_reports(database, vault))
    late = await reported(database, vault, clock, 9)
    clock.forward(minutes=9)
    assert not await pings.may_ping(late, clock())
    clock.forward(minutes=1)
    assert (
        await reminders_of(database).remind(clock()) == 0
    )  # the late one waits for its first ping, and goes before
    assert await pings.may_ping(late, clock())
    await pings.pinged(late, clock())
    assert await reminders_of(database).remind(clock.forward(minutes=9)) == 0
    assert await reminders_of(database).remind(clock.forward(minutes=1)) == 1
    later = await reported(database, vault, clock, 10)
    assert not await pings.may_ping(later, clock())


async def test_without_an_alert_role_or_a_card_nobody_is_reminded(
    database: Database, vault: Vault, emergencies: list[CaseId], clock: StandingClock
) -> None:
    await set_up(database, vault, SERVER)
    assert await reminders_of(database).remind(clock.forward(minutes=20)) == 0
    assert await reminders_of(database).reminder(CaseId(99)) is None


async def test_a_claimed_emergency_that_is_not_decided_within_an_hour_is_told_of_once(
    cases: ModeratedCases,
    database: Database,
    second_database: Database,
    vault: Vault,
    emergencies: list[CaseId],
    clock: StandingClock,
) -> None:
    first, second, third = emergencies
    for case in emergencies:
        await cases.review.move(caller(SERVER), case, Step.CLAIM)
    clock.forward(minutes=59)
    assert await rounds(database, clock, "a").step() == 0
    await cases.dismiss(caller(SERVER), second)
    clock.forward(minutes=1)
    assert await rounds(database, clock, "a").step() == 1
    # The process dies here: another one knows what is owed, and owes it once.
    for _ in range(3):
        clock.forward(minutes=30)
        assert await rounds(second_database, clock, "b").step() == 0
    found = await reminders_of(second_database).undecided(first)
    assert found is not None
    assert [each.id for each in found.cases] == [first, third]
    taken = await Committing(second_database, vault).outbox.take("b", clock(), 99)
    assert [row.subject for row in taken if row.kind == Kind.UNDECIDED_REMINDER] == [first]
    await cases.review.move(caller(SERVER), first, Step.RELEASE)
    await cases.review.move(caller(SERVER), first, Step.CLAIM)
    clock.forward(hours=2)
    assert await rounds(database, clock, "a").step() == 0  # told of once a case


async def test_what_became_an_emergency_in_somebodys_hands_has_its_hour(
    cases: ModeratedCases, database: Database, vault: Vault, clock: StandingClock
) -> None:
    await set_up(database, vault, SERVER, alert_role=RoleId(77))
    case = await cases.report()
    await cases.review.move(caller(SERVER), case, Step.CLAIM)
    clock.forward(hours=5)
    assert await rounds(database, clock, "a").step() == 0
    await cases.report(by=8, category=Category.THREATS)
    pings = Pings(storage=storage_of_reports(database, vault))
    assert await pings.may_ping(case, clock())
    await pings.pinged(case, clock())
    clock.forward(minutes=59)
    assert await rounds(database, clock, "a").step() == 0
    clock.forward(minutes=1)
    assert await rounds(database, clock, "a").step() == 1


async def test_what_a_mute_holds_calls_nobody_when_it_is_claimed(
    cases: ModeratedCases, database: Database, vault: Vault, clock: StandingClock
) -> None:
    await set_up(database, vault, SERVER, alert_role=RoleId(77))
    case = await cases.report(category=Category.THREATS)
    async with cases.storage.bulk() as tx:
        await tx.sql.run("UPDATE reports SET held = 1")
    await cases.review.move(caller(SERVER), case, Step.CLAIM)
    clock.forward(hours=2)
    assert await rounds(database, clock, "a").step() == 0
