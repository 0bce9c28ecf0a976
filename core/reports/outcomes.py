"""Saying what became of a reported message, and choosing the neutral words in which a reporter hears how their case
ended.
"""

from enum import StrEnum

from core.reports.cases import CaseOutcome
from core.scanning.detections import DismissReason, Outcome


class Fate(StrEnum):
    """What became of the reported message; STANDS also where there is none."""

    STANDS = "stands"
    UNKNOWN = "unknown"  # nobody removed it as far as is known, and Discord does not say whether it is there
    REMOVING = "removing"  # a moderator ordered it, Discord has not done it yet
    REMOVED = "removed"
    GONE = "gone"  # by somebody else's hand


class Presence(StrEnum):
    """Whether a message is there. UNKNOWN: Discord did not say, or hides it from Rowan; nothing follows from that."""

    THERE = "there"
    GONE = "gone"
    UNKNOWN = "unknown"


# What is said of a case that was dismissed where nothing was done to the message.
_LEFT: dict[DismissReason | None, str] = {
    DismissReason.DUPLICATE: "outcome-known",
    DismissReason.NOT_ENOUGH_INFORMATION: "outcome-unclear",
}


def fate(*, ordered: bool, removal: Outcome | None, gone: bool) -> Fate:
    """What became of the reported message, from what its case knows.

    `ordered`: a moderator ordered the removal and nobody took that back; `removal`: what became of it, None where
    nothing is known; `gone`: Discord said that the message is not there any more.
    """
    if not ordered or removal in (Outcome.KEPT, Outcome.EDITED):  # Rowan let it stand
        return Fate.GONE if gone else Fate.STANDS
    if removal is Outcome.GONE:
        return Fate.GONE
    return Fate.REMOVED if gone or removal is Outcome.REMOVED else Fate.REMOVING


def told(outcome: CaseOutcome, reason: DismissReason | None, message: Fate) -> str:
    """The key of the sentence that the reporter is told: true, whatever was done before the end, and neutral."""
    if outcome is not CaseOutcome.DISMISSED:
        return "outcome-acted"
    if reason is DismissReason.HANDLED and message in (Fate.GONE, Fate.UNKNOWN):
        return "outcome-removed"  # whoever closed it saw it removed
    if message not in (Fate.STANDS, Fate.UNKNOWN):
        return f"outcome-{message}"
    return _LEFT.get(reason, "outcome-left" if message is Fate.STANDS else "outcome-unknown")
