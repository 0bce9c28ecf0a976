"""The ways to read a text: as it stands, and with its disguises off.

The same pipeline runs on plain strings, to ask quickly whether anything may be there, and on `Reading`s, to say where.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, TypeVar

from core.links.disguises import BRANCHES, FOLDED, HIDDEN, REVERSED, STEPS, Disguise
from core.links.reading import Reading

Text = TypeVar("Text", str, Reading)
MAX_FOLDED: Final = (
    4  # a folded text may be this many times as long as the text (U+FDFA and its kind are not folded)
)


class View(NamedTuple):
    """One reading. `fresh` is the branch's name where only what it changed is news; a `weak` one needs a listed hit."""

    text: str | Reading
    fresh: str
    weak: bool


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
    raw = start
    if not string(start).isascii():
        if REVERSED.hinted(string(start)):
            start = undo(start, REVERSED)
        start = undo(start, HIDDEN)
    elif _CONTROL.search(string(start)):
        start = undo(start, HIDDEN)
    plain = _steps(start, undo, string)
    folded = plain
    if not string(plain).isascii():
        yield plain, "", False
        folded = _steps(undo(start, FOLDED), undo, string)
    yield folded, "", False
    yield from _branches(folded, undo, string)
    if start is not raw and REVERSED.hinted(string(raw)):
        yield _steps(undo(raw, HIDDEN), undo, string), "", True


def _steps(text: Text, undo: Callable[[Text, Disguise], Text], string: Callable[[Text], str]) -> Text:
    lower = string(text).lower()
    for disguise in STEPS:
        if disguise.hinted(lower):
            after = undo(text, disguise)
            if after is not text:
                text, lower = after, string(after).lower()
    return text


def _branches(
    base: Text, undo: Callable[[Text, Disguise], Text], string: Callable[[Text], str]
) -> Iterator[tuple[Text, str, bool]]:
    lower = string(base).lower()
    every, changes = base, 0
    for disguise in BRANCHES:
        if not disguise.hinted(lower):
            continue
        other = undo(base, disguise)
        if string(other) == string(base):
            continue
        yield other, disguise.name, disguise.weak
        every = undo(every, disguise)
        changes += 1
    if changes > 1:
        yield every, "", True


_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
