"""A text as a reader sees it, with where each character stood."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from core.base.redact.late import Late

_UNSEEN: Final = frozenset(("Cf", "Mn", "Me"))
_KEPT_MARKS: Final = Late(
    "[\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u3099\u309a]"
)  # letters of their scripts need them
_OTHER: Final = {
    "٫": ".",
    "٬": ",",
    "،": ",",
    "؛": ";",
    "、": ",",
    "。": ".",
    "・": ".",
    "′": "'",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "″": '"',
    "”": '"',
    "“": '"',
    "º": "°",
    "˚": "°",
    "№": "#",
    "–": "-",
    "—": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "―": "-",
    "ـ": "-",
    "ー": "ー",
    "״": '"',
    "׳": "'",
}


_BULLETS: Final = "•·∙‧●▪"
"""What separates groups of digits as a dot does; a picture does, too."""
_ENDS_GROUP: Final = frozenset("0123456789)")
_BEGINS_GROUP: Final = Late(r"[^\w\s!-~]{0,8}\d")
"""The next group, behind more pictures and what is not seen."""
_FIRST_PICTURE: Final = "\u2300"  # of letters and signs before it, `°` and `№` mean something beside a number


class Folded(NamedTuple):
    """`text`, whose character `i` stood at `origin[i]` of the original; None where every character stands where it stood."""

    text: str
    original: str
    origin: Sequence[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters `start` to `end` stood in the original."""
        if self.origin is None or start >= end:
            return start, end
        last = self.origin[end - 1] + 1
        return self.origin[start], last + _marks_from(self.original, last)


def fold(text: str) -> Folded:
    """Write digits of every script, and signs that look like those of ASCII, in ASCII; leave out what is not seen."""
    if text.isascii():
        return Folded(text, text, None)
    origin: list[int] = []
    signs: list[str] = []
    for at, char in enumerate(text):
        sign = char if char.isascii() else _sign(char)
        if sign and origin and _is_separator(sign) and _BEGINS_GROUP.match(text, at + 1):
            if signs[-1] in _ENDS_GROUP:
                sign = "."
            elif signs[-1] == "." and not text[origin[-1]].isascii():
                continue  # one more in the same gap
        if sign:
            signs.append(sign)
            origin.append(at)
    return Folded("".join(signs), text, origin)


def _is_separator(sign: str) -> bool:
    return sign in _BULLETS or (sign >= _FIRST_PICTURE and unicodedata.category(sign) == "So")


def _marks_from(text: str, at: int) -> int:
    """How many marks stand on the character before `at`."""
    count = 0
    while at + count < len(text) and unicodedata.category(text[at + count]) in ("Mn", "Me"):
        count += 1
    return count


@lru_cache(maxsize=8192)
def _sign(char: str) -> str:
    if char in _OTHER:
        return _OTHER[char]
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category in _UNSEEN:
        return char if _KEPT_MARKS.match(char) else ""
    if category == "Zs":
        return " "
    if unicodedata.digit(char, None) is not None:
        return str(unicodedata.digit(char))  # in a circle, also a black one
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 and plain.isascii() else char
