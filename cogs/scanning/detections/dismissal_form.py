"""The fields of the form of *dismiss*: both a case's card and a detection's open it."""

from collections.abc import Sequence

import discord

from cogs.base.forms import Form
from core.scanning.detections import DismissReason
from services.base.texts import Say
from services.lists.typed_pattern import NOTE_LENGTH

LEFT_ALONE = tuple(reason for reason in DismissReason if reason is not DismissReason.HANDLED)


def add_dismissal_fields(
    form: Form,
    say: Say,
    reasons: Sequence[DismissReason] = LEFT_ALONE,
    preset: DismissReason = DismissReason.NO_VIOLATION,
) -> None:
    """Ask why nothing is listed, and for a note. `reasons`: those that can be true."""
    options = [
        discord.SelectOption(label=say(f"dismiss-{reason}"), value=reason, default=reason is preset)
        for reason in reasons
    ]
    form.choice("reason", say("case-dismiss-reason"), options)
    form.text("note", say("case-dismiss-note"), limit=NOTE_LENGTH)
