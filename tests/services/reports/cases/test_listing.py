"""*List* on a case: the entry, the word on the shared list, the removal and the end of the case are one commit."""

import asyncio
from dataclasses import astuple
from typing import Any

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, MessageId
from core.lists.patterns import Pattern, PatternKind, parse_pattern
from core.reports.cases import CaseOutcome, CaseState, Step
from core.scanning.detections import DismissReason, Outcome
from services.reports.cases import listing
from services.reports.cases.traces import leave_traces
from tests.conftest import StandingClock
from tests.db.moderators import caller
from tests.given_cases import ANN, BEN, STRANGER, ModeratedCases
from tests.given_reports import SERVER
from tests.lists import allow_pattern, list_entry

SITE = "badforum.example"


async def test_of_many_decisions_at_once_one_is_made(
    cases: ModeratedCases, others: ModeratedCases, case: CaseId
) -> None:
    processes = [cases, others]

    async def decide(number: int) -> None:
        process, who = processes[number % 2], caller(SERVER, 100 + number, "somebody", manager=True)
        if number % 3:
            await process.dismiss(who, case)
        else:
            await process.list_pattern(who, case)

    done = await asyncio.gather(*(decide(number) for number in range(12)), return_exceptions=True)
    assert done.count(None) == 1
    assert {each.key for each in done if isinstance(each, UserError)} == {"case-closed-already-by"}
    assert sum(isinstance(each, UserError) for each in done) == 11
    closed = await cases.get(case)
    assert len(await cases.reports.rows("own_entries")) == (closed.outcome is CaseOutcome.LISTED)


async def test_a_page_that_stands_in_a_form_of_old_is_listed_in_that_form(
    cases: ModeratedCases, clock: StandingClock
) -> None:
    """The admin finds, shares and removes it under the name that it has on the list; the related case is closed by it, too."""
    old = Pattern(PatternKind.PATH, f"{SITE}/threads/a-title.5", f"{SITE}/threads/5")
    async with cases.storage.durable() as tx:
        await tx.own.add(SERVER, old, Category.DOXXING, "", None, None, clock())
    first = await cases.report(200, link=f"{SITE}/threads/5")
    second = await cases.report(201, link=f"{SITE}/threads/5")
    done = await cases.list_pattern(ANN, first, scope="page")
    assert (done.pattern, done.new, done.related) == (old, False, (second,))
    assert [row["pattern"] for row in await cases.reports.rows("own_entries")] == [old.text]
    closed = await cases.listings.close_related(ANN, first)
    assert (closed.pattern, closed.closed) == (old.text, (second,))


async def test_listing_is_one_commit(cases: ModeratedCases, case: CaseId) -> None:
    done = await cases.list_pattern(ANN, case, share="yes")
    assert (done.new, done.removing, done.shared, done.allowed, done.related) == (True, True, True, False, ())
    closed = await cases.get(case)
    assert (closed.state, closed.outcome, closed.pattern) == (CaseState.CLOSED, CaseOutcome.LISTED, SITE)
    assert closed.removal is Outcome.PENDING
    assert closed.note == "their new mirror"
    (entry,) = await cases.reports.rows("own_entries")
    assert (entry["pattern"], entry["category"], entry["case_id"]) == (SITE, "doxxing", case)
    (stance,) = await cases.reports.rows("current_stances")
    assert stance["stance"] == "confirm"
    (removal,) = await cases.reports.rows("detections")
    assert (removal["message_id"], removal["outcome"], removal["pattern"], removal["settled"]) == (
        100,
        "pending",
        SITE,
        "listed",
    )
    assert removal["due_at"] is not None
    last = (await cases.history(case))[-1]
    assert (last.action, last.before, last.after) == ("case-list", "open", f"{SITE} doxxing")


async def test_a_refused_listing_changes_nothing(cases: ModeratedCases, case: CaseId) -> None:
    await cases.review.move(ANN, case, Step.CLAIM)
    before = await cases.reports.rows("audit")
    with pytest.raises(UserError, match=r"^case-held-by$"):
        await cases.list_pattern(BEN, case, share="yes")
    for table in ("own_entries", "stances", "detections"):
        assert await cases.reports.rows(table) == []
    assert await cases.reports.rows("audit") == before


async def test_what_stands_on_the_list_already_still_closes_the_case(cases: ModeratedCases) -> None:
    first, second = await cases.report(100), await cases.report(101)
    assert (await cases.list_pattern(ANN, first)).related == (second,)
    done = await cases.list_pattern(BEN, second)
    assert (done.new, done.removing) == (False, True)
    assert (await cases.get(second)).state is CaseState.CLOSED


