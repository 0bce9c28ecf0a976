"""A quick look: could any link of a text have a key that the index holds? Never wrongly no; a wrong yes costs time only.

The compiled part (compiled.py) lets most messages go, where it was built. What it is not sure of, or all without it:
what passes the gate (gate.py) is undisguised as plain strings (readings.py), and every host in it (hosts.py) is asked of
the index by its keys (keys.py), with the pages below it (pages.py).
"""

import re
from collections.abc import Iterator
from typing import Final

from core.links.budget import Budget
from core.links.extents import COMPANY
from core.links.glance.compiled import Metered, holds_nothing, holds_plainly, shows_nothing, surely_nothing
from core.links.glance.gate import passes
from core.links.glance.hosts import LONGEST_SPLIT, holds, tokens
from core.links.glance.keys import MightHold, keys_of_plain
from core.links.readings import Recipe, View, is_plain, views_of

__all__ = [
    "Looked",
    "MightHold",
    "Shown",
    "holds_nothing",
    "holds_plainly",
    "may_hold",
    "surely_nothing",
]

_FEW: Final = 4  # words that are asked one by one
_CHUNK: Final = re.compile(r"[^\s<>\"`|]+")


def may_hold(text: str, might_hold: MightHold, budget: Budget) -> bool:
    """Whether `text` may hold a link with a key that `might_hold` accepts, so that it is worth to look for it.

    As far as the budget goes: where it says that something is left, a no is none.
    """
    return not surely_nothing(text, might_hold) and looked_at(text, might_hold, budget)


def looked_at(text: str, might_hold: MightHold, budget: Budget) -> bool:
    """Answer as `may_hold` does about a text of which the compiled part is not sure."""
    lower = text.lower()
    if not passes(text, lower):
        return False
    budget.ask(text)
    if not budget.allows_sure_reading():  # what asks for names would be refused below
        return False
    plain = text.isascii() and is_plain(text, lower)
    if plain:
        return budget.glance(text) and holds(text, lower, might_hold, budget)
    metered = Metered(might_hold, budget)
    asked: set[tuple[str, str]] = set()
    for view in views_of(text, budget, quick=True, plain=plain):
        if holds_nothing(view.text, metered):
            continue
        words = " ".join(_new_words(view.text, asked))
        if not words:
            continue
        if not budget.glance(words):
            return False
        if holds(words, words.lower(), might_hold, budget):
            return True
    return False


def _new_words(text: str, asked: set[tuple[str, str]]) -> Iterator[str]:
    """The words of `text` that may hold an address, if they were not `asked` yet; each with the one before it, where the two
    may be one name.
    """
    before = ""
    for word in text.split():
        if ("." in word or ":" in word or "%" in word or not word.isascii()) and (before, word) not in asked:
            asked.add((before, word))
            yield f"{before} {word}" if len(before) <= LONGEST_SPLIT and before.isalnum() else word
        before = word


class Shown(dict[str, bool]):
    """What an index may hold of the hosts that stand in a text for all to see. Each is asked for once: a flood of one host is
    one host. Neither pages are asked about nor what a host carries.
    """

    def __init__(self, might_hold: MightHold) -> None:
        super().__init__()
        self._might_hold = might_hold

    def shows(self, text: str) -> bool:
        """Whether a host of ASCII that may be held stands in `text`."""
        text = text.encode("ascii", "replace").decode()
        return not shows_nothing(text, self._might_hold) and any(self[host] for host, _ in tokens(text))

    def __missing__(self, host: str) -> bool:
        held = self[host] = any(map(self._might_hold, keys_of_plain(host)))
        return held


class Looked:
    """A record of what was looked at in one text, which may come in pieces:
    a flood of one link costs what one link costs.
    """

    def __init__(self, might_hold: MightHold, budget: Budget) -> None:
        self._might_hold = might_hold
        self._metered = Metered(might_hold, budget)
        self._budget = budget
        self._answers: dict[str, bool] = {}
        self._done: set[tuple[Recipe, str, str]] = set()

    def spans(self, view: View, known: set[tuple[str, str, bool]]) -> list[tuple[int, int]]:
        """The places in a view at which it is worth to look for links.

        Left out are words that a plainer view of the same piece held behind the same text (`known`, to which the new
        ones are added, with whether the view is weak), and words that the same view of an earlier piece held.
        """
        spans: list[tuple[int, int]] = []
        text = view.text
        chunks = [match for match in _CHUNK.finditer(text) if "." in match[0] or ":" in match[0]]
        if len(chunks) > _FEW and not self._holds(text):  # one question for all of its words
            return spans
        for match in chunks:
            start, end = match.span()
            company = (text[max(0, start - COMPANY) : start], match[0])
            # What a guess put together says nothing of what stands there for all to see.
            if (*company, False) in known or (view.weak and (*company, True) in known):
                continue
            known.add((*company, view.weak))
            done = (view.recipe, *company)
            if done not in self._done and self._holds(match[0]):
                self._done.add(done)
                spans.append((start, end))
        return spans

    def _holds(self, chunk: str) -> bool:
        answer = self._answers.get(chunk)
        if answer is None:
            answer = self._answers[chunk] = not holds_nothing(chunk, self._metered) and holds(
                chunk, chunk.lower(), self._might_hold, self._budget
            )
        return answer
