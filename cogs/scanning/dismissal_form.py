"""The fields of the form of *dismiss*: both a case's card and a detection's open it."""

import discord

from cogs.base.forms import Form
from core.scanning.detections import DismissReason
from services.base.texts import Say
from services.lists.typed_pattern import NOTE_LENGTH


def add_dismissal_fields(form: Form, say: Say) -> None:
    """Ask why nothing is listed, and for a note."""
    reasons = [
        discord.SelectOption(
            label=say(f"dismiss-{reason}"), value=reason, default=reason is DismissReason.NO_VIOLATION
        )
        for reason in DismissReason
    ]
    form.choice("reason", say("case-dismiss-reason"), reasons)
    form.text("note", say("case-dismiss-note"), limit=NOTE_LENGTH)
