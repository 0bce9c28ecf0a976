"""The table of an update's buttons: what a card draws has a handler, and every handler is drawn."""

from dataclasses import replace

import discord
import pytest

from cogs.base.router import Router
from cogs.campaigns import cards, decided_cards
from cogs.campaigns.actions import add_routes
from cogs.campaigns.custom_ids import (
    CardKind,
    UpdateCard,
    UpdateVerb,
    approval_marker,
    copy_marker,
    custom_id,
    draft_marker,
    retry_marker,
    scheduled_marker,
)
from core.base.ids import UpdateId
from core.campaigns.deliveries import Delivery
from core.campaigns.versions import VersionState
from services.base.outbox import ChannelProblem
from services.base.texts import default_texts
from services.campaigns.records import CopyCounts
from tests.cogs.campaigns.samples import (
    ACTIONS,
    BUTTONS,
    NOW,
    delivery_of,
    ids_in,
    shown_of,
    update,
    version,
)
from tests.wording import say

WAITS = update(version(), version(2, VersionState.DRAFT))
SCHEDULED = update(version(2, VersionState.SCHEDULED, at=NOW))
NAMES = update(version(), version(2, VersionState.DRAFT, body="Write to jane@example.org"))
LONG = update(version(), version(2, VersionState.DRAFT, body="*" * 2000))
CARDS = {
    "draft": lambda: cards.draft_view(say, shown_of(WAITS), ACTIONS, second=False, reaches=3),
    "draft that the screen changed": lambda: cards.draft_view(
        say, shown_of(NAMES), ACTIONS, second=False, reaches=3
    ),
    "long draft": lambda: cards.draft_view(say, shown_of(LONG), ACTIONS, second=False, reaches=3),
    "scheduled": lambda: decided_cards.scheduled_view(say, shown_of(SCHEDULED), ACTIONS, reaches=3),
    "decided": lambda: decided_cards.draft_settled_view(say, update(), CopyCounts(stand=1, known=1), ACTIONS),
    "delivery draft": lambda: cards.delivery_view(
        say, delivery_of(WAITS, delivery=Delivery(approve=True, waiting=2)), shown_of(WAITS), ACTIONS
    ),
    "long delivery draft": lambda: cards.delivery_view(
        say, delivery_of(LONG, delivery=Delivery(approve=True, waiting=2)), shown_of(LONG), ACTIONS
    ),
    "stuck": lambda: cards.stuck_view(say, delivery_of(WAITS, problem=ChannelProblem.DELETED), ACTIONS),
    "copy": lambda: cards.copy_view(say, shown_of(update()), None, ACTIONS),
    "withdrawn": lambda: cards.withdrawn_view(
        say, replace(update(), withdrawn_at=NOW), ACTIONS, with_reason=True
    ),
}
SHOWN = {
    "draft": ["update:12:approve:2", "update:12:edit:2", "update:12:discard:2"],
    "scheduled": ["update:12:edit:2", "update:12:discard:2"],
    "decided": ["update:12:copies"],
    "draft that the screen changed": [
        *("update:12:approve:2", "update:12:edit:2", "update:12:screen:2", "update:12:discard:2")
    ],
    "long draft": ["update:12:approve:2", "update:12:edit:2", "update:12:whole:2", "update:12:discard:2"],
    "delivery draft": ["update:12:approve:2", "update:12:discard:2"],
    "long delivery draft": ["update:12:approve:2", "update:12:whole:2", "update:12:discard:2"],
    "stuck": ["update:12:retry"],
    "copy": ["update:12:timeline"],
    "withdrawn": ["update:12:timeline"],
}
HANDLERS = {
    UpdateVerb.APPROVE: BUTTONS.approve,
    UpdateVerb.EDIT: BUTTONS.edit,
    UpdateVerb.DISCARD: BUTTONS.discard,
    UpdateVerb.RETRY: BUTTONS.retry,
    UpdateVerb.TIMELINE: BUTTONS.timeline,
    UpdateVerb.WHOLE: BUTTONS.whole,
    UpdateVerb.COPIES: BUTTONS.copies,
    UpdateVerb.SCREEN: BUTTONS.screen,
}


@pytest.fixture
def router() -> Router:
    router = Router()
    add_routes(router, ACTIONS)
    return router


@pytest.mark.parametrize("card", CARDS)
def test_every_button_on_a_card_finds_its_handler(router: Router, card: str) -> None:
    drawn = ids_in(CARDS[card]())
    assert drawn == SHOWN[card]
    for written in drawn:
        found = router.find(written)
        assert found is not None
        route, match = found
        verb = UpdateVerb(written.split(":")[2])
        assert route.handler == HANDLERS[verb]
        assert route.opens_form == (verb is UpdateVerb.EDIT)
        assert match["id"] == "12"
        assert match.groupdict().get("version") == ("2" if written.endswith(":2") else None)


def test_every_action_is_drawn_by_a_card() -> None:
    drawn = {written.split(":")[2] for card in CARDS.values() for written in ids_in(card())}
    assert drawn == set(UpdateVerb) == {action.verb for action in ACTIONS}
    for action in ACTIONS:
        assert any(
            action.shown(UpdateCard(kind, UpdateId(12), cut=so, screened=so))
            for kind in CardKind
            for so in (False, True)
        )


def test_no_card_offers_a_verb_twice_and_every_label_is_a_message() -> None:
    for kind in CardKind:
        card = UpdateCard(kind, UpdateId(12), cut=True)
        offered = [action.verb for action in ACTIONS if action.shown(card)]
        assert len(offered) == len(set(offered)) <= 5
    assert all(default_texts().has(action.label) for action in ACTIONS)


@pytest.mark.parametrize("verb", [UpdateVerb.APPROVE, UpdateVerb.DISCARD])
def test_a_button_without_a_version_is_known_where_the_draft_is_meant(
    router: Router, verb: UpdateVerb
) -> None:
    assert router.find(f"update:12:{verb}") is not None
    assert router.find(f"update:12:{verb}:2:3") is None


@pytest.mark.parametrize(
    "written", ["update:12:edit", "update:12:retry:2", "update:12:timeline:2", "update::edit:2"]
)
def test_what_no_card_draws_is_no_button(router: Router, written: str) -> None:
    assert router.find(written) is None


def test_a_card_is_known_by_a_button_that_stands_on_it() -> None:
    draft = UpdateCard(CardKind.DRAFT, UpdateId(12), 2)
    assert draft_marker(UpdateId(12), 2) == custom_id(draft, UpdateVerb.APPROVE) == "update:12:approve:2"
    assert custom_id(draft, UpdateVerb.APPROVE).startswith(approval_marker(UpdateId(12)))
    assert scheduled_marker(UpdateId(12), 2) in ids_in(CARDS["scheduled"]())
    assert retry_marker(UpdateId(12)) in ids_in(CARDS["stuck"]())
    assert copy_marker(UpdateId(12)) in ids_in(CARDS["copy"]())


def test_what_declines_and_what_discards_is_told_apart_by_its_label() -> None:
    def labels(card: discord.ui.LayoutView) -> list[str | None]:
        return [item.label for item in card.walk_children() if isinstance(item, discord.ui.Button)]

    assert labels(CARDS["draft"]()) == [
        say("draft-button-approve"),
        say("draft-button-edit"),
        say("draft-button-discard"),
    ]
    assert labels(CARDS["delivery draft"]()) == [say("draft-button-approve"), say("delivery-button-decline")]
