"""How far an address reaches to both sides of its street and number: flats, quarters, towns and codes that stand beside them."""

import re
from collections.abc import Callable
from typing import Final

from core.base.redact.address.parts import BUILDING, CODE, DISTRICT, UNIT
from core.base.redact.address.places import town_at, town_before
from core.base.redact.address.plain_words import PLAIN
from core.base.redact.address.street_tail import STATE, UP, W
from core.base.redact.late import Late

_MOST_PARTS: Final = 9
_WINDOW: Final = 72
_GAP: Final = Late(r"(?=[\s,;/|(.\-])\.?(?:[ \t]{0,2}[,;/|(\-]){0,2}\s{0,2}")
_UNIT: Final = Late(UNIT, re.IGNORECASE)
_DISTRICT: Final = Late(DISTRICT, re.IGNORECASE)
_CODE: Final = Late(CODE, re.IGNORECASE)
_STATE: Final = Late(
    rf"{STATE}(?!\w)(?:\s\d{{5}}(?:-\d{{4}})?)?|\((?-i:[A-Z]{{2}})\)|(?-i:[A-Z]{{2}})(?=\s?(?:$|[\n,.!)]))"
)
_SMALL_STATE: Final = Late(
    r"(?:a[kzr]|ca|c[at]|fl|ga|i[al]|ks|ky|md|m[inost]|n[cdehjmvy]|pa|ri|s[cd]|tn|tx|ut|v[at]|w[ivy]|sp|rj|mg|pr|pe|ba|nsw|vic|qld|bc|ab|on|qc)(?!\w)"
)
_LARGE: Final = Late(rf"{UP}(?:[ \-]{UP}){{0,3}}(?:\s\d{{1,2}}(?!\w))?")
_AFTER_CODE: Final = Late(
    rf"(?:{UP}(?:[ \-/](?:(?:im|am|an der|in|ob|sur|sous|la|le|les|de|del|di|da|do|upon|nad|pod|v)\s)?{UP}){{0,2}}(?:\s\d{{1,2}}(?!\w))?|{W})"
)
_WORD: Final = Late(W)
_TO_THE_COMMA: Final = Late(rf"{W}(?:[ \-]{W}){{0,2}}(?=\s?(?:,|$|[\n.!?)\"]))")
_QUARTER_NUMBER: Final = Late(r"\s\d{1,2}(?!\w|[.,:\-/]\d)")
_CODE_OF_A_TOWN: Final = 4  # signs
_COMMA: Final = ",;/|(-\n"

Span = tuple[int, int]


def reach(text: str, start: int, end: int) -> Span:
    """Where the address begins and ends whose street and number stand from `start` to `end`."""
    return _to_the_left(text, start), _to_the_right(text, end)


def town_near(text: str, end: int) -> int | None:
    """Where a town's name ends that stands behind a number, a flat, a quarter or a code between; None where none does."""
    for _ in range(4):
        gap = _GAP.match(text, end)
        if gap is None:
            return None
        town = town_at(text, gap.end(), sure="," in gap[0])
        if town is not None:
            return town
        part = _UNIT.match(text, gap.end()) or _CODE.match(text, gap.end())
        if part is None:
            return None
        end = part.end()
    return None


def _to_the_right(text: str, end: int) -> int:
    in_town = False
    for _ in range(_MOST_PARTS):
        gap = _GAP.match(text, end)
        if gap is None or not gap[0]:
            break
        part, in_town = _part_at(text, gap.end(), gap[0], in_town=in_town)
        if part is None:
            break
        end = part
    if text.startswith(".", end) and _SHORTENED.search(text[max(0, end - 8) : end]):
        end += 1
    return end + 1 if text[end : end + 1] == ")" and "(" in text[max(0, end - _WINDOW) : end] else end


def _part_at(text: str, at: int, gap: str, *, in_town: bool) -> tuple[int | None, bool]:
    """Where the part of an address ends that begins at `at`, and whether a town was met."""
    comma = any(sign in gap for sign in _COMMA)
    town = town_at(text, at, sure=comma)
    if town is not None:
        number = _QUARTER_NUMBER.match(text, town)
        return number.end() if number else town, True
    if match := _UNIT.match(text, at) or _DISTRICT.match(text, at):
        return match.end(), in_town
    if match := _CODE.match(text, at):
        behind = None if in_town else _behind_a_code(text, match)
        return behind or match.end(), in_town or behind is not None
    if match := _STATE.match(text, at) or (_SMALL_STATE.match(text, at) if in_town else None):
        return match.end(), True
    return None if in_town and not comma else _words_at(text, at, behind_a_comma=comma), in_town


def _behind_a_code(text: str, code: re.Match[str]) -> int | None:
    """Where the town ends that stands behind its code; a quarter's code (`SE15`) has none."""
    if len(code[0]) < _CODE_OF_A_TOWN or text[code.end() : code.end() + 1] != " ":
        return None
    town = _AFTER_CODE.match(text, code.end() + 1)
    return town.end() if town and not _is_plain(town[0]) else None


