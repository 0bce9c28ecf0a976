"""The buttons and the *More* of a card of something found; the private answer to *Read message* repeats them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import discord

from cogs.base.card_actions import PRIVATE, CardAction
from cogs.base.layout import Card, button, link_button
from core.base.posts import NameKind, PostKind
from core.scanning.detections import Detection, Verb
from core.scanning.groups import Group, only_stops
from services.base.texts import Say

READ, READ_EACH = "reveal", "removals"
"""The first button of a card: the text of its message, or where it counts several, each of them."""
_ROWS = 2  # of buttons
_OTHER_OF = {READ: False, READ_EACH: True}  # of which cards: those that count several


def add_actions(
    card: Card,
    say: Say,
    found: Detection,
    group: Group | None,
    actions: Sequence[CardAction[Detection]],
    *,
    private: bool = False,
) -> None:
    """Add the rows of buttons and *More*: reading first, what harms last. In a private answer the custom ids say that they
    stand there.
    """
    end = PRIVATE if private else ""
    shown = [action for action in actions if action.shown(found) and _is_of(action, group)]
    drawn = [action for action in shown if not action.in_more]
    for row in range(_ROWS):
        buttons: list[discord.ui.Button[Any]] = [
            button(
                f"detection:{found.id}:{action.verb}{end}", say(_label(action, found, group)), action.style
            )
            for action in drawn
            if action.row == row
        ]
        jump = _jump(found, say) if row == 0 else None
        card.buttons(*buttons, jump)
    more = [
        discord.SelectOption(label=say(action.label), description=say(action.help), value=action.verb)
        for action in shown
        if action.in_more
    ]
    card.select(f"detection:{found.id}:more{end}", say("detection-more"), more)


def open_to(
    actions: Iterable[CardAction[Detection]], possible: frozenset[Verb]
) -> Sequence[CardAction[Detection]]:
    """Those that one person may take now."""
    return [action for action in actions if action.verb in possible]


def open_to_all(
    actions: Sequence[CardAction[Detection]], found: Detection
) -> Sequence[CardAction[Detection]]:
    """What may stand on a card of which a moderator wrote a message, and which everybody sees alike: the way to the private
    answer alone, which has the other actions for whoever may take them.
    """
    reading = [action for action in actions if action.verb in _OTHER_OF]
    if not acts_elsewhere(actions, found):
        return reading
    return [replace(action, shown=_always) if action.verb == READ else action for action in reading]


def acts_elsewhere(actions: Iterable[CardAction[Detection]], found: Detection) -> bool:
    """Whether anything can be done with what was found, beside reading it."""
    return any(action.shown(found) for action in actions if action.verb not in _OTHER_OF)


def _always(_found: Detection) -> bool:
    return True


def _is_of(action: CardAction[Detection], group: Group | None) -> bool:
    several = _OTHER_OF.get(action.verb)
    return several is None or several is (group is not None)


def _label(action: CardAction[Detection], found: Detection, group: Group | None) -> str:
    if action.verb == Verb.UNDO and only_stops(found, group):
        return "detection-button-stop"
    if action.verb == READ and not found.has_text:
        return "detection-button-act"
    return f"{action.label}-all" if action.verb == Verb.DELETE and group is not None else action.label


def _jump(found: Detection, say: Say) -> "discord.ui.Button[Any] | None":
    if not found.outcome.stands:
        return None
    place = f"{found.server}/{found.channel}"
    if found.named in (NameKind.MEMBER, NameKind.EVENT):  # it stands in no channel
        return None
    if found.named:
        return link_button(f"https://discord.com/channels/{place}", say("detection-button-jump-channel"))
    if found.place is PostKind.THREAD:
        return link_button(f"https://discord.com/channels/{place}", say("detection-button-jump-thread"))
    return link_button(f"https://discord.com/channels/{place}/{found.message}", say("detection-button-jump"))
