"""Table `relay_messages`: what was said is sealed, and whom one can ask is asked again of the rows."""

from datetime import timedelta

from core.reports.intake import KEPT_AT_MOST
from core.reports.questions import NoAnswer, RelayId, no_answer
from db.engine.database import Database
from db.engine.vault import Vault
from services.reports.questions import QuestionFate
from tests.conftest import StandingClock
from tests.given_cases import ModeratedCases
from tests.given_reports import SERVER


async def test_what_was_said_is_sealed_and_read_back_until_its_time_is_over(
    database: Database, vault: Vault, clock: StandingClock
) -> None:
    cases = ModeratedCases(database, vault, clock)
    case, reading = await cases.report(), cases.storage.read.questions
    (pseudonym,) = await reading.reachable(case)
    report = await reading.reachable_report(case, pseudonym)
    assert report is not None
    assert await reading.reachable_report(case, "NONE") is None
    async with cases.storage.durable() as tx:
        asked = await tx.questions.add(SERVER, case, report, "where?", clock())
        given = await tx.questions.add(SERVER, case, report, "in the park", clock(), to=asked)
    assert [(said.id, said.text) for said in await reading.asked(case)] == [(asked, "where?")]
    assert [(said.id, said.text) for said in await reading.answers(asked)] == [(given, "in the park")]
    rows = await cases.reports.rows("relay_messages")
    assert not [row for row in rows if b"where" in row["text_sealed"] or b"park" in row["text_sealed"]]
    question = await reading.question(asked)
    assert question is not None
    assert (question.answers, question.pseudonym, no_answer(question)) == (1, pseudonym, None)
    assert await reading.question(given) is None  # an answer is no question
    await cases.reports.purge(clock() + KEPT_AT_MOST - timedelta(seconds=1))
    assert [said.text for said in await reading.asked(case)] == ["where?"]
    await cases.reports.purge(clock() + KEPT_AT_MOST)
    async with cases.storage.durable() as tx:
        await tx.questions.settle(asked, QuestionFate.CLOSED)
        await tx.questions.end(report, clock())
    assert [said.text for said in await reading.asked(case)] == [None]
    assert await reading.outgoing(asked) is None
    assert await reading.answer(given) is None
    ended = await reading.question(asked)
    assert ended is not None
    assert no_answer(ended) is NoAnswer.NOT_YOURS
    assert await reading.reachable_report(case, pseudonym) is None
    async with cases.storage.durable() as tx:
        await tx.questions.forget(RelayId(given))
    assert await reading.answers(asked) == []
