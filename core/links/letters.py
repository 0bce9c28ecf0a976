"""The characters that are punctuation or marks in any script,
found in a pass over all characters that Unicode has so far.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

# Unicode calls these punctuation, yet they are allowed in host names (RFC 5892 and its CONTEXTO), or stand for a dot.
_IN_NAMES: Final = frozenset("\u05f3\u05f4\u0f0b\u30fb\uff65")
_FIRST: Final = 0x100
_LAST: Final = 0x1FFFF
_FIRST_MARK: Final = 0x300


def punctuation() -> str:
    """The punctuation and spaces beyond Latin-1 as ranges, to stand between the brackets of a set."""
    ranges: list[list[int]] = []
    for char, category in _signs():
        if category[0] in "PZ" and char not in _IN_NAMES:
            code = ord(char)
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


def marks() -> Iterator[int]:
    """The code points of marks that are written onto the letter before them."""
    codes = (ord(char) for char, category in _signs() if category in {"Mn", "Me"})
    return (code for code in codes if code >= _FIRST_MARK)


@lru_cache(maxsize=1)
def _signs() -> tuple[tuple[str, str], ...]:
    """Each character beyond Latin-1 that is a mark, punctuation, a symbol or a space, with its category, in their order.

    Most characters are letters, or not assigned: a search passes over those ten times as fast as asking for the
    category of each.
    """
    every = array("I", range(_FIRST, _LAST)).tobytes().decode("utf-32", "surrogatepass")
    others = re.sub(r"\w+", "", every)
    return tuple(
        (char, unicodedata.category(char)) for char in others if char.isprintable() or char.isspace()
    )
