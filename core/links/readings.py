"""The ways to read a text: as it stands, and with its disguises off.

A reading is made on plain strings, which is quick, and remembers its recipe. Only where something is found in it is the
recipe followed again with a `Reading`, which knows where everything stood.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from core.links.disguises import BRANCHES, DOT_WORD, FOLDED, HIDDEN, PUNYCODE, REVERSED, STEPS, Disguise
from core.links.reading import Reading

Recipe = tuple[Disguise, ...]


class View(NamedTuple):
    """A text after `recipe`. Where `fresh` names a disguise, only what that one uncovered is news; `weak` needs a list."""

    text: str
    recipe: Recipe
    fresh: str = ""
    weak: bool = False

    def without(self, *disguises: Disguise) -> "View":
        """The view with these undone too, in order."""
        text = self.text
        for disguise in disguises:
            text = disguise.found.sub(disguise.undo, text)
        return View(text, self.recipe + disguises, self.fresh, self.weak)

    def marked(self, fresh: str, *, weak: bool = False) -> "View":
        """The same as a second opinion."""
        return View(self.text, self.recipe, fresh, weak)


def reading_of(original: str, view: View) -> Reading:
    """The same view with places."""
    reading = Reading.of(original)
    for disguise in view.recipe:
        reading = reading.replaced(disguise.name, disguise.found, disguise.undo)
    return reading


def views_of(text: str, *, quick: bool = False) -> Iterator[View]:
    """Every reading of `text`, the plainest first; `quick` leaves out what hides no host."""
    start = plain = folded = View(text, ())
    if not text.isascii():
        hidden = start.without(REVERSED, HIDDEN)
        plain = _steps(hidden, quick=quick)
        yield plain
        folded = hidden if plain.text.isascii() else hidden.without(FOLDED)
    elif _CONTROL.search(text):
        folded = start.without(HIDDEN)
    folded = _steps(folded, quick=quick)
    yield folded
    if not text.isascii() and DOT_WORD.hinted(text.lower()):  # folding spoils the words of other scripts
        worded = plain.without(DOT_WORD).marked(DOT_WORD.name)
        yield worded
        yield worded.without(FOLDED)
    if "xn--" in folded.text.lower():
        yield folded.without(PUNYCODE, FOLDED).marked(PUNYCODE.name)
    yield from _branches(folded)
    if "\u202e" in text:
        yield _steps(start.without(HIDDEN, FOLDED), quick=quick)


def _steps(view: View, *, quick: bool) -> View:
    steps, _ = _possible(_marks_of(view.text))
    if steps:
        lower = view.text.lower()
        for disguise in steps:
            if not (quick and disguise.cosmetic) and disguise.hinted(lower):
                view = view.without(disguise)
                lower = view.text.lower()
    return view


def _branches(base: View) -> Iterator[View]:
    _, branches = _possible(_marks_of(base.text))
    if base.text.isascii():
        branches = tuple(disguise for disguise in branches if not disguise.foreign)
    lower = base.text.lower()
    found = 0
    for disguise in branches:
        if disguise.hinted(lower):
            other = base.without(disguise)
            if other.text != base.text:
                found += 1
                yield _steps(other, quick=True).marked(
                    "" if disguise.page else disguise.name, weak=disguise.weak
                )
    if not found:
        return
    every = base
    changes = 0
    for disguise in branches:
        if disguise.hinted(lower):
            other = every.without(disguise)
            if other.text != every.text:
                changes += 1
                every, lower = other, other.text.lower()
    if changes > 1:
        yield _steps(every, quick=True).marked("", weak=True)


def is_plain(text: str, lower: str) -> bool:
    """Whether the text, which is ASCII, has no reading but itself."""
    if "xn--" in lower or _NEAR_A_DOT.search(lower):
        return False
    for sign in _signs(text.encode().translate(None, _NO_MARKS)):  # noqa: SIM110 - a generator costs more than it asks
        if sign(lower):
            return False
    return True


@lru_cache(maxsize=4096)
def _signs(marks: bytes) -> tuple[Callable[[str], object], ...]:
    """What more to ask of a text with these marks: does it hold a disguise that hides a host?"""
    if _CONTROL.search(marks.decode("ascii")):
        return (bool,)
    steps, branches = _possible(marks)
    return tuple(
        disguise.hinted if disguise.hints or disguise.sign is None else disguise.sign
        for disguise in (*steps, *branches)
        if not (disguise.cosmetic or disguise.foreign) and _dotted(disguise) is None
    )


def _dotted(disguise: Disguise) -> str | None:
    """What the sign of a disguise demands after a dot, if it is a search that begins with one."""
    sign = getattr(disguise.sign, "__self__", None)
    if not isinstance(sign, re.Pattern) or not sign.pattern.startswith(r"\."):
        return None
    return str(sign.pattern[2:])


# All signs that begin with a dot in one search: it looks at the few dots of a text, not at all of it once for each.
_NEAR_A_DOT: Final = re.compile(r"\.(?:" + "|".join(filter(None, map(_dotted, STEPS + BRANCHES))) + ")")


@lru_cache(maxsize=4096)
def _possible(marks: bytes) -> tuple[Recipe, Recipe]:
    """The steps and branches whose marks are among `marks`: messages differ in their words, not in their punctuation."""
    there = set(marks.decode("ascii"))
    steps = tuple(disguise for disguise in STEPS if not there.isdisjoint(disguise.marks))
    branches = tuple(
        disguise for disguise in BRANCHES if not disguise.marks or not there.isdisjoint(disguise.marks)
    )
    return steps, branches


def _marks_of(text: str) -> bytes:
    return text.encode("utf-8", "replace").translate(None, _NO_MARKS)


_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MARKS: Final = {mark for disguise in STEPS + BRANCHES for mark in disguise.marks} | {
    chr(code) for code in (*range(32), 127)
}
_NO_MARKS: Final = bytes(code for code in range(256) if chr(code) not in _MARKS)
