"""*Delete and close*: the message goes, and its case is closed as handled where that is true."""

import pytest

from core.base.errors import UserError
from core.base.ids import CaseId, MessageId
from core.reports.cases import CaseState, Step
from core.scanning.detections import DismissReason, Outcome
from services.reports.cases.finishing import Finished
from tests.given_cases import ANN, BEN, STRANGER, ModeratedCases
from tests.given_reports import SERVER


def becomes(cases: ModeratedCases, outcome: Outcome) -> None:
    """What Discord says while the answer waits."""

    async def become() -> None:
        async with cases.storage.bulk() as tx:
            await tx.sql.run("UPDATE detections SET outcome = $1, due_at = NULL", str(outcome))

    cases.meanwhile = become


@pytest.mark.parametrize("outcome", [Outcome.REMOVED, Outcome.GONE])
async def test_the_message_goes_and_the_case_is_closed_for_the_true_reason(
    cases: ModeratedCases, case: CaseId, outcome: Outcome
) -> None:
    becomes(cases, outcome)
    assert await cases.finishing.delete_and_close(ANN, case, "seen it") == Finished(outcome, closed=True)
    closed = await cases.get(case)
    assert (closed.state, closed.reason, closed.note) == (CaseState.CLOSED, DismissReason.HANDLED, "seen it")
    actions = [event.action for event in await cases.history(case)]
    assert actions == ["report", "case-delete", "case-dismiss"]


async def test_a_removal_that_is_on_its_way_closes_it_too(cases: ModeratedCases, case: CaseId) -> None:
    assert await cases.finishing.delete_and_close(ANN, case, "") == Finished(Outcome.PENDING, closed=True)
    assert (await cases.get(case)).state is CaseState.CLOSED


@pytest.mark.parametrize("outcome", [Outcome.FORBIDDEN, Outcome.FAILED, Outcome.EDITED, Outcome.KEPT])
async def test_a_message_that_stands_leaves_its_case_open(
    cases: ModeratedCases, case: CaseId, outcome: Outcome
) -> None:
    becomes(cases, outcome)
    assert await cases.finishing.delete_and_close(ANN, case, "") == Finished(outcome, closed=False)
    assert (await cases.get(case)).state is CaseState.OPEN


async def test_where_somebody_else_deleted_it_the_case_is_closed_all_the_same(cases: ModeratedCases) -> None:
    case = await cases.report(101)
    await cases.review.messages_gone(SERVER, [MessageId(101)])
    assert await cases.finishing.delete_and_close(ANN, case, "") == Finished(Outcome.GONE, closed=True)
    assert await cases.reports.rows("detections") == []


async def test_a_colleague_who_was_quicker_is_named_and_decided(cases: ModeratedCases, case: CaseId) -> None:
    """The message is gone by then, so it is not said that nothing was changed."""

    async def dismissed() -> None:
        await cases.review.dismiss(BEN, case, "no_violation", "")
        becomes(cases, Outcome.REMOVED)

    cases.meanwhile = dismissed
    done = await cases.finishing.delete_and_close(ANN, case, "")
    assert (done.closed, done.refusal and done.refusal.key) == (False, "case-closed-already-by")
    assert (await cases.get(case)).reason is DismissReason.NO_VIOLATION


async def test_who_may_not_changes_nothing(cases: ModeratedCases, case: CaseId) -> None:
    await cases.review.move(ANN, case, Step.CLAIM)
    with pytest.raises(UserError, match=r"^case-held-by$"):
        await cases.finishing.delete_and_close(BEN, case, "")
    with pytest.raises(UserError, match="case-unknown"):
        await cases.finishing.delete_and_close(STRANGER, case, "")
    with pytest.raises(UserError, match="case-note-long"):
        await cases.finishing.delete_and_close(ANN, case, "x" * 4000)
    assert await cases.reports.rows("detections") == []
    assert (await cases.get(case)).state is CaseState.CLAIMED
