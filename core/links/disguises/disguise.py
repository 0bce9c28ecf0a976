"""The type of a disguise, and the replacements that several disguises use."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from core.links.signs import at_dot

Undo = Callable[[re.Match[str]], str]


class Guess(Enum):
    """Whether undoing a disguise is a guess at what was meant, so that what it uncovers is likely at most.

    NO: nobody writes so by accident. BARE: a guess where neither a scheme nor a page stands with the name. ALONE: a guess
    unless the host is disguised on purpose besides. ALWAYS: a guess.
    """

    NO = 0
    BARE = 1
    ALONE = 2
    ALWAYS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Disguise:
    """One way to hide an address.

    `found` matches one use, in linear time; `undo` gives what it hid. `example` is a pair for the tests.

    A disguise that is `weak` changes innocent texts often: what it uncovers is a link only if it is on a list.
    `guess`: whether what it uncovers may be put together by chance, so that nothing is deleted for it.

    The rest is for speed: a disguise is tried only where these looks at the lower-cased text allow it.
    `marks`: characters of which the text must hold one; empty: any text will do.
    `hints`: substrings of which the text must hold one; empty: any text will do.
    `sign`: a function that must say yes to the text.
    `after_dot`: in the place of `hints` and `sign`: patterns of which one must match right after a dot. All disguises
    that look there are asked about in one search (readings.py).
    `cosmetic`: the disguise hides no host from the glance, which need not undo it.
    `foreign`: the disguise is never tried in a text of ASCII alone.
    """

    name: str
    example: tuple[str, str]
    marks: str
    found: re.Pattern[str]
    undo: Undo
    weak: bool = False
    guess: Guess = Guess.NO
    hints: tuple[str, ...] = ()
    sign: Callable[[str], object] | None = None
    after_dot: tuple[str, ...] = ()
    cosmetic: bool = False
    foreign: bool = False

    @property
    def ask(self) -> Callable[[str], object]:
        """A function that says of a lower-cased text with one of the marks whether it may hold this disguise."""
        if self.after_dot:
            return at_dot(*self.after_dot)
        if self.hints:
            return self._hinted
        return self.sign or bool

    def _hinted(self, lower: str) -> bool:
        for hint in self.hints:
            if hint in lower:
                return self.sign is None or bool(self.sign(lower))
        return False


def gone(_: re.Match[str]) -> str:
    """Replace with nothing."""
    return ""


def dot(_: re.Match[str]) -> str:
    """Replace with a dot."""
    return "."


def slash(_: re.Match[str]) -> str:
    """Replace with a slash."""
    return "/"


def percent(match: re.Match[str]) -> str:
    """Replace with the character whose hexadecimal code is the first group."""
    return chr(int(match[1], 16))


def unquoted(text: str, deep: int = 3) -> str:
    """`text` with its percent-escapes undone, at most so deep: as urllib does, in a tenth of the time among other letters."""
    for _ in range(deep):
        plain = _ESCAPED.sub(_plain, text)
        if plain == text:
            break
        text = plain
    return text


def _plain(escaped: re.Match[str]) -> str:
    return bytes.fromhex(escaped[0].replace("%", "")).decode("utf-8", "replace")


_ESCAPED: Final = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
