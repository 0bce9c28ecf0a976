"""The ways to read a text: as it stands, and with its disguises off.

A reading is made on plain strings, which is quick, and remembers its recipe. Only where something is found in it is the
recipe followed again with a `Reading`, which knows where everything stood.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from core.links.budget import Budget
from core.links.disguises import (
    BLANKS,
    BRANCHES,
    COLOURED,
    FOLDED,
    FOLDED_AGAIN,
    FOLDED_BY_SHAPE,
    HIDDEN,
    OWN_LETTERS,
    PUNYCODE,
    REVERSED,
    SPACES,
    SPLIT,
    STEPS,
    TURNED_IN_PLACE,
    TURNED_OVER,
    Disguise,
)
from core.links.lookalikes import BLANK, HAS_OWN, SHAPED, STANDS_ON_ITS_HEAD, TWO_WAYS
from core.links.reading import Reading
from core.links.signs import at_dot

Recipe = tuple[Disguise, ...]
Asked = tuple[Disguise, Callable[[str], object]]
Answers = dict[Callable[[str], object], object]


class View(NamedTuple):
    """A text after the disguises of `recipe` were undone.

    `fresh`: where it names a disguise, only links that this one uncovered are new. `weak`: a link counts only if it
    is on a list.
    """

    text: str
    recipe: Recipe
    fresh: str = ""
    weak: bool = False

    def without(self, *disguises: Disguise) -> "View":
        """The view with these disguises undone too, in order."""
        text = self.text
        for disguise in disguises:
            text = disguise.found.sub(disguise.undo, text)
        return View(text, self.recipe + disguises, self.fresh, self.weak)

    def marked(self, fresh: str, *, weak: bool = False) -> "View":
        """The view as a second opinion, of which only what `fresh` uncovered is new."""
        return View(self.text, self.recipe, fresh, weak)


def reading_of(original: str, recipe: Recipe, known: dict[Recipe, Reading], budget: Budget) -> Reading | None:
    """The reading after `recipe`, with the places of its characters; None where the budget does not allow it.

    `known`: the readings of `original` made before, to which the new ones are added.
    """
    reading = known.get(recipe)
    if reading is not None:
        return reading
    if recipe:
        disguise = recipe[-1]
        before = reading_of(original, recipe[:-1], known, budget)
        if before is None or not budget.allows_sure_reading():
            return None
        reading = before.replaced(disguise.name, disguise.found, disguise.undo)
        budget.spend(len(before.text) * (1 if reading is before else _PLACES))
    else:
        reading = Reading.of(original)
    known[recipe] = reading
    return reading


def views_of(text: str, budget: Budget, *, quick: bool = False, plain: bool | None = None) -> Iterator[View]:
    """Every reading of `text`, the plainest first.

    The first readings undo what may be undone everywhere, and are made in any case; each later one undoes one disguise
    more, as long as the budget allows. `quick`: leave out disguises that hide no host. `plain`: what `is_plain` says,
    where it was asked.
    """
    start = View(text, ())
    if text.isascii() or not BLANK.search(text):
        return _views_of(start, budget, quick=quick, plain=plain)
    return _views_around_blanks(start, budget, quick=quick)


def _views_around_blanks(start: View, budget: Budget, *, quick: bool) -> Iterator[View]:
    """A reader sees a space where a blank letter stands; or nothing, where it stands in a name."""
    yield from _views_of(start.without(BLANKS), budget, quick=quick)
    if budget.allows():
        yield from _views_of(start, budget, quick=quick)


def _views_of(start: View, budget: Budget, *, quick: bool, plain: bool | None = None) -> Iterator[View]:
    text = start.text
    if plain is None:
        budget.ask(text)
        plain = text.isascii() and is_plain(text, text.lower())
    if plain:
        yield from _views_of_plain(start, budget, quick=quick)
        return
    folded = unfolded = start
    hidden = None
    if not text.isascii():
        hidden = start.without(REVERSED, COLOURED, HIDDEN, SPACES)
        unfolded = _steps(hidden, budget, quick=quick)
        yield unfolded
        if not budget.allows_sure_reading():
            return
        folded = hidden if unfolded.text.isascii() else hidden.without(FOLDED)
    elif _CONTROL.search(text):
        folded = start.without(COLOURED, HIDDEN)
    folded = _steps(folded, budget, quick=quick)
    yield folded
    if not budget.allows():
        return
    if "\u202e" in text:
        yield _steps(start.without(COLOURED, HIDDEN, FOLDED), budget, quick=quick)
    if "xn--" in folded.text.lower():
        yield folded.without(PUNYCODE, FOLDED).marked(PUNYCODE.name)
    if hidden is not None:
        yield from _views_of_letters(hidden, unfolded, budget, quick=quick)
    yield from _branches(folded, _branches_for(folded.text, quick=quick), budget)


def _views_of_plain(start: View, budget: Budget, *, quick: bool) -> Iterator[View]:
    folded = _steps(start, budget, quick=quick)
    yield folded
    if not quick:
        yield from _branches(folded, _COSMETIC, budget)


def _views_of_letters(hidden: View, plain: View, budget: Budget, *, quick: bool) -> Iterator[View]:
    """Further readings of a text with letters beyond ASCII, besides that with each letter's first look-alike."""
    if _OTHER_SCRIPT.search(plain.text):  # folding spoils its words and endings
        for branch in _branches(plain, _branches_for(plain.text, quick=quick), budget):
            yield branch
            yield branch.without(FOLDED)
    if HAS_OWN.search(plain.text):
        yield _steps(hidden.without(OWN_LETTERS), budget, quick=quick).marked(OWN_LETTERS.name, weak=True)
    if TWO_WAYS.search(plain.text):
        again = _steps(hidden.without(FOLDED_AGAIN), budget, quick=quick)
        yield again.marked(FOLDED_AGAIN.name, weak=True)
    if SHAPED.search(plain.text):
        shaped = _steps(hidden.without(FOLDED_BY_SHAPE), budget, quick=quick)
        yield shaped.marked(FOLDED_BY_SHAPE.name, weak=True)
    if STANDS_ON_ITS_HEAD.search(plain.text):
        yield hidden.without(TURNED_OVER).marked(TURNED_OVER.name, weak=True)
        yield hidden.without(TURNED_IN_PLACE).marked(TURNED_IN_PLACE.name, weak=True)


