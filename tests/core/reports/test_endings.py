"""The laws of how a case ends and is opened again."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.categories import Category
from core.base.ids import CaseId, ChannelId, MessageId, ServerId
from core.lists.patterns import parse_pattern
from core.reports.cases import CLOSING, Actor, CaseOutcome, CaseState, Refusal, Standing, Step, advance
from core.reports.endings import (
    Closure,
    StoredCase,
    may_be_taken_back,
    removals_of,
    reopen,
    undo,
)
from core.scanning.detections import DismissReason, Outcome, Settled

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
PATTERN = parse_pattern("badforum.example")
people = st.sampled_from([b"ann", b"ben", b"cat"])
actors = st.builds(Actor, people, st.booleans())
authors = st.one_of(st.none(), people)
endings = st.one_of(
    st.builds(Closure.dismissed, st.sampled_from(DismissReason), st.just("note")),
    st.builds(Closure.listed, st.just(PATTERN), st.just("note"), st.one_of(st.none(), st.just(4))),
    st.builds(Closure.related, st.just(PATTERN), st.one_of(st.none(), st.just(CaseId(3)))),
)
STEP_OF = {
    CaseOutcome.DISMISSED: Step.DISMISS,
    CaseOutcome.LISTED: Step.LIST,
    CaseOutcome.RELATED: Step.RELATE,
}


def stored(standing: Standing, ending: Closure | None = None) -> StoredCase:
    """A case about a message, as its row stands."""
    return StoredCase(
        id=CaseId(1),
        server=ServerId(1),
        standing=standing,
        holder=None,
        category=Category.HATE,
        channel=ChannelId(10),
        message=MessageId(100),
        author=None,
        author_is_member=True,
        link="",
        outcome=None if ending is None else ending.outcome,
        reason=None if ending is None else ending.reason,
        pattern=None if ending is None else ending.pattern,
        stance=None if ending is None else ending.stance,
        removal_ordered=False,
        message_gone=False,
        people_forgotten=False,
        version=1,
    )


def closed(author: bytes | None, closer: Actor, ending: Closure) -> StoredCase | None:
    """An open case closed so; None where this person may not."""
    after = advance(Standing(CaseState.OPEN, author=author), STEP_OF[ending.outcome], closer)
    return None if isinstance(after, Refusal) else stored(after, ending)


@given(authors, actors, endings, actors)
def test_every_end_can_be_undone_by_all_but_the_author_and_then_made_again(
    author: bytes | None, closer: Actor, ending: Closure, other: Actor
) -> None:
    case = closed(author, closer, ending)
    if case is None:
        assert closer.key == author
        return
    after = undo(case, other)
    if other.key == author:
        assert after is Refusal.OWN_MESSAGE
        return
    assert after == Standing(CaseState.OPEN, author=author)
    assert isinstance(after, Standing)
    reopening = reopen(case, after, other, None)
    assert reopening is not None
    assert (reopening.standing, reopening.ending, reopening.after) == (after, None, "open")
    assert reopening.before == str(ending.reason or ending.pattern)
    assert advance(reopening.standing, STEP_OF[ending.outcome], closer) == case.standing


@given(authors, actors, endings, actors)
def test_beside_an_open_case_about_the_same_none_opens_again(
    author: bytes | None, closer: Actor, ending: Closure, other: Actor
) -> None:
    case = closed(author, closer, ending)
    if case is None:
        return
    after = undo(case, other)
    if isinstance(after, Refusal):
        return
    reopening = reopen(case, after, other, CaseId(2))
    assert (reopening is None) == (ending.outcome is CaseOutcome.DISMISSED)
    if reopening is None:
        return
    # It stays closed as reported already, by whoever took the decision back, and the old end leaves nothing.
    assert reopening.standing == Standing(CaseState.CLOSED, other.key, author)
    assert reopening.ending == Closure(CaseOutcome.DISMISSED, reason=DismissReason.DUPLICATE)
    assert reopening.after == "duplicate"
    # Undone once more while the other goes on, nothing changes any more.
    again = stored(reopening.standing, reopening.ending)
    once_more = undo(again, other)
    assert isinstance(once_more, Standing)
    assert reopen(again, once_more, other, CaseId(2)) is None


@given(st.sampled_from([CaseState.OPEN, CaseState.CLAIMED]), authors, people, actors)
def test_what_is_not_closed_has_no_end_to_undo(
    state: CaseState, author: bytes | None, holder: bytes, actor: Actor
) -> None:
    standing = Standing(state, None if state is CaseState.OPEN else holder, author)
    refused = Refusal.OWN_MESSAGE if actor.key == author else Refusal.NOT_CLOSED
    assert undo(stored(standing), actor) is refused


@pytest.mark.parametrize("forgotten", [False, True])
def test_an_end_can_be_undone_while_people_are_named(*, forgotten: bool) -> None:
    case = stored(Standing(CaseState.CLOSED, b"ann"), Closure.related(PATTERN, None))
    after = undo(replace(case, people_forgotten=forgotten), Actor(b"ben"))
    assert after == (Refusal.LATE if forgotten else Standing(CaseState.OPEN))


def test_whose_message_it_is_is_said_before_that_it_is_late() -> None:
    case = stored(Standing(CaseState.CLOSED, b"ann", b"ben"), Closure.related(PATTERN, None))
    assert undo(replace(case, people_forgotten=True), Actor(b"ben")) is Refusal.OWN_MESSAGE


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("settled", list(Settled))
def test_a_decision_takes_back_what_it_brought_and_undelete_what_rowan_did(
    outcome: Outcome, settled: Settled
) -> None:
    for reason in (None, *DismissReason):
        brought = removals_of(reason)
        handled = reason is DismissReason.HANDLED and settled is Settled.DELETED
        taken = may_be_taken_back(outcome, settled, brought_by=brought)
        assert taken == (handled or settled is Settled.LISTED)
    assert may_be_taken_back(outcome, settled, brought_by=None) == (outcome is not Outcome.GONE)


def test_each_end_says_how_it_came() -> None:
    assert {STEP_OF[outcome] for outcome in CaseOutcome} == CLOSING
    assert Closure.listed(PATTERN, "note", 4) == Closure(
        CaseOutcome.LISTED, pattern="badforum.example", note="note", stance=4
    )
    related = Closure.related(PATTERN, CaseId(3))
    assert replace(related, along_with=None) == Closure.related(PATTERN, None)
    assert (related.pattern, related.along_with, related.note) == ("badforum.example", 3, "")
    dismissed = Closure.dismissed(DismissReason.DUPLICATE, "note")
    assert (dismissed.reason, dismissed.pattern, dismissed.note) == (DismissReason.DUPLICATE, None, "note")
