"""Addresses without a word for a street: a name and a number where a town or a code stands behind, or where the words in front
say that somebody lives there.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from core.base.redact.address.parts import LONE_CODE
from core.base.redact.address.places import is_town, town_before
from core.base.redact.address.plain_words import NUMBERED, PLAIN
from core.base.redact.address.reach import town_near
from core.base.redact.address.street_tail import UP, W
from core.base.redact.late import Late

_NUMBER: Final = Late(
    r"(?<=[^\W\d_][ ])\d{1,4}(?:\s?[a-zא-ת](?![\w\"']))?(?:[/-]\d{1,4}[a-z]?|/[a-z](?!\w)){0,2}(?![\w:%°€$£]|[.,/-]\d|\.\w)",
    re.IGNORECASE,
)
_LARGE_NAME: Final = Late(
    rf"(?<![\w@#])(?:{UP}(?:[ \-](?:(?:de|del|della|di|da|do|dos|das|la|le|les|los|las|van|der|den|von|zu|y|e|of|san|santa|und)\s){{0,2}}{UP}){{0,3}}),?\s\Z"
)
_NAME_BEFORE: Final = Late(rf"(?<![\w@#])(?:{W}[ \-]){{1,3}}\Z")
_NAME_BEHIND: Final = Late(
    rf"(?<![\w.,:/#@$€£-])\d{{1,5}}[a-z]?(?:[-/]\w{{1,4}})?,?\s({UP}(?:[ '\-](?:(?:y|e|of|de|del|la|le|the|and|upon)\s){{0,2}}{UP}){{1,3}}\.?)(?=,\s)",
    re.IGNORECASE,
)
_CODED: Final = Late(LONE_CODE)
_BEFORE_CODE: Final = Late(
    rf"(?<![\w.,:/#@-])\d{{1,5}}[a-z]?(?:[-/]\d{{1,4}})?,?\s(?:{W}[ '\-]{{1,2}}){{0,3}}{W}\.?,?\s(?:{W},?\s){{0,3}}\Z",
    re.IGNORECASE,
)
_NO_WAY: Final = r"(?!(?:um|rück|hin|aus|heim|schul|arbeits|fahr|geh|rad|flucht|park|spiel|sport|sitz|steh|stell)(?:weg|platz)(?!\w))"
_WINDOW: Final = 70
_UNCASED: Final = Late("[\u0590-\u06ff\u0900-\u097f]")

# Words behind which an address stands.
_CUE: Final = Late(
    r"(?<!\w)(?:wohn(?:t|e|haft)|wohnadresse|adressen?|adress(?=\s?(?::|är|er|min|hans|hennes))|anschrift|zuhause|"
    r"woon(?:t|adres)?|adres(?:i|im|imi|in)?|bor|bostad|adressa?|"
    r"abit(?:a|o|ano)|indirizzo|viv[eo]n?|direcci[oó]n|domicilio|mor[aoa]|endere[cç]o|"
    r"mieszka(?:m|ją)?|adresem|bydl[ií](?:m)?|adresa|lak(?:ik|om|cím\w{0,3})|c[ií]m|loc?uie[sș]te|st[aă]|stanuje|živi|"
    r"жив[её]т|живу|живут|адрес|прописана?|проживает|живе|мешка(?:є|ю)|адреса|адресу|"
    r"ev(?:i|im|leri)?|oturuyor|oturduğu yer|"
    r"alamat(?:nya)?|rumah(?:nya)?|tinggal|nhà|địa chỉ|ghar|pata|"
    r"ה?כתובת|גרה?|גרים|"
    r"עובד ב|(?:ال)?عنوان\w{0,3}|ساكن\w{0,2}|[يت]سكن\w{0,2}|آدرس\w{0,3}|ادرس\w{0,3}|خون(?:ه|ش|شون))"
    r"(?:[\s:=]{1,3}(?:ist|is|es|è|é|to|jest|est|je|in|im|am|a|na|en|at|на|в|по|у|de|der|di|på|i|op|the|ב|في|ف|saya|dia|nya|nó|ở|sua|mia|mio|dela|dele|liegt|är|er)){0,2}[\s:=\-–,]{1,4}(?=\w)",
    re.IGNORECASE,
)
_CUED: Final = Late(
    rf"(?:{W}[ ]){{1,4}}?(?:no\.?\s?|nr\.?\s?|#|d\.\s?|رقم\s)?\d{{1,4}}(?:\s?[a-z](?![\w']))?(?:[/-]\d{{1,4}}[a-z]?){{0,2}}(?![\w:%°€$£]|[.,]\d|\s\d{{1,4}}(?!\d)|\s?(?:min|uhr|km|jahr|year|año|ano[s ]|ann[io]|lat[a ]?|лет|год|час|мин|sal|x[ ]|m[ ]|h[ ]|yıl|yaş|gün|jaar|år|tahun|jam|kali|persone|leute|people|ماه|سال|سنة|سنين|ساعة|دقيقة|مرة|شخص|שנים|דקות|tháng|năm|tuổi))",
    re.IGNORECASE,
)


_SMALL: Final = Late(
    rf"(?<![\w@#])(?:via|viale|corso|largo|piazza|rua|av|avenida|calle|rue|ul|str|jalan|jl)\.?\s((?:{W}[ ]){{1,4}}?)(?:n\.?\s?)?\d{{1,4}}[a-z]?(?![\w:%]|[.,]\d)",
    re.IGNORECASE,
)
"""A street in small letters, where a town stands behind it."""
_SMALL_COMPOUND: Final = Late(
    rf"(?<![\w@#-]){_NO_WAY}[a-zäöüßåæøé-]{{3,36}}(?:str|straße|strasse|weg|gasse|platz|allee|ring|straat|laan|gracht|gatan|vägen|gade|vej|gata|veien)\.?\s\d{{1,4}}\s?[a-h]?(?![\w:%]|[.,]\d)"
)
_LIVES: Final = Late(
    r"(?<=\d|[a-z])\s(?:wohnt|wohnen|woont|wonen|bor|mieszka|живёт|живет|живе|мешкає|oturuyor|abita|habite|vive|mora|lives)(?!\w)",
    re.IGNORECASE,
)
_CUED_BEHIND: Final = Late(
    rf"(?<![\w@#])(?:{W}[ ]){{1,4}}?\d{{1,4}}[a-z]?(?=\s(?:wohnt|wohnen|woont|wonen|bor|mieszka|живёт|живет|живе|мешкає|oturuyor|abita|habite|vive|mora|lives)(?!\w))",
    re.IGNORECASE,
)


def lone_streets(text: str) -> Iterator[tuple[int, int]]:
    """Where a name and a number stand that are an address by what stands beside them."""
    yield from _said(text)
    for match in _NUMBER.finditer(text):
        yield from _before_town(text, match.start(), match.end())
    yield from _behind_number(text)
    for match in _SMALL.finditer(text):
        if (
            not any(word.lower() in PLAIN for word in match[1].split())
            and town_near(text, match.end()) is not None
        ):
            yield match.span()
    for match in _SMALL_COMPOUND.finditer(text):
        if town_near(text, match.end()) is not None:
            yield match.span()
    for match in _CODED.finditer(text):
        first = max(0, match.start() - _WINDOW)
        before = _BEFORE_CODE.search(text[first : match.start()])
        if before and not _has_plain_word(before[0]):
            yield first + before.start(), match.end()


def _said(text: str) -> Iterator[tuple[int, int]]:
    """Where the words beside a name and a number say that somebody lives there."""
    for match in _CUE.finditer(text):
        cued = _CUED.match(text, match.end())
        if cued and not _has_plain_word(cued[0], but=_OF_NAMES) and not _ends_with_town_or_year(cued[0]):
            yield cued.span()
    for match in _CUED_BEHIND.finditer(text) if _LIVES.search(text) else ():
        if not _has_plain_word(match[0]):
            yield match.span()


def _behind_number(text: str) -> Iterator[tuple[int, int]]:
    """A street's name behind a number, where a town stands behind it."""
    for match in _NAME_BEHIND.finditer(text):
        words = match[1].split()
        plain = words[0].lower() in PLAIN or words[-1].lower() in PLAIN
        if not plain and town_near(text, match.end()) is not None:
            yield match.span()


