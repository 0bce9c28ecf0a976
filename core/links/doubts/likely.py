"""Sure or likely: whether a link stands there for every reader, or was put together by a guess, and by which.

What nobody writes by accident (`hxxps://`, `[.]`, `(dot)`, unseen and look-alike letters inside a name, a masked link) is
sure. A guess has a name: that of the disguise that was undone, or one of OTHER_GUESSES.
"""

from collections.abc import Iterable
from typing import Final

from core.links.disguises import (
    BLANKS,
    BRANCHES,
    FOLDED,
    FOLDED_AGAIN,
    HIDDEN,
    MEANT,
    SPLIT,
    STEPS,
    TURNED_IN_PLACE,
)
from core.links.disguises.disguise import Guess

FILE_NAME: Final = "file name"  # `run.sh` is a file, too
CODE: Final = "code"  # `name.run(x)` is a variable's
SENTENCE_END: Final = "sentence end"  # `name.Is` is where two sentences meet
HANDLE: Final = "handle"  # `@name.io` is an account's
ACCENTS: Final = "accents"  # `münchen.de` is a name of its own
LONGER_NAME: Final = "longer name"  # a letter of another script stands right beside it
NUMBER: Final = "number"  # `10.4.2.1` is a version, `12.30pm.in` a time
PART_OF_A_PATH: Final = "part of a path"  # `click.mail.example/a/name.net/b` may speak of it
OTHER_GUESSES: Final = (FILE_NAME, CODE, SENTENCE_END, HANDLE, ACCENTS, LONGER_NAME, NUMBER, PART_OF_A_PATH)
"""The guesses that are no disguise's."""

_EVERY: Final = (*STEPS, *BRANCHES, SPLIT, FOLDED_AGAIN, TURNED_IN_PLACE)
_ALWAYS: Final = frozenset(each.name for each in _EVERY if each.guess is Guess.ALWAYS)
_BARE: Final = frozenset(each.name for each in _EVERY if each.guess is Guess.BARE)
_ALONE: Final = frozenset(each.name for each in _EVERY if each.guess is Guess.ALONE)
# Disguises of a host that say that a link is meant, however its page is written.
_ON_PURPOSE: Final = MEANT - {"bracketed label", "spaced letters"} | {
    FOLDED.name,
    HIDDEN.name,
    "scheme",
    "dot word in brackets",
}
_SPACED: Final = frozenset({"spaced dot", "half-spaced dot"})


def guess_in(undone: Iterable[str], in_host: Iterable[str], *, bare: bool) -> str:
    """The first of these disguises whose undoing was a guess; "" where none was.

    `in_host`: those of the host; `bare`: neither a scheme nor a page stands with the name.
    """
    guesses = _ALWAYS | _BARE if bare else _ALWAYS
    if _ON_PURPOSE.isdisjoint(in_host):
        guesses |= _ALONE
    if BLANKS.name in in_host:  # nobody writes blank letters beside a dot by accident
        guesses -= _SPACED
    return next((name for name in undone if name in guesses), "")
