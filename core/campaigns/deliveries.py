"""Deliveries as values: who gets an update, what one server's copy shows, and what its moderators are asked.

A delivery is one server's copy of an update: the version that it shows there, and the one that still waits for that
server's approval, if the server asked to look first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from core.base.errors import UserError
from core.base.ids import ServerId


class DeliveryState(StrEnum):
    """Whether a copy may (still) be posted. `ended`: the server unfollowed, and only a copy that stands there is kept
    right; `declined`: the server did not want the update.
    """

    OPEN = "open"
    ENDED = "ended"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Delivery:
    """How one server's copy stands. `version`: what it shows; `waiting`: what waits for that server's approval; `approve`:
    whether that server looks at each version first.
    """

    approve: bool
    version: int | None = None
    waiting: int | None = None
    state: DeliveryState = DeliveryState.OPEN


def published(delivery: Delivery, number: int) -> Delivery:
    """How a delivery stands after the update's own server approved this version."""
    if delivery.state is DeliveryState.DECLINED:
        return delivery
    if delivery.state is DeliveryState.ENDED and delivery.version is None:
        return delivery
    if delivery.approve:
        return replace(delivery, waiting=number)
    return replace(delivery, version=number, waiting=None)


def is_reached(delivery: Delivery, number: int) -> bool:
    """Whether the server's members see this version, or its moderators are asked whether they shall."""
    return number in (delivery.version, delivery.waiting)


def accepted(delivery: Delivery, number: int) -> Delivery:
    """How a delivery stands after its server wanted this version shown. Raises UserError: it does not wait any more."""
    _waiting(delivery, number)
    return replace(delivery, version=number, waiting=None)


def declined(delivery: Delivery, number: int) -> Delivery:
    """How a delivery stands after its server did not want the waiting version.

    Of an update that is not shown yet the server gets no further versions; where it declined a correction, it keeps
    the version that it shows. Raises UserError: nothing waits any more.
    """
    _waiting(delivery, number)
    state = DeliveryState.DECLINED if delivery.version is None else delivery.state
    return replace(delivery, waiting=None, state=state)


def _waiting(delivery: Delivery, number: int) -> None:
    if delivery.waiting != number:
        raise UserError("delivery-settled-already")


def recalled(delivery: Delivery) -> Delivery:
    """How a delivery stands after its update was withdrawn: nothing waits any more, and a copy that was not posted
    yet never will be.
    """
    state = delivery.state
    if delivery.version is None and state is DeliveryState.OPEN:
        state = DeliveryState.ENDED
    return replace(delivery, waiting=None, state=state)


def unfollowed(delivery: Delivery) -> Delivery:
    """How a delivery stands after its server unfollowed; corrections still reach a copy that stands there."""
    if delivery.state is not DeliveryState.OPEN:
        return delivery
    waiting = None if delivery.version is None else delivery.waiting
    return replace(delivery, waiting=waiting, state=DeliveryState.ENDED)


@dataclass(frozen=True, slots=True)
class DueMessages:
    """Which messages about a delivery must be posted or brought up to date: the copy, the card that asks for approval.

    `card_anew`: as a message of its own, since something waits there that nobody has seen.
    """

    copy: bool = False
    card: bool = False
    card_anew: bool = False


def due_messages(before: Delivery | None, after: Delivery, *, withdrawn: bool = False) -> DueMessages:
    """Find the messages that a change of a delivery makes due. `before`: how it stood; None where it is new.

    `withdrawn`: the update was taken back, so a copy that stands there is rewritten whatever its version.
    """
    if before is None:
        return DueMessages(copy=after.waiting is None, card=after.waiting is not None)
    asks = before.waiting is None and after.waiting is not None
    return DueMessages(
        copy=after.version != before.version or (withdrawn and after.version is not None),
        card=before.waiting != after.waiting and not asks,
        card_anew=asks,
    )


@dataclass(frozen=True, slots=True)
class Audience:
    """Who might get a campaign's updates.

    `followers`: the servers that follow, and whether each of them looks first; `trusted`: whether the operator trusts
    the publisher; `own_channel`: whether the publisher named a channel for its own updates.
    """

    publisher: ServerId
    followers: Mapping[ServerId, bool]
    trusted: bool
    own_channel: bool


def recipients(audience: Audience) -> dict[ServerId, bool]:
    """The servers that get a first copy of an update, and whether each of them looks first.

    These are the campaign's own server where it named a channel, and its followers while the operator trusts it.
    """
    publisher = audience.publisher
    own = {publisher: False} if audience.own_channel else {}
    followers = audience.followers.items() if audience.trusted else ()
    return own | {server: approve for server, approve in followers if server != publisher}


def first_copies(audience: Audience, number: int) -> dict[ServerId, Delivery]:
    """The deliveries with which an update begins when its first version is approved."""
    return {server: published(Delivery(approve), number) for server, approve in recipients(audience).items()}


def is_visible(asking: ServerId, origin: ServerId, *, trusted: bool) -> bool:
    """Whether a server sees a campaign: its own always, another's while the operator trusts that server."""
    return asking == origin or trusted


def version_here(standing: int | None, delivery: Delivery | None) -> int | None:
    """The version that a server's members see in lists and timelines; None hides the update.

    Where there is a delivery, that is the version which it shows: a server that looks first sees what it approved.
    Without one (an update from before the server followed), it is the version that stands.
    """
    return standing if delivery is None or standing is None else delivery.version