def _words_at(text: str, at: int, *, behind_a_comma: bool) -> int | None:
    """Where words end that may be a quarter or a town."""
    large = _LARGE.match(text, at)
    if behind_a_comma and large and not _is_plain(large[0]):
        return large.end()
    end = at
    for _ in range(2):  # a quarter that nobody knows, and its town
        match = _WORD.match(text, end)
        if match is None or _is_plain(match[0]) or text[match.end() : match.end() + 1] not in (" ", ","):
            break
        end = match.end() + 1
        if text[end : end + 1] == " ":
            end += 1
        town = town_at(text, end)
        if town is not None:
            return town
        unit = _UNIT.match(text, end)
        if unit and any(map(str.isdigit, unit[0])):
            return unit.end()
        small = _SMALL_STATE.match(text, end)
        if small:
            return small.end()
    to_comma = _TO_THE_COMMA.match(text, at) if behind_a_comma else None
    return to_comma.end() if to_comma and not _is_plain(to_comma[0]) else None


def _is_plain(words: str) -> bool:
    """Whether one of the words is one of everyday speech, and no name."""
    return any(word.strip(".'").lower() in PLAIN for word in re.split(r"[ \-]", words))


_SHORTENED: Final = Late(
    r"(?<!\w)(?:st|rd|ave?|blvd|ln|dr|ct|pl|sq|hwy|str|no|jr|sr|apt|ter|cres|cl|gdns)\Z", re.IGNORECASE
)
_SEPARATED: Final = r"(?:\s?[,;/|\-:]\s{0,2}|\s)\Z"
_COMMAED: Final = r"\s?[,;/|\-]\s{0,2}\Z"
_BEFORE: Final = (
    Late(rf"(?:{UNIT}){_SEPARATED}", re.IGNORECASE),
    Late(rf"(?:{DISTRICT}){_SEPARATED}", re.IGNORECASE),
    Late(rf"(?<![\w])(?:{BUILDING}){_COMMAED}", re.IGNORECASE),
    Late(
        rf"(?<![\w])(?:[a-z]{{1,2}}-)?〒?\d{{3,6}}(?:-\d{{3,4}})?,?\s(?:{W}[ \-]?){{1,3}}{_COMMAED}",
        re.IGNORECASE,
    ),
    Late(r"(?<![\w.,/-])(?:[A-Z]{1,2}-)?\d{5,6},?\s\Z"),
)
_WORDS_BEFORE: Final = Late(
    r"(?<!\w)(?:am|an de[rn]|im|in de[rn]|auf de[rm]|zum|zur|unter den|vor dem|hinter de[rm]|г|гор|город|с|село|пос|посёлок|поселок|деревня|дер|п|пгт|ст|станица|м|місто|смт|мкр|р-н|ул|улица|вул|вулиця|"
    r"нижний|нижнем|великий|верхний|старый|новый|северный|южный|малый|большой|san|santa|saint|new|north|south|east|west|great|upper|lower|old|los|las|la|el|le|les|bad|sankt|são|"
    r"ب?شارع|ب?حي)\.?\s\Z",
    re.IGNORECASE,
)
"""Words that belong to the name behind them."""
_NUMBER_BEFORE: Final = Late(
    r"(?<![\w.,/-])(?:#\s?)?\d{1,5}[a-z]?(?:/\d{1,4})?\s?[-–,]\s\Z|(?<!\w)(?:no|nr|num|number|n°|plot|house|hse|h|blk|door|ب|ع|ق|رقم|عماره)\.?\s?(?:no\.?\s?)?\Z",
    re.IGNORECASE,
)
_QUARTERS_BEFORE: Final = tuple(
    Late(rf"[ ,/\-]{{1,3}}((?:{W}[ ]){{{count}}}{W}\s?,?\s)\Z") for count in range(3)
)
_TOWN_GAP: Final = Late(r"\s?[,;/|\-]\s{0,2}\Z|\s\Z")


def _to_the_left(text: str, start: int) -> int:
    looks: tuple[Callable[[str, int], int | None], ...] = (_town_on_the_left, _part_on_the_left)
    for _ in range(_MOST_PARTS):
        for look in looks:
            at = look(text, start)
            if at is not None and at < start:
                start = at
                break
        else:
            break
    return start


def _town_on_the_left(text: str, start: int) -> int | None:
    gap = _TOWN_GAP.search(text[max(0, start - 4) : start])
    return town_before(text, start - len(gap[0])) if gap else None


def _part_on_the_left(text: str, start: int) -> int | None:
    first = max(0, start - _WINDOW)
    window = text[first:start]
    for pattern in (*_BEFORE, _WORDS_BEFORE):
        match = pattern.search(window)
        if match and match[0].strip():
            return first + match.start()
    if text[start : start + 1].isdigit():
        match = _NUMBER_BEFORE.search(window)
        if match:
            return first + match.start()
    for pattern in _QUARTERS_BEFORE:
        unknown = pattern.search(window)
        if unknown and not _is_plain(unknown[1].strip(" ,")):
            town = town_before(text, first + unknown.start())
            if town is not None:
                return town
    return None
