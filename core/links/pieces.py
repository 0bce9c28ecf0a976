"""Cutting a long text into pieces that overlap, so that finding a link costs what its neighbourhood costs, not the
whole.
"""

import re
from typing import Final

LONGEST_WHOLE: Final = 600  # characters; what is no longer is one piece
_PIECE: Final = 300
_OVERLAP: Final = 200  # room for an address whose dots are words apart

_WORD_END: Final = re.compile(r"\S(?=\s+\S)")  # of a word that another one follows
# Not inside the brackets of a dot, `[.]` or `(dot)`.
_GAP: Final = re.compile(r"[\s(\[{<\"'|,;](?!\s?(?:[.\])}>]|(?i:d[o0]t)))")


def pieces_of(text: str) -> list[tuple[int, str]]:
    """Pieces of `text` with their places. They end between words, and begin where no address is cut in two.

    A text that is read from right to left is left whole: the reversal reaches to the end of its line.
    """
    if len(text) <= LONGEST_WHOLE or "\u202e" in text:
        return [(0, text)]
    pieces: list[tuple[int, str]] = []
    start = fresh = 0  # where the piece begins, and where what no piece before it holds
    while word := _WORD_END.search(text, fresh + _PIECE - 1):
        end = word.end()
        pieces.append((start, text[start:end]))
        fresh = end
        start = _overlap(text, start, end)
    pieces.append((start, text[start : len(text.rstrip())]))
    return pieces


def _overlap(text: str, start: int, end: int) -> int:
    """The place where the piece after `end` begins: at the first word of the last _OVERLAP characters, or at a mark
    inside a longer word.
    """
    earliest = max(start, end - _OVERLAP)
    if earliest == start or text[earliest - 1].isspace():
        return earliest
    gap = _GAP.search(text, earliest, end)
    return gap.end() if gap else end
