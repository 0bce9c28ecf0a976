"""What a disguise is, and what several of them are undone by."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

Undo = Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Disguise:
    """One way to hide an address.

    `found` matches one use, in linear time; `undo` gives what it hid. `example` is a pair for the tests.

    The rest is for speed: of the characters `marks` and of the substrings `hints` of the lower-cased text one must be
    there, where there are any, and `sign` must say yes to it, else the disguise is not tried. A `cosmetic` one hides no
    host from the glance, which need not undo it. A `foreign` one is never tried in ASCII alone.
    """

    name: str
    example: tuple[str, str]
    marks: str
    found: re.Pattern[str]
    undo: Undo
    weak: bool = False
    hints: tuple[str, ...] = ()
    sign: Callable[[str], object] | None = None
    cosmetic: bool = False
    foreign: bool = False

    @property
    def ask(self) -> Callable[[str], object]:
        """Says of a lower-cased text, in which one of the marks stands, whether it may hold this disguise."""
        if self.hints:
            return self._hinted
        return self.sign or bool

    def _hinted(self, lower: str) -> bool:
        for hint in self.hints:
            if hint in lower:
                return self.sign is None or bool(self.sign(lower))
        return False


def gone(_: re.Match[str]) -> str:
    """Nothing."""
    return ""


def dot(_: re.Match[str]) -> str:
    """A dot."""
    return "."


def slash(_: re.Match[str]) -> str:
    """A slash."""
    return "/"


def percent(match: re.Match[str]) -> str:
    """The character whose hexadecimal code is the first group."""
    return chr(int(match[1], 16))


def unquoted(text: str) -> str:
    """`text` with its percent-escapes undone, at most three deep."""
    for _ in range(3):
        plain = unquote(text)
        if plain == text:
            break
        text = plain
    return text
