"""Characters that are not seen, and characters that are taken for ASCII. lookalikes.txt names their sources."""

import re
import unicodedata
from importlib.resources import files
from typing import Final

_INVISIBLE_RANGES: Final = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
INVISIBLE: Final = re.compile(f"[{_INVISIBLE_RANGES}]+")
_LAST_WITH_MARKS: Final = 0x1FFFF


def _fold_tables() -> tuple[dict[int, str | None], dict[int, str]]:
    table: dict[int, str | None] = {
        code: None
        for code in range(0x300, _LAST_WITH_MARKS)
        if unicodedata.category(chr(code)) in {"Mn", "Me"}
    }
    text = files("core.links").joinpath("lookalikes.txt").read_text(encoding="utf-8")
    first, second = map(_read, text.split("\n\n"))
    table.update(first)
    table.update(dict.fromkeys(map(ord, "﹟＃"), "#"))
    for code, read in list(
        table.items()
    ):  # what is taken for a letter is so in either case, unless the file says more
        if read is not None:
            for other in {chr(code).lower(), chr(code).upper(), chr(code).casefold()}:
                if len(other) == 1 and not other.isascii():
                    table.setdefault(ord(other), read)
    return table, second


def _read(lines: str) -> dict[int, str]:
    read: dict[int, str] = {}
    for line in lines.split("\n"):
        target, _, chars = line.partition(" ")
        if chars and target != "#":
            read.update(dict.fromkeys(map(ord, chars), target))
    return read


_FIRST, _SECOND = _fold_tables()
FOLD: Final = _FIRST
"""What each character is taken for; None for a mark. For `str.translate`."""
FOLD_AGAIN: Final = _FIRST | _SECOND
"""The same with the second reading of what has one: `ƨ` is an s, or a 2."""
TWO_WAYS: Final = re.compile(f"[{re.escape(''.join(map(chr, _SECOND)))}]")
"""Finds a character that FOLD_AGAIN reads in another way than FOLD."""
