"""One server's copy of an update: what it shows, what waits there, which messages must say so, and who gets one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.ids import ServerId
from core.campaigns import deliveries
from core.campaigns.deliveries import Audience, Delivery, DeliveryState, DueMessages, due_messages
from tests.wording import refused

ORIGIN, NORTH, SOUTH = ServerId(1), ServerId(2), ServerId(3)


def test_a_copy_that_nobody_looks_at_first_shows_what_stands() -> None:
    first = deliveries.published(Delivery(approve=False), 1)
    assert (first.version, first.waiting) == (1, None)
    assert deliveries.published(first, 2).version == 2


def test_a_server_that_looks_first_keeps_what_it_has_until_it_approves() -> None:
    copy = deliveries.accepted(deliveries.published(Delivery(approve=True), 1), 1)
    corrected = deliveries.published(copy, 2)
    assert (corrected.version, corrected.waiting) == (1, 2)
    with refused("delivery-settled-already"):
        deliveries.accepted(corrected, 1)
    assert deliveries.accepted(corrected, 2).version == 2
    declined = deliveries.declined(corrected, 2)
    assert (declined.version, declined.state) == (1, DeliveryState.OPEN)
    assert deliveries.published(declined, 3).waiting == 3


def test_of_an_update_that_was_declined_nothing_comes_any_more() -> None:
    copy = deliveries.declined(deliveries.published(Delivery(approve=True), 1), 1)
    assert deliveries.published(copy, 2) == copy
    assert deliveries.version_here(2, copy) is None


def test_after_unfollowing_only_what_stands_there_is_corrected() -> None:
    never = deliveries.unfollowed(deliveries.published(Delivery(approve=True), 1))
    assert deliveries.published(never, 2) == never
    shown = deliveries.unfollowed(deliveries.published(Delivery(approve=False), 1))
    assert deliveries.published(shown, 2).version == 2


def test_who_gets_an_update() -> None:
    followers = {NORTH: False, SOUTH: True, ORIGIN: True}

    def reached(**how: bool) -> dict[ServerId, bool]:
        return deliveries.recipients(Audience(ORIGIN, followers, **how))

    assert reached(trusted=True, own_channel=True) == {ORIGIN: False, NORTH: False, SOUTH: True}
    assert reached(trusted=True, own_channel=False) == {NORTH: False, SOUTH: True}
    assert reached(trusted=False, own_channel=True) == {ORIGIN: False}
    assert reached(trusted=False, own_channel=False) == {}


def test_a_first_copy_shows_the_version_or_waits_with_it() -> None:
    audience = Audience(ORIGIN, {NORTH: False, SOUTH: True}, trusted=True, own_channel=True)
    copies = deliveries.first_copies(audience, 4)
    assert copies == {
        ORIGIN: Delivery(approve=False, version=4),
        NORTH: Delivery(approve=False, version=4),
        SOUTH: Delivery(approve=True, waiting=4),
    }
    assert all(deliveries.is_reached(copy, 4) for copy in copies.values())
    assert not deliveries.is_reached(deliveries.published(copies[NORTH], 5), 4)


@pytest.mark.parametrize(
    ("asking", "trusted", "seen"),
    [(ORIGIN, False, True), (ORIGIN, True, True), (NORTH, True, True), (NORTH, False, False)],
)
def test_who_sees_a_campaign(asking: ServerId, trusted: bool, seen: bool) -> None:
    assert deliveries.is_visible(asking, ORIGIN, trusted=trusted) is seen


def test_a_timeline_shows_what_a_server_that_looks_first_has_approved() -> None:
    waiting = deliveries.published(Delivery(approve=True), 1)
    assert deliveries.version_here(1, waiting) is None
    accepted = deliveries.accepted(waiting, 1)
    assert deliveries.version_here(2, deliveries.published(accepted, 2)) == 1
    assert deliveries.version_here(2, None) == 2
    assert deliveries.version_here(None, None) is None


# Which messages must show it.

COPIES = st.builds(
    Delivery,
    approve=st.booleans(),
    version=st.none() | st.integers(1, 3),
    waiting=st.none() | st.integers(1, 3),
    state=st.sampled_from(DeliveryState),
)


def test_a_new_delivery_is_posted_or_asked_about() -> None:
    assert due_messages(None, Delivery(approve=False, version=1)) == DueMessages(copy=True)
    assert due_messages(None, Delivery(approve=True, waiting=1)) == DueMessages(card=True)


def test_what_begins_to_wait_asks_on_a_card_of_its_own_and_what_goes_on_waiting_on_the_one_that_stands() -> (
    None
):
    stands = Delivery(approve=True, version=1)
    asks = replace(stands, waiting=2)
    assert due_messages(stands, asks) == DueMessages(card_anew=True)
    assert due_messages(asks, replace(asks, waiting=3)) == DueMessages(card=True)
    assert due_messages(asks, replace(stands, version=2)) == DueMessages(copy=True, card=True)


@given(COPIES, COPIES)
def test_what_changed_is_shown_and_what_did_not_is_not(before: Delivery, after: Delivery) -> None:
    due = due_messages(before, after)
    assert due.copy == (before.version != after.version)
    assert (due.card or due.card_anew) == (before.waiting != after.waiting)
    assert not (due.card and due.card_anew)


@given(COPIES)
def test_a_withdrawal_rewrites_every_copy_that_stands_and_ends_every_question(copy: Delivery) -> None:
    due = due_messages(copy, deliveries.recalled(copy), withdrawn=True)
    assert due == DueMessages(copy=copy.version is not None, card=copy.waiting is not None)