def _before_town(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A street's name in front of a number, where a town stands behind it."""
    first = max(0, start - _WINDOW)
    window = text[first:start]
    name = _LARGE_NAME.search(window)
    if name is None and _UNCASED.search(window):
        name = _NAME_BEFORE.search(window)
    if name is None or _has_plain_word(name[0]):
        return
    if _FLOOR.match(text, end):
        yield first + name.start(), end
    if is_town(name[0].strip(" ,")):
        return
    town = town_near(text, end)
    begins = first + name.start()
    if (town is not None and not _is_score(text, end, town)) or (
        town is None and _is_behind_town(text, begins, end)
    ):
        yield begins, end


_ENDS: Final = Late(r"\s?(?:$|[,;\n)]|\.(?:\s|$))")
_FLOOR: Final = Late(r",?\s\d{1,2}\s?(?:°|to|do|er|ro|vo|mo)\.?\s?[a-h](?!\w)", re.IGNORECASE)


def _is_behind_town(text: str, start: int, end: int) -> bool:
    """Whether a town stands in front and nothing behind, as in `Leeds, Mill 12`."""
    if _FLOOR.match(text, end):
        return True
    return (
        text[start - 2 : start] == ", "
        and town_before(text, start - 2) is not None
        and _ENDS.match(text, end) is not None
    )


_SCORE: Final = Late(r"\s\d{1,3}(?!\w)")


_NUMBERED: Final = Late(
    r"(?:praha|prague|dublin|lyon|paris|marseille|wien|vienna|budapest|bucurești|glasgow)", re.IGNORECASE
)
"""Towns whose quarters have numbers."""


def _is_score(text: str, start: int, end: int) -> bool:
    """Whether a number follows a town, as in `Lions 3, Leeds 1`."""
    return _SCORE.match(text, end) is not None and _NUMBERED.search(text[start:end]) is None


_SHORT: Final = 3  # letters of a word that is part of a name, too: `auf dem Hügel`


def _has_plain_word(written: str, but: AbstractSet[str] | None = None) -> bool:
    """Whether a word of everyday speech stands in it, or one that numbers follow. `but`: words that a name may hold all the same;
    where there are none, short words may.
    """
    words = [word.strip(".,'\"#").lower() for word in re.split(r"[ \-,]", written)]
    plain = [word for word in words if word in PLAIN]
    if any(word in NUMBERED for word in words) or all(word in PLAIN or not word for word in words):
        return True
    if but is None:
        return any(len(word) > _SHORT or _UNCASED.match(word) for word in plain)
    return any(word not in but for word in plain)


def _ends_with_town_or_year(written: str) -> bool:
    """Whether a name is a town's, or a number a year: `in Berlin 24`, `since 2012`."""
    name = _NAME_ALONE.match(written)
    last = name[0].split()[-1] if name and name[0].split() else ""
    return is_town(last) or _YEAR.search(written) is not None


_NAME_ALONE: Final = Late(r"[^\d#]+")
_YEAR: Final = Late(r"(?<!\d)(?:19|20)\d\d\Z")
_OF_NAMES: Final = frozenset(
    (
        *(
            "an",
            "der",
            "den",
            "dem",
            "auf",
            "in",
            "im",
            "am",
            "zu",
            "zum",
            "zur",
            "unter",
            "hinter",
            "vor",
            "bei",
            "de",
            "del",
            "la",
            "las",
            "los",
            "le",
            "les",
            "du",
            "des",
        ),
        *(
            "di",
            "da",
            "do",
            "dos",
            "das",
            "della",
            "van",
            "het",
            "von",
            "of",
            "y",
            "e",
            "ul",
            "на",
            "в",
            "у",
            "по",
            "cd",
            "sk",
            "mah",
            "no",
        ),
    )
)
"""Everyday words that names of streets begin with, too: `auf dem Hügel`."""
