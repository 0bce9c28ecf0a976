"""Times as moderators type them: read in a zone, with the hours that it skips and those that it has twice."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.errors import UserError
from core.campaigns.schedules import planned, twin, written
from tests.wording import refused

BERLIN, KATHMANDU = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kathmandu")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)  # 13:00 in Berlin


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-03-02 18:30", "2026-03-02 17:30"),
        ("  2026-3-2   18:30 ", "2026-03-02 17:30"),
        ("2026-03-02T18:30", "2026-03-02 17:30"),
        ("2026-03-02T18:30Z", "2026-03-02 18:30"),
        ("2026-03-02 18:30 +03:00", "2026-03-02 15:30"),
        ("2026-03-02 18:30 UTC-4", "2026-03-02 22:30"),
        ("2026-03-02 18:30 \u22120400", "2026-03-02 22:30"),
        ("18:30", "2026-03-01 17:30"),
        ("9:05", "2026-03-02 08:05"),  # today's is over
        ("13:00", "2026-03-02 12:00"),  # now is not to come
        ("18:30 +00:00", "2026-03-01 18:30"),
        ("<t:1772500000:F>", "2026-03-03 01:06"),
        ("٢٠٢٦-٠٣-٠٢ ١٨:٣٠", "2026-03-02 17:30"),  # digits as they are written in Arabic
    ],
)
def test_a_time_is_read_in_the_zone_of_the_server(typed: str, expected: str) -> None:
    assert f"{planned(typed, BERLIN, NOW):%Y-%m-%d %H:%M}" == expected


@pytest.mark.parametrize(
    "typed",
    ["", "tomorrow", "2026-02-30 10:00", "2026-03-02", "25:00", "10:60", "2026-13-01 10:00", "0000-01-01 10:00",
     "10:00 +99:00", "9999-12-31 23:59", "1:2:3", "18:30 CET", "<t:999999999999>", "-1:30", "2026-03-02 10:00 x"],
)  # fmt: skip
def test_what_is_no_time_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(UserError) as refusal:
        planned(typed, BERLIN, NOW)
    assert refusal.value.key in ("schedule-unreadable", "schedule-far")


def test_what_is_over_or_too_far_away_is_refused() -> None:
    for typed in ("2026-03-01 12:59", "2026-03-01 13:00", "<t:1>", "1969-01-01 00:00"):
        with refused("schedule-past"):
            planned(typed, BERLIN, NOW)
    with refused("schedule-far"):
        planned("2027-03-05 13:00", BERLIN, NOW)


def test_a_time_that_clocks_skip_is_refused_and_the_same_moment_named() -> None:
    with pytest.raises(UserError) as refusal:
        planned("2026-03-29 02:30", BERLIN, NOW)
    assert refusal.value.key == "schedule-skipped"
    named = str(refusal.value.values["after"])
    assert planned(named, BERLIN, NOW) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    # Without a day it is the next day on which clocks show it.
    night = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)
    assert planned("02:30", BERLIN, night) == datetime(2026, 3, 30, 0, 30, tzinfo=UTC)


def test_of_a_time_that_clocks_show_twice_the_first_is_meant_and_the_second_can_be_named() -> None:
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert planned("2026-10-25 02:30", BERLIN, NOW) == first
    assert twin(first, BERLIN) == second
    assert twin(second, BERLIN) == first
    assert planned(written(second, BERLIN), BERLIN, NOW) == second
    assert twin(first + timedelta(hours=3), BERLIN) is None
    # Between the two only the second is still to come.
    assert planned("02:30", BERLIN, first) == second


@given(
    st.integers(60, 330 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes)),
    st.sampled_from(
        [BERLIN, KATHMANDU, ZoneInfo("America/St_Johns"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC")]
    ),
)
def test_what_is_written_is_read_as_the_same_moment(at: datetime, zone: ZoneInfo) -> None:
    assert planned(written(at, zone), zone, NOW) == at
