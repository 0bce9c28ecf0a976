"""One moderator hands a case to another: one winner, both in the audit, the card due."""

import asyncio

import pytest

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId, UserId
from core.reports.cases import CaseState, Step
from services.base.outbox import Kind
from tests.db.moderators import caller
from tests.given_cases import ANN, AUTHOR, BEN, CAT, MANAGER, ModeratedCases
from tests.given_reports import SERVER


@pytest.fixture
async def claimed(cases: ModeratedCases, case: CaseId) -> CaseId:
    await cases.review.move(ANN, case, Step.CLAIM)
    return case


async def test_the_new_holder_holds_it_and_both_stand_in_the_audit(
    cases: ModeratedCases, claimed: CaseId
) -> None:
    await cases.post_all()
    cases.clock.forward(minutes=1)
    assert await cases.handing.hand_over(ANN, claimed, BEN.user) == "Ben"
    found = await cases.get(claimed)
    assert found.holder is not None
    assert (found.state, found.holder.name) == (CaseState.CLAIMED, "Ben")
    assert [(event.action, event.who) for event in (await cases.history(claimed))[-2:]] == [
        ("case-handover", ANN.user),
        ("case-received", BEN.user),
    ]
    assert [(row.kind, row.subject) for row in await cases.due()] == [(Kind.CASE_CARD, claimed)]
    with pytest.raises(UserError, match=r"^case-held-by$"):
        await cases.review.move(ANN, claimed, Step.RELEASE)


async def test_handed_over_twice_at_once_one_gets_it(
    cases: ModeratedCases, others: ModeratedCases, claimed: CaseId
) -> None:
    answers = await asyncio.gather(
        cases.handing.hand_over(ANN, claimed, BEN.user),
        others.handing.hand_over(ANN, claimed, CAT.user),
        return_exceptions=True,
    )
    assert sorted(isinstance(answer, UserError) for answer in answers) == [False, True]
    holder = (await cases.get(claimed)).holder
    assert holder is not None
    assert [holder.name] == [answer for answer in answers if isinstance(answer, str)]


async def test_whoever_gave_it_takes_it_back_once(cases: ModeratedCases, claimed: CaseId) -> None:
    await cases.handing.hand_over(ANN, claimed, BEN.user)
    with pytest.raises(UserError, match=r"^case-not-given$"):
        await cases.review.move(MANAGER, claimed, Step.TAKE_BACK)
    await cases.review.move(ANN, claimed, Step.TAKE_BACK)
    holder = (await cases.get(claimed)).holder
    assert holder is not None
    assert holder.name == "Ann"
    with pytest.raises(UserError, match=r"^case-not-given$"):
        await cases.review.move(ANN, claimed, Step.TAKE_BACK)


async def test_whom_it_cannot_be_given_to(cases: ModeratedCases, claimed: CaseId) -> None:
    author = caller(SERVER, AUTHOR, "mallory")
    member = Caller(SERVER, UserId(61), "Dan")
    cases.members.here |= {author.user: author, member.user: member}
    for to, sentence in (
        (UserId(99), "handover-not-here"),
        (member.user, "handover-no-moderator"),
        (author.user, "handover-to-author"),
        (ANN.user, "case-held-by-you"),
    ):
        with pytest.raises(UserError, match=f"^{sentence}$"):
            await cases.handing.hand_over(ANN, claimed, to)
    with pytest.raises(UserError, match=r"^case-held-by$"):
        await cases.handing.hand_over(BEN, claimed, CAT.user)
    assert len(await cases.history(claimed)) == 2  # the report and the claim


async def test_a_manager_takes_a_case_over(cases: ModeratedCases, claimed: CaseId) -> None:
    assert await cases.handing.hand_over(MANAGER, claimed, MANAGER.user) == "Max"
    with pytest.raises(UserError, match=r"^case-not-given$"):  # from nobody
        await cases.review.move(MANAGER, claimed, Step.TAKE_BACK)
