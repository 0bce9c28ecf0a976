"""Showing the kept text of a removed message to a moderator."""

import discord

from cogs.base.layout import Card, Part, Turning, page_of
from core.base.defang import defang
from core.base.ids import DetectionId
from core.base.redact import redact
from services.base.texts import Say


def revealed(detection: DetectionId, text: str, say: Say, number: int = 0) -> discord.ui.LayoutView:
    """A page of the kept text; the answer is private, so nothing in it is hidden once more."""
    parts = [Part(defang(redact(text)))]
    turning = Turning(say, lambda page: f"detection:{detection}:reveal:{page}")
    return page_of(Card(), say("detection-reveal", detection=str(detection)), parts, number, turning)
