"""The lines of a detection's card that say what was done, why something was not, and what somebody decided."""

import discord

from cogs.scanning.detections import group_lines
from core.base.defang import defang
from core.base.ids import DetectionId
from core.base.posts import PostKind
from core.base.redact import redact
from core.scanning.detections import (
    ALLOWED,
    MESSAGE_ONLY,
    RULE_STAYS,
    UNTOLD,
    Detection,
    MissingRight,
    Outcome,
    Returned,
    Settled,
    Timeout,
)
from core.scanning.groups import Group
from services.base.texts import Say
from services.lists.typed_pattern import shown_pattern
from services.scanning.detections.settling import BY_CASE, REOPENED

_WITH_WHY = (Outcome.FORBIDDEN, Outcome.FAILED, Outcome.GONE, Outcome.KEPT, Outcome.EDITED)
# What a sentence about a missing right ends in; the usual one has none.
OTHER_RIGHTS = {
    MissingRight.ACCESS: "-access",
    MissingRight.THREADS: "-threads",
    MissingRight.HISTORY: "-history",
}
_NOTHING_ALLOWED = (BY_CASE, REOPENED, UNTOLD, RULE_STAYS, MESSAGE_ONLY)  # reasons of an undo


def waits(found: Detection) -> bool:
    """Whether something is still to be done: by Rowan, or by somebody who decides or gives it a right."""
    if found.settled in (Settled.UNDONE, Settled.DISMISSED):
        return False
    return found.settled is not Settled.LISTED or found.outcome.to_remove


def why_lines(found: Detection, say: Say) -> list[str]:
    """Say why messages that share a card stand, where Rowan was to remove them."""
    if found.outcome not in (Outcome.FORBIDDEN, Outcome.FAILED) or not waits(found):
        return []
    return [_why(found, say)]


def _why(found: Detection, say: Say) -> str:
    given_up = found.outcome.to_remove and not found.owed
    right = "" if found.outcome is not Outcome.FORBIDDEN else OTHER_RIGHTS.get(found.missing, "")
    key = f"detection-why-{found.outcome}{right}{'-over' if given_up else ''}"
    return say(key, channel=f"<#{found.channel}>")


def done_lines(
    found: Detection, say: Say, removed_for: DetectionId | None, *, timeout_shared: bool
) -> list[str]:
    """What was done with one message, and why it is not gone or not punished where it is not."""
    lines = []
    if found.named:
        lines.append(say("detection-name-stays"))
    elif found.place is PostKind.THREAD and found.action.deletes:
        lines.append(say("detection-thread-stays"))
    if removed_for is not None:
        lines.append(say("detection-why-gone-by-rowan", other=str(removed_for)))
    elif found.outcome in _WITH_WHY:
        lines.append(_why(found, say))
    if found.timeout is not Timeout.NONE:
        until = discord.utils.format_dt(found.timeout_until, "t") if found.timeout_until else ""
        state = "shared" if timeout_shared else found.timeout
        lines.append(say(f"detection-timeout-{state}", until=until))
    return lines


def settled_lines(found: Detection, say: Say, group: Group | None) -> list[str]:
    """Who decided what about it, with the reason and the note, and whether authors got their texts back."""
    if found.settled is Settled.OPEN:
        return []
    name = f"**{defang(found.settled_by.name)}**" if found.settled_by else say("detection-nobody")
    pattern = shown_pattern(found.pattern) if found.pattern else ""
    lines = [say(_settled_key(found), name=name, pattern=pattern, reason=_dismiss_words(found, say))]
    if found.settled is Settled.DISMISSED and found.outcome.stands:
        lines.append(say("detection-settled-stays" if group is None else "detection-settled-stays-all"))
    if found.note:
        lines.append(say("detection-note", note=defang(redact(found.note))))
    if group is not None:
        return lines + group_lines.returned_lines(group, say)
    if found.returned is not Returned.NO:
        lines.append(say(f"detection-returned-{found.returned}"))
    return lines


def _settled_key(found: Detection) -> str:
    if found.settled is Settled.DISMISSED and found.settled_reason == ALLOWED:
        return "detection-settled-allowed"
    nothing_allowed = not found.pattern or found.settled_reason in _NOTHING_ALLOWED
    plain = found.settled is Settled.UNDONE and nothing_allowed
    return f"detection-settled-{found.settled}{'-plain' if plain else ''}"


def _dismiss_words(found: Detection, say: Say) -> str:
    dismissed = found.settled is Settled.DISMISSED and found.settled_reason not in ("", ALLOWED)
    return say(f"dismiss-{found.settled_reason}") if dismissed else ""
