"""Where somebody lives: a street with a number, in the forms of some thirty languages; boxes at a post office, British postcodes.

A street's name alone is none: what is masked has the number of a house. What follows it (a flat, a code, a town) goes along.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from core.base.redact.address.chains import chains
from core.base.redact.address.lone_streets import lone_streets
from core.base.redact.address.reach import reach
from core.base.redact.address.street_form import NAME
from core.base.redact.address.street_forms_east import EAST
from core.base.redact.address.street_forms_west import WEST
from core.base.redact.address.street_tail import TAIL, UP
from core.base.redact.address.street_words import NO_NAME, STRONG, UNIT, WEAK
from core.base.redact.late import Late

_LATEST_YEAR: Final = 2100
_SIDE: Final = (
    r"(?:\.?\s(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West|Lower|Upper)(?!\w))?(?:\s\d{1,2}(?=\s#\d))?"
)


def streets(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses of houses stand: each as far as it reaches first, then less of it."""
    merged = _merged(sorted(_streets(text)))
    yield from _merged([reach(text, *each) for each in merged[:_MOST_REACHED]] + merged[_MOST_REACHED:])
    yield from merged


def _streets(text: str) -> Iterator[tuple[int, int]]:
    lower = text.lower()
    if any(word in lower for word in _ENGLISH_SIGNS):
        for match in _ENGLISH.finditer(text):
            said_before = bool(_LIVES.search(text[max(0, match.start() - _LOOK_BACK) : match.start()]))
            if _is_english(match, said_before=said_before):
                yield match.start(), _end_of(text, match.end())
    for form in (*WEST, *EAST):
        if form.sign.search(lower):
            for match in form.pattern.finditer(text):
                yield match.start(), _end_of(text, match.end())
    yield from chains(text)
    yield from lone_streets(text)


def _merged(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in order, those that meet made one."""
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


_MOST_REACHED: Final = 60
"""Addresses of one text whose towns and flats are looked for."""
_LOOK_BACK: Final = 24
_LIVES: Final = Late(
    r"(?<!\w)(?:(?:liv(?:es?|ing)|stay(?:s|ing)?|reside[sd]?|pull(?:ed)? up|house|home|place|crib|located)\W{1,2}(?:is\s|s\s)?(?:over\s)?at\s|(?:addy|addr(?:ess)?)\W{1,3}(?:is\s)?)\Z",
    re.IGNORECASE,
)
"""Words after which small letters are a street, too: `lives at 9 elm close`."""
_ENGLISH_SIGNS: Final = tuple({word[:2] for word in (*STRONG, *WEAK)})


_WORDS: Final = "|".join(sorted((*STRONG, *WEAK), key=len, reverse=True))
_ENGLISH: Final = Late(
    rf"(?<![\w@#$€£/.:,-])(?:{UNIT},?\s|(?:lot\s\d{{1,3}},?\s)?(?:unit|flat|apt|apartment|suite|shop|house|plot|door|blk|block|u)\.?\s?(?:no\.?\s?|#)?)?(\d{{1,4}}[a-z]/\d{{1,4}}|\d{{1,5}}[a-z]?(?:[-/]\d{{1,4}})?),?\s({NAME})({_WORDS})(?!['\w]){_SIDE}",
    re.IGNORECASE,
)


_TAIL: Final = Late(TAIL, re.IGNORECASE)
_BEGINS_LARGE: Final = Late(UP)


def _end_of(text: str, end: int) -> int:
    """Where an address ends whose street and number end at `end`."""
    tail = _TAIL.match(text, end)
    end = tail.end() if tail else end
    while end and text[end - 1] in " ,":
        end -= 1
    return end


def _is_english(match: re.Match[str], *, said_before: bool) -> bool:
    """Whether the words between a number and `street` are a name: not `3 blocks down the street`, not `2022 the district court`."""
    words = match[2].split()
    if any(word.lower().strip(".'") in NO_NAME for word in words):
        return False
    number = int(re.sub(r"\D.*", "", match[1]) or 0)
    weak = match[3].lower() not in STRONG
    if weak and said_before:
        return True
    if weak or (1900 <= number <= _LATEST_YEAR and len(words) > 1):  # noqa: PLR2004 - a year, rather
        return all(_BEGINS_LARGE.match(word) or word[0].isdigit() for word in words)
    return True
