"""*Delete* on a case: the removal is owed once, and the case stays as it is."""

import asyncio

import pytest

from core.base.errors import UserError
from core.base.ids import CaseId, MessageId
from core.reports.cases import CaseState, Step
from core.scanning.detections import Outcome
from tests.db.moderators import caller
from tests.given_cases import ANN, BEN, STRANGER, ModeratedCases
from tests.given_reports import SERVER


async def test_a_deletion_is_owed_once_and_leaves_the_case_open(cases: ModeratedCases, case: CaseId) -> None:
    for _ in range(2):
        await cases.removal.order(ANN, case)
    standing = await cases.get(case)
    assert (standing.state, standing.removal) == (CaseState.OPEN, Outcome.PENDING)
    rows = await cases.reports.rows("detections")
    assert [(row["pattern"], row["settled"], row["case_id"]) for row in rows] == [("", "deleted", case)]
    assert [event.action for event in await cases.history(case)] == ["report", "case-delete"]


async def test_of_many_deletions_at_once_one_is_ordered(
    cases: ModeratedCases, others: ModeratedCases, case: CaseId
) -> None:
    processes = [cases, others]
    people = [caller(SERVER, 100 + number, f"mod {number}") for number in range(12)]
    await asyncio.gather(
        *(processes[number % 2].removal.order(who, case) for number, who in enumerate(people))
    )
    assert len(await cases.reports.rows("detections")) == 1
    lines = [line for line in await cases.reports.rows("audit") if line["action"] == "case-delete"]
    assert len(lines) == 1


async def test_the_answer_waits_a_moment_for_what_became_of_it(cases: ModeratedCases, case: CaseId) -> None:
    async def removed() -> None:
        async with cases.storage.bulk() as tx:
            await tx.sql.run("UPDATE detections SET outcome = 'removed', due_at = NULL")

    cases.meanwhile = removed
    assert await cases.removal.delete(ANN, case) is Outcome.REMOVED
    with pytest.raises(UserError, match="case-message-gone"):
        await cases.removal.order(BEN, case)


async def test_the_answer_does_not_wait_for_ever(cases: ModeratedCases, case: CaseId) -> None:
    assert await cases.removal.delete(ANN, case) is Outcome.PENDING


async def test_where_there_is_no_message_nothing_is_deleted(cases: ModeratedCases) -> None:
    alone = await cases.report(None)
    with pytest.raises(UserError, match="case-no-message"):
        await cases.removal.order(ANN, alone)
    gone = await cases.report(101)
    await cases.review.messages_gone(SERVER, [MessageId(101)])
    with pytest.raises(UserError, match="case-message-gone"):
        await cases.removal.order(ANN, gone)
    assert await cases.reports.rows("detections") == []


async def test_who_may_not_delete(cases: ModeratedCases, case: CaseId) -> None:
    await cases.review.move(ANN, case, Step.CLAIM)
    with pytest.raises(UserError, match=r"^case-held-by$"):
        await cases.removal.order(BEN, case)
    with pytest.raises(UserError, match="case-unknown"):
        await cases.removal.order(STRANGER, case)
    assert await cases.reports.rows("detections") == []
