"""Who pings when: at most once in ten minutes, whoever is first, and nothing that somebody has in hand."""

from datetime import UTC, datetime, timedelta

import pytest

from core.reports.cases import CaseState
from core.reports.pings import Alert, KnownPing, PingPlan, Turn, alert, may_remind, ping

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
JUST_NOW, LONG_AGO = NOW - timedelta(minutes=9), NOW - timedelta(minutes=10)


def known(
    *, state: CaseState = CaseState.OPEN, held_back: bool = False, last: datetime | None = None
) -> KnownPing:
    return KnownPing(somebody_to_ping=True, state=state, held_back=held_back, last=last)


@pytest.mark.parametrize("last", [None, LONG_AGO])
@pytest.mark.parametrize("held_back", [False, True])
def test_an_open_emergency_pings_when_ten_minutes_are_over(last: datetime | None, *, held_back: bool) -> None:
    assert ping(known(held_back=held_back, last=last), NOW) == PingPlan(Turn.PING)


@pytest.mark.parametrize("held_back", [False, True])
def test_within_ten_minutes_it_is_held_back_until_they_are_over(*, held_back: bool) -> None:
    plan = ping(known(held_back=held_back, last=JUST_NOW), NOW)
    assert plan == PingPlan(Turn.HOLD_BACK, NOW + timedelta(minutes=1))


@pytest.mark.parametrize("state", [CaseState.CLAIMED, CaseState.CLOSED])
def test_what_was_held_back_and_is_in_hand_pings_no_more(state: CaseState) -> None:
    assert ping(known(state=state, held_back=True), NOW).turn is Turn.IN_HAND
    assert ping(known(state=state), NOW).turn is Turn.PING  # claimed before its card was posted


@pytest.mark.parametrize("state", CaseState)
def test_without_an_alert_role_nothing_is_held_back(state: CaseState) -> None:
    nobody = KnownPing(somebody_to_ping=False, state=state, held_back=True, last=JUST_NOW)
    assert ping(nobody, NOW) == PingPlan(Turn.FREE)


@pytest.mark.parametrize(
    ("last", "waits", "may"),
    [(None, False, True), (LONG_AGO, False, True), (JUST_NOW, False, False), (LONG_AGO, True, False)],
)
def test_a_reminder_is_a_ping_and_first_pings_go_before(
    last: datetime | None, *, waits: bool, may: bool
) -> None:
    assert may_remind(last, NOW, first_ping_waits=waits) is may


OPEN, CLAIMED = CaseState.OPEN, CaseState.CLAIMED


@pytest.mark.parametrize(
    ("role", "calls", "pinged", "state", "last", "told"),
    [
        (True, True, False, OPEN, None, Alert.NOW),
        (True, True, False, OPEN, JUST_NOW, Alert.NOBODY),
        (True, True, False, CLAIMED, None, Alert.NOW),
        (True, True, False, CLAIMED, JUST_NOW, Alert.IN_HAND),
        (True, True, True, OPEN, None, Alert.BEFORE),
        (True, True, True, CLAIMED, None, Alert.IN_HAND),
        (False, True, True, CLAIMED, None, Alert.NOBODY),
        (True, False, True, CLAIMED, None, Alert.NOBODY),
    ],
)
def test_a_reporter_is_told_of_no_alert_that_is_not_so(
    *, role: bool, calls: bool, pinged: bool, state: CaseState, last: datetime | None, told: Alert
) -> None:
    known = KnownPing(somebody_to_ping=role, state=state, held_back=False, last=last, pinged=pinged)
    assert alert(known, NOW, calls=calls) is told
