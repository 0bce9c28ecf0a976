"""The disguises: how an address is hidden in a text, and how each is taken off. docs/recipes/adding-a-disguise.md shows how to add one.

`STEPS` are safe to undo everywhere and are undone one after the other. A `BRANCHES` entry may spoil a text that is not
disguised, so it gives a second reading beside the first, looked at only where it changed something; a `weak` one
counts only when what it uncovers is on a list. All together are undone in this order, too, for who heaps them up.
"""

from typing import Final

from core.links.disguises.disguise import Disguise, unquoted
from core.links.disguises.dots import DOT_WORD, DOTS
from core.links.disguises.encoded import ENCODINGS, LATE_ENCODINGS
from core.links.disguises.marks import MARKS, PICTURES
from core.links.disguises.names import NAMES, SPLIT
from core.links.disguises.pages import PAGES
from core.links.disguises.steps import STEPS
from core.links.disguises.whole import (
    BLANKS,
    COLOURED,
    FOLDED,
    FOLDED_AGAIN,
    FOLDED_BY_SHAPE,
    HIDDEN,
    OWN_LETTERS,
    PUNYCODE,
    REVERSED,
    SPACES,
    TURNED_IN_PLACE,
    TURNED_OVER,
)

BRANCHES: Final = (*PICTURES, DOT_WORD, *ENCODINGS, *MARKS, *NAMES, *DOTS, *PAGES, *LATE_ENCODINGS, SPLIT)
# The disguises of people who mean a link, whatever the words around it say.
MEANT: Final = frozenset(
    {
        "dot",
        "bracket",
        "spaced letters",
        "odd dot",
        "bracketed label",
        "entity",
        "escape code",
        "percent",
        "emoji letters",
    }
)

__all__ = [
    "BLANKS",
    "BRANCHES",
    "COLOURED",
    "FOLDED",
    "FOLDED_AGAIN",
    "FOLDED_BY_SHAPE",
    "HIDDEN",
    "MEANT",
    "OWN_LETTERS",
    "PUNYCODE",
    "REVERSED",
    "SPACES",
    "SPLIT",
    "STEPS",
    "TURNED_IN_PLACE",
    "TURNED_OVER",
    "Disguise",
    "unquoted",
]
