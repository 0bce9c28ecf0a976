"""Which moderator can do what with a detection: a message of one's own is for others to decide."""

from core.base.errors import UserError
from core.base.ids import UserId
from core.scanning.detections import Detection, Settled, Verb


def is_kept_from(found: Detection, by: UserId, verb: Verb | None) -> bool:
    """Whether this moderator wrote the message and leaves it to another one. `verb`: None for looking at the text.

    Where the removal was ordered from a case, that is kept from them altogether; else they may still have their own
    message deleted.
    """
    own = found.author is not None and found.author.id == by
    return own and (found.case is not None or verb is not Verb.DELETE)


def possible_for(found: Detection, by: UserId) -> frozenset[Verb]:
    """What this moderator can do with the detection now."""
    return frozenset(verb for verb in found.verbs if not is_kept_from(found, by, verb))


def require_for_others(found: Detection, by: UserId, verb: Verb | None) -> None:
    """Raises UserError where the message is the moderator's own: another one must look."""
    if is_kept_from(found, by, verb):
        raise UserError("detection-own-message")


def require_possible(found: Detection, by: UserId, verb: Verb) -> None:
    """Raises UserError where this moderator cannot do this with the detection now."""
    require_for_others(found, by, verb)
    if verb not in found.verbs:
        undone = found.settled is Settled.UNDONE
        raise UserError("detection-undone-already" if undone else "detection-settled-already")
