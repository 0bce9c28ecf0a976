"""When the author of a removed message hears of it: at once, but five times in ten minutes at most, and the notices of many
authors one after another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.base.categories import Category
from core.base.ids import NoticeId

MOST = 5
WITHIN = timedelta(minutes=10)
"""An author gets MOST notices WITHIN this time; what is removed besides is counted in the next."""
SERVER_MOST = 10
SERVER_WITHIN = timedelta(seconds=10)
"""The same of all authors of one server, so that a raid opens few direct messages at a time."""
FARTHEST = timedelta(hours=1)
"""A notice that is planned for later than this after another is no reason for that one to wait: the clock was put back, or it
tells of an emergency.
"""
AFTER_EMERGENCY = timedelta(days=1)
LOOK_BACK = timedelta(days=2)


class NoticeState(StrEnum):
    """What became of a notice."""

    WAITING = "waiting"
    SENT = "sent"
    CLOSED = "closed"  # its author takes no direct messages
    DROPPED = "dropped"  # all that it told of was taken back before, or the server wants none any more


@dataclass(frozen=True, slots=True)
class Planned:
    """A notice of the same author. `takes_more`: its sending has not begun."""

    id: NoticeId
    at: datetime
    takes_more: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Which notice tells of a removal: one that waits (`joins`), or a new one, `at` a time."""

    at: datetime
    joins: NoticeId | None = None


def earliest(now: datetime, category: Category, *, by_moderator: bool) -> datetime:
    """When a removal may be told of. What moderators had removed as an emergency is told a day later: in the first hours a
    message by itself would only feed the anger at whoever may have reported it (decision 0177).
    """
    return now + AFTER_EMERGENCY if by_moderator and category.emergency else now


def plan(at: datetime, theirs: Sequence[Planned], server_waits: datetime | None) -> Plan:
    """Decide which notice tells of a removal, no earlier than `at`.

    `theirs`: the author's notices from LOOK_BACK before until WITHIN after that time, the latest first. What waits to be sent
    counts however old it is: after an outage nobody gets all that piled up. `server_waits`: when the notice was planned after which
    SERVER_MOST - 1 others were, of any author of the server.
    """
    near = [each for each in theirs if each.takes_more or at - WITHIN < each.at]
    if len(near) >= MOST:
        waiting = next((each for each in near if each.takes_more), None)
        if waiting is not None:
            return Plan(waiting.at, joins=waiting.id)
        at = max(at, near[MOST - 1].at + WITHIN)
    if server_waits is not None:
        at = max(at, server_waits + SERVER_WITHIN)
    return Plan(at)
