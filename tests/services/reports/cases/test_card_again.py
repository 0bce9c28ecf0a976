"""A card is posted again where none stands, once, by whoever may decide the case; what is gone is linked by nothing."""

import asyncio

import pytest

from core.base.errors import Unavailable, UserError
from core.base.ids import CaseId, ChannelId, MessageId, ServerId
from core.base.posts import MessagePlace
from core.lists.patterns import parse_pattern
from core.reports.cases import CaseState, Step
from services.base.outbox import Kind, OutboxRow, Posted
from services.base.worker import Bell
from services.reports.cases.card_again import CardAgain
from tests.db.moderators import caller
from tests.given_cases import ANN, AUTHOR, STRANGER, ModeratedCases
from tests.given_reports import SERVER
from tests.stores import Committing

PLACE = MessagePlace(ChannelId(2), MessageId(900))


class Cards:
    """Fills CardSource: what stands there."""

    def __init__(self) -> None:
        self.standing: set[MessagePlace] = set()
        self.silent = False

    async def stands(self, server: ServerId, place: MessagePlace) -> bool:
        if self.silent:
            raise Unavailable
        return place in self.standing


@pytest.fixture
def cards() -> Cards:
    return Cards()


def again_of(cases: ModeratedCases, cards: Cards) -> CardAgain:
    return CardAgain(
        storage=cases.storage, access=cases.access, cards=cards, outbox_bell=Bell(), clock=cases.clock
    )


@pytest.fixture
def again(cases: ModeratedCases, cards: Cards) -> CardAgain:
    return again_of(cases, cards)


async def post(cases: ModeratedCases, cards: Cards, place: MessagePlace = PLACE) -> list[OutboxRow]:
    """The card is posted there."""
    rows = await cases.due()
    async with cases.storage.bulk() as tx:
        for row in rows:
            shown = Posted(place.channel, place.message)
            await tx.outbox.settle(row, shown, cases.clock(), cases.clock())
    cards.standing.add(place)
    return rows


async def test_what_stands_or_is_on_its_way_is_not_posted_again(
    cases: ModeratedCases, again: CardAgain, cards: Cards, case: CaseId
) -> None:
    assert not await again.give(ANN, case)
    await post(cases, cards)
    assert not await again.give(ANN, case)
    assert await cases.due() == []


@pytest.mark.parametrize("closed", [False, True])
async def test_what_is_gone_is_posted_once_whoever_asks_at_once(
    cases: ModeratedCases, others: ModeratedCases, cards: Cards, case: CaseId, *, closed: bool
) -> None:
    if closed:
        await cases.dismiss(ANN, case)
    await post(cases, cards)
    cards.standing.clear()
    given = await asyncio.gather(*(again_of(each, cards).give(ANN, case) for each in (cases, others)))
    assert sorted(given) == [False, True]
    due = [row for row in await cases.due() if row.kind is Kind.CASE_CARD]
    assert [(row.subject, row.message) for row in due] == [(case, None)]
    assert [event.action for event in await cases.history(case)].count("case-card") == 1


async def test_where_discord_does_not_say_there_is_no_second_card(
    cases: ModeratedCases, again: CardAgain, cards: Cards, case: CaseId
) -> None:
    await post(cases, cards)
    cards.silent = True
    with pytest.raises(Unavailable):
        await again.give(ANN, case)
    assert await cases.due() == []


async def test_a_case_of_muted_members_gets_its_card_once(
    cases: ModeratedCases, others: ModeratedCases, cards: Cards, case: CaseId
) -> None:
    await post(cases, cards)
    quiet = await cases.report(message=101)
    async with cases.storage.bulk() as tx:
        await tx.sql.run("DELETE FROM outbox WHERE subject_id = $1", quiet)
    await cases.reports.keep_quiet(quiet)
    assert [row.id for row in (await cases.review.queue(ANN, [CaseState.OPEN], 1, quiet=True)).rows] == [
        quiet
    ]
    given = await asyncio.gather(*(again_of(each, cards).give(ANN, quiet) for each in (cases, others)))
    assert sorted(given) == [False, True]
    assert not (await cases.get(quiet)).quiet
    assert quiet in {row.subject for row in await cases.due()}
    assert (await cases.review.queue(ANN, [CaseState.OPEN], 1, quiet=True)).total == 0
    events = await cases.history(quiet)
    assert [(event.action, event.who) for event in events] == [("report", None), ("case-card", ANN.user)]


async def test_of_a_quiet_case_the_author_of_its_message_hears_nothing(
    cases: ModeratedCases, again: CardAgain, case: CaseId
) -> None:
    """It would tell whoever muted somebody that this very member reported them."""
    await cases.reports.keep_quiet(case)
    author = caller(SERVER, AUTHOR)
    everything = [
        *([state] for state in CaseState),
        [CaseState.OPEN, CaseState.CLAIMED],
    ]
    assert [row.id for row in (await cases.review.queue(ANN, [CaseState.OPEN], 1)).rows] == [case]
    for quiet in (False, True):
        for states in everything:
            page = await cases.review.queue(author, states, 1, quiet=quiet)
            assert (page.rows, page.total) == ((), 0)
    for asked in (
        again.give(author, case),
        cases.review.reveal(author, case),
        cases.review.in_private(author, case),
        cases.review.move(author, case, Step.CLAIM),
        cases.histories.page(author, case, 1),
        cases.undoing.undo(author, case),
    ):
        with pytest.raises(UserError, match="case-unknown"):
            await asked
    pattern = parse_pattern("badforum.example")
    assert await cases.listings.covered(ANN, pattern) == [case]
    assert await cases.listings.covered(author, pattern) == []
    await cases.dismiss(ANN, case)
    assert (await cases.review.queue(author, [CaseState.CLOSED], 1)).total == 0
    assert (await cases.review.queue(ANN, [CaseState.CLOSED], 1)).total == 1


async def test_neither_strangers_nor_members_nor_the_author_have_it_posted(
    cases: ModeratedCases, again: CardAgain, case: CaseId
) -> None:
    author = caller(SERVER, AUTHOR)
    for who, refusal in ((STRANGER, "case-unknown"), (author, "case-own-message")):
        with pytest.raises(UserError, match=refusal):
            await again.give(who, case)


async def test_where_a_closed_card_stood_is_forgotten_with_it_and_nothing_posts_it_again(
    cases: ModeratedCases, cards: Cards, case: CaseId
) -> None:
    """Neither its channel's end, nor news of the reported message, nor retention."""
    waits = await cases.report(message=101)
    await cases.dismiss(ANN, case)
    await post(cases, cards)
    stores = Committing(cases.database, cases.vault)
    rows = await stores.outbox.rows_in(SERVER, PLACE.channel)
    made = [await stores.outbox.make_anew(row, cases.clock()) for row in rows]
    assert made.count(True) == 1
    assert [(row.subject, row.message) for row in await cases.due()] == [(waits, None)]
    page = await cases.review.queue(ANN, [CaseState.CLOSED], 1)
    assert [(row.card, row.card_gone) for row in page.rows] == [(None, True)]
    await cases.review.messages_gone(SERVER, [MessageId(100)])
    cases.clock.forward(days=91)
    await cases.reports.purge(cases.clock())
    assert case not in {row.subject for row in await cases.due()}
