"""Who reads what happened to a case."""

import pytest

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId
from core.reports.cases import Step
from services.reports.cases.history import HISTORY_PAGE
from tests.db.moderators import caller
from tests.given_cases import ANN, AUTHOR, STRANGER, ModeratedCases
from tests.given_reports import SERVER


async def test_moderators_alone_read_it_and_not_about_a_message_of_theirs(
    cases: ModeratedCases, case: CaseId
) -> None:
    for who, sentence in (
        (Caller(SERVER, ANN.user, "Ann"), "error-not-moderator"),
        (STRANGER, "case-unknown"),
        (caller(SERVER, AUTHOR, "mallory", manager=True), "case-own-message"),
    ):
        with pytest.raises(UserError, match=f"^{sentence}$"):
            await cases.histories.page(who, case, 1)
    page = await cases.histories.page(ANN, case, 1)
    assert (page.case, page.category, [event.action for event in page.events]) == (
        case,
        (await cases.get(case)).category,
        ["report"],
    )


async def test_it_is_read_a_page_at_a_time(cases: ModeratedCases, case: CaseId) -> None:
    for _ in range(HISTORY_PAGE // 2):
        cases.clock.forward(minutes=1)
        await cases.review.move(ANN, case, Step.CLAIM)
        await cases.review.move(ANN, case, Step.RELEASE)
    page = await cases.histories.page(ANN, case, 2)
    assert (page.number, page.pages, [event.action for event in page.events]) == (2, 2, ["case-release"])
