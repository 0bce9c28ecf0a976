"""Where an address ends in a text: at what parts words, and without the punctuation of the sentence around it."""

import re
from bisect import bisect_left
from typing import Final

STOP: Final = re.compile(r"[\s<>\"`|]|\]\(")
_PARENTHESIS: Final = re.compile(r"[()]")
_AFTER_A_LINK: Final = ".,;:!?'*)]}…»”’،؛؟。、！？：；）】」』》"
COMPANY: Final = 13  # characters before an address that say whether it is one
_DEEP: Final = 8  # addresses inside one address; what lies deeper is read no further than _DEEP_LENGTH
_DEEP_LENGTH: Final = 256
_FEW: Final = 4  # addresses of a usual text


class Extents:
    """The ends of the addresses in one text: made once, so that a thousand addresses cost one pass and not a thousand."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stops: list[int] | None = None
        self._asked = 0
        self._run = -1
        self._depth = 0
        self._known: dict[tuple[str, str], int] = {}
        self._unopened: tuple[list[int], list[int]] | None = None

    def end(self, start: int, after: int) -> int:
        """The place where an address ends. It begins at `start`; its scheme or host ends at `after`."""
        text = self._text
        run = end = self._stop(after)
        self._depth = self._depth + 1 if run == self._run else 0
        self._run = run
        if self._depth > _DEEP:
            end = min(end, after + _DEEP_LENGTH)
        if start and text[start - 1] in "=&?":  # carried as a parameter: the next parameter is not its own
            ampersand = text.find("&", after, end)
            end = ampersand if ampersand >= 0 else end
        # A bracket that opened before the address closes behind it, whatever is glued to that.
        if start and text[start - 1] == "(":
            end = self._closing(after, end)
        return trimmed(text, start, after, end)

    def _stop(self, after: int) -> int:
        """The first place from `after` on that parts words: searched for a few times, then looked up among all."""
        self._asked += 1
        if self._asked <= _FEW:
            found = STOP.search(self._text, after)
            return found.start() if found else len(self._text)
        if self._stops is None:
            self._stops = [stop.start() for stop in STOP.finditer(self._text)]
        at = bisect_left(self._stops, after)
        return self._stops[at] if at < len(self._stops) else len(self._text)

    def _closing(self, start: int, end: int) -> int:
        """`unopened` of this text: a thousand brackets are looked through once, and not once each."""
        if self._unopened is None:
            self._unopened = _all_unopened(self._text)
        places, closing = self._unopened
        return min(closing[bisect_left(places, start)], end)

    def known(self, start: int, end: int) -> int | None:
        """The length that was remembered of this piece, if it stood before behind the same text:
        a flood of one link is one link.
        """
        return self._known.get(self._company(start, end))

    def remember(self, start: int, end: int, length: int) -> None:
        """Remember how long the address was that began at `start`; 0 for none."""
        self._known[self._company(start, end)] = length

    def _company(self, start: int, end: int) -> tuple[str, str]:
        return self._text[max(0, start - COMPANY) : start], self._text[start : end + 1]


def trimmed(text: str, start: int, after: int, end: int) -> int:
    """`end` without the punctuation that belongs to the sentence, the Markdown or the code around `text[start:end]`."""
    mark = text[start - 1] if start else ""
    whole = text[after:end]
    kept = whole.rstrip(_AFTER_A_LINK + mark if mark in "*_~" else _AFTER_A_LINK)
    if "[" in kept and "]" not in kept:  # an IPv6 address
        kept = whole[: whole.find("]") + 1] or kept
    if whole[len(kept) : len(kept) + 1] == ")":
        unclosed = kept.count("(") - kept.count(")")
        closing = whole[len(kept) :]
        kept += closing[: min(max(unclosed, 0), len(closing) - len(closing.lstrip(")")))]
    return after + len(kept)


def unopened(text: str, start: int, end: int) -> int:
    """The place of the first `)` in `text[start:end]` that closes nothing there; `end` where there is none."""
    depth = 0
    for mark in _PARENTHESIS.finditer(text, start, end):
        depth += 1 if mark[0] == "(" else -1
        if depth < 0:
            return mark.start()
    return end


def _all_unopened(text: str) -> tuple[list[int], list[int]]:
    """The places of all parentheses, and for each the first `)` from there on that closes nothing that opened from there on.

    One entry more: behind the last, and where there is none, that is the end of the text.
    """
    places = [mark.start() for mark in _PARENTHESIS.finditer(text)]
    count = len(places)
    at = [count] * (count + 1)  # by number, not yet by place
    for number in range(count - 1, -1, -1):
        if text[places[number]] == ")":
            at[number] = number
        elif at[number + 1] < count:  # what opens here closes there; the next is behind it
            at[number] = at[at[number + 1] + 1]
    places_or_end = [*places, len(text)]
    return places, [places_or_end[number] for number in at]
