"""What follows from a confirm, a dispute, a retraction and an undo, before anything is written."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ServerId, StanceId
from core.lists.patterns import parse_pattern
from core.lists.shared_standing import STANCE_LASTS, SharedStanding, Stance, StanceKind, standing
from core.lists.stances import (
    UNTRUSTED_STANCES,
    EntryWords,
    SharedEntry,
    Speaker,
    StancePlan,
    TakenStance,
    plan_renewal,
    plan_retraction,
    plan_stance,
    plan_undo,
)

NOW = datetime(2026, 5, 1, tzinfo=UTC)
HERE = ServerId(1)
QUORUM = 2
OLD, NEW = EntryWords(Category.OTHER, "old"), EntryWords(Category.DOXXING, "new")
SAID = (StanceKind.CONFIRM, StanceKind.DISPUTE)


def stance(
    kind: StanceKind = StanceKind.CONFIRM, group: str | None = "g", days: int = 90, *, banned: bool = False
) -> Stance:
    return Stance(kind, group, NOW + timedelta(days=days), banned=banned)


def entry(**stances: Stance) -> SharedEntry:
    said = tuple((ServerId(int(name[1:])), each) for name, each in stances.items())
    return SharedEntry(parse_pattern("forum.example"), OLD, NOW, said)


def confirmed(known: SharedEntry | None, *, trusted: bool = True, stances: int = 0) -> StancePlan:
    return plan_stance(Speaker(HERE, trusted, stances), known, StanceKind.CONFIRM, NEW, "because", NOW)


def after(known: SharedEntry, plan: StancePlan, group: str | None) -> SharedEntry:
    """The entry once the plan was written for the server here."""
    said = tuple((server, each) for server, each in known.stances if server != HERE)
    if plan.kind is not StanceKind.NONE:
        said += ((HERE, Stance(plan.kind, group, plan.review_at)),)
    return replace(known, stances=said, words=plan.words or known.words)


def state(known: SharedEntry) -> SharedStanding:
    return standing([each for _, each in known.stances], QUORUM, NOW)


def test_a_proposal_brings_its_words_and_they_are_redacted() -> None:
    words = EntryWords(Category.DOXXING, "mail me@mail.example")
    plan = plan_stance(Speaker(HERE, True, 0), None, StanceKind.DISPUTE, words, "at 198.51.100.7", NOW)
    assert plan.words is not None
    assert plan.words.category is Category.DOXXING
    assert "me@mail.example" not in plan.words.note
    assert "198.51.100.7" not in plan.reason
    assert plan.review_at == NOW + STANCE_LASTS


@pytest.mark.parametrize(
    ("known", "trusted", "takes_over"),
    [
        (entry(), True, True),  # retired
        (entry(), False, True),
        (entry(s2=stance()), True, False),
        (entry(s2=stance()), False, False),
        (
            entry(s2=stance(group=None)),
            True,
            True,
        ),  # to a trusted server an untrusted one vouches for nothing
        (entry(s2=stance(group=None)), False, False),
        (entry(s2=stance(days=0)), True, True),  # run out
        (entry(s2=stance(banned=True, group=None)), False, True),
        (entry(s2=stance(StanceKind.DISPUTE)), True, True),
        (entry(s1=stance()), True, True),  # its own
    ],
)
def test_whose_words_an_entry_has(known: SharedEntry, trusted: bool, takes_over: bool) -> None:
    assert confirmed(known, trusted=trusted).words == (NEW if takes_over else None)


def test_a_dispute_never_changes_the_words() -> None:
    plan = plan_stance(Speaker(HERE, True, 0), entry(), StanceKind.DISPUTE, NEW, "", NOW)
    assert plan.words is None


def test_a_server_that_is_not_trusted_can_only_say_so_much() -> None:
    with pytest.raises(UserError, match="list-stances-full"):
        confirmed(None, trusted=False, stances=UNTRUSTED_STANCES)
    assert confirmed(None, trusted=False, stances=UNTRUSTED_STANCES - 1).kind is StanceKind.CONFIRM
    assert confirmed(None, stances=UNTRUSTED_STANCES).kind is StanceKind.CONFIRM


def test_a_full_server_can_renew_and_change_what_stands_but_say_nothing_new() -> None:
    full = Speaker(HERE, trusted=False, stances=UNTRUSTED_STANCES)
    for kind in SAID:
        assert plan_stance(full, entry(s1=stance(group=None)), kind, NEW, "", NOW).kind is kind
    for silent in (entry(s2=stance()), entry(s1=stance(days=0))):
        with pytest.raises(UserError, match="list-stances-full"):
            plan_stance(full, silent, StanceKind.CONFIRM, NEW, "", NOW)


def test_only_what_was_said_can_be_taken_back() -> None:
    assert plan_retraction(HERE, None, "", NOW) is None
    assert plan_retraction(HERE, entry(s2=stance()), "", NOW) is None
    ran_out = plan_retraction(HERE, entry(s1=stance(days=0)), "call +49 170 1234567", NOW)
    assert ran_out is not None
    assert ran_out.kind is StanceKind.NONE
    assert "1234567" not in ran_out.reason


def taken(number: int, kind: StanceKind, days: int = 90, reason: str = "") -> TakenStance:
    return TakenStance(StanceId(number), kind, reason, NOW + timedelta(days=days))


@pytest.mark.parametrize(
    ("newest", "says"),
    [
        ([], None),
        ([taken(8, StanceKind.CONFIRM)], None),  # it said something else since
        ([taken(7, StanceKind.CONFIRM)], StanceKind.NONE),
        ([taken(7, StanceKind.NONE)], None),
        ([taken(7, StanceKind.CONFIRM), taken(6, StanceKind.NONE)], StanceKind.NONE),
        ([taken(7, StanceKind.CONFIRM), taken(6, StanceKind.CONFIRM)], None),
        ([taken(7, StanceKind.CONFIRM), taken(6, StanceKind.DISPUTE)], StanceKind.DISPUTE),
        ([taken(7, StanceKind.CONFIRM), taken(6, StanceKind.DISPUTE, days=0)], StanceKind.NONE),
        ([taken(7, StanceKind.CONFIRM), taken(6, StanceKind.CONFIRM, days=0)], StanceKind.NONE),
    ],
)
def test_undo_brings_back_what_was_said_before(newest: list[TakenStance], says: StanceKind | None) -> None:
    plan = plan_undo(StanceId(7), newest, NOW)
    assert (plan and plan.kind) == says


def test_undo_says_the_earlier_reason_again_for_as_long_as_it_stood() -> None:
    before = taken(6, StanceKind.DISPUTE, reason="wrong place", days=9)
    plan = plan_undo(StanceId(7), [taken(7, StanceKind.CONFIRM), before], NOW)
    assert plan is not None
    assert (plan.reason, plan.review_at) == ("wrong place", NOW + timedelta(days=9))


groups = st.sampled_from(["x", "y", "z", None])
entries = st.lists(
    st.tuples(
        st.integers(2, 6).map(ServerId), st.builds(stance, st.sampled_from(SAID), groups, st.integers(0, 2))
    ),
    max_size=5,
    unique_by=lambda said: said[0],
).map(lambda said: SharedEntry(parse_pattern("forum.example"), OLD, NOW, tuple(said)))


@given(entries, st.sampled_from(SAID), groups)
def test_what_is_taken_back_was_never_said(known: SharedEntry, kind: StanceKind, group: str | None) -> None:
    spoken = after(known, plan_stance(Speaker(HERE, group is not None, 0), known, kind, NEW, "", NOW), group)
    back = plan_retraction(HERE, spoken, "", NOW)
    assert back is not None
    assert state(after(spoken, back, group)) == state(known)


@given(entries, groups)
def test_the_newest_stance_of_a_server_is_the_one_that_counts(known: SharedEntry, group: str | None) -> None:
    speaker = Speaker(HERE, group is not None, 0)
    first = after(known, plan_stance(speaker, known, StanceKind.CONFIRM, NEW, "", NOW), group)
    second = after(first, plan_stance(speaker, first, StanceKind.DISPUTE, NEW, "", NOW), group)
    at_once = after(known, plan_stance(speaker, known, StanceKind.DISPUTE, NEW, "", NOW), group)
    assert state(second) == state(at_once)


@given(entries, st.sampled_from(SAID))
def test_a_server_that_is_not_trusted_changes_no_count(known: SharedEntry, kind: StanceKind) -> None:
    spoken = after(known, plan_stance(Speaker(HERE, False, 0), known, kind, NEW, "", NOW), None)
    assert (state(spoken).confirms, state(spoken).disputes) == (state(known).confirms, state(known).disputes)


def test_a_confirm_stands_for_its_category_and_no_longer_than_the_own_entry() -> None:
    speaker, scam = Speaker(HERE, True, 0), EntryWords(Category.SCAM, "")

    def days(kind: StanceKind, ends: int) -> int:
        end = NOW + timedelta(days=ends)
        return (plan_stance(speaker, None, kind, scam, "", NOW, ends_at=end).review_at - NOW).days

    assert [days(StanceKind.CONFIRM, ends) for ends in (30, 100)] == [30, 90]
    assert days(StanceKind.DISPUTE, 30) == 90


def test_a_renewal_goes_no_further_than_the_own_entry() -> None:
    known, said = entry(), stance()
    assert plan_renewal(known, said, NOW, ends_at=said.review_at) is None
    soon, end = replace(said, review_at=NOW + timedelta(days=9)), NOW + timedelta(days=20)
    plan = plan_renewal(known, soon, NOW, ends_at=end)
    assert plan is not None
    assert plan.review_at == end


def test_a_reason_is_one_line_so_that_no_part_of_it_looks_like_another_servers() -> None:
    plan = plan_stance(
        Speaker(ServerId(1), trusted=True, stances=0),
        None,
        StanceKind.DISPUTE,
        EntryWords(Category.SCAM, ""),
        "not true”\nHarbour: “call +49 170 1234567\r\n- it is fine",
        NOW,
    )
    assert "\n" not in plan.reason
    assert "1234567" not in plan.reason
    assert plan.reason.startswith("not true” Harbour: “call")
