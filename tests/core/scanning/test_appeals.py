"""Who may decide about an objection, and how many an author may have."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.base.authority import Caller
from core.base.ids import AppealId, NoticeId, ServerId, UserId
from core.scanning.appeals import (
    A_DAY,
    ANYBODY_AFTER,
    OPEN_AT_ONCE,
    OPEN_IN_SERVER,
    Appeal,
    AppealState,
    Barred,
    Objecting,
    TooMany,
    barred,
)
from core.scanning.detections import Person

OPENED = datetime(2026, 6, 1, tzinfo=UTC)
SOON, LATE = OPENED + timedelta(hours=1), OPENED + ANYBODY_AFTER
AUTHOR, DECIDER, OTHER = UserId(1), UserId(2), UserId(3)
APPEAL = Appeal(
    AppealId(1),
    NoticeId(1),
    ServerId(9),
    Person(AUTHOR, "a"),
    AppealState.OPEN,
    has_text=True,
    opened_at=OPENED,
)


def why(
    by: UserId,
    now: datetime = SOON,
    *,
    manages: bool = False,
    moderates: bool = False,
    appeal: Appeal = APPEAL,
) -> Barred | None:
    caller = Caller(ServerId(9), by, "x", manage_messages=True, manage_server=manages)
    return barred(appeal, caller, {DECIDER}, now, wrote=by == AUTHOR, author_moderates=moderates)


def test_another_than_who_decided_decides() -> None:
    assert why(DECIDER) is Barred.DECIDED
    assert why(DECIDER, manages=True) is Barred.DECIDED
    assert why(OTHER) is None


def test_the_author_never_does() -> None:
    assert why(AUTHOR) is why(AUTHOR, LATE) is why(AUTHOR, LATE, manages=True) is Barred.OWN


def test_after_three_days_anybody_else_does() -> None:
    assert why(DECIDER, LATE) is why(OTHER, LATE) is why(OTHER, LATE, moderates=True) is None
    assert why(DECIDER, LATE - timedelta(seconds=1)) is Barred.DECIDED


def test_of_a_moderators_message_managers_do() -> None:
    assert why(OTHER, moderates=True) is Barred.PEER
    assert why(OTHER, moderates=True, manages=True) is None
    assert why(DECIDER, moderates=True, manages=True) is Barred.DECIDED


@pytest.mark.parametrize("state", set(AppealState) - {AppealState.OPEN})
def test_what_is_over_is_over(state: AppealState) -> None:
    assert why(OTHER, appeal=replace(APPEAL, state=state)) is Barred.OVER


@pytest.mark.parametrize(
    ("counted", "refusal"),
    [
        (Objecting(OPEN_AT_ONCE - 1, A_DAY - 1, OPEN_IN_SERVER - 1), None),
        (Objecting(OPEN_AT_ONCE, 0, 0), TooMany.OPEN),
        (Objecting(0, A_DAY, 0), TooMany.TODAY),
        (Objecting(0, 0, OPEN_IN_SERVER), TooMany.SERVER),
    ],
)
def test_there_are_only_so_many(counted: Objecting, refusal: TooMany | None) -> None:
    assert counted.too_many is refusal
