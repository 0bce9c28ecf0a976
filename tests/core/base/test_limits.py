"""Laws of limits, and the example that the report desk lives by."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.base.limits import Limit, counted, looked_back, next_possible

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
limits = st.lists(
    st.builds(Limit, st.integers(1, 6), st.timedeltas(timedelta(seconds=1), timedelta(days=2))), max_size=4
)
moments = st.lists(st.timedeltas(timedelta(0), timedelta(days=3)).map(lambda ago: NOW - ago), max_size=15)


def held(done: list[datetime], given_limits: list[Limit], at: datetime) -> bool:
    """The rule as one would say it: some limit is used up by what lies within its span."""
    return any(sum(moment > at - limit.within for moment in done) >= limit.count for limit in given_limits)


@given(moments, limits)
def test_it_is_what_one_would_count(done: list[datetime], given_limits: list[Limit]) -> None:
    assert (next_possible(done, given_limits, NOW) is not None) == held(done, given_limits, NOW)


@given(moments, limits)
def test_at_the_time_that_is_told_it_is_possible_and_not_before(
    done: list[datetime], given_limits: list[Limit]
) -> None:
    at = next_possible(done, given_limits, NOW)
    if at is not None:
        assert at > NOW
        assert next_possible(done, given_limits, at) is None
        assert next_possible(done, given_limits, at - timedelta(microseconds=1)) == at


@given(moments, limits)
def test_the_order_does_not_matter_nor_what_is_too_old(
    done: list[datetime], given_limits: list[Limit]
) -> None:
    recent = sorted((each for each in done if each > NOW - looked_back(given_limits)), reverse=True)
    told = next_possible(recent[: counted(given_limits)], given_limits, NOW)
    assert told == next_possible(done, given_limits, NOW)


@given(moments, limits, limits)
def test_more_limits_never_let_more_through(
    done: list[datetime], some: list[Limit], more: list[Limit]
) -> None:
    if next_possible(done, some, NOW) is not None:
        assert next_possible(done, [*some, *more], NOW) is not None


def test_three_in_five_minutes_ten_an_hour() -> None:
    given_limits = [Limit(3, timedelta(minutes=5)), Limit(10, timedelta(hours=1))]
    three = [NOW - timedelta(minutes=ago) for ago in (4, 2, 1)]
    assert next_possible(three, given_limits, NOW) == NOW + timedelta(minutes=1)
    assert next_possible(three[1:], given_limits, NOW) is None
    ten = [NOW - timedelta(minutes=ago) for ago in range(50, 0, -5)]
    assert next_possible(ten, given_limits, NOW) == NOW + timedelta(minutes=10)
