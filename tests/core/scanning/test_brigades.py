"""When posts are a brigade, and what a measure does to what stands on Discord."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.ids import BrigadeId, ChannelId, MeasureId, ServerId
from core.scanning.brigades import (
    ACCOUNTS,
    QUIET,
    SERVERS,
    Act,
    Counted,
    Measure,
    MeasureKind,
    MeasureState,
    Why,
    begin,
    end,
    given_back,
    is_brigade,
    is_over,
)

NOW = datetime(2026, 6, 1, tzinfo=UTC)
UNTIL = NOW + timedelta(minutes=30)
numbers = st.integers(0, 40)
slow = st.integers(0, 21_600)


def counted(accounts: int = 1, posts: int = 1, servers: int = 0) -> Counted:
    return Counted(accounts, posts, 1, servers, NOW, NOW)


def measure(
    former: int | None = None,
    kind: MeasureKind = MeasureKind.SLOW,
    state: MeasureState = MeasureState.STANDING,
) -> Measure:
    return Measure(
        MeasureId(1), BrigadeId(1), ServerId(1), kind, ChannelId(1), state, Why.NONE, former, 30, UNTIL
    )


@given(numbers, numbers, numbers)
def test_more_of_anything_never_ends_a_brigade(accounts: int, more: int, servers: int) -> None:
    if is_brigade(counted(accounts, 1, servers)):
        assert is_brigade(counted(accounts + more, 1 + more, servers + more))


@given(st.integers(1, ACCOUNTS - 1), st.integers(1, 1000), st.integers(0, SERVERS - 1))
def test_few_accounts_are_none_however_often_they_post(accounts: int, posts: int, servers: int) -> None:
    assert not is_brigade(counted(accounts, posts, servers))


@given(numbers, st.integers(SERVERS, 40))
def test_a_server_without_a_post_has_no_brigade(accounts: int, servers: int) -> None:
    assert not is_brigade(counted(accounts, 0, servers))


def test_five_accounts_or_three_servers() -> None:
    assert is_brigade(counted(accounts=ACCOUNTS))
    assert is_brigade(counted(servers=SERVERS))


@given(st.timedeltas(timedelta(0), timedelta(days=1)))
def test_it_is_over_after_its_quiet_and_not_before(passed: timedelta) -> None:
    assert is_over(NOW, NOW + passed) is (passed > QUIET)


@given(former=slow)
def test_what_was_there_comes_back(former: int) -> None:
    step = begin(measure(state=MeasureState.BEGINNING), former)
    if step.act is Act.NOTHING:
        assert former >= 30, "only a channel that is as slow is left"
        return
    standing = measure(former)
    assert end(standing, standing.set_to, UNTIL).act is Act.GIVE_BACK
    assert given_back(standing, UNTIL) == former


@given(former=st.integers(0, 29), present=slow)
def test_what_somebody_else_set_is_never_overwritten(former: int, present: int) -> None:
    step = end(measure(former), present, UNTIL)
    if present not in (former, 30):
        assert (step.act, step.state) == (Act.NOTHING, MeasureState.CHANGED)
    assert step.state is not MeasureState.STANDING


@given(former=st.integers(0, 29), present=slow)
def test_after_a_crash_a_measure_goes_on_only_where_nobody_changed_it(former: int, present: int) -> None:
    step = begin(measure(former, state=MeasureState.BEGINNING), present)
    assert (step.act is Act.SET) is (present in (former, 30))


def test_a_measure_that_had_not_begun_is_simply_over() -> None:
    assert end(measure(None, state=MeasureState.ENDING), 30, NOW).act is Act.NOTHING


class TestInvites:
    def test_a_longer_pause_is_left(self) -> None:
        longer = int((UNTIL + timedelta(hours=1)).timestamp() * 1000)
        found = begin(measure(kind=MeasureKind.INVITES, state=MeasureState.BEGINNING), longer)
        assert (found.act, found.why) == (Act.NOTHING, Why.ALREADY)

    def test_at_its_time_discord_ends_it_by_itself(self) -> None:
        assert end(measure(0, MeasureKind.INVITES), 0, UNTIL).act is Act.NOTHING

    @pytest.mark.parametrize(("former", "back"), [(0, 0), (10, 0)])
    def test_a_pause_that_has_passed_does_not_come_back(self, former: int, back: int) -> None:
        assert given_back(measure(former, MeasureKind.INVITES), NOW) == back

    def test_a_shorter_pause_of_somebodys_comes_back(self) -> None:
        shorter = int((NOW + timedelta(minutes=5)).timestamp() * 1000)
        found = measure(shorter, MeasureKind.INVITES)
        assert end(found, int(UNTIL.timestamp() * 1000) + 900, NOW).act is Act.GIVE_BACK
        assert given_back(found, NOW) == shorter

    def test_one_that_a_moderator_made_longer_is_left(self) -> None:
        longer = int((UNTIL + timedelta(hours=1)).timestamp() * 1000)
        assert end(measure(0, MeasureKind.INVITES), longer, NOW).state is MeasureState.CHANGED
