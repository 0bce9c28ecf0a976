"""When authors hear: five times in ten minutes at most, the rest in the next notice."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.categories import Category
from core.base.ids import NoticeId
from core.scanning.author_notices import (
    AFTER_EMERGENCY,
    MOST,
    SERVER_MOST,
    SERVER_WITHIN,
    WITHIN,
    Planned,
    earliest,
    plan,
)

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def planned(moments: Sequence[datetime], *, begun_until: datetime) -> list[Planned]:
    """An author's notices, the latest first; those that were due by then were begun."""
    rows = [Planned(NoticeId(at), moment, moment > begun_until) for at, moment in enumerate(moments, 1)]
    return sorted(rows, key=lambda row: row.at, reverse=True)


def at_most(most: int, within: timedelta, moments: Sequence[datetime]) -> bool:
    """Whether no stretch of that length has more of them."""
    ordered = sorted(moments)
    return all(later - first >= within for first, later in zip(ordered, ordered[most:], strict=False))


@given(st.lists(st.integers(0, 400), max_size=60))
def test_no_ten_minutes_have_more_than_five_and_every_removal_has_its_notice(waits: list[int]) -> None:
    now, moments = NOW, list[datetime]()
    for wait in waits:
        now += timedelta(seconds=wait)
        made = plan(now, planned(moments, begun_until=now), None)
        if made.joins is None:
            assert made.at >= now
            moments.append(made.at)
        else:
            assert moments[made.joins - 1] > now  # it is not under way
    assert at_most(MOST, WITHIN, moments)


def test_the_first_five_go_at_once_and_the_rest_together() -> None:
    moments: list[datetime] = []
    for _ in range(20):
        made = plan(NOW, planned(moments, begun_until=NOW), None)
        if made.joins is None:
            moments.append(made.at)
    assert moments == [NOW] * MOST + [NOW + WITHIN]


@given(st.lists(st.integers(0, 20), max_size=60))
def test_the_authors_of_a_raid_hear_one_after_another(waits: list[int]) -> None:
    now, moments = NOW, list[datetime]()
    for wait in waits:
        now += timedelta(seconds=wait)
        latest = sorted(moments, reverse=True)
        moments.append(plan(now, [], latest[SERVER_MOST - 1] if len(latest) >= SERVER_MOST else None).at)
    assert at_most(SERVER_MOST, SERVER_WITHIN, moments)


@pytest.mark.parametrize("category", Category)
def test_only_what_moderators_removed_as_an_emergency_is_told_a_day_later(category: Category) -> None:
    assert earliest(NOW, category, by_moderator=False) == NOW
    late = NOW + AFTER_EMERGENCY if category.emergency else NOW
    assert earliest(NOW, category, by_moderator=True) == late
