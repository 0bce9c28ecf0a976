"""Questions and answers: capped, once each, for nobody but whom they concern, gone in time."""

import asyncio

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, UserId
from core.base.posts import MessagePlace
from core.reports.cases import Step
from core.reports.questions import ANSWERS_PER_QUESTION, QUESTIONS_PER_CASE, RelayId
from services.base.outbox import Kind
from services.reports.questions import Asked, QuestionFate
from tests.db.moderators import caller
from tests.given_cases import AUTHOR, STRANGER, ModeratedCases
from tests.given_reports import ALICE, BOB, OTHER_SERVER, SERVER, about_link

CASE, FIRST = CaseId(1), RelayId(1)
MO = caller(SERVER)


@pytest.fixture(autouse=True)
async def _reported(cases: ModeratedCases) -> None:
    for reporter in (ALICE, BOB):
        new = about_link(reporter, "bad.example", category=Category.HATE, details="")
        assert (await cases.reports.file(new, cases.clock())).case == CASE


async def reachable(cases: ModeratedCases) -> list[str]:
    return await cases.storage.read.questions.reachable(CASE)


async def ask(cases: ModeratedCases, text: str = "where?", whom: int = 0) -> Asked:
    pseudonym = (await reachable(cases))[whom]
    asked = await cases.questions.ask(MO, CASE, pseudonym, text)
    assert asked.id > 0
    assert asked.pseudonym == pseudonym
    return asked


async def reporter_of(cases: ModeratedCases, question: RelayId) -> UserId:
    found = await cases.questions.outgoing(question)
    assert found is not None
    return found.reporter


async def answer(cases: ModeratedCases, text: str, question: RelayId = FIRST) -> None:
    """Whoever was asked says this."""
    for person in (ALICE, BOB):
        if await cases.storage.read.questions.is_reporter(question, person):
            await cases.questions.answer(question, person, text)


async def test_a_question_goes_to_one_reporter_and_its_answer_names_nobody(cases: ModeratedCases) -> None:
    pseudonym = (await ask(cases)).pseudonym
    question = await cases.questions.outgoing(FIRST)
    assert question is not None
    assert (question.pseudonym, question.text, question.case) == (pseudonym, "where?", CASE)
    other = BOB if question.reporter == ALICE else ALICE
    assert await cases.questions.for_reporter(FIRST, question.reporter) == SERVER
    with pytest.raises(UserError, match="relay-not-yours"):
        await cases.questions.for_reporter(FIRST, other)
    with pytest.raises(UserError, match="relay-not-yours"):
        await cases.questions.answer(FIRST, other, "I know, too")
    with pytest.raises(UserError, match="relay-not-yours"):
        await cases.questions.end(FIRST, other)
    await answer(cases, "in the park")
    given = await cases.questions.incoming(RelayId(2))
    assert given is not None
    assert (given.pseudonym, given.question, given.text) == (pseudonym, "where?", "in the park")
    due = {(row.kind, row.subject) for row in await cases.due()}
    assert {(Kind.RELAY_QUESTION, 1), (Kind.RELAY_ANSWER, 2), (Kind.CASE_CARD, CASE)} <= due
    audit = [row for row in await cases.reports.rows("audit") if row["action"] == "report-answer"]
    assert [(row["actor_sealed"], row["after"]) for row in audit] == [(None, pseudonym)]


async def test_a_form_that_arrives_twice_and_too_many(cases: ModeratedCases) -> None:
    for number in range(QUESTIONS_PER_CASE):
        assert await ask(cases, f"question {number}") == await ask(cases, f"question {number}")
    with pytest.raises(UserError, match="relay-too-many"):
        await ask(cases, "one more", whom=1)
    for number in range(ANSWERS_PER_QUESTION):
        await answer(cases, f"answer {number}")
        await answer(cases, f"answer {number}")
    with pytest.raises(UserError, match="relay-answered"):
        await answer(cases, "one more")
    with pytest.raises(UserError, match="relay-answered"):
        await cases.questions.require_open(FIRST)
    await answer(cases, "answer 0")  # it arrived already


async def test_many_at_once_in_two_processes_keep_the_cap(
    cases: ModeratedCases, others: ModeratedCases
) -> None:
    processes = [cases, others]
    done = await asyncio.gather(
        *(ask(processes[number % 2], f"question {number}") for number in range(12)),
        return_exceptions=True,
    )
    assert sum(isinstance(each, Asked) for each in done) == QUESTIONS_PER_CASE
    assert {each.key for each in done if isinstance(each, UserError)} == {"relay-too-many"}


async def test_the_reporter_ends_it(cases: ModeratedCases) -> None:
    await ask(cases)
    await ask(cases, "on its way")
    reporter = await reporter_of(cases, FIRST)
    await cases.questions.end(FIRST, reporter)
    await cases.questions.end(FIRST, reporter)
    lines = [row["action"] for row in await cases.reports.rows("audit")]
    assert lines.count("report-reply-ended") == 1
    assert len(await reachable(cases)) == 1
    assert await cases.questions.outgoing(RelayId(2)) is None
    with pytest.raises(UserError, match="relay-ended"):
        await cases.questions.answer(FIRST, reporter, "text")
    with pytest.raises(UserError, match="relay-unreachable"):
        await cases.questions.ask(MO, CASE, "NONE", "text")


