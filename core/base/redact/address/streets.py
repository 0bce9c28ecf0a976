"""Where somebody lives: a street with a number, in the forms of some thirty languages; boxes at a post office, British postcodes.

A street's name alone is none: what is masked has the number of a house. What follows it (a flat, a code, a town) goes along.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from core.base.redact.address.chains import chains
from core.base.redact.address.counted import COUNTED
from core.base.redact.address.lone_streets import lone_streets
from core.base.redact.address.places import town_at
from core.base.redact.address.plain_words import PLAIN
from core.base.redact.address.reach import reach, town_near
from core.base.redact.address.street_form import NAME
from core.base.redact.address.street_forms_east import EAST
from core.base.redact.address.street_forms_west import WEST
from core.base.redact.address.street_tail import TAIL, UP
from core.base.redact.address.street_words import ALSO_NAMES, NO_NAME, STRONG, UNIT, WEAK
from core.base.redact.late import Late

_LATEST_YEAR: Final = 2100
_SIDE: Final = r"(?:\.?\s(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West|Lower|Upper)(?!\w))?(?:\s\d{1,2}(?=\s#\d)|\s\d{1,4}(?=,\s[A-Z]))?"


def streets(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses of houses stand: each as far as it reaches first, then less of it."""
    merged = _merged(text, sorted(_streets(text)))
    yield from _merged(text, [reach(text, *each) for each in merged[:_MOST_REACHED]] + merged[_MOST_REACHED:])
    yield from merged


def worded_streets(text: str) -> Iterator[tuple[int, int]]:
    """Where a house's number stands in words: `one hundred and twelve Abbey Lane`."""
    lower = text.lower()
    if not any(word in lower for word in _WORDED_SIGNS):
        return
    for match in _WORDED.finditer(text):
        yield reach(text, *match.span())


_TENS: Final = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|and|oh)"
_WORDED_SIGNS: Final = (
    " street",
    " road",
    " lane",
    " avenue",
    " drive",
    " close",
    " court",
    " terrace",
    " gardens",
    " crescent",
    " way",
    " place",
    " st",
    " rd",
    " ave",
    " ln",
)
_WORDED: Final = Late(
    rf"(?<!\w)(?i:{_TENS}(?:[ -]{_TENS}){{0,5}})\s(?:(?!(?:Way|And|Of|The)\s){UP}\s){{1,3}}(?i:street|road|lane|avenue|drive|close|court|terrace|gardens|crescent|way|place|st|rd|ave|ln)(?!\w)"
)


def _streets(text: str) -> Iterator[tuple[int, int]]:
    lower = text.lower()
    if any(word in lower for word in _ENGLISH_SIGNS):
        for match in _ENGLISH.finditer(text):
            said_before = bool(_LIVES.search(text[max(0, match.start() - _LOOK_BACK) : match.start()]))
            said_before = said_before or (
                match[3].lower() not in STRONG and town_near(text, match.end()) is not None
            )
            if _is_english(match, said_before=said_before) and (said_before or _may_end(text, match)):
                yield match.start(), _end_of(text, match.end())
    there: dict[Late, bool] = {}
    for form in (*WEST, *EAST):
        if form.sign not in there:
            there[form.sign] = form.sign.search(lower) is not None
        if there[form.sign]:
            for match in form.pattern.finditer(text):
                if COUNTED.match(lower, match.end()) is None:
                    yield match.start(), _end_of(text, match.end())
    yield from chains(text)
    yield from lone_streets(text)


def _merged(text: str, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in order, those that meet or between which only a comma stands made one."""
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and (start < merged[-1][1] or _BETWEEN.fullmatch(text, merged[-1][1], start)):
            merged[-1] = (min(start, merged[-1][0]), max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


_BETWEEN: Final = Late(r"\s?[,/-]\s?")
_MOST_REACHED: Final = 60
"""Addresses of one text whose towns and flats are looked for."""
_LOOK_BACK: Final = 24
_LIVES: Final = Late(
    r"(?<!\w)(?:(?:liv(?:es?|ing)|stay(?:s|ing)?|reside[sd]?|pull(?:ed)? up|house|home|place|crib|located)\W{1,2}(?:is\s|s\s)?(?:over\s)?(?:at\s|on\s|in\s)?|(?:addy|addr(?:ess)?)\W{1,3}(?:is\s)?)\Z",
    re.IGNORECASE,
)
"""Words after which small letters are a street, too: `lives at 9 elm close`."""
_ENGLISH_SIGNS: Final = tuple({word[:2] for word in (*STRONG, *WEAK)})


_WORDS: Final = "|".join(sorted((*STRONG, *WEAK), key=len, reverse=True))
_ENGLISH: Final = Late(
    rf"(?<![\w@#$€£/.:,-])(?:{UNIT},?\s|(?:lot\s\d{{1,3}},?\s)?(?:unit|flat|apt|apartment|suite|shop|house|plot|door|blk|block|u)\.?\s?(?:no\.?\s?|#)?)?(\d{{1,4}}[a-z]/\d{{1,4}}|\d{{1,5}}[a-z]?(?:[-/]\d{{1,4}}[a-z]?){{0,2}}),?\s({NAME})({_WORDS})(?!['\w]){_SIDE}",
    re.IGNORECASE,
)


_WITH_THE: Final = frozenset(
    (
        "crescent",
        "close",
        "green",
        "avenue",
        "grove",
        "drive",
        "mews",
        "paddock",
        "terrace",
        "lane",
        "square",
        "hill",
        "street",
        "ridge",
    )
)
"""What a street is called that has no other name: `8 the crescent`."""
_TAIL: Final = Late(TAIL, re.IGNORECASE)
_BEGINS_LARGE: Final = Late(UP)


def _end_of(text: str, end: int) -> int:
    """Where an address ends whose street and number end at `end`."""
    tail = _TAIL.match(text, end)
    end = tail.end() if tail else end
    while end and text[end - 1] in " ,":
        end -= 1
    return end


def _may_end(text: str, match: re.Match[str]) -> bool:
    """Whether what follows small letters may follow an address: not `5 king street fans`."""
    following = _NEXT_WORD.match(text, match.end())
    if following is None or not match[0].islower() or town_at(text, following.start(1)) is not None:
        return True
    tail = _TAIL.match(text, match.end())
    return following[1] in _MAY_FOLLOW or bool(tail and tail[0])


_NEXT_WORD: Final = Late(r"\s([a-z]{2,20})(?!\w)")
_FOLLOWS: Final = "apt flat unit near opposite off behind mate man bruh fr ngl wtf omg xd top first ground door house red blue white green thats dox doxx swat knock visit leaked posted address addy"
_MAY_FOLLOW: Final = PLAIN | frozenset(_FOLLOWS.split())


def _is_english(match: re.Match[str], *, said_before: bool) -> bool:
    """Whether the words between a number and `street` are a name: not `3 blocks down the street`, not `2022 the district court`."""
    words = match[2].split()
    if said_before and [word.lower() for word in words] == ["the"] and match[3].lower() in _WITH_THE:
        return True
    if any(word.lower().strip(".'") in NO_NAME and word not in ALSO_NAMES for word in words):
        return False
    number = int(re.sub(r"\D.*", "", match[1]) or 0)
    weak = match[3].lower() not in STRONG
    if weak and said_before:
        return True
    if weak or (1900 <= number <= _LATEST_YEAR and len(words) > 1):  # noqa: PLR2004 - a year, rather
        return all(_BEGINS_LARGE.match(word) or word[0].isdigit() for word in words)
    return True
