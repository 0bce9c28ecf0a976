"""The ways to read a text: as it stands, and with its disguises off.

The same pipeline runs on plain strings, to ask quickly whether anything may be there, and on `Reading`s, to say where.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, TypeVar

from core.links.disguises import BRANCHES, DOT_WORD, FOLDED, HIDDEN, PUNYCODE, REVERSED, STEPS, Disguise
from core.links.reading import Reading

Text = TypeVar("Text", str, Reading)


def undo_in_string(text: str, disguise: Disguise) -> str:
    """`text` with every use of `disguise` undone."""
    return disguise.found.sub(disguise.undo, text)


def undo_in_reading(reading: Reading, disguise: Disguise) -> Reading:
    """`reading` with every use of `disguise` undone and noted."""
    return reading.replaced(disguise.name, disguise.found, disguise.undo)


def views_of(
    start: Text, undo: Callable[[Text, Disguise], Text], string: Callable[[Text], str]
) -> Iterator[tuple[Text, str, bool]]:
    """Every reading of `start` as (reading, fresh, weak), the plainest first."""
    text = string(start)
    folded = start
    if not text.isascii():
        hidden = undo(undo(start, REVERSED), HIDDEN)
        plain = _steps(hidden, undo, string)
        yield plain, "", False
        folded = undo(hidden, FOLDED) if not string(plain).isascii() else hidden
        if DOT_WORD.hinted(text.lower()):  # before folding spoils the words of other scripts
            worded = undo(plain, DOT_WORD)
            yield worded, DOT_WORD.name, False
            yield undo(worded, FOLDED), DOT_WORD.name, False
    elif not text.isprintable() and _CONTROL.search(text):
        folded = undo(start, HIDDEN)
    folded = _steps(folded, undo, string)
    yield folded, "", False
    if "xn--" in string(folded).lower():
        decoded = undo(folded, PUNYCODE)
        yield undo(decoded, FOLDED), PUNYCODE.name, False
    yield from _branches(folded, undo, string)
    if "\u202e" in text:
        yield _steps(undo(undo(start, HIDDEN), FOLDED), undo, string), "", True


def _steps(text: Text, undo: Callable[[Text, Disguise], Text], string: Callable[[Text], str]) -> Text:
    steps, _ = _possible(string(text).encode("utf-8", "replace").translate(None, _NO_MARKS))
    if steps:
        quick = isinstance(text, str)
        lower = string(text).lower()
        for disguise in steps:
            if not (quick and disguise.cosmetic) and disguise.hinted(lower):
                text = undo(text, disguise)
                lower = string(text).lower()
    return text


def _branches(
    base: Text, undo: Callable[[Text, Disguise], Text], string: Callable[[Text], str]
) -> Iterator[tuple[Text, str, bool]]:
    _, branches = _possible(string(base).encode("utf-8", "replace").translate(None, _NO_MARKS))
    lower = string(base).lower()
    found = 0
    for disguise in branches:
        if disguise.hinted(lower):
            other = undo(base, disguise)
            if string(other) != string(base):
                found += 1
                yield other, disguise.name, disguise.weak
    if not found:
        return
    every, changes = base, 0
    for disguise in branches:
        if disguise.hinted(string(every).lower()):
            other = undo(every, disguise)
            changes += string(other) != string(every)
            every = other
    if changes > 1:
        yield every, "", True


def is_plain(text: str, lower: str) -> bool:
    """Whether the text, which is ASCII, has no reading but itself."""
    for sign in _signs(text.encode().translate(None, _NO_MARKS)):
        if sign(lower):
            return False
    return "xn--" not in lower


@lru_cache(maxsize=4096)
def _signs(marks: bytes) -> tuple[Callable[[str], object], ...]:
    """What to ask of a text with these marks: does it hold a disguise that hides a host?"""
    if _CONTROL.search(marks.decode("ascii")):
        return (bool,)
    steps, branches = _possible(marks)
    return tuple(
        disguise.hinted if disguise.hints or disguise.sign is None else disguise.sign
        for disguise in (*steps, *branches)
        if not disguise.cosmetic
    )


@lru_cache(maxsize=4096)
def _possible(marks: bytes) -> tuple[tuple[Disguise, ...], tuple[Disguise, ...]]:
    """The steps and branches whose marks are among `marks`: messages differ in their words, not in their punctuation."""
    there = set(marks.decode("ascii"))
    steps = tuple(disguise for disguise in STEPS if not there.isdisjoint(disguise.marks))
    branches = tuple(
        disguise for disguise in BRANCHES if not disguise.marks or not there.isdisjoint(disguise.marks)
    )
    return steps, branches


_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MARKS: Final = {mark for disguise in STEPS + BRANCHES for mark in disguise.marks} | {
    chr(code) for code in (*range(32), 127)
}
_NO_MARKS: Final = bytes(code for code in range(256) if chr(code) not in _MARKS)
