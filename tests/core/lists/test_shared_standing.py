"""The formula of the shared list: the lines of docs/rules.md as examples, and its laws for any stances."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lists.shared_standing import (
    STANCE_LASTS,
    SharedStanding,
    SharedState,
    Stance,
    StanceKind,
    standing,
    tier_of,
)
from core.servers.policy import Tier

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LATER = NOW + STANCE_LASTS

stances = st.lists(
    st.builds(
        Stance,
        kind=st.sampled_from(list(StanceKind)),
        group=st.sampled_from([None, "a", "b", "c", "d", "e"]),
        review_at=st.sampled_from([NOW - timedelta(days=1), NOW, NOW + timedelta(milliseconds=1), LATER]),
        banned=st.booleans(),
    ),
    max_size=10,
)
quorums = st.integers(1, 4)


def said(confirms: str = "", disputes: str = "") -> list[Stance]:
    """One stance a letter; the letter is the group, `-` an untrusted server."""
    return [
        Stance(kind, None if letter == "-" else letter, LATER)
        for kind, letters in ((StanceKind.CONFIRM, confirms), (StanceKind.DISPUTE, disputes))
        for letter in letters
    ]


@pytest.mark.parametrize(
    ("confirms", "disputes", "state"),
    [
        ("", "", SharedState.RETIRED),
        ("a", "", SharedState.PROPOSED),
        ("aa", "", SharedState.PROPOSED),  # two servers of one group are one voice
        ("ab", "", SharedState.LISTED),
        ("abcd", "e", SharedState.LISTED),
        ("ab", "c", SharedState.LISTED),  # 2D <= C
        ("abc", "de", SharedState.DISPUTED),
        ("ab", "b", SharedState.DISPUTED),  # a group with both counts as a dispute: C 1, D 1
        ("abc", "c", SharedState.LISTED),  # C 2, D 1
        ("a", "b", SharedState.DISPUTED),
        ("", "a", SharedState.DISPUTED),
        ("a-----", "", SharedState.PROPOSED),
        ("---", "", SharedState.PROPOSED),
        ("ab", "-----", SharedState.LISTED),
    ],
)
def test_the_formula(confirms: str, disputes: str, state: SharedState) -> None:
    assert standing(said(confirms, disputes), 2, NOW).state is state


def test_the_words_of_untrusted_servers_are_shown_not_counted() -> None:
    found = standing(said("a--", "---"), 2, NOW)
    assert found == SharedStanding(SharedState.PROPOSED, 1, 0, uncounted_confirms=2, uncounted_disputes=3)


def test_a_stance_ends_when_its_review_is_due() -> None:
    entry = said("ab")
    assert standing(entry, 2, LATER - timedelta(milliseconds=1)).state is SharedState.LISTED
    assert standing(entry, 2, LATER).state is SharedState.RETIRED


def test_a_banned_server_says_nothing() -> None:
    one, two = said("ab")
    assert standing([one, replace(two, banned=True)], 2, NOW).state is SharedState.PROPOSED
    assert standing([replace(one, banned=True)], 2, NOW).state is SharedState.RETIRED


@given(stances, quorums, st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(entry: list[Stance], quorum: int, rng: random.Random) -> None:
    shuffled = list(entry)
    rng.shuffle(shuffled)
    assert standing(shuffled, quorum, NOW) == standing(entry, quorum, NOW)
    trusted = [stance for stance in entry if stance.group]
    assert standing([*trusted, *entry], quorum, NOW) == standing(entry, quorum, NOW)


@given(stances, quorums)
def test_exactly_designs_sentences(entry: list[Stance], quorum: int) -> None:
    """Against a slow, literal reading."""
    left = [s for s in entry if s.kind is not StanceKind.NONE and not s.banned and s.review_at > NOW]
    groups = {s.group for s in left if s.group}
    against = {g for g in groups if any(s.group == g and s.kind is StanceKind.DISPUTE for s in left)}
    d, c = len(against), len(groups - against)
    if c >= quorum and 2 * d <= c:
        state = SharedState.LISTED
    elif d >= 1 and 2 * d > c:
        state = SharedState.DISPUTED
    elif not left:
        state = SharedState.RETIRED
    else:
        state = SharedState.PROPOSED
    found = standing(entry, quorum, NOW)
    assert (found.state, found.confirms, found.disputes) == (state, c, d)


@given(stances, quorums, st.sampled_from(["f", "g"]))
def test_one_more_confirm_never_takes_an_entry_off_and_one_more_dispute_never_lists_it(
    entry: list[Stance], quorum: int, group: str
) -> None:
    before = standing(entry, quorum, NOW).state
    confirmed = standing([*entry, Stance(StanceKind.CONFIRM, group, LATER)], quorum, NOW).state
    disputed = standing([*entry, Stance(StanceKind.DISPUTE, group, LATER)], quorum, NOW).state
    assert before is not SharedState.LISTED or confirmed is SharedState.LISTED
    assert before is SharedState.LISTED or disputed is not SharedState.LISTED


@given(stances, st.lists(st.sampled_from(list(StanceKind)), max_size=4), quorums)
def test_untrusted_words_never_change_what_acts(
    entry: list[Stance], words: list[StanceKind], quorum: int
) -> None:
    more = [*entry, *(Stance(kind, None, LATER) for kind in words)]
    for trusted in (True, False):
        assert tier_of(standing(more, quorum, NOW), trusted=trusted) == tier_of(
            standing(entry, quorum, NOW), trusted=trusted
        )


@pytest.mark.parametrize(
    ("confirms", "disputes", "trusted", "tier"),
    [
        ("ab", "", True, Tier.SHARED),
        ("ab", "", False, Tier.SHARED),
        ("a", "", True, Tier.PROPOSED),
        ("a", "", False, None),  # an untrusted server sees listed patterns alone
        ("-", "", True, None),  # no trusted server confirms
        ("a", "b", True, None),
        ("", "", True, None),
    ],
)
def test_where_an_entry_acts(confirms: str, disputes: str, trusted: bool, tier: Tier | None) -> None:
    assert tier_of(standing(said(confirms, disputes), 2, NOW), trusted=trusted) is tier
