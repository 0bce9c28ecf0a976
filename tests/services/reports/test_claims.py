"""Claims that end by themselves: without any action for a day, or when their holder moderates no more; once, whoever looks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.base.authority import Caller
from core.base.categories import Category
from core.base.ids import CaseId, RoleId, ServerId, UserId
from core.reports.cases import CaseState, Step
from core.reports.claims import ClaimEnd
from core.scanning.detections import Person
from db.engine.database import Database
from services.base.outbox import Kind
from services.base.schedule import ScheduledJob
from services.base.worker import Bell
from services.reports.claims import CLAIMS_LOOK_EVERY, Claims
from tests.given_cases import ANN, BEN, MANAGER, ModeratedCases
from tests.given_reports import SERVER
from tests.stores import scheduled, set_up


@pytest.fixture
async def claimed(cases: ModeratedCases, case: CaseId) -> CaseId:
    """Ann has the case; what was due before is posted."""
    await cases.review.move(ANN, case, Step.CLAIM)
    await cases.post_all()
    return case


def job(cases: ModeratedCases, database: Database, process: str) -> ScheduledJob:
    work = cases.claims.end_idle
    return scheduled(database, cases.clock, process, job="claims", every=CLAIMS_LOOK_EVERY, work=work)


async def standing(cases: ModeratedCases, case: CaseId) -> tuple[CaseState, ClaimEnd | None]:
    found = await cases.get(case)
    return found.state, found.freed


async def test_a_day_without_action_frees_it_and_its_holder_is_told(
    cases: ModeratedCases, claimed: CaseId
) -> None:
    assert await cases.claims.end_idle(cases.clock.forward(hours=23)) == 0
    assert await cases.claims.end_idle(cases.clock.forward(hours=1)) == 1
    assert await standing(cases, claimed) == (CaseState.OPEN, ClaimEnd.IDLE)
    assert {row.kind for row in await cases.due()} == {Kind.CASE_CARD, Kind.CLAIM_NOTICE}
    ended = await cases.claims.ended(claimed)
    assert ended is not None
    assert ended.holder == ANN.user
    page = await cases.review.queue(BEN, [CaseState.OPEN], 1)
    assert [row.freed for row in page.rows] == [True]
    last = (await cases.history(claimed))[-1]
    assert (last.action, last.who, last.after) == ("claim-ended", None, "idle")
    assert await cases.claims.end_idle(cases.clock.forward(days=3)) == 0
    # Whoever has it next has it as anybody, and nobody is told of the earlier claim any more.
    await cases.review.move(BEN, claimed, Step.CLAIM)
    assert await standing(cases, claimed) == (CaseState.CLAIMED, None)
    assert await cases.claims.ended(claimed) is None


async def test_whatever_a_moderator_does_with_it_is_action_and_what_reporters_do_is_none(
    cases: ModeratedCases, claimed: CaseId
) -> None:
    cases.clock.forward(hours=20)
    await cases.review.reveal(ANN, claimed)
    assert await cases.claims.end_idle(cases.clock.forward(hours=20)) == 0
    await cases.handing.hand_over(ANN, claimed, BEN.user)
    assert await cases.claims.end_idle(cases.clock.forward(hours=20)) == 0
    await cases.report(by=8)
    assert await cases.claims.end_idle(cases.clock.forward(hours=4)) == 1
    ended = await cases.claims.ended(claimed)
    assert ended is not None
    assert ended.holder == BEN.user


async def test_of_two_processes_one_frees_it_and_a_dead_ones_work_is_not_done_twice(
    cases: ModeratedCases,
    others: ModeratedCases,
    claimed: CaseId,
    database: Database,
    second_database: Database,
) -> None:
    cases.clock.forward(days=1)
    assert await job(cases, database, "a").step() == 1
    cases.clock.forward(minutes=5)  # the first one died, its lease is over
    assert await job(others, second_database, "b").step() == 0
    assert await others.claims.end_idle(cases.clock()) == 0
    assert [event.action for event in await others.history(claimed)].count("claim-ended") == 1


async def test_who_cannot_be_told_is_named_on_the_card_and_is_forgotten_with_the_next_step(
    cases: ModeratedCases, claimed: CaseId
) -> None:
    await cases.claims.end_idle(cases.clock.forward(days=1))
    ended = await cases.claims.ended(claimed)
    assert ended is not None
    await cases.post_all()
    await cases.claims.told(ended, delivered=False)
    assert (await cases.get(claimed)).untold == Person(ANN.user, ANN.name)
    assert await cases.kinds_due() == {Kind.CASE_CARD}
    assert await cases.claims.ended(claimed) is None
    await cases.dismiss(BEN, claimed)
    (row,) = await cases.reports.rows("cases")
    assert row["freed_from_sealed"] is None


async def test_who_was_told_is_not_kept(cases: ModeratedCases, claimed: CaseId) -> None:
    await cases.claims.end_idle(cases.clock.forward(days=1))
    ended = await cases.claims.ended(claimed)
    assert ended is not None
    await cases.claims.told(ended, delivered=True)
    assert await cases.claims.ended(claimed) is None
    (row,) = await cases.reports.rows("cases")
    assert row["freed_from_sealed"] is None


@pytest.mark.parametrize(
    ("now", "end"), [(None, ClaimEnd.LEFT), (replace(ANN, manage_messages=False), ClaimEnd.RIGHTS)]
)
async def test_who_left_or_moderates_no_more_holds_nothing(
    cases: ModeratedCases, claimed: CaseId, now: Caller | None, end: ClaimEnd
) -> None:
    other = await cases.report(message=101)
    await cases.review.move(BEN, other, Step.CLAIM)
    if now is None:
        del cases.members.here[ANN.user]
    else:
        cases.members.here[ANN.user] = now
    assert await cases.claims.ask(cases.clock.forward(minutes=59)) == 0
    assert await cases.claims.ask(cases.clock.forward(minutes=1)) == 1
    assert await standing(cases, claimed) == (CaseState.OPEN, end)
    assert await standing(cases, other) == (CaseState.CLAIMED, None)
    assert await cases.claims.ended(claimed) is None  # they know


async def test_what_discord_does_not_say_frees_nothing_and_is_asked_again(
    cases: ModeratedCases, claimed: CaseId
) -> None:
    del cases.members.here[ANN.user]
    cases.members.unknown.add(ANN.user)
    for _ in range(3):
        assert await cases.claims.ask(cases.clock.forward(hours=1)) == 0
        assert await cases.claims.ask_in(SERVER) == 0
    assert await standing(cases, claimed) == (CaseState.CLAIMED, None)
    cases.members.unknown.clear()
    assert await cases.claims.ask(cases.clock.forward(minutes=59)) == 0
    assert await cases.claims.ask_in(SERVER) == 1


async def test_a_role_is_enough_and_a_claim_taken_meanwhile_is_another(
    cases: ModeratedCases, claimed: CaseId
) -> None:
    helper = replace(ANN, manage_messages=False, roles=frozenset({RoleId(5)}))
    cases.members.here[ANN.user] = helper
    await set_up(cases.database, cases.vault, SERVER, moderator_role=RoleId(5))
    assert await cases.claims.ask_in(SERVER) == 0
    del cases.members.here[ANN.user]

    class Slow:
        """Discord, whose answer comes after somebody took the case over."""

        async def certain(self, server: ServerId, user: UserId) -> Caller | None:
            await cases.handing.hand_over(MANAGER, claimed, BEN.user)
            return await cases.members.certain(server, user)

    slow = Claims(
        storage=cases.storage,
        members=Slow(),
        lasts=timedelta(days=1),
        outbox_bell=Bell(),
        clock=cases.clock,
    )
    assert await slow.ask_in(SERVER) == 0
    assert await standing(cases, claimed) == (CaseState.CLAIMED, None)


async def test_an_emergency_that_is_free_again_is_reminded_of_again(cases: ModeratedCases) -> None:
    await set_up(cases.database, cases.vault, SERVER, alert_role=RoleId(77))
    case = await cases.report(category=Category.THREATS)
    await cases.review.move(ANN, case, Step.CLAIM)
    async with cases.storage.bulk() as tx:
        await tx.sql.run("UPDATE cases SET pinged_at = opened_at, reminded_at = opened_at")
    del cases.members.here[ANN.user]
    assert await cases.claims.ask(cases.clock.forward(hours=1)) == 1
    async with cases.storage.bulk() as tx:
        for after, found in ((timedelta(minutes=9), []), (timedelta(minutes=10), [SERVER])):
            since = cases.clock() + after - timedelta(minutes=10)
            assert await tx.reminders.servers_due(since, since - timedelta(days=9)) == found
