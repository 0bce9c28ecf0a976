"""Deciding when a card pings the alert role: once a case, and not at every case of a flood."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.base.limits import Limit, next_possible
from core.reports.cases import CaseState

PINGS = (Limit(1, timedelta(minutes=10)),)  # of one server


@dataclass(frozen=True, slots=True)
class KnownPing:
    """What decides whether the card of an emergency pings.

    `held_back`: its ping was held back before; `last`: the server's last ping, None where that was for this very
    case; `pinged`: the case's own ping stands there.
    """

    somebody_to_ping: bool
    state: CaseState
    held_back: bool
    last: datetime | None
    pinged: bool = False


class Turn(StrEnum):
    """What the card of an emergency does now."""

    FREE = "free"  # nobody is pinged here, so that nothing is held back
    PING = "ping"
    HOLD_BACK = "hold_back"
    IN_HAND = "in_hand"  # it was held back, and somebody has taken it on by now


@dataclass(frozen=True, slots=True)
class PingPlan:
    """What the card does now. `again`: when to ask again, where the ping is held back."""

    turn: Turn
    again: datetime | None = None


def ping(known: KnownPing, now: datetime) -> PingPlan:
    """Whether the case's card pings now."""
    if not known.somebody_to_ping:
        return PingPlan(Turn.FREE)
    if known.held_back and known.state is not CaseState.OPEN:
        return PingPlan(Turn.IN_HAND)
    again = next_possible(_pings(known.last), PINGS, now)
    return PingPlan(Turn.PING) if again is None else PingPlan(Turn.HOLD_BACK, again)


class Alert(StrEnum):
    """What whoever reported an emergency can truly be told of the moderators."""

    NOW = "now"  # the alert role is pinged as soon as the card stands there
    BEFORE = "before"  # it was pinged for this case
    IN_HAND = "in_hand"
    NOBODY = "nobody"  # nobody is pinged for it now


def alert(known: KnownPing, now: datetime, *, calls: bool) -> Alert:
    """What is true of an emergency that was filed just now. `calls`: it has a card, in a channel that takes cards, and its
    report is none that a mute holds.
    """
    if not calls or not known.somebody_to_ping:
        return Alert.NOBODY
    if not known.pinged and ping(known, now).turn is Turn.PING:
        return Alert.NOW
    if known.state is CaseState.CLAIMED:
        return Alert.IN_HAND
    return Alert.BEFORE if known.pinged else Alert.NOBODY


def may_remind(last: datetime | None, now: datetime, *, first_ping_waits: bool) -> bool:
    """Whether the alert role may be reminded: a reminder is a ping as any other,
    and an emergency's first ping goes before it.
    """
    return not first_ping_waits and next_possible(_pings(last), PINGS, now) is None


def _pings(last: datetime | None) -> Sequence[datetime]:
    return [] if last is None else [last]
