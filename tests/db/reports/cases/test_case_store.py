"""Table `cases`: what is written is what is read, and only over the row that was read."""

from dataclasses import replace

import pytest

from core.base.categories import Category
from core.base.errors import StorageBusy
from core.base.ids import CaseId, MessageId
from core.lists.patterns import parse_pattern
from core.reports.cases import CaseOutcome, CaseState, Standing
from core.reports.endings import Closure, StoredCase
from core.scanning.detections import DismissReason, Person
from db.engine.database import Database
from db.engine.vault import Vault
from tests.conftest import StandingClock
from tests.given_cases import ANN, AUTHOR, STRANGER, ModeratedCases
from tests.given_reports import OTHER_SERVER, SERVER
from tests.lists import list_entry

PATTERN = parse_pattern("badforum.example")


STANCE = 1  # the first that is taken


@pytest.fixture
async def cases(database: Database, vault: Vault, clock: StandingClock) -> ModeratedCases:
    """Cases in a server that has taken a stance."""
    cases = ModeratedCases(database, vault, clock)
    await list_entry(cases.storage, SERVER, PATTERN.text, now=clock(), share=True)
    return cases


async def stored(cases: ModeratedCases, case: CaseId) -> StoredCase:
    found = await cases.storage.read.cases.in_server(case, ANN)
    assert found is not None
    return found


async def test_a_case_is_read_with_what_decides_a_step(cases: ModeratedCases) -> None:
    case = await cases.report(category=Category.THREATS)
    found = await stored(cases, case)
    assert (found.id, found.server, found.category) == (case, SERVER, Category.THREATS)
    assert (found.channel, found.message, found.author) == (10, 100, Person(AUTHOR, "mallory"))
    author = cases.storage.read.cases.actor(replace(ANN, user=AUTHOR))
    assert found.standing == Standing(CaseState.OPEN, author=author.key)
    assert (found.holder, found.outcome, found.people_forgotten, found.removal_ordered) == (
        None,
        None,
        False,
        False,
    )
    assert await cases.storage.read.cases.in_server(case, STRANGER) is None
    assert await cases.storage.read.cases.evidence(case) == "look"


async def test_of_two_that_read_the_same_row_the_later_writes_nothing(cases: ModeratedCases) -> None:
    case = await cases.report()
    read = await stored(cases, case)
    held = replace(read.standing, state=CaseState.CLAIMED, holder=b"ann")
    async with cases.storage.durable() as tx:
        await tx.cases.stand(read, held, Person(ANN.user, ANN.name), cases.clock())
    with pytest.raises(StorageBusy):
        async with cases.storage.durable() as tx:
            await tx.cases.stand(read, read.standing, None, cases.clock())
    after = await stored(cases, case)
    assert (after.standing, after.holder) == (held, Person(ANN.user, "Ann"))


@pytest.mark.parametrize(
    "ending",
    [
        Closure.dismissed(DismissReason.NO_VIOLATION, "a joke"),
        Closure.listed(PATTERN, "their mirror", STANCE),
        Closure.related(PATTERN, CaseId(1)),
    ],
)
async def test_an_end_is_kept_and_leaves_nothing_when_it_is_undone(
    cases: ModeratedCases, ending: Closure
) -> None:
    first, case = await cases.report(99), await cases.report()
    before = await stored(cases, case)
    async with cases.storage.durable() as tx:
        await tx.cases.close(case, ending, cases.clock())
    closed = await stored(cases, case)
    assert (closed.outcome, closed.reason, closed.pattern, closed.stance) == (
        ending.outcome,
        ending.reason,
        ending.pattern,
        ending.stance,
    )
    shown = await cases.get(case)
    assert (shown.closed_at, shown.note) == (cases.clock(), ending.note)
    along = [each.id for each in await cases.storage.read.cases.closed_along_with(first, ANN)]
    assert along == ([case] if ending.along_with == first else [])
    assert await cases.storage.read.cases.closed_along_with(first, STRANGER) == []
    async with cases.storage.durable() as tx:
        await tx.cases.reopen(case, None, cases.clock.forward(minutes=1))
    assert await stored(cases, case) == before
    assert await cases.storage.read.cases.closed_along_with(first, ANN) == []
    assert (await cases.get(case)).reopened


async def test_where_a_case_stays_closed_another_end_takes_its_place(cases: ModeratedCases) -> None:
    case = await cases.report()
    ending = Closure(CaseOutcome.DISMISSED, reason=DismissReason.DUPLICATE)
    async with cases.storage.durable() as tx:
        await tx.cases.close(case, Closure.listed(PATTERN, "note", STANCE), cases.clock())
        await tx.cases.reopen(case, ending, cases.clock.forward(minutes=1))
    found = await stored(cases, case)
    assert (found.outcome, found.reason, found.pattern, found.stance) == (
        CaseOutcome.DISMISSED,
        DismissReason.DUPLICATE,
        None,
        None,
    )
    assert (await cases.get(case)).closed_at == cases.clock()


async def test_messages_that_are_gone_are_noted_once(cases: ModeratedCases) -> None:
    case = await cases.report()
    for server, messages, found in (
        (OTHER_SERVER, [100], []),
        (SERVER, [99], []),
        (SERVER, [99, 100], [(case, CaseState.OPEN)]),
        (SERVER, [100], []),
    ):
        async with cases.storage.durable() as tx:
            numbers = [MessageId(number) for number in messages]
            assert await tx.cases.messages_gone(server, numbers, cases.clock()) == found
    assert (await stored(cases, case)).message_gone
    near = cases.storage.glance.cases
    assert await near.about_any_of(
        SERVER, [MessageId(99), MessageId(101)]
    )  # it may be, and is asked no further
    assert not await near.about_any_of(SERVER, [MessageId(101)])
    assert not await near.about_any_of(OTHER_SERVER, [MessageId(100)])


@pytest.mark.parametrize("message", [100, None])
async def test_the_open_case_about_the_same_is_found_by_message_or_by_link(
    cases: ModeratedCases, message: int | None
) -> None:
    await cases.set_up()
    first = await cases.report(message)
    await cases.dismiss(ANN, first)
    ended = await stored(cases, first)
    assert await cases.storage.read.cases.open_about_the_same(ended) is None
    await cases.report(101, by=8)
    await cases.report(None, "another.example", by=8)
    assert await cases.storage.read.cases.open_about_the_same(ended) is None
    later = await cases.report(message, by=8)
    assert await cases.storage.read.cases.open_about_the_same(ended) == later


async def test_a_removal_that_is_noted_again_keeps_its_time(cases: ModeratedCases) -> None:
    case = await cases.report()
    for _ in range(2):
        async with cases.storage.durable() as tx:
            await tx.cases.note_removal(case, cases.clock.forward(minutes=1))
    assert (await stored(cases, case)).removal_ordered
    (row,) = await cases.reports.rows("cases")
    assert row["removal_at"] == (cases.clock().timestamp() - 60) * 1000
    assert row["removal_undone_at"] is None
