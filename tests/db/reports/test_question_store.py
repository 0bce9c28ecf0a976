"""Questions and answers in the database: capped, once each, for nobody but whom they concern, gone in time."""

import asyncio

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, ServerId, UserId
from core.reports.cases import Refusal, Step
from core.reports.intake import NewReport, ReportedLink
from core.scanning.detections import DismissReason
from db.engine.database import Database
from db.engine.vault import Vault
from db.reports.case_reader import Cases
from db.reports.question_store import QuestionRows
from services.base.outbox import Kind
from services.reports.questions import ANSWERS_PER_QUESTION, QUESTIONS_PER_CASE, Delivery, RelayId
from services.reports.records import Refused
from tests.conftest import SECRET, StandingClock
from tests.db.moderators import caller
from tests.given_reports import Reports
from tests.stores import Committing

SERVER = ServerId(1)
ALICE, BOB = UserId(733000000000000001), UserId(733000000000000002)
CASE, FIRST = CaseId(1), RelayId(1)


@pytest.fixture
def relay(database: Database, vault: Vault) -> QuestionRows:
    return QuestionRows(database, vault)


@pytest.fixture
def cases(database: Database, vault: Vault) -> Cases:
    return Cases(database, vault)


@pytest.fixture(autouse=True)
async def _reported(database: Database, vault: Vault, clock: StandingClock) -> None:
    for reporter in (ALICE, BOB):
        link = (ReportedLink("bad.example"),)
        report = NewReport(SERVER, reporter, Category.HATE, "", None, link, "", "none")
        assert (await Reports(database, vault).file(report, clock())).case == CASE


async def ask(relay: QuestionRows, clock: StandingClock, text: str = "where?", whom: int = 0) -> str:
    pseudonym = (await relay.reachable(CASE))[whom]
    assert await relay.ask(CASE, caller(SERVER), pseudonym, text, clock()) > 0
    return pseudonym


async def of(relay: QuestionRows, question: RelayId) -> UserId:
    found = await relay.question(question)
    assert found is not None
    return found.reporter


async def test_a_question_goes_to_one_reporter_and_its_answer_names_nobody(
    relay: QuestionRows, database: Database, clock: StandingClock
) -> None:
    pseudonym = await ask(relay, clock)
    question = await relay.question(FIRST)
    assert question is not None
    assert (question.pseudonym, question.text, question.case) == (pseudonym, "where?", CASE)
    other = BOB if question.reporter == ALICE else ALICE
    assert await relay.asked_of(FIRST, question.reporter) == SERVER
    assert await relay.asked_of(FIRST, other) is None
    await relay.answer(FIRST, "in the park", clock())
    answer = await relay.found(RelayId(2))
    assert answer is not None
    assert (answer.pseudonym, answer.question, answer.text) == (pseudonym, "where?", "in the park")
    due = {
        (row.kind, row.subject)
        for row in await Committing(database, Vault(SECRET)).outbox.take("p", clock(), 20)
    }
    assert {(Kind.RELAY_QUESTION, 1), (Kind.RELAY_ANSWER, 2)} <= due
    audit = await database.read.all("SELECT * FROM audit WHERE action = 'report-answer'")
    assert [(row["actor_sealed"], row["after"]) for row in audit] == [(None, pseudonym)]


async def test_a_form_that_arrives_twice_and_too_many(relay: QuestionRows, clock: StandingClock) -> None:
    for number in range(QUESTIONS_PER_CASE):
        await ask(relay, clock, f"question {number}")
        await ask(relay, clock, f"question {number}")
    with pytest.raises(UserError, match="relay-too-many"):
        await ask(relay, clock, "one more", whom=1)
    for number in range(ANSWERS_PER_QUESTION):
        await relay.answer(FIRST, f"answer {number}", clock())
        await relay.answer(FIRST, f"answer {number}", clock())
    with pytest.raises(UserError, match="relay-answered"):
        await relay.answer(FIRST, "one more", clock())
    with pytest.raises(UserError, match="relay-answered"):
        await relay.require_open(FIRST)


async def test_many_at_once_in_two_processes_keep_the_cap(
    relay: QuestionRows, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    stores = [relay, QuestionRows(second_database, vault)]
    done = await asyncio.gather(
        *(ask(stores[number % 2], clock, f"question {number}") for number in range(12)),
        return_exceptions=True,
    )
    assert sum(isinstance(each, str) for each in done) == QUESTIONS_PER_CASE


async def test_the_reporter_ends_it(relay: QuestionRows, clock: StandingClock) -> None:
    await ask(relay, clock)
    await ask(relay, clock, "on its way")
    await relay.end(FIRST, clock())
    await relay.end(FIRST, clock())
    assert len(await relay.reachable(CASE)) == 1
    assert await relay.question(RelayId(2)) is None
    with pytest.raises(UserError, match="relay-ended"):
        await relay.answer(FIRST, "text", clock())
    with pytest.raises(UserError, match="relay-unreachable"):
        await relay.ask(CASE, caller(SERVER), "NONE", "text", clock())


async def test_who_may_not_ask(relay: QuestionRows, cases: Cases, clock: StandingClock) -> None:
    whom = (await relay.reachable(CASE))[0]
    with pytest.raises(UserError, match="case-unknown"):
        await relay.ask(CASE, caller(ServerId(2)), whom, "text", clock())
    await cases.move(CASE, Step.CLAIM, caller(SERVER, 70, "Ann"), clock())
    held = await relay.ask(CASE, caller(SERVER, 71, "Ben"), whom, "text", clock())
    assert isinstance(held, Refused)
    assert held.reason is Refusal.HELD
    assert await relay.ask(CASE, caller(SERVER, 71, "Ben", manager=True), whom, "text", clock()) == FIRST
    await cases.dismiss(CASE, caller(SERVER, 70), DismissReason.DUPLICATE, "", clock())
    closed = await relay.ask(CASE, caller(SERVER, 70), whom, "again", clock())
    assert isinstance(closed, Refused)
    assert closed.reason is Refusal.CLOSED
    assert await relay.question(FIRST) is None
    with pytest.raises(UserError, match="relay-case-closed"):
        await relay.answer(FIRST, "late", clock())


async def test_the_card_says_how_far_it_came(relay: QuestionRows, cases: Cases, clock: StandingClock) -> None:
    await ask(relay, clock)
    await ask(relay, clock, "and when?", whom=1)
    await relay.settle(RelayId(2), Delivery.CLOSED, clock())
    await relay.answer(FIRST, "there", clock())
    case = await cases.get(CASE)
    assert case is not None
    assert (case.asked, case.answered, case.unreachable, case.reports) == (2, 1, 1, 2)


async def test_after_retention_nothing_is_left(
    relay: QuestionRows, database: Database, vault: Vault, clock: StandingClock
) -> None:
    await ask(relay, clock)
    reporter = await of(relay, FIRST)
    await relay.answer(FIRST, "in the park", clock())
    clock.forward(days=91)
    await Reports(database, vault).purge(clock())
    assert await relay.purge(clock()) == 2
    assert await relay.purge(clock()) == 0
    assert await relay.asked_of(FIRST, reporter) is None
    assert await relay.question(FIRST) is None
    assert await relay.found(RelayId(2)) is None
    assert await relay.reachable(CASE) == []
    for gone in (FIRST, RelayId(99)):
        with pytest.raises(UserError, match="relay-not-yours"):
            await relay.answer(gone, "text", clock())
