"""Showing the kept text of a removed message to a moderator."""

import discord

from cogs.base.layout import Card
from core.base.defang import defang
from core.base.ids import DetectionId
from core.base.redact import redact
from services.base.texts import Say

_TEXT_SHOWN = 3500  # characters; Discord takes 4,000 in one message


def revealed(detection: DetectionId, text: str, say: Say) -> discord.ui.LayoutView:
    """The kept text, for the eyes of whoever asked."""
    return Card().text(say("detection-reveal", detection=str(detection))).text(_spoilered(text)).view()


def _spoilered(text: str) -> str:
    # Escaped by `defang`, so that the text cannot end the spoiler; the line break keeps a backslash at the end of a
    # cut from doing so.
    return f"||{defang(redact(text))[:_TEXT_SHOWN]}\n||"
