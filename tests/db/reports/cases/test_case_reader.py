"""Cases as moderators are shown them: which are related, and in which order the queue has them."""

import pytest

from core.base.categories import Category
from core.base.ids import ChannelId, MessageId
from core.base.posts import MessagePlace
from core.lists.patterns import parse_pattern
from core.reports.cases import CaseState, Step
from db.engine.database import Database
from db.engine.vault import Vault
from tests.conftest import StandingClock
from tests.db.moderators import caller
from tests.given_cases import ANN, AUTHOR, BEN, ModeratedCases
from tests.given_reports import OTHER_SERVER, SERVER


@pytest.fixture
async def cases(database: Database, vault: Vault, clock: StandingClock) -> ModeratedCases:
    made = ModeratedCases(database, vault, clock)
    await made.set_up()
    return made


@pytest.mark.parametrize(
    ("pattern", "covered"),
    [
        ("badforum.example", [True, True, True, False]),
        ("=badforum.example", [True, True, False, False]),
        ("badforum.example/x", [True, False, False, False]),
        ("badforum.*", [True, True, True, False]),
        ("good.example", [False, False, False, True]),
    ],
)
async def test_related_are_the_open_cases_that_a_pattern_covers(
    cases: ModeratedCases, pattern: str, covered: list[bool]
) -> None:
    links = [
        "badforum.example/x",
        "badforum.example/y",
        "www2.badforum.example/z",
        "good.example/badforum.example",
    ]
    numbers = [await cases.report(message, link) for message, link in enumerate(links, start=100)]
    closed = await cases.report(200, "badforum.example/x")
    await cases.dismiss(ANN, closed)
    reader, asked = cases.storage.read.case_reader, parse_pattern(pattern)
    found = [number for number, _ in await reader.related_to(caller(SERVER), asked, None)]
    assert found == [number for number, is_covered in zip(numbers, covered, strict=True) if is_covered]
    but_the_first = [number for number, _ in await reader.related_to(caller(SERVER), asked, found[0])]
    assert but_the_first == found[1:]
    assert await reader.related_to(caller(OTHER_SERVER), asked, None) == []


async def test_the_queue_shows_emergencies_first_then_the_oldest(
    cases: ModeratedCases, clock: StandingClock
) -> None:
    made = []
    kinds = [Category.SCAM, Category.THREATS, Category.HATE, Category.DOXXING, Category.SCAM]
    for message, category in enumerate(kinds, start=100):
        clock.forward(minutes=5)
        made.append(await cases.report(message, category=category))
    await cases.review.move(ANN, made[2], Step.CLAIM)
    await cases.dismiss(ANN, made[4])
    active, reader = [CaseState.OPEN, CaseState.CLAIMED], cases.storage.read.case_reader
    first = await reader.queue(ANN, active, 1, 3)
    assert [row.id for row in first.rows] == [made[1], made[3], made[0]]
    assert (first.number, first.pages, first.total) == (1, 2, 4)
    last = await reader.queue(ANN, active, 99, 3)
    assert (last.number, [row.id for row in last.rows]) == (2, [made[2]])
    assert last.rows[0].holder is not None
    assert last.rows[0].holder.name == "Ann"
    assert [row.id for row in (await reader.queue(ANN, [CaseState.CLOSED], 1, 3)).rows] == [made[4]]
    free = await reader.next_free(BEN)
    assert free is not None
    assert (free.id, free.links, free.place) == (made[1], 1, MessagePlace(ChannelId(10), MessageId(101)))
    assert await reader.next_free(caller(OTHER_SERVER, 1, "Ann")) is None
    author = caller(SERVER, AUTHOR, "mallory")
    assert await reader.next_free(author) is None
    empty = await reader.queue(caller(OTHER_SERVER), active, 1, 3)
    assert (empty.rows, empty.number, empty.pages, empty.total) == ((), 1, 1, 0)