async def test_who_may_not_ask(cases: ModeratedCases) -> None:
    whom = (await reachable(cases))[0]
    ann, ben = caller(SERVER, 70, "Ann"), caller(SERVER, 71, "Ben")
    with pytest.raises(UserError, match="case-unknown"):
        await cases.questions.ask(caller(OTHER_SERVER), CASE, whom, "text")
    await cases.review.move(ann, CASE, Step.CLAIM)
    with pytest.raises(UserError, match=r"^case-held-by$"):
        await cases.questions.ask(ben, CASE, whom, "text")
    manager = caller(SERVER, 71, "Ben", manager=True)
    assert await cases.questions.ask(manager, CASE, whom, "text") == Asked(FIRST, whom)
    reporter = await reporter_of(cases, FIRST)
    await cases.dismiss(ann, CASE)
    with pytest.raises(UserError, match=r"^case-closed-already-by$"):
        await cases.questions.ask(ann, CASE, whom, "again")
    assert await cases.questions.outgoing(FIRST) is None
    with pytest.raises(UserError, match="relay-case-closed"):
        await cases.questions.answer(FIRST, reporter, "late")


async def test_the_card_says_how_far_it_came(cases: ModeratedCases) -> None:
    await ask(cases)
    await ask(cases, "and when?", whom=1)
    await cases.post_all()
    await cases.questions.settle(FIRST, QuestionFate.DELIVERED)
    assert await cases.due() == []
    await cases.questions.settle(RelayId(2), QuestionFate.CLOSED)
    assert [(row.kind, row.subject) for row in await cases.due()] == [(Kind.CASE_CARD, CASE)]
    await answer(cases, "there")
    case = await cases.get(CASE)
    assert (case.asked, case.answered, case.unreachable, case.reports) == (2, 1, 1, 2)


async def test_a_question_that_nobody_can_have_read_is_taken_back(cases: ModeratedCases) -> None:
    await ask(cases)
    sent = await ask(cases, "and when?")
    with pytest.raises(UserError, match="case-unknown"):
        await cases.questions.take_back(STRANGER, FIRST)
    assert await cases.questions.take_back(MO, FIRST) == CASE
    assert await cases.questions.outgoing(FIRST) is None
    assert [row["action"] for row in await cases.reports.rows("audit")][-1] == "case-unask"
    await cases.due()  # from here on somebody may have read it
    for gone in (FIRST, sent.id, RelayId(99)):
        with pytest.raises(UserError, match="relay-takeback-late"):
            await cases.questions.take_back(MO, gone)


async def test_an_answer_is_read_where_it_stands_and_not_by_whom_it_may_concern(
    cases: ModeratedCases,
) -> None:
    case = await cases.report(link="other.example")
    (pseudonym,) = await cases.storage.read.questions.reachable(case)
    asked = await cases.questions.ask(MO, case, "", "where?")  # one reporter needs no name
    assert asked.pseudonym == pseudonym
    await cases.questions.answer(asked.id, UserId(7), "in the park")
    relay = RelayId(asked.id + 1)
    given = await cases.questions.incoming(relay)
    assert given is not None
    assert given.author is not None
    assert given.author.id == AUTHOR
    with pytest.raises(UserError, match="case-elsewhere"):
        await cases.questions.at_answer(MO, relay, MessagePlace(10, 11))
    with pytest.raises(UserError, match="relay-gone"):
        await cases.questions.at_answer(STRANGER, relay, MessagePlace(10, 11))
    found = await cases.get(case)
    with pytest.raises(UserError, match="case-own-message"):
        await cases.questions.read(caller(SERVER, AUTHOR, manager=True), given, found)
    await cases.questions.read(MO, given, found)
    assert [row["action"] for row in await cases.reports.rows("audit")][-1] == "case-answer-read"


@pytest.mark.parametrize(("text", "sentence"), [("x" * 1001, "relay-long"), (" \u200b ", "relay-empty")])
async def test_what_cannot_be_said(cases: ModeratedCases, text: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        await ask(cases, text)


async def test_after_retention_nothing_is_left(cases: ModeratedCases) -> None:
    await ask(cases)
    reporter = await reporter_of(cases, FIRST)
    await answer(cases, "in the park")
    cases.clock.forward(days=400)
    assert await cases.reports.purge(cases.clock()) >= 2
    assert await cases.reports.purge(cases.clock()) == 0
    with pytest.raises(UserError, match="relay-not-yours"):
        await cases.questions.for_reporter(FIRST, reporter)
    assert await cases.questions.outgoing(FIRST) is None
    assert await cases.questions.incoming(RelayId(2)) is None
    assert await reachable(cases) == []
    for gone in (FIRST, RelayId(99)):
        with pytest.raises(UserError, match="relay-not-yours"):
            await cases.questions.answer(gone, reporter, "text")
        with pytest.raises(UserError, match="relay-not-yours"):
            await cases.questions.require_open(gone)