def _steps(view: View, budget: Budget, *, quick: bool) -> View:
    steps = _possible(_marks_of(view.text), ascii_only=view.text.isascii())[0]
    budget.ask(view.text)
    if steps:
        lower = view.text.lower()
        for disguise, ask in steps:
            if not (quick and disguise.cosmetic) and ask(lower):
                view = _undone(view, disguise, budget)
                lower = view.text.lower()
    return view


def _branches_for(text: str, *, quick: bool) -> list[Asked]:
    """The branches that a text may hold. In ASCII a glance does without those that hide no host (glance/hosts.py)."""
    ascii_only = text.isascii()
    return _possible(_marks_of(text), ascii_only=ascii_only)[2 if quick and ascii_only else 1]


def _branches(base: View, branches: Iterable[Asked], budget: Budget) -> Iterator[View]:
    lower = base.text.lower()
    asking = len(lower) // _QUESTIONS
    found = 0
    answers: Answers = {}
    for disguise, ask in branches:
        if not budget.allows():
            return
        budget.spend(asking)
        if _answer(answers, ask, lower):
            other = _undone(base, disguise, budget)
            if other.text != base.text:
                found += 1
                yield _steps(other, budget, quick=True).marked(disguise.name, weak=disguise.weak)
    if found:
        yield from _all_together(base, branches, budget, answers)


def _answer(answers: Answers, ask: Callable[[str], object], lower: str) -> object:
    """What `ask` says of this text; several disguises ask in one way."""
    if ask in answers:
        return answers[ask]
    said = answers[ask] = ask(lower)
    return said


