"""Showing the kept text of a removed message to a moderator."""

from collections.abc import Callable

import discord

from cogs.base.layout import Card, Turning, page_of
from cogs.servers.blur import blur_button, private_text
from core.base.ids import DetectionId
from services.base.texts import Say


def revealed(
    detection: DetectionId,
    text: str,
    say: Say,
    number: int,
    *,
    blur: bool,
    below: Callable[[Card], None] | None = None,
) -> discord.ui.LayoutView:
    """A page of the kept text, for the eyes of whoever asked; blurred where they chose so. `below`: adds what they may do."""
    turning = Turning(say, lambda page: f"detection:{detection}:reveal:{page}")

    def under(card: Card) -> None:
        card.buttons(blur_button(say, f"detection:{detection}", number, blur=blur))
        if below is not None:
            below(card)

    title, parts = say("detection-reveal", detection=str(detection)), [private_text(text, blur=blur)]
    return page_of(Card(), title, parts, number, turning, under)
