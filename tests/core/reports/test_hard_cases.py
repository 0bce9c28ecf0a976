"""When somebody has read so many hard cases that it is offered to stop."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.base.ids import CaseId
from core.reports.hard_cases import MANY, WITHIN, HardReading

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def after(*minutes: int, same: bool = False) -> tuple[HardReading, datetime]:
    """What is known after a case was read in each of these minutes."""
    reading, now = HardReading(), BEGAN
    for number, minute in enumerate(minutes):
        now = BEGAN + timedelta(minutes=minute)
        reading = reading.with_case(CaseId(1 if same else number), now)
    return reading, now


def test_many_within_two_hours_and_no_fewer() -> None:
    reading, now = after(*range(MANY))
    assert reading.is_due(now)
    fewer, now = after(*range(MANY - 1))
    assert not fewer.is_due(now)


def test_a_case_that_is_read_again_and_one_of_long_ago_do_not_count() -> None:
    again, now = after(*range(MANY * 2), same=True)
    assert not again.is_due(now)
    slow, now = after(*(minute * 30 for minute in range(MANY * 2)))
    assert not slow.is_due(now)


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 200)), max_size=60))
def test_what_is_kept_is_of_the_last_two_hours_and_each_case_once(reads: list[tuple[int, int]]) -> None:
    reading, now = HardReading(), BEGAN
    for case, minutes in reads:
        now += timedelta(minutes=minutes)
        reading = reading.with_case(CaseId(case), now)
        assert len({each for each, _ in reading.cases}) == len(reading.cases)
        assert all(now - at < WITHIN for _, at in reading.cases)
