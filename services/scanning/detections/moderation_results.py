"""What became of what a moderator did with a detection."""

from dataclasses import dataclass

from core.lists.patterns import Pattern
from core.scanning.detections import Detection, UndoScope
from services.lists.entries import OwnEntry


@dataclass(frozen=True, slots=True)
class ListedLink:
    """What became of *list*. `new`: False where the pattern stood on the own list already."""

    pattern: Pattern
    entry: OwnEntry
    new: bool
    removing: bool


@dataclass(frozen=True, slots=True)
class UndoneDetection:
    """What became of *undo*. `found`: the detection as it was; `allowed`: what may stand in this server from now on;
    `removals`: how many were taken back with it; `restores`: whether any text goes back to its author.
    """

    found: Detection
    allowed: Pattern | None
    scope: UndoScope
    removals: int = 1
    restores: bool = False

    @property
    def rule_stays(self) -> bool:
        """Whether the place was to be allowed, and could not be."""
        return self.scope is UndoScope.SITE and bool(self.found.pattern) and self.allowed is None
