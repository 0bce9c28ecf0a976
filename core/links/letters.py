"""Which characters are punctuation in any script, for the sets of the searches."""

import unicodedata
from typing import Final

# Punctuation by Unicode's word, and yet allowed in host names (RFC 5892 and its CONTEXTO), or a dot between two of them.
_IN_NAMES: Final = frozenset("\u05f3\u05f4\u0f0b\u30fb\uff65")
_FIRST: Final = 0x100
_LAST: Final = 0x1FFFF


def punctuation() -> str:
    """The punctuation and spaces beyond Latin-1 as ranges, to stand between the brackets of a set."""
    ranges: list[list[int]] = []
    for code in range(_FIRST, _LAST):
        char = chr(code)
        if unicodedata.category(char)[0] in "PZ" and char not in _IN_NAMES:
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