def _all_together(base: View, branches: Iterable[Asked], budget: Budget, answers: Answers) -> Iterator[View]:
    """The reading of somebody who heaps up disguises, and that with a name's words joined.

    `answers`: what was asked about the base.
    """
    every = base
    lower = base.text.lower()
    changes = 0
    for disguise, ask in branches:
        if not budget.allows():
            return
        budget.spend(len(lower) // _QUESTIONS)
        if disguise is not SPLIT and _answer(answers, ask, lower):
            other = _undone(every, disguise, budget)
            if other.text != every.text:
                changes += 1
                every, lower, answers = other, other.text.lower(), {}
    if changes > 1:
        yield _steps(every, budget, quick=True).marked("", weak=True)
    # Words before a name are seldom a part of it: that is tried last, and apart; where the branches are those of a glance, not at all.
    if changes and any(disguise is SPLIT for disguise, _ in branches) and budget.allows():
        yield _steps(_undone(every, SPLIT, budget), budget, quick=True).marked("", weak=True)


def _undone(view: View, disguise: Disguise, budget: Budget) -> View:
    text, times = disguise.found.subn(disguise.undo, view.text)
    budget.spend(len(view.text) + times * _MATCH)
    return View(text, (*view.recipe, disguise), view.fresh, view.weak)


def is_plain(text: str, lower: str) -> bool:
    """Whether a text of ASCII has no reading but itself; `lower` is the text in lower case."""
    if _holds_after_dot(lower) or "xn--" in lower:
        return False
    for sign in _signs(frozenset(text.encode().translate(None, _NO_SIGN_MARKS))):  # noqa: SIM110 - a generator costs more than it asks
        if sign(lower):
            return False
    return True


@lru_cache(maxsize=4096)
def _signs(marks: frozenset[int]) -> tuple[Callable[[str], object], ...]:
    """The questions that must still be asked of a text with these marks: may it hold a disguise that hides a host?"""
    there = set(map(chr, marks))
    if any(_CONTROL.match(mark) for mark in there):
        return (bool,)
    signs = (
        disguise.ask for disguise in _SIGNED if not disguise.marks or not there.isdisjoint(disguise.marks)
    )
    return tuple(dict.fromkeys(signs))


_MATCH: Final = 8  # characters that cost as much as to undo one use of a disguise
_PLACES: Final = 5  # times what it costs to pass over a text, to keep the places of its characters
_QUESTIONS: Final = 6  # asked of a text for what it costs to undo a disguise
_OTHER_SCRIPT: Final = re.compile("[\u00c0-\u024f\u0370-\u1fff\u2c00-\ud7ff\uf900-\ufdff\ufe70-\ufeff]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What all disguises look for after a dot, in one search: it looks at the few dots of a text, not at all of it once for each.
_holds_after_dot: Final = at_dot(*(after for disguise in STEPS + BRANCHES for after in disguise.after_dot))
_SIGNED: Final = tuple(
    disguise
    for disguise in STEPS + BRANCHES
    if not (disguise.cosmetic or disguise.foreign or disguise.after_dot)
)
_NO_SIGN_MARKS: Final = bytes(
    code
    for code in range(256)
    if not (_CONTROL.match(chr(code)) or any(chr(code) in disguise.marks for disguise in _SIGNED))
)


@lru_cache(maxsize=4096)
def _possible(marks: frozenset[int], *, ascii_only: bool) -> tuple[list[Asked], list[Asked], list[Asked]]:
    """The steps and the branches whose marks are among `marks`, and of the branches those that may hide a host.

    It is remembered: messages differ in words, not in punctuation.
    """
    branches = [asked for asked in _fitting(_ASKED_BRANCHES, marks) if not (ascii_only and asked[0].foreign)]
    return (
        _fitting(_ASKED_STEPS, marks),
        branches,
        [asked for asked in branches if not asked[0].cosmetic],
    )


def _fitting(table: Iterable[tuple[frozenset[int], Asked]], marks: frozenset[int]) -> list[Asked]:
    """The disguises that need no mark, and those of whose marks one is there."""
    return [asked for needed, asked in table if not needed or not marks.isdisjoint(needed)]


def _with_marks(disguises: Iterable[Disguise]) -> list[tuple[frozenset[int], Asked]]:
    return [(frozenset(map(ord, disguise.marks)), (disguise, disguise.ask)) for disguise in disguises]


_ASKED_STEPS: Final = _with_marks(STEPS)
_ASKED_BRANCHES: Final = _with_marks(BRANCHES)
_COSMETIC: Final = [asked for _, asked in _ASKED_BRANCHES if asked[0].cosmetic]


def _marks_of(text: str) -> frozenset[int]:
    return frozenset(text.encode("utf-8", "replace").translate(None, _NO_MARKS))


_MARKS: Final = {mark for disguise in STEPS + BRANCHES for mark in disguise.marks}
_NO_MARKS: Final = bytes(code for code in range(256) if chr(code) not in _MARKS)
