"""Every action of an update's cards: one row each, in the order in which a card offers them.

The cards draw their buttons from these rows, the router finds the handlers through them, and
tests/cogs/campaigns/test_actions.py walks them.
"""

from collections.abc import Callable, Sequence

import discord

from cogs.base.card_actions import CardAction
from cogs.base.router import Router
from cogs.campaigns.buttons import UpdateButtons
from cogs.campaigns.custom_ids import CardKind, UpdateAction, UpdateCard, UpdateVerb, template_of

_SUCCESS, _DANGER = discord.ButtonStyle.success, discord.ButtonStyle.danger


def update_actions(buttons: UpdateButtons) -> Sequence[UpdateAction]:
    """Make the table. *Discard* has two rows, since a server that follows sees it as *Decline*."""
    draft, scheduled, delivery_draft = CardKind.DRAFT, CardKind.SCHEDULED, CardKind.DELIVERY_DRAFT
    return (
        CardAction(
            UpdateVerb.APPROVE,
            "draft-button-approve",
            _on(draft, delivery_draft),
            buttons.approve,
            style=_SUCCESS,
        ),
        CardAction(
            UpdateVerb.EDIT, "draft-button-edit", _on(draft, scheduled), buttons.edit, opens_form=True
        ),
        CardAction(
            UpdateVerb.WHOLE,
            "delivery-button-whole",
            lambda card: card.kind in (draft, scheduled, delivery_draft) and card.cut,
            buttons.whole,
        ),
        CardAction(UpdateVerb.SCREEN, "draft-button-screen", lambda card: card.screened, buttons.screen),
        CardAction(
            UpdateVerb.DISCARD,
            "draft-button-discard",
            _on(draft, scheduled),
            buttons.discard,
            style=_DANGER,
        ),
        CardAction(
            UpdateVerb.DISCARD,
            "delivery-button-decline",
            _on(delivery_draft),
            buttons.discard,
            style=_DANGER,
        ),
        CardAction(UpdateVerb.COPIES, "draft-button-copies", _on(CardKind.DECIDED), buttons.copies),
        CardAction(UpdateVerb.RETRY, "delivery-button-retry", _on(CardKind.STUCK), buttons.retry),
        CardAction(UpdateVerb.TIMELINE, "update-button-timeline", _on(CardKind.COPY), buttons.timeline),
    )


def _on(*kinds: CardKind) -> Callable[[UpdateCard], bool]:
    return lambda card: card.kind in kinds


def add_routes(router: Router, actions: Sequence[UpdateAction]) -> None:
    """Let the router find the handler of each action by its custom id."""
    for action in {action.verb: action for action in actions}.values():
        router.add(template_of(UpdateVerb(action.verb)), action.handler, opens_form=action.opens_form)
