"""The figures of `/stats` as laws."""

import random
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reports.stats import (
    PERIODS,
    Activity,
    ClosedCase,
    Figures,
    Period,
    TierCount,
    Unit,
    Upheld,
    figures,
    told_as,
    waits,
)
from core.servers.policy import Tier

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
SPANS = st.timedeltas(timedelta(0), timedelta(days=400))


def figures_of(days: int = 30, **happened: object) -> Figures:
    nothing: dict[str, object] = {
        "reports": {},
        "claim_waits": [],
        "decisions": [],
        "detections": {},
        "waiting": 0,
    }
    return figures(Activity(**(nothing | happened)), Period.ending(NOW, days))


@given(st.lists(SPANS, min_size=1))
def test_half_waited_at_most_the_median_and_nine_tenths_the_p90(values: list[timedelta]) -> None:
    found = waits(values)
    assert found is not None
    for figure, share in ((found.median, 0.5), (found.p90, 0.9)):
        assert figure in values  # somebody did wait so long
        assert sum(value <= figure for value in values) >= share * len(values)
        assert sum(value < figure for value in values) < share * len(values)
    assert found.median <= found.p90
    assert found.count == len(values)


@given(st.lists(SPANS), st.randoms(use_true_random=False))
def test_the_order_does_not_matter(values: list[timedelta], pick: random.Random) -> None:
    shuffled = list(values)
    pick.shuffle(shuffled)
    assert waits(shuffled) == waits(values)


def test_of_nothing_there_is_no_median() -> None:
    assert waits([]) is None


def test_a_clock_that_was_set_back_makes_no_negative_wait() -> None:
    found = waits([timedelta(seconds=-5)])
    assert found is not None
    assert found.median == timedelta(0)


@given(st.integers(1, 10_000), st.data())
def test_a_share_is_all_or_none_only_where_it_is(closed: int, data: st.DataObject) -> None:
    upheld = data.draw(st.integers(0, closed))
    percent = Upheld(upheld, closed).percent
    assert 0 <= percent <= 100
    assert (percent == 0) == (upheld == 0)
    assert (percent == 100) == (upheld == closed)
    assert abs(percent - 100 * upheld / closed) <= 1


@given(SPANS, SPANS)
def test_a_longer_span_is_never_told_as_a_shorter_one(one: timedelta, other: timedelta) -> None:
    short, long = sorted((one, other))
    units = list(Unit)
    (unit, number), (later_unit, later_number) = told_as(short), told_as(long)
    assert (units.index(unit), number) <= (units.index(later_unit), later_number)
    in_full = {Unit.MOMENTS: 0, Unit.MINUTES: 60, Unit.HOURS: 3600, Unit.DAYS: 86_400}[unit] * number
    half = {Unit.MOMENTS: 30, Unit.MINUTES: 30, Unit.HOURS: 1800, Unit.DAYS: 43_200}[unit]
    assert abs(in_full - short.total_seconds()) <= half


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (29, (Unit.MOMENTS, 0)),
        (31, (Unit.MINUTES, 1)),
        (89 * 60, (Unit.MINUTES, 89)),
        (90 * 60, (Unit.HOURS, 2)),
        (47 * 3600, (Unit.HOURS, 47)),
        (48 * 3600, (Unit.DAYS, 2)),
    ],
)
def test_spans_as_people_say_them(seconds: int, told: tuple[Unit, int]) -> None:
    assert told_as(timedelta(seconds=seconds)) == told


@pytest.mark.parametrize("days", PERIODS)
def test_every_day_of_the_period_has_its_number(days: int) -> None:
    first, last = date(2026, 3, 1) - timedelta(days=days - 1), date(2026, 3, 1)
    found = figures_of(days, reports={first: 4, last: 2, first - timedelta(days=1): 100})
    assert len(found.daily) == days
    assert (found.daily[0], found.daily[-1], found.reports) == (4, 2, 6)


def test_days_are_those_of_utc() -> None:
    elsewhere = NOW.astimezone(timezone(timedelta(hours=-13)))
    assert Period.ending(elsewhere, 7) == Period.ending(NOW, 7)
    assert Period.ending(NOW, 7).since == datetime(2026, 2, 23, tzinfo=UTC)


def test_decisions_give_both_the_wait_and_the_share() -> None:
    hour = timedelta(hours=1)
    found = figures_of(decisions=[ClosedCase(hour, upheld=True), ClosedCase(3 * hour, upheld=False)])
    assert found.decision is not None
    assert (found.decision.median, found.decision.p90) == (hour, 3 * hour)
    assert found.upheld == Upheld(1, 2)


def test_every_tier_is_named_even_where_it_found_nothing() -> None:
    found = figures_of(detections={Tier.SHARED: TierCount(5, 2)})
    assert list(found.tiers) == list(Tier)
    assert (found.tiers[Tier.SHARED], found.tiers[Tier.OWN]) == (TierCount(5, 2), TierCount(0, 0))
    assert found.detections == 5


def test_what_waits_does_not_make_a_period_eventful() -> None:
    assert figures_of(waiting=3).empty
    assert not figures_of(claim_waits=[timedelta(0)]).empty
    assert not figures_of(detections={Tier.OWN: TierCount(1, 0)}).empty
