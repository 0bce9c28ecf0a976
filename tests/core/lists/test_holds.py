"""When a new shared entry is held, at the edges of each number."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.categories import Category
from core.base.ids import EntryId
from core.lists.holds import (
    LONG_MEMBER,
    MEMBER_GROUPS,
    MEMBERS,
    NEW_FOR,
    UNDOING_GROUPS,
    HoldReason,
    Signs,
    Watched,
    hold_reason,
    is_long_member,
    lifts_hold,
)
from core.lists.shared_standing import StanceKind
from core.lists.verdicts import Match, decide
from core.servers.policy import Action, Policy, Preset, Tier

NOW = datetime(2026, 3, 1, tzinfo=UTC)
A_BIT = timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("signs", "reason"),
    [
        (Signs(), None),
        (Signs(undoing=UNDOING_GROUPS - 1), None),
        (Signs(undoing=UNDOING_GROUPS), HoldReason.UNDONE),
        (Signs(members=MEMBERS - 1, member_groups=9), None),
        (Signs(members=500, member_groups=MEMBER_GROUPS - 1), None),
        (Signs(members=MEMBERS, member_groups=MEMBER_GROUPS), HoldReason.REMOVED),
        (Signs(undoing=2, members=MEMBERS - 1, member_groups=2), None),  # the two do not add up
    ],
)
def test_what_holds_an_entry(signs: Signs, reason: HoldReason | None) -> None:
    assert hold_reason(signs) is reason


@pytest.mark.parametrize(
    ("since", "held", "counts"),
    [
        (NOW, False, True),
        (NOW - NEW_FOR + A_BIT, False, True),
        (NOW - NEW_FOR, False, False),
        (None, False, False),  # it is not listed
        (NOW, True, False),
    ],
)
def test_what_counts_is_new_listed_and_not_held(since: datetime | None, held: bool, counts: bool) -> None:
    assert (Watched(EntryId(1), since, held).new_until(NOW) is not None) is counts


def test_a_long_member_joined_over_thirty_days_ago_and_what_is_not_known_is_not_guessed() -> None:
    assert is_long_member(NOW - LONG_MEMBER - A_BIT, NOW) is True
    assert is_long_member(NOW - LONG_MEMBER, NOW) is False
    assert is_long_member(None, NOW) is None


@pytest.mark.parametrize(
    ("kind", "group", "stood", "lifts"),
    [
        (StanceKind.CONFIRM, "a", False, True),
        (StanceKind.CONFIRM, "a", True, False),
        (StanceKind.CONFIRM, None, False, False),
        (StanceKind.DISPUTE, "a", False, False),
        (StanceKind.NONE, "a", False, False),
    ],
)
def test_what_ends_a_hold(kind: StanceKind, group: str | None, stood: bool, lifts: bool) -> None:
    assert lifts_hold(kind, group, stood_before=stood) is lifts


def match(pattern: str, tier: Tier, *, held: HoldReason | None = None, allowed: bool = False) -> Match:
    return Match(pattern, tier, Category.SCAM, "a.example/x", held=held, allowed=allowed)


policies = st.builds(
    Policy,
    preset=st.sampled_from(Preset),
    rules=st.dictionaries(
        st.tuples(st.sampled_from(Tier), st.sampled_from([None, Category.SCAM])),
        st.sampled_from(Action),
        max_size=3,
    ),
)


@given(policies)
def test_a_held_entry_never_removes_and_never_does_more_than_it_would(policy: Policy) -> None:
    plain = decide([match("a.example", Tier.SHARED)], policy)
    held = decide([match("a.example", Tier.SHARED, held=HoldReason.REMOVED)], policy)
    if plain is None or not plain.action.deletes:
        assert (None if held is None else held.action) is (None if plain is None else plain.action)
    else:
        assert held is not None
        assert (held.action, held.rule) == (Action.REVIEW, "held-removed")


@given(policies, st.booleans())
def test_a_hold_touches_no_other_entry(policy: Policy, own: bool) -> None:
    """Neither the own list's nor another shared entry that covers the same link."""
    other = match("=a.example", Tier.OWN if own else Tier.SHARED)
    held = match("a.example", Tier.SHARED, held=HoldReason.REMOVED)
    assert decide([held, other], policy) == decide([other], policy)
