"""A text as it is read once a disguise is off, with the place in the original of each character."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


class Edit(NamedTuple):
    """One place where a disguise was undone, in positions of the original text."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """`text`, whose character `i` stood at `origin[i]` of the original; `origin` has one entry more, the original's end.

    `edits` are sorted.
    """

    text: str
    origin: list[int]
    edits: list[Edit]

    @classmethod
    def of(cls, text: str) -> "Reading":
        """A reading of the text as it stands."""
        return cls(text, list(range(len(text) + 1)), [])

    def replaced(self, name: str, found: re.Pattern[str], undo: Callable[[re.Match[str]], str]) -> "Reading":
        """The reading with each match of `found` replaced by what `undo` gives; the same object when nothing changes."""
        pieces: list[str] = []
        origin: list[int] = []
        edits: list[Edit] = []
        last = 0
        for match in found.finditer(self.text):
            old = match[0]
            new = undo(match)
            if new == old:
                continue
            start, end = match.span()
            # Only what differs counts as undone: a long match does not blame its whole length.
            if new and end - start > 1:
                head = _common(old, new)
                tail = _common(old[head:][::-1], new[head:][::-1])
                start, end, new = start + head, end - tail, new[head : len(new) - tail]
            pieces += (self.text[last:start], new)
            origin += self.origin[last:start]
            origin += self.origin[start:end] if len(new) == end - start else [self.origin[start]] * len(new)
            edits.append(Edit(self.origin[start], self.origin[end], name))
            last = end
        if not edits:
            return self
        pieces.append(self.text[last:])
        origin += self.origin[last:]
        return Reading("".join(pieces), origin, sorted(self.edits + edits))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters `start` to `end` of this reading stood in the original."""
        if start >= end:
            return self.origin[start], self.origin[start]
        first, last = self.origin[start], self.origin[end - 1]
        stop = min(last + 1, self.origin[-1])
        at = bisect_left(self.edits, (last, 0, ""))
        while at < len(self.edits) and self.edits[at].start == last:
            stop = max(stop, self.edits[at].end)
            at += 1
        return first, max(stop, first)

    def undone(self, start: int, end: int) -> tuple[str, ...]:
        """The names of the disguises undone between `start` and `end` of this reading, each once, in order."""
        first, stop = self.span(start, end)
        low = bisect_left(self.edits, (first, 0, ""))
        while low and self.edits[low - 1].end > first:  # it began before, and reaches in
            low -= 1
        high = bisect_right(self.edits, (stop, -1, ""))
        names = [edit.name for edit in self.edits[low:high] if edit.start < stop]
        return tuple(dict.fromkeys(names))


def _common(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
