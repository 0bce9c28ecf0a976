"""What is told of a number of cases: nothing at all beyond none, one, a few, many; and more is never told as fewer."""

from hypothesis import given
from hypothesis import strategies as st

from core.reports.mutes import FEW_CASES, HowMany, how_many

ORDER = [HowMany.NONE, HowMany.ONE, HowMany.FEW, HowMany.MANY]


@given(st.integers(0, 50), st.integers(0, 50))
def test_more_is_never_told_as_fewer(one: int, other: int) -> None:
    fewer, more = sorted((one, other))
    assert ORDER.index(how_many(fewer)) <= ORDER.index(how_many(more))


@given(st.integers(2, 50))
def test_two_numbers_of_cases_are_told_apart_only_at_one_place(cases: int) -> None:
    assert how_many(cases) is (HowMany.FEW if cases <= FEW_CASES else HowMany.MANY)
    assert [how_many(few) for few in (0, 1)] == [HowMany.NONE, HowMany.ONE]
