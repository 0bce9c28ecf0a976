"""The laws of a case: who may take which step, and what reports add."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.categories import Category
from core.base.times import from_ms
from core.reports.cases import (
    CLOSING,
    Actor,
    CaseState,
    Record,
    Refusal,
    Span,
    Standing,
    Step,
    advance,
    case_category,
    corrected,
    hand_over,
    record_of,
    shown_time,
    with_addition,
    without_doubles,
)

PEOPLE = [b"ann", b"ben", b"cat"]
people = st.sampled_from(PEOPLE)
actors = st.builds(Actor, people, st.booleans())
steps = st.sampled_from(list(Step))
standings = st.one_of(
    st.builds(Standing, st.just(CaseState.OPEN), st.none(), st.one_of(st.none(), people)),
    st.builds(
        Standing,
        st.sampled_from([CaseState.CLAIMED, CaseState.CLOSED]),
        people,
        st.one_of(st.none(), people),
    ),
)
OPEN, HELD = Standing(CaseState.OPEN), Standing(CaseState.CLAIMED, b"ann")


@given(standings, steps, actors)
def test_only_open_cases_have_no_holder(standing: Standing, step: Step, actor: Actor) -> None:
    after = advance(standing, step, actor)
    if isinstance(after, Standing):
        assert (after.holder is None) == (after.state is CaseState.OPEN)
        assert after.author == standing.author


@given(standings, steps, actors)
def test_a_closed_case_never_changes_save_by_undo(standing: Standing, step: Step, actor: Actor) -> None:
    if standing.state is CaseState.CLOSED and step is not Step.UNDO:
        after = advance(standing, step, actor)
        assert isinstance(after, Refusal) or (after == standing and step in (Step.REVEAL, Step.UNDELETE))


@given(standings, st.sampled_from(sorted(CLOSING)), actors, actors)
def test_undo_opens_what_was_closed_for_anyone_but_the_author(
    standing: Standing, step: Step, closer: Actor, other: Actor
) -> None:
    closed = advance(standing, step, closer)
    if isinstance(closed, Standing):
        after = advance(closed, Step.UNDO, other)
        own = other.key == standing.author
        assert after == (Refusal.OWN_MESSAGE if own else Standing(CaseState.OPEN, author=standing.author))
    if standing.state is not CaseState.CLOSED:
        assert isinstance(advance(standing, Step.UNDO, closer), Refusal)


@given(standings, actors, people, actors)
def test_who_handed_a_case_over_takes_it_back_once_and_nobody_else_does(
    standing: Standing, giver: Actor, to: bytes, other: Actor
) -> None:
    given_away = hand_over(standing, giver, to)
    if isinstance(given_away, Standing):
        back = advance(given_away, Step.TAKE_BACK, other)
        may = other.key == giver.key != to
        assert back == Standing(CaseState.CLAIMED, giver.key, standing.author) if may else back in Refusal
        if isinstance(back, Standing):
            assert isinstance(advance(back, Step.TAKE_BACK, other), Refusal)


@given(standings, steps, actors)
def test_the_author_takes_no_step_whatever_their_rights(standing: Standing, step: Step, actor: Actor) -> None:
    if standing.author == actor.key:
        assert advance(standing, step, actor) is Refusal.OWN_MESSAGE


@given(standings, steps, actors)
def test_a_held_case_is_its_holders_and_the_managers(standing: Standing, step: Step, actor: Actor) -> None:
    held_by_another = standing.state is CaseState.CLAIMED and standing.holder != actor.key
    if held_by_another and not actor.manager and step not in (Step.REVEAL, Step.UNDO, Step.TAKE_BACK):
        assert advance(standing, step, actor) in (Refusal.HELD, Refusal.OWN_MESSAGE)


@given(standings, actors, actors)
def test_of_two_claims_one_wins(standing: Standing, first: Actor, second: Actor) -> None:
    won = advance(standing, Step.CLAIM, first)
    if isinstance(won, Standing):
        assert isinstance(advance(won, Step.CLAIM, second), Refusal)


@given(standings, actors)
def test_a_release_takes_a_claim_back(standing: Standing, actor: Actor) -> None:
    claimed = advance(standing, Step.CLAIM, actor)
    if isinstance(claimed, Standing):
        assert advance(claimed, Step.RELEASE, actor) == standing


@given(standings, st.sampled_from(sorted(CLOSING)), actors)
def test_a_form_that_was_sent_needs_no_claim_before_it(standing: Standing, step: Step, actor: Actor) -> None:
    if standing.state is CaseState.OPEN and standing.author != actor.key:
        assert advance(standing, step, actor) == Standing(CaseState.CLOSED, actor.key, standing.author)


@pytest.mark.parametrize(
    ("standing", "step", "actor", "refusal"),
    [
        (HELD, Step.CLAIM, Actor(b"ann"), Refusal.HELD_BY_YOU),
        (HELD, Step.CLAIM, Actor(b"ben", manager=True), Refusal.HELD),
        (HELD, Step.DISMISS, Actor(b"ben"), Refusal.HELD),
        (HELD, Step.DELETE, Actor(b"ben"), Refusal.HELD),
        (HELD, Step.RELEASE, Actor(b"ben"), Refusal.HELD),
        (OPEN, Step.RELEASE, Actor(b"ann", manager=True), Refusal.NOT_HELD),
    ],
)
def test_a_refusal_names_its_reason(standing: Standing, step: Step, actor: Actor, refusal: Refusal) -> None:
    assert advance(standing, step, actor) is refusal


@pytest.mark.parametrize("step", [Step.RELEASE, Step.LIST, Step.DISMISS, Step.DELETE])
def test_a_manager_may_step_in(step: Step) -> None:
    assert isinstance(advance(HELD, step, Actor(b"ben", manager=True)), Standing)


@given(standings, actors, people)
def test_a_case_is_handed_over_by_who_may_release_it_and_never_to_its_author(
    standing: Standing, actor: Actor, to: bytes
) -> None:
    after = hand_over(standing, actor, to)
    if isinstance(after, Standing):
        assert (after.state, after.holder, after.author) == (CaseState.CLAIMED, to, standing.author)
        assert to not in (standing.holder, standing.author)
        assert isinstance(advance(standing, Step.RELEASE, actor), Standing)


@pytest.mark.parametrize(
    ("standing", "actor", "to", "refusal"),
    [
        (OPEN, Actor(b"ann"), b"ben", Refusal.NOT_HELD),
        (HELD, Actor(b"ben"), b"cat", Refusal.HELD),
        (HELD, Actor(b"ann"), b"ann", Refusal.HELD_BY_YOU),
        (HELD, Actor(b"max", manager=True), b"ann", Refusal.TO_HOLDER),
        (Standing(CaseState.CLAIMED, b"ann", b"ben"), Actor(b"ann"), b"ben", Refusal.TO_AUTHOR),
    ],
)
def test_what_cannot_be_handed_over(standing: Standing, actor: Actor, to: bytes, refusal: Refusal) -> None:
    assert hand_over(standing, actor, to) is refusal


def test_a_manager_may_take_a_case_over() -> None:
    taken = hand_over(HELD, Actor(b"ben", manager=True), b"ben")
    assert taken == Standing(CaseState.CLAIMED, b"ben")


def test_a_delete_leaves_the_case_as_it_was() -> None:
    assert advance(OPEN, Step.DELETE, Actor(b"ann")) == OPEN


C = Category


@pytest.mark.parametrize(
    ("reported", "category"),
    [
        ([C.SCAM], C.SCAM),
        ([C.SCAM, C.HATE, C.HATE], C.HATE),
        ([C.SCAM, C.HATE], C.SCAM),
        ([C.HATE, C.HATE, C.HATE, C.DOXXING], C.DOXXING),
        ([C.THREATS, C.DOXXING, C.DOXXING], C.DOXXING),
    ],
)
def test_a_case_is_about_what_most_name_and_emergencies_first(
    reported: list[Category], category: Category
) -> None:
    assert case_category(reported) is category


@given(st.lists(st.sampled_from(list(Category)), min_size=1), st.sampled_from(list(Category)))
def test_one_emergency_is_enough_and_no_report_takes_it_back(
    reported: list[Category], more: Category
) -> None:
    assert case_category(reported).emergency == any(category.emergency for category in reported)
    assert case_category(reported) in reported
    if case_category(reported).emergency:
        assert case_category([*reported, more]).emergency


@given(st.sampled_from(list(Category)), st.sampled_from(list(Category)))
def test_who_reports_again_may_correct_themselves_but_takes_no_emergency_back(
    earlier: Category, later: Category
) -> None:
    now = corrected(earlier, later)
    assert now.emergency == (earlier.emergency or later.emergency)
    assert now is later or (earlier.emergency and not later.emergency)


@pytest.mark.parametrize(
    ("upheld", "rejected", "record"),
    [
        (0, 0, Record.NEW),
        (1, 0, Record.RELIABLE),
        (3, 1, Record.RELIABLE),
        (2, 1, Record.MIXED),
        (0, 4, Record.MIXED),
    ],
)
def test_a_record_is_coarse(upheld: int, rejected: int, record: Record) -> None:
    assert record_of(upheld, rejected) is record


def test_times_are_rounded_to_the_hour_save_in_an_emergency() -> None:
    moment = datetime(2026, 3, 1, 12, 47, 13, 5, tzinfo=UTC)
    hour = Span(datetime(2026, 3, 1, 12, tzinfo=UTC), datetime(2026, 3, 1, 13, tzinfo=UTC))
    assert shown_time(moment, Category.SCAM) == hour
    assert shown_time(moment, Category.THREATS) == moment
    assert shown_time(hour.start, Category.SCAM) == hour


@given(st.integers(10**11, 10**13).map(from_ms), st.integers(0, 10**10))
def test_nothing_is_reported_before_it_was_written(moment: datetime, later: int) -> None:
    """Whatever Rowan's clock says beside Discord's; and the span never says more than the hour."""
    for written in (moment - timedelta(microseconds=later), moment + timedelta(microseconds=later)):
        span = shown_time(moment, Category.SCAM, written)
        assert isinstance(span, Span)
        assert written < span.end
        assert span.end - span.start == timedelta(hours=1)
        assert span.start.minute == span.start.second == span.start.microsecond == 0
        assert shown_time(moment, Category.THREATS, written) == max(moment, written)


@given(st.text(max_size=30), st.text(max_size=30))
def test_what_was_added_stands_once_after_what_came_first(earlier: str, later: str) -> None:
    both = with_addition(earlier, later, 100)
    assert both.startswith(earlier)
    assert later in both
    assert with_addition(both, later, 100) == both
    assert len(with_addition(earlier, later, 10)) <= 10


@given(st.lists(st.sampled_from("abc")))
def test_doubles_go_and_order_stays(items: list[str]) -> None:
    kept = without_doubles(items)
    assert set(kept) == set(items)
    assert kept == sorted(set(items), key=items.index)
