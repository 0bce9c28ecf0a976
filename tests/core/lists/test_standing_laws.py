"""The laws of the shared list, for any servers and any order in which they speak."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.base.categories import Category
from core.lists.holds import HoldReason
from core.lists.shared_standing import (
    STANCE_LASTS,
    SharedState,
    Stance,
    StanceKind,
    kept_state,
    standing,
    tier_of,
)
from core.lists.verdicts import Match, decide, winning_matches
from core.servers.policy import Policy, Preset, Tier

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LATER = NOW + STANCE_LASTS
GROUPS = ["a", "b", "c", "d"]

quorums = st.integers(1, 3)
# Who speaks: servers 0..7, each in a group, or in none and so not trusted; and what they say, one after the other.
groups = st.lists(st.sampled_from([None, *GROUPS]), min_size=8, max_size=8)
speeches = st.lists(st.tuples(st.integers(0, 7), st.sampled_from(list(StanceKind))), max_size=25)
# Anything that may stand there: words that ran out or are about to, of banned servers, of groups of one or of many.
any_stance = st.builds(
    Stance,
    kind=st.sampled_from(list(StanceKind)),
    group=st.sampled_from([None, "", *GROUPS, *(f"group {number}" for number in range(9))]),
    review_at=st.sampled_from([NOW - STANCE_LASTS, NOW, NOW + timedelta(milliseconds=1), LATER]),
    banned=st.booleans(),
)
many_stances = st.lists(any_stance, max_size=60)
any_quorum = st.integers(1, 50)


def newest(speech: list[tuple[int, StanceKind]], group_of: list[str | None]) -> list[Stance]:
    """What counts: of each server the newest word."""
    said = dict(speech)
    return [Stance(kind, group_of[server], LATER) for server, kind in said.items()]


def state(speech: list[tuple[int, StanceKind]], group_of: list[str | None], quorum: int) -> SharedState:
    return standing(newest(speech, group_of), quorum, NOW).state


@given(speeches, groups, quorums, st.randoms(use_true_random=False))
def test_the_order_in_which_servers_speak_does_not_matter(
    speech: list[tuple[int, StanceKind]], group_of: list[str | None], quorum: int, rng: random.Random
) -> None:
    last = list(dict(speech).items())
    rng.shuffle(last)
    assert state(last, group_of, quorum) is state(speech, group_of, quorum)


@given(speeches, groups, quorums, st.integers(0, 7))
def test_a_confirm_by_a_group_without_a_dispute_never_unlists(
    speech: list[tuple[int, StanceKind]], group_of: list[str | None], quorum: int, server: int
) -> None:
    said = dict(speech)
    mates = [each for each in said if group_of[each] == group_of[server]]
    if group_of[server] is None or any(said[each] is StanceKind.DISPUTE for each in mates):
        return
    if state(speech, group_of, quorum) is SharedState.LISTED:
        assert state([*speech, (server, StanceKind.CONFIRM)], group_of, quorum) is SharedState.LISTED


@given(speeches, groups, quorums)
def test_a_group_counts_at_most_once(
    speech: list[tuple[int, StanceKind]], group_of: list[str | None], quorum: int
) -> None:
    found = standing(newest(speech, group_of), quorum, NOW)
    said = {group_of[server] for server, _ in speech} - {None}
    assert found.confirms + found.disputes <= len(said)
    # A hundred more servers of a group that has spoken so already change nothing.
    more = [
        each for each in newest(speech, group_of) if each.group and each.kind is not StanceKind.NONE
    ] * 100
    assert standing([*newest(speech, group_of), *more], quorum, NOW).state is found.state


@given(speeches, groups, quorums, st.integers(0, 7))
def test_what_a_server_said_can_be_removed_as_if_it_had_never_been(
    speech: list[tuple[int, StanceKind]], group_of: list[str | None], quorum: int, server: int
) -> None:
    """It takes it back, or is banned: each as if it had not spoken."""
    without = [each for each in speech if each[0] != server]
    taken_back = [*speech, (server, StanceKind.NONE)]
    assert state(taken_back, group_of, quorum) is state(without, group_of, quorum)
    banned = [
        Stance(kind, group_of[each], LATER, banned=each == server) for each, kind in dict(speech).items()
    ]
    assert standing(banned, quorum, NOW) == standing(newest(without, group_of), quorum, NOW)


@given(speeches, speeches, groups, quorums)
def test_what_servers_that_are_not_trusted_do_changes_nobody_elses_tier(
    speech: list[tuple[int, StanceKind]],
    more: list[tuple[int, StanceKind]],
    group_of: list[str | None],
    quorum: int,
) -> None:
    untrusted = [(server, kind) for server, kind in more if group_of[server] is None]
    for trusted in (True, False):
        before = tier_of(standing(newest(speech, group_of), quorum, NOW), trusted=trusted)
        after = tier_of(standing(newest([*speech, *untrusted], group_of), quorum, NOW), trusted=trusted)
        assert after is before


@given(many_stances, any_quorum)
def test_where_an_entry_stands_is_what_the_formula_says_of_each_group(
    said: list[Stance], quorum: int
) -> None:
    """The formula of docs/rules.md, counted anew in the plainest way."""
    counted = [
        each
        for each in said
        if each.group and not each.banned and each.review_at > NOW and each.kind != "none"
    ]
    disputing = {each.group for each in counted if each.kind == "dispute"}
    confirming = {each.group for each in counted if each.kind == "confirm"} - disputing
    c, d = len(confirming), len(disputing)
    found = standing(said, quorum, NOW)
    assert (found.confirms, found.disputes) == (c, d)
    assert (found.state is SharedState.LISTED) == (c >= quorum and 2 * d <= c)
    assert (found.state is SharedState.DISPUTED) == (
        d >= 1 and 2 * d > c and found.state is not SharedState.LISTED
    )
    if found.state is SharedState.RETIRED:
        assert not counted


@given(many_stances, any_quorum, st.randoms(use_true_random=False))
def test_what_runs_out_is_banned_or_taken_back_is_as_if_it_had_never_been(
    said: list[Stance], quorum: int, rng: random.Random
) -> None:
    left = [each for each in said if each.stands(NOW)]
    rng.shuffle(said)
    assert standing(said, quorum, NOW) == standing(left, quorum, NOW)
    assert kept_state(said, quorum, NOW) == kept_state(left, quorum, NOW)


@given(many_stances, any_stance, any_quorum)
def test_one_more_confirm_lifts_and_one_more_dispute_lowers(
    said: list[Stance], more: Stance, quorum: int
) -> None:
    """A confirm by a group without a dispute never unlists, and a dispute never lists."""
    before, after = standing(said, quorum, NOW), standing([*said, more], quorum, NOW)
    disputes = any(
        each.stands(NOW) and each.kind is StanceKind.DISPUTE and each.group == more.group for each in said
    )
    if more.kind is StanceKind.CONFIRM and not disputes:
        assert after.state is SharedState.LISTED or before.state is not SharedState.LISTED
    if more.kind is StanceKind.DISPUTE:
        assert after.state is not SharedState.LISTED or before.state is SharedState.LISTED
    if not more.group or not more.stands(NOW):
        for trusted in (True, False):
            assert tier_of(after, trusted=trusted) is tier_of(before, trusted=trusted)


@given(many_stances, any_quorum, st.integers(0, 200))
def test_the_kept_state_is_right_until_the_moment_that_it_names(
    said: list[Stance], quorum: int, days: int
) -> None:
    kept, later = kept_state(said, quorum, NOW), NOW + timedelta(days=days)
    if kept.until is None or later < kept.until:
        assert kept_state(said, quorum, later).state is kept.state


matches = st.lists(
    st.builds(
        Match,
        pattern=st.sampled_from(["a.example", "=a.example", "a.example/x"]),
        tier=st.sampled_from(Tier),
        category=st.sampled_from([Category.SCAM, Category.DOXXING]),
        link=st.sampled_from(["a.example/x", "b.example/y"]),
        source=st.sampled_from(["", "list one", "list two"]),
        held=st.sampled_from([None, *HoldReason]),
        counts_only=st.booleans(),
        guess=st.sampled_from(["", "split name", "spoken dot"]),
        how=st.sampled_from([(), ("defanged",), ("spoiler", "defanged")]),
    ),
    max_size=12,
)
policies = st.builds(Policy, preset=st.sampled_from(Preset))


@given(matches, matches, policies, st.randoms(use_true_random=False))
def test_removing_a_source_gives_the_decision_as_if_it_had_never_been(
    kept: list[Match], brought: list[Match], policy: Policy, rng: random.Random
) -> None:
    everything = [*kept, *brought]
    rng.shuffle(everything)
    left = list(everything)
    for each in brought:
        left.remove(each)
    assert decide(left, policy) == decide(kept, policy)


@given(matches, policies, st.randoms(use_true_random=False))
def test_the_order_in_which_lists_answer_does_not_matter(
    found: list[Match], policy: Policy, rng: random.Random
) -> None:
    shuffled = list(found)
    rng.shuffle(shuffled)
    assert decide(shuffled, policy) == decide(found, policy)
    assert set(winning_matches(shuffled)) == set(winning_matches(found))


@given(matches, policies)
def test_an_allow_beats_every_list(found: list[Match], policy: Policy) -> None:
    """An own one every list; one of whom the server follows every list but its own, also where a single entry knows of it."""
    links = {match.link for match in found}
    own = [match for match in found if match.tier is Tier.OWN]
    for link in links:
        spared = Match("z.example", Tier.SUBSCRIBED, Category.OTHER, link, allowed=True)
        left = [match for match in winning_matches([*found, spared]) if match.link == link]
        assert left == [match for match in winning_matches(own) if match.link == link]
    assert decide([replace(match, allowed=True) for match in found], policy) is None