async def test_where_an_exception_lets_the_link_stand_its_message_stays(
    cases: ModeratedCases, case: CaseId
) -> None:
    await allow_pattern(cases.storage, SERVER, SITE, now=cases.clock())
    done = await cases.list_pattern(ANN, case)
    assert (done.new, done.removing, done.allowed) == (True, False, True)
    assert await cases.reports.rows("detections") == []


async def test_the_message_of_a_link_that_is_listed_while_it_is_gone_is_not_removed(
    cases: ModeratedCases, case: CaseId
) -> None:
    await cases.review.messages_gone(SERVER, [MessageId(100)])
    done = await cases.list_pattern(ANN, case)
    assert (done.new, done.removing) == (True, False)
    assert await cases.reports.rows("detections") == []


async def test_a_related_case_closes_with_the_pattern_and_its_message_goes(
    cases: ModeratedCases, case: CaseId
) -> None:
    await list_entry(cases.storage, SERVER, SITE, now=cases.clock())
    done = await cases.close_covered(ANN)
    assert (done.pattern, done.closed, done.left) == (SITE, (case,), ())
    closed = await cases.get(case)
    assert (closed.outcome, closed.pattern, closed.removal) == (CaseOutcome.RELATED, SITE, Outcome.PENDING)
    last = (await cases.history(case))[-1]
    assert (last.action, last.who, last.before, last.after) == ("case-relate", ANN.user, "open", SITE)


async def test_related_cases_close_save_those_that_others_hold(cases: ModeratedCases, case: CaseId) -> None:
    free, held, dismissed = [await cases.report(number) for number in (101, 102, 103)]
    await cases.review.move(BEN, held, Step.CLAIM)
    await cases.dismiss(BEN, dismissed, DismissReason.NO_VIOLATION)
    assert (await cases.list_pattern(ANN, case)).related == (free, held)
    done = await cases.listings.close_related(ANN, case)
    assert (done.closed, done.left) == ((free,), (held,))
    assert (await cases.get(held)).state is CaseState.CLAIMED
    assert (await cases.get(dismissed)).outcome is CaseOutcome.DISMISSED
    assert astuple(await cases.listings.close_related(ANN, case)) == (SITE, (), (held,), ())


async def test_only_what_is_on_the_own_list_closes_cases(cases: ModeratedCases, case: CaseId) -> None:
    with pytest.raises(UserError, match="case-nothing-listed"):
        await cases.close_covered(ANN)
    with pytest.raises(UserError, match="case-nothing-listed"):
        await cases.listings.close_related(ANN, case)
    assert (await cases.get(case)).state is CaseState.OPEN
    assert (await cases.close_covered(STRANGER)).closed == ()


async def test_an_entry_that_goes_in_between_leaves_the_rest_and_tells_of_what_was_done(
    cases: ModeratedCases, case: CaseId, monkeypatch: pytest.MonkeyPatch
) -> None:
    second, third = await cases.report(101), await cases.report(102)
    await list_entry(cases.storage, SERVER, SITE, now=cases.clock())

    async def then_it_goes(tx: Any, *args: Any, **words: Any) -> None:
        await leave_traces(tx, *args, **words)
        await tx.own.remove(SERVER, parse_pattern(SITE), cases.clock())

    monkeypatch.setattr(listing, "leave_traces", then_it_goes)
    for bell in (cases.outbox_bell, cases.removal_bell):
        bell.silence()
    done = await cases.close_covered(ANN)
    assert (done.closed, done.left, done.open) == ((case,), (), (second, third))
    for bell in (cases.outbox_bell, cases.removal_bell):  # what was closed is told and removed at once
        async with asyncio.timeout(60):
            await bell.heard(None)
    assert (await cases.get(second)).state is CaseState.OPEN


async def test_two_that_close_what_is_covered_at_once_close_each_case_once(
    cases: ModeratedCases, others: ModeratedCases
) -> None:
    made = [await cases.report(number) for number in range(100, 106)]
    await list_entry(cases.storage, SERVER, SITE, now=cases.clock())
    both = await asyncio.gather(cases.close_covered(ANN), others.close_covered(BEN))
    assert sorted(both[0].closed + both[1].closed) == made
    lines = [line for line in await cases.reports.rows("audit") if line["action"] == "case-relate"]
    assert len(lines) == len(made)
