"""Reported texts in private answers: blurred for whoever chose so, and the button with which each chooses."""

from typing import Any

import discord

from cogs.base.layout import Part, button
from core.base.defang import defang
from core.base.redact import redact
from core.base.spoilers import without_lists
from services.base.texts import Say

CHOICE = r"blur:(?P<blur>on|off):(?P<page>\d{1,6})"
"""How the custom id of the button ends: what is chosen, and the page on which it stands."""


def private_text(text: str, head: str = "", *, blur: bool) -> Part:
    """A text as a private answer shows it: masked, defanged, and blurred where its reader chose so."""
    shown = defang(redact(text))
    # Escaped by `defang`, so that the text cannot end the spoiler; the line break keeps it from escaping its end.
    return Part(without_lists(shown), head, "||", "\n||") if blur else Part(shown, head)


def blur_button(say: Say, about: str, page: int, *, blur: bool) -> "discord.ui.Button[Any]":
    """The button that chooses the other way. `about`: how custom ids of the row begin: `case:4`."""
    other = "off" if blur else "on"
    return button(f"{about}:blur:{other}:{page}", say(f"blur-button-{other}"))
