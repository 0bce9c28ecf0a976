"""Claim, release, dismiss, reveal: one winner, all or nothing, a line in the audit for each step."""

import asyncio

import pytest

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId, ChannelId, MessageId
from core.base.posts import MessagePlace
from core.reports.cases import CaseState, Step
from core.scanning.detections import DismissReason
from services.base.outbox import Kind, Posted
from tests.db.moderators import caller
from tests.given_cases import ANN, AUTHOR, BEN, MANAGER, STRANGER, ModeratedCases
from tests.given_reports import OTHER_SERVER, SERVER


async def test_claim_and_release_are_shown_by_name(cases: ModeratedCases, case: CaseId) -> None:
    await cases.review.move(ANN, case, Step.CLAIM)
    held = await cases.get(case)
    assert held.holder is not None
    assert (held.state, held.holder.name) == (CaseState.CLAIMED, "Ann")
    with pytest.raises(UserError, match=r"^case-held-by$") as refused:
        await cases.review.move(BEN, case, Step.CLAIM)
    assert refused.value.values == {"case": str(case), "name": "Ann"}
    await cases.review.move(MANAGER, case, Step.RELEASE)
    assert (await cases.get(case)).holder is None


async def test_of_many_claims_at_once_on_two_connections_one_wins(
    cases: ModeratedCases, others: ModeratedCases, case: CaseId
) -> None:
    people = [caller(SERVER, 100 + number, f"mod {number}") for number in range(20)]
    processes = [cases, others]
    answers = await asyncio.gather(
        *(processes[number % 2].review.move(who, case, Step.CLAIM) for number, who in enumerate(people)),
        return_exceptions=True,
    )
    winners = [who for who, answer in zip(people, answers, strict=True) if answer is None]
    assert len(winners) == 1
    for answer in answers:
        if answer is not None:
            assert isinstance(answer, UserError)
            assert (answer.key, answer.values["name"]) == ("case-held-by", winners[0].name)


async def test_a_case_of_another_server_is_unknown(cases: ModeratedCases, case: CaseId) -> None:
    with pytest.raises(UserError, match="case-unknown"):
        await cases.review.move(STRANGER, case, Step.CLAIM)
    with pytest.raises(UserError, match="case-unknown"):
        await cases.review.reveal(STRANGER, case)
    with pytest.raises(UserError, match="case-unknown"):
        await cases.dismiss(STRANGER, case)


@pytest.mark.parametrize("manager", [False, True])
async def test_the_author_decides_and_sees_nothing(
    cases: ModeratedCases, case: CaseId, manager: bool
) -> None:
    author = caller(SERVER, AUTHOR, "mallory", manager=manager)
    for use in (
        cases.review.move(author, case, Step.CLAIM),
        cases.dismiss(author, case),
        cases.list_pattern(author, case),
        cases.removal.order(author, case),
        cases.review.reveal(author, case),
    ):
        with pytest.raises(UserError, match=r"^case-own-message$"):
            await use
    assert [line["action"] for line in await cases.reports.rows("audit")] == ["report"]


@pytest.mark.parametrize("who", [Caller(SERVER, ANN.user, "Ann"), Caller(OTHER_SERVER, ANN.user, "Ann")])
async def test_whoever_is_no_moderator_gets_nowhere(cases: ModeratedCases, case: CaseId, who: Caller) -> None:
    for use in (
        cases.review.move(who, case, Step.CLAIM),
        cases.dismiss(who, case),
        cases.review.reveal(who, case),
        cases.review.queue(who, [CaseState.OPEN], 1),
    ):
        with pytest.raises(UserError, match="error-not-moderator"):
            await use


async def test_a_dismissal_says_why_and_leaves_cards_and_a_line(cases: ModeratedCases, case: CaseId) -> None:
    related = await cases.report(101)
    await cases.post_all()
    await cases.review.dismiss(ANN, case, "no_violation", " a joke ")
    closed = await cases.get(case)
    assert closed.holder is not None
    assert (closed.state, closed.holder.name, closed.reason, closed.note) == (
        CaseState.CLOSED,
        "Ann",
        DismissReason.NO_VIOLATION,
        "a joke",
    )
    assert {(row.kind, row.subject) for row in await cases.due()} == {
        (Kind.CASE_CARD, case),
        (Kind.CASE_CARD, related),
        (Kind.OUTCOME_NOTICE, 1),
    }
    last = (await cases.history(case))[-1]
    assert (last.action, last.who, last.before, last.after) == (
        "case-dismiss",
        ANN.user,
        "open",
        "no_violation",
    )
    with pytest.raises(UserError, match=r"^case-closed-already-by$"):
        await cases.dismiss(BEN, case)


async def test_a_reason_that_no_form_offers_changes_nothing(cases: ModeratedCases, case: CaseId) -> None:
    with pytest.raises(UserError, match="case-form-unreadable"):
        await cases.review.dismiss(ANN, case, "because", "")
    assert (await cases.get(case)).state is CaseState.OPEN


async def test_to_reveal_is_audited_with_who_looked(cases: ModeratedCases, case: CaseId) -> None:
    revealed = await cases.review.reveal(BEN, case)
    assert revealed.evidence == "look"
    (line,) = [line for line in await cases.reports.rows("audit") if line["action"] == "case-reveal"]
    assert line["subject"] == f"case/{case}"
    assert line["actor_sealed"] is not None
    assert (await cases.history(case))[-1].who == BEN.user


async def test_a_card_is_acted_on_where_it_stands(cases: ModeratedCases, case: CaseId) -> None:
    place, elsewhere = (MessagePlace(ChannelId(10), MessageId(number)) for number in (900, 901))
    with pytest.raises(UserError, match="case-card-not-yet"):
        await cases.review.at_card(ANN, case, place)
    (card,) = await cases.due()
    async with cases.storage.bulk() as tx:
        await tx.outbox.settle(card, Posted(place.channel, place.message), cases.clock(), cases.clock())
    assert (await cases.review.at_card(ANN, case, place)).id == case
    with pytest.raises(UserError, match="case-elsewhere"):
        await cases.review.at_card(ANN, case, elsewhere)


async def test_a_message_that_is_gone_is_noted_once_and_the_card_says_so(
    cases: ModeratedCases, case: CaseId
) -> None:
    await cases.post_all()
    await cases.review.messages_gone(OTHER_SERVER, [MessageId(100)])
    await cases.review.messages_gone(SERVER, [])
    assert await cases.due() == []
    await cases.review.messages_gone(SERVER, [MessageId(99), MessageId(100)])
    assert [(row.kind, row.subject) for row in await cases.due()] == [(Kind.CASE_CARD, case)]
    assert (await cases.get(case)).message_gone
    await cases.post_all()
    await cases.review.messages_gone(SERVER, [MessageId(100)])
    assert await cases.due() == []
    assert (await cases.get(case)).removal is None


async def test_the_queue_is_read_a_page_at_a_time(cases: ModeratedCases) -> None:
    for message in range(9):
        await cases.report(200 + message)
    page = await cases.review.queue(ANN, [CaseState.OPEN], 2)
    assert (page.number, page.pages, page.total, len(page.rows)) == (2, 2, 9, 1)
    assert (await cases.review.queue(STRANGER, [CaseState.OPEN], 1)).total == 0
