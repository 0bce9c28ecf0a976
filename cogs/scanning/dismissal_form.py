"""The fields of the form that dismisses, wherever it is opened: on a case's card, on a detection's."""

import discord

from cogs.base.forms import Form
from core.scanning.detections import DismissReason
from services.base.texts import Say
from services.lists.typed_pattern import NOTE_LENGTH


def add_dismissal_fields(form: Form, say: Say) -> None:
    """What *dismiss* asks wherever it is pressed: why, and a note."""
    reasons = [
        discord.SelectOption(
            label=say(f"dismiss-{reason}"), value=reason, default=reason is DismissReason.NO_VIOLATION
        )
        for reason in DismissReason
    ]
    form.choice("reason", say("case-dismiss-reason"), reasons)
    form.text("note", say("case-dismiss-note"), limit=NOTE_LENGTH)
