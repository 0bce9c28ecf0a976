"""Offering that others go on: to one person, after many hard cases, and never to whoever declined."""

from core.base.authority import Caller
from core.base.categories import Category
from core.base.ids import CaseId
from core.reports.cases import CaseState, Step
from core.reports.hard_cases import MANY
from services.reports.cases.resting import RestOffer
from tests.given_cases import ANN, AUTHOR, BEN, CAT, STRANGER, ModeratedCases
from tests.given_reports import SERVER
from tests.people import member
from tests.wording import refused

MEMBER = member(SERVER, 77)


async def read(
    cases: ModeratedCases,
    count: int,
    by: Caller = ANN,
    category: Category = Category.DOXXING,
    first: int = 100,
) -> RestOffer | None:
    """Somebody reads so many cases; returns what they are offered after the last."""
    offer: RestOffer | None = None
    for message in range(first, first + count):
        case = await cases.report(message=message, category=category, by=message)
        offer = await cases.resting.after_reading(by, await cases.get(case))
    return offer


async def test_after_many_hard_cases_it_is_offered_once(cases: ModeratedCases) -> None:
    assert await read(cases, MANY - 1) is None
    offer = await read(cases, 1, first=500)
    assert offer is not None
    assert offer.read == MANY
    assert await read(cases, 3, first=600) is None
    cases.clock.forward(hours=3)
    assert await read(cases, MANY, first=700) is not None


async def test_cases_that_are_not_hard_and_those_of_others_do_not_count(cases: ModeratedCases) -> None:
    assert await read(cases, MANY * 2, category=Category.SCAM) is None
    assert await read(cases, MANY - 1, by=BEN, first=300) is None
    assert await read(cases, MANY - 1, first=400) is None


async def test_who_declined_is_offered_nothing_until_they_want_it_again(cases: ModeratedCases) -> None:
    await cases.resting.choose(ANN, offered=False)
    assert await cases.resting.is_declined(ANN)
    assert await read(cases, MANY) is None
    await cases.resting.choose(ANN, offered=True)
    assert await read(cases, 1, first=900) is not None
    with refused("error-not-moderator"):
        await cases.resting.choose(MEMBER, offered=False)


async def test_what_somebody_holds_is_handed_over_or_put_back_together(cases: ModeratedCases) -> None:
    held = [await cases.report(message=message, by=message) for message in (1, 2, 3)]
    other = await cases.report(message=4)
    for case in held:
        await cases.review.move(ANN, case, Step.CLAIM)
    await cases.review.move(CAT, other, Step.CLAIM)
    given = await cases.resting.hand_over(ANN, BEN.user)
    assert (list(given.done), list(given.left), given.name) == (held, [], "Ben")
    with refused("rest-nothing-held"):
        await cases.resting.put_back(ANN)
    back = await cases.resting.put_back(BEN)
    assert list(back.done) == held
    assert {(await cases.get(case)).state for case in held} == {CaseState.OPEN}
    assert (await cases.get(other)).state is CaseState.CLAIMED
    with refused("error-not-moderator"):
        await cases.resting.put_back(MEMBER)


async def test_a_case_about_the_others_message_stays(cases: ModeratedCases) -> None:
    about_ben = await cases.report(message=1, author=BEN.user)
    another = await cases.report(message=2, by=8)
    for case in (about_ben, another):
        await cases.review.move(ANN, case, Step.CLAIM)
    given = await cases.resting.hand_over(ANN, BEN.user)
    assert (list(given.done), list(given.left)) == ([another], [about_ben])
    with refused("handover-not-here"):
        await cases.resting.hand_over(ANN, AUTHOR)
    assert (await cases.get(about_ben)).state is CaseState.CLAIMED


async def test_another_servers_cases_are_nobody_elses(cases: ModeratedCases) -> None:
    case = await cases.report(message=1)
    await cases.review.move(ANN, case, Step.CLAIM)
    with refused("rest-nothing-held"):  # the same person, in another server
        await cases.resting.put_back(STRANGER)
    assert case == CaseId(1)
