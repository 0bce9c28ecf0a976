"""The form of *undo*, and what is answered when it was sent."""

import discord

from cogs.base.forms import Form
from cogs.lists.likely_words import likely_words
from core.scanning.detections import Detection, Timeout, UndoScope
from core.scanning.groups import Group, only_stops
from services.base.texts import Say
from services.lists.typed_pattern import NOTE_LENGTH, shown_pattern
from services.scanning.detections.moderation_results import UndoneDetection

_OPTION = 100  # characters


def undo_form(found: Detection, group: Group | None, say: Say) -> Form:
    """Ask what is taken back: the removals of this card alone, or the rule here, too.

    `group`: where the card counts several; how many they are comes back with the form.
    """
    removals, what = 1 if group is None else group.removals, "stop" if only_stops(found, group) else "undo"
    title = say(f"detection-{what}-title", detection=str(found.id))
    form = Form(f"detection:{found.id}:undo:form:{removals}", title)
    text, timeout = found.text_goes_back, found.timeout is Timeout.SET
    told = {"text": "yes" if text else "no", "timeout": "yes" if timeout else "no"}
    form.says(say(f"detection-{what}-takes-back", count=removals, **told))
    if found.guess:
        form.says(likely_words(say, found.guess))
    scopes = [UndoScope.MESSAGE, UndoScope.SITE] if found.pattern else [UndoScope.MESSAGE]
    options = [
        discord.SelectOption(
            label=say(f"detection-{what}-{scope}"),
            description=say(f"detection-{what}-{scope}-help", pattern=_bare(found.pattern))[:_OPTION],
            value=scope,
            default=scope is UndoScope.MESSAGE,
        )
        for scope in scopes
    ]
    form.choice("scope", say(f"detection-{what}-scope"), options)
    return form.text("note", say("undo-note"), description=say("undo-note-help"), limit=NOTE_LENGTH)


def undone_words(undone: UndoneDetection, say: Say) -> str:
    """What was taken back, and what follows."""
    pattern = undone.allowed.text if undone.allowed else undone.found.pattern
    shown = shown_pattern(pattern) if pattern else ""
    lines = [say(f"detection-undo-done{'' if undone.allowed else '-plain'}", pattern=shown)]
    if undone.found.guess:
        lines.append(likely_words(say, undone.found.guess))
    if undone.removals > 1:
        lines.append(say("detection-undo-count", count=undone.removals))
    if undone.rule_stays:
        lines.append(say("detection-undo-rule-stays", pattern=shown))
    if undone.found.perhaps_taken:
        lines += [say("detection-undo-perhaps")] if undone.restores else []
    elif only_stops(undone.found, None) and not undone.restores:
        lines.append(say("detection-stop-done", count=undone.removals))
    elif undone.restores:
        lines.append(say("detection-undo-restores", count=undone.removals))
    return "\n".join(lines)


def _bare(pattern: str) -> str:
    """Give the text for an option, which shows no formatting."""
    return shown_pattern(pattern).strip("`") if pattern else ""
