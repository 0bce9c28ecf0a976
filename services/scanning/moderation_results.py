"""What became of what a moderator did with a detection."""

from dataclasses import dataclass

from core.lists.patterns import Pattern
from core.scanning.detections import Detection


@dataclass(frozen=True, slots=True)
class ListedLink:
    """What became of *list*. `new`: False where the pattern stood on the own list already."""

    pattern: Pattern
    new: bool
    removing: bool


@dataclass(frozen=True, slots=True)
class UndoneDetection:
    """What became of *undo*. `found`: the detection as it was; `allowed`: what may stand in this server from now on."""

    found: Detection
    allowed: Pattern | None
