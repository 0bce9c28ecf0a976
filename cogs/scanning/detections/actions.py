"""Every action of a detection's card: one row each, in the order in which the card offers them.

The card draws its buttons and its *More* from these rows, the router finds their handlers through them, and
tests/cogs/scanning/detections/test_actions.py walks them.
"""

import re
from collections.abc import Callable, Sequence

import discord
from discord.ext import commands

from cogs.base.card_actions import CardAction, of_card
from cogs.base.router import Router, chosen_values
from cogs.scanning.detections.buttons import DetectionButtons
from cogs.scanning.detections.clicks import DETECTION
from cogs.scanning.detections.controls import READ, READ_EACH
from cogs.scanning.detections.reading import DetectionReading
from cogs.scanning.detections.sweep_offer import DetectionSweep, was_listed
from cogs.scanning.sweeps.offers import OFFER
from core.base.errors import UserError
from core.scanning.detections import Detection, Verb

_PRIMARY, _DANGER = discord.ButtonStyle.primary, discord.ButtonStyle.danger
_DECIDING = 1  # the second row of buttons; the first ends with the way to the message


def detection_actions(buttons: DetectionButtons, sweep: DetectionSweep) -> Sequence[CardAction[Detection]]:
    """Make the table, without its first actions (`with_reading`). An action that changes a detection is a `Verb`, shown where
    the core says that it is possible.
    """
    return (
        # Buttons: one of them stands out at most, and what harms stands last.
        CardAction(
            Verb.LIST,
            "detection-button-list",
            _possible(Verb.LIST),
            buttons.open_list,
            style=_PRIMARY,
            row=_DECIDING,
            opens_form=True,
        ),
        CardAction(
            Verb.DISMISS,
            "detection-button-dismiss",
            _possible(Verb.DISMISS),
            buttons.open_dismiss,
            row=_DECIDING,
            opens_form=True,
        ),
        CardAction(Verb.REOPEN, "detection-button-reopen", _possible(Verb.REOPEN), buttons.reopen),
        CardAction(
            Verb.UNDO, "detection-button-undo", _possible(Verb.UNDO), buttons.open_undo, opens_form=True
        ),
        CardAction(
            Verb.DELETE,
            "detection-button-delete",
            _possible(Verb.DELETE),
            buttons.delete,
            style=_DANGER,
            row=_DECIDING,
        ),
        CardAction(OFFER, "sweep-button-offer", was_listed, sweep.begin),
        # Options of *More*
        CardAction(
            Verb.ALLOW,
            "detection-more-allow",
            _possible(Verb.ALLOW),
            buttons.ask_allow,
            in_more=True,
            help="detection-more-allow-help",
        ),
    )


def with_reading(
    reading: DetectionReading, others: Sequence[CardAction[Detection]]
) -> Sequence[CardAction[Detection]]:
    """The whole table: what is read repeats all other actions below it, so it comes to them last."""
    return (
        CardAction(READ, "detection-button-reveal", _has_text, reading.read),
        CardAction(READ_EACH, "detection-button-removals", _leads, reading.read_each),
        *others,
    )


def _possible(verb: Verb) -> Callable[[Detection], bool]:
    def shown(found: Detection) -> bool:
        return verb in found.verbs

    return shown


def _leads(found: Detection) -> bool:
    return found.lead == found.id


def _has_text(found: Detection) -> bool:
    return found.has_text


class DetectionCardRoutes(commands.Cog):
    """Routes clicks to the handler of their action: a button by its custom id, an option of *More* by its value."""

    def __init__(self, *, router: Router, actions: Sequence[CardAction[Detection]]) -> None:
        # A card that an older version posted has more in its *More*.
        menu = [action for action in actions if not action.opens_form and action.verb != OFFER]
        self._of_more = {str(action.verb): action for action in menu}
        for action in actions:
            if not action.in_more:
                route = of_card(DETECTION, action.verb)
                router.add(route, action.handler, opens_form=action.opens_form)
        router.add(of_card(DETECTION, "more"), self._more)

    async def _more(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        chosen = chosen_values(interaction)
        action = self._of_more.get(chosen[0]) if len(chosen) == 1 else None
        if action is None:
            raise UserError("detection-form-unreadable")
        await action.handler(interaction, match)
