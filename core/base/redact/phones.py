"""Telephone numbers: international ones, and national ones in the ways in which people group them.

A number is not checked against the plans of its country: one with a digit too few still leads to a person, and what looks
like a number and is something else is shielded before (shields.py).
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from core.base.redact.edges import BEGIN, END
from core.base.redact.late import Late

_GAP: Final = r"[ ().\-/\t]{0,3}"
_RUN: Final = Late(
    rf"{BEGIN}(?<![@#$€£¥=&])(?:\+|(?<![.,:\-/])|(?<=: )|(?<=- )|(?<=[^\W\d_]:))\(?\+?\d(?:{_GAP}\d){{5,16}}{END}(?![.,]\d|[-/]\d|@)"
)
_WORD: Final = (
    r"(?:tel(?:e?fon\w{0,4}|éfono|ephone|efone|éphone|efoon)?|tlf|tfn|phone(?:\s?(?:number|no|nr))?|cell(?:phone)?|mobile?|mob|handy(?:nummer)?|"
    r"nummer|numm?er[oa]?|número|numéro|number|num|celular|móvil|movil|cel|cellulare|portable|fixe|gsm|fax|hotline|sms|text|call(?:ed|ing|s)?|dial|ring|ruf\w{0,2}|"
    r"llam\w{1,4}|appel\w{0,4}|ligar?|whats\s?app|wa|signal|telegram|viber|imo|тел\w{0,5}|моб\w{0,7}|номер\w{0,3}|звони\w{0,4}|вайбер|ватсап|cep|telefon\w{0,4}|numaras?ı?|ara|"
    r"هاتف\w{0,3}|الهاتف|جوال\w{0,3}|الجوال|موبايل\w{0,3}|الموبايل|محمول|رقم\w{0,3}|الرقم|رقمها|رقمه|تلفون\w{0,3}|تليفون\w{0,3}|التليفون|واتس\w{0,4}|اتصل\w{0,3}|تلفن|شماره\w{0,3}|موبایل\w{0,3}|"
    r"فون|نمبر|फोन|फ़ोन|मोबाइल|नंबर|電話|携帯|手机|手機|电话|微信|전화|휴대폰|번호|số|sđt|đt|hp|telp|nomor)"
)
_BETWEEN: Final = (
    r"is|me|her|him|his|hers|my|your|their|at|us|on|under|it|ist|lautet|war|unter|an|til|naar|es|est|c'est|c|é|è|it's|was|now|new|real|old|home|work|main|second|2nd|other|private|"
    r"هو|هي|است|:|no|nr|n°|#|number|nummer|num|numéro|número|de|del|der|da|do|di|van|für|von|para|pour|per|dla|uchun|ele|ela|dele|dela|su|sa|son|ma|mon|meu|minha|mio|mia|mi|tu|tua|suo|sua|"
    r"его|её|ее|мой|моя|этого|это|його|її|мій|онун|onun|onların|benim|nya|saya|dia|ของ|của|nó|tôi|em|hai|ka|ki|uska|uski|mera|है|का|ہے|کا|من|ما|اون|خونه|البيت|حق|حقه|حقها|تبع|مال|الجديد|القديم|الثاني|الخاص|ابوه|ابوها|امه|امها|اخته|اخوه|اخوها|خالته|عمه|"
    r"ال\w{2,9}ية?|של|שלה|שלו|שלי|[a-zа-яё]{4,12}(?:ian|ish|ese|isch|isk|ais|aise|ano|ana|ino|ina|eño|eña|ский|ский номер|ський)"
)
_COUNTRY: Final = (
    r"(?:kuwait|qatar|bahrain|oman|saudi|ksa|uae|emirates|dubai|jordan|lebanon|iraq|syria|yemen|egypt|libya|sudan|tunisi[ae]|alg[eé]ri[ae]|maroc|morocco|marruecos|s[eé]n[eé]gal|mali|cameroun|"
    r"nigeria|kenya|ghana|uganda|south africa|ethiopia|denmark|danmark|norway|norge|sweden|sverige|finland|suomi|iceland|island|estonia|eesti|latvia|latvija|lithuania|lietuva|poland|polska|czechia|česko|slovakia|"
    r"hungary|magyar|romania|bulgaria|serbia|srbija|croatia|hrvatska|slovenia|bosnia|albania|greece|cyprus|malta|portugal|spain|españa|italy|italia|france|belgium|belgique|belgi[eë]|netherlands|nederland|luxembourg|"
    r"switzerland|schweiz|suisse|austria|österreich|germany|deutschland|ireland|israel|turkey|türkiye|iran|pakistan|india|bangladesh|sri lanka|nepal|singapore|malaysia|philippines|indonesia|thailand|vietnam|hong ?kong|"
    r"taiwan|china|japan|korea|australia|mexico|méxico|brazil|brasil|argentina|chile|colombia|per[uú]|venezuela|ecuador|bolivia|paraguay|uruguay|panam[aá]|costa rica|guatemala|honduras|el salvador|"
    r"تونس|الجزائر|المغرب|مصر|الكويت|قطر|البحرين|عمان|السعودية|الإمارات|الامارات|الاردن|لبنان|العراق|سوريا|بسوريا|بسورية|اليمن|ليبيا|السودان|ελλάδα|казахстан|казах|беларусь|україна|украина|россия|香港|澳門|澳门|台灣|台湾|新加坡)"
)
"""Names of countries: in front of a number in groups they say whose it is."""
_SPOKEN_OF: Final = Late(
    rf"{_WORD}(?:\W{{1,3}}(?:{_BETWEEN})){{0,4}}[\s:.=#+()'\"*_`-]{{0,6}}\Z",
    re.IGNORECASE,
)
_IN_COUNTRY: Final = Late(rf"(?<!\w){_COUNTRY}[\s:.=#+()'\"*_`-]{{0,6}}\Z", re.IGNORECASE)
_LOOK_BACK: Final = 56
_CLOSE: Final = Late(rf"(?<!\w){_WORD}(?!\w)", re.IGNORECASE)

# How national numbers are grouped. Digits alone are judged by their number (`_is_bare_number`).
_SHAPES: Final = tuple(
    Late(shape)
    for shape in (
        r"\(?0\d{1,5}\)?(?:[ .\-/]{1,3}\d{1,8}){1,6}",  # most of the world: a zero, the area, the number
        r"\(0\d{1,5}\)\d{4,9}",
        r"\(0\)[ ]?[1-9]\d{1,4}(?:[ .\-]?\d{2,5}){1,4}",  # a zero that falls away abroad
        r"0[ ]?\(\d{2,5}\)[ ]?\d{2,5}(?:[ .\-]?\d{2,5}){0,3}",  # 0 (532) 123 45 67
        r"\(\d{2,5}\)[ .\-]{0,2}\d{2,5}(?:[ .\-]?\d{2,5}){1,3}",  # (212) 555-0147, (11) 91234-5678
        r"\(\d{2}\)[ .\-]{0,2}9[ .\-]\d{4}[ .\-]?\d{4}",  # (11) 9 8765-4321
        r"(?:1[ .\-])?[2-9]\d{2}[ .\-][2-9]\d{2}[ .\-]\d{4}",  # North America
        r"[2-9]\d{2}[.\-]\d{3}[.\-]\d{4}",
        r"1[ \-]?[3-9]\d{1,2}[ \-]\d{4}[ \-]\d{4}",  # China
        r"[6-9]\d{4}[ \-]\d{5}",  # India
        r"8[ \-]?\(?\d{3,4}\)?[ \-]?\d{2,3}[ \-]\d{2}[ \-]\d{2}",  # Russia
        r"[3-9]\d{2}[ \-]\d{2,3}[ \-]\d{2}[ \-]\d{2}",  # 612 34 56 78, 532 123 45 67
        r"[3-9]\d{2}[ \-]\d{3}[ \-]\d{3,4}",  # 612 345 678, 347 123 4567
        r"\d{2}[ \-]\d{3}[ \-]\d{2}[ \-]\d{2}",  # 22 123 45 67
        r"[4-9]\d[ ]\d{2}[ ]\d{2}[ ]\d{2}",  # 98 76 54 32
        r"[4-9]\d{2}[ ]\d{2}[ ]\d{3}",  # 912 34 567
        r"[2-9]\d[ ]\d{3}[ ]\d{4}",
        r"\d{2}[ \-]9?\d{4}[ \-]\d{4}",  # 11 91234-5678, 55 1234 5678
        r"[689]\d{3}[ \-]\d{4}",  # Singapore, Hong Kong
        r"1[ \-]?8(?:00|33|44|55|66|77|88)[ \-]\d{3}[ \-]?\d{4}",
        r"\d{4}[ ]\d{3}[ ]\d{3}",  # 1300 123 456, 0912 345 678 without its zero
        r"3\d{2}[ \-/]\d{7}",  # Italy
        r"[79]\d{3}[ ]\d{6}",  # 7911 123456
    )
)
_COUNTRIES: Final = Late(
    # The calling codes of ITU-T E.164.
    r"1|7|2[07]|21[12368]|22\d|23\d|24\d|25[0-8]|26\d|29[0178]|3[0-469]|35\d|37\d|38[0-35-79]|4[013-9]|42[013]|5[1-8]|50\d|59\d|6[0-6]|67\d|68\d|69[0-2]|"
    r"8[1246]|85[02356]|870|88\d|9[0-58]|96[0-8]|97[0-79]|99[2-68]"
)
_FEWEST_ABROAD: Final = 10  # two zeros, a country, a number
_SINGLE: Final = Late(r"(?<!\d)\d(?!\d)")
_LOCAL: Final = Late(r"\d{3}[-.]\d{4}")
_SINGLES: Final = 2  # groups of one digit; what has more is a list
_FEWEST, _MOST = 7, 15
_FEWEST_FIGURES: Final = 3
_FEWEST_NAMED: Final = 6
_FEWEST_BESIDE_LETTERS: Final = 5
_SPELLED_DIGIT: Final = (
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|null|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun|"
    r"zéro|un|deux|trois|quatre|cinq|sept|huit|neuf|cero|uno|dos|tres|nul|een|twee|drie|vijf|zes|zeven|acht|negen|noll|ett|två|tre|fyra|fem|sex|sju|åtta|nio|due|quattro|cinque|sei|sette|otto|nove|jeden|dwa|trzy|cztery|pięć|sześć|siedem|osiem|dziewięć|sıfır|bir|iki|üç|dört|beş|altı|yedi|sekiz|dokuz|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|nol|нуль|дві|чотири|п'ять|шість|сім|вісім|дев'ять|یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|אפס|אחת|אחד|שתיים|שלוש|ארבע|חמש|שש|שבע|שמונה|תשע|không|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|ek|do|teen|char|paanch|chhe|saat|aath|nau|شش|cuatro|cinco|seis|siete|ocho|nueve|"
    r"um|dois|três|quatro|sete|oito|nove|ноль|один|два|три|четыре|пять|шесть|семь|восемь|девять|"
    r"صفر|واحد|اثنان|اثنين|ثلاثة|اربعة|أربعة|خمسة|ستة|سبعة|ثمانية|تسعة|double|triple|plus|\d)"
)
_SPELLED: Final = Late(
    rf"(?<!\w)(?:{_SPELLED_DIGIT}[ ,.\-]{{1,3}}){{6,15}}{_SPELLED_DIGIT}(?!\w)", re.IGNORECASE
)
_HALF_SPELLED: Final = Late(
    rf"(?<!\w)(?:(?=[^\W\d]){_SPELLED_DIGIT}[ ,.\-]{{1,3}}){{2,10}}\d{{1,8}}(?:[ .\-]{{1,2}}\d{{2,5}}){{0,4}}(?!\w|[.,:]\d)",
    re.IGNORECASE,
)
_BEGINS_WITH_NOTHING: Final = Late(
    r"(?:zero|oh|o|null|zéro|cero|nul|noll|nolla|ноль|нуль|صفر|صفر|double|triple|plus|sıfır|nol|không|शून्य|sifar|אפס)(?!\w)",
    re.IGNORECASE,
)
_EXTENSION: Final = Late(
    r"[ ,;]{1,3}(?:ext(?:ension)?|extn|x|доб|вн|dahili|durchwahl|dw|poste|int|interno|ramal|anexo|wew|tel\. wew|تحويلة|داخلی|שלוחה|内線|분기)\.?[ :]{0,2}\d{1,5}(?!\w)",
    re.IGNORECASE,
)
_BRAZILIAN: Final = Late(r"(?<!\w)0xx?[ ]?\(?\d{2}\)?[ ]?\d{4,5}[- ]?\d{4}(?!\w)", re.IGNORECASE)
_ONE_BY_ONE: Final = Late(
    r"(?<![\w.,:+/-])(?:\d ){9,11}\d(?! ?[\w.,:/%-])|(?<![\w.,:+/-])(?:\d[-.]){9,11}\d(?! ?[\w.,:/%-])"
)
_WITH_LETTERS: Final = Late(
    r"(?<![\w.+-])\+?(?=[\dOo]{0,5}[Oo])(?=[Oo]?\d)[\dOo]{3,5}(?:[ .\-][\dOo]{3,4}){1,3}(?!\w)|(?<![\w.+-])(?=\d{0,11}[Oo]\d)[Oo\d]{10,12}(?!\w)"
)
"""A letter where a zero belongs: `O7700 9OO 123`."""
_OVER_LINES: Final = Late(
    r"(?<![\w.,:+/-])\+?\(?\d{1,5}\)?(?:[ .\-]?\d{2,5}){0,3}(?:[ ]?\n[ ]?\d{2,5}(?:[ .\-]?\d{2,5}){0,3}){1,3}(?!\w|@|[.,:/-]\d|\n\d)"
)
"""A number that is broken over lines."""
_HOURS: Final = Late(r"(?:(?:[01]\d|2[0-3])[0-5]\d\s{1,3})+(?:[01]\d|2[0-3])[0-5]\d")
_STAMP: Final = Late(r"1[5-9]\d{8}(?:\d{3})?")  # seconds or milliseconds since 1970
_ROUND: Final = Late(r"\d{1,7}0{5,}|(\d)\1{6,}")
_DAY: Final = Late(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[0-2]\d[0-5]\d(?:[0-5]\d)?)?")
_YEARS: Final = Late(r"(?:1[6-9]|20)\d\d(?:\D{1,3}(?:1[6-9]|20)\d\d)+")
_BARE: Final = 9
_COUNTED: Final = Late(r"\d{7,15}\s?[元円块塊圆万萬亿億兆원만억년年月日個个名次回条條]")
_THOUSANDS: Final = Late(r"\d{1,2}(?: \d{3}){3,}")
_CHINESE_MOBILE: Final = Late(r"1[3-9]\d{9}")
_GREATEST: Final = frozenset(
    ("2147483647", "2147483648", "4294967295", "4294967296", "123456789", "1234567890")
)


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Where telephone numbers stand, with their extensions."""
    for start, end in _phones(text):
        extension = _EXTENSION.match(text, end)
        yield start, extension.end() if extension else end


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for match in _RUN.finditer(text):
        if not _is_counted(text, *match.span()):
            yield from _numbers_in(text, *match.span())
    yield from _over_lines(text)
    lower = text.lower()
    if "0x" in lower:
        for match in _BRAZILIAN.finditer(text):
            yield match.span()
    for match in _ONE_BY_ONE.finditer(text):
        if len(set(_digits(match[0]))) > _FEWEST_FIGURES + 1 and not _is_list(match[0]):
            yield match.span()
    if "o" in lower:
        for match in _WITH_LETTERS.finditer(text):
            if sum(char.isdigit() for char in match[0]) >= _FEWEST_BESIDE_LETTERS and len(match[0]) > _BARE:
                yield match.span()


def _over_lines(text: str) -> Iterator[tuple[int, int]]:
    """Where a number is broken over lines."""
    if "\n" in text:
        for match in _OVER_LINES.finditer(text):
            if _BARE <= len(_digits(match[0])) <= _MOST and _is_begun(text, match):
                yield match.span()


def _is_begun(text: str, match: re.Match[str]) -> bool:
    """Whether digits on several lines begin as a number does, or the words in front say that they are one."""
    if match[0].startswith("+"):
        return bool(_COUNTRIES.match(_digits(match[0])))
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    begins = match[0].lstrip("(").startswith("0") and not _HOURS.fullmatch(match[0])
    return begins or bool(_SPOKEN_OF.search(before))


def _is_counted(text: str, start: int, end: int) -> bool:
    """Whether digits are an amount: one figure over and over, the greatest number of a machine, or so many yuan."""
    written = text[start:end]
    if written[0] == "+":
        return False
    digits = _digits(written)
    if len(set(digits)) < _FEWEST_FIGURES or digits in _GREATEST:
        return True
    return digits[0] != "0" and bool(_COUNTED.match(text, start)) and not _CHINESE_MOBILE.fullmatch(digits)


def spelled_phones(text: str) -> Iterator[tuple[int, int]]:
    """Where telephone numbers stand in words, digit by digit; also where only their first digits do."""
    worded = sum(word in _DIGIT_WORDS for word in _APART.sub(" ", text.lower()).split())
    if worded < _FEWEST_WORDS:
        return
    for match in _SPELLED.finditer(text):
        if sum(char.isalpha() for char in match[0]) > len(match[0]) // 2:
            yield match.span()
    if _DIGITS_TOO.search(text):
        for match in _HALF_SPELLED.finditer(text):
            words = len(_WORDS.findall(match[0]))
            begins = (
                _BEGINS_WITH_NOTHING.search(match[0])
                if words >= _MANY_WORDS
                else _BEGINS_WITH_NOTHING.match(match[0])
            )
            if words + len(_digits(match[0])) >= _BARE and begins:
                yield match.span()


_APART: Final = Late(r"[^\w]+")
_FEWEST_WORDS: Final = 2
_DIGIT_WORDS: Final = frozenset(re.split(r"\W", _SPELLED_DIGIT)) - {"", "d"}
_DIGITS_TOO: Final = Late(r"\d\d")
_MANY_WORDS: Final = 4
_WORDS: Final = Late(r"[^\W\d_]+")


def _numbers_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The numbers in a run of digits and separators: all of it, or what of it has a shape."""
    written = text[start:end]
    if _is_number(text, start, written):
        yield _trimmed(text, start, end)
        return
    if _THOUSANDS.fullmatch(written) or _YEARS.fullmatch(written):
        return
    for shape in _SHAPES:
        for part in shape.finditer(written):
            before, after = written[: part.start()], written[part.end() :]
            if (before and before[-1] not in " /,;") or (after and after[0] not in " /,;"):
                continue
            if _FEWEST <= len(_digits(part[0])) <= _MOST:
                yield start + part.start(), start + part.end()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    if text[start] == "(" and ")" not in text[start:end]:
        start += 1
    return start, end


def _is_number(text: str, start: int, written: str) -> bool:
    digits = _digits(written)
    if written.lstrip("(").startswith("+"):
        return _FEWEST <= len(digits) <= _MOST and bool(_COUNTRIES.match(digits))
    if written.startswith("00") and len(digits) >= _FEWEST_ABROAD:
        return len(digits) <= _MOST + 2 and bool(_COUNTRIES.match(digits[2:]))
    if _YEARS.fullmatch(written) or len(digits) > _MOST:
        return False
    before = text[max(0, start - _LOOK_BACK) : start]
    if before.endswith(":") and not _SPOKEN_OF.search(before):
        return False
    if not _DAY.fullmatch(digits) and not _is_list(written) and _is_called_one(before, len(digits)):
        return True
    return len(digits) >= _FEWEST and (
        _is_bare_number(digits) if written.isdigit() else _is_grouped(written, before)
    )


def _is_called_one(before: str, digits: int) -> bool:
    """Whether the words in front say that a number is somebody's telephone, or of which country one is."""
    named = digits >= _FEWEST_NAMED and _SPOKEN_OF.search(before)
    return bool(named or (digits > _FEWEST and _IN_COUNTRY.search(before)))


def _is_list(written: str) -> bool:
    """Whether digits are numbers that rise: `4 8 15 16 23 42`."""
    groups = [int(group) for group in _GROUPS.findall(written)]
    return (
        len(groups) >= _LONG_LIST
        and all(one < other for one, other in pairwise(groups))
        and len(_digits(written)) < _BARE + 2
    )


_GROUPS: Final = Late(r"\d+")
_LONG_LIST: Final = 4


def _is_grouped(written: str, before: str) -> bool:
    """Whether digits are grouped as a number's are. `before`: what stands in front."""
    if len(_SINGLE.findall(written)) > _SINGLES:
        return False
    local = _LOCAL.fullmatch(written) and _CLOSE.search(before)
    return bool(local) or any(shape.fullmatch(written) for shape in _SHAPES)


def _is_bare_number(digits: str) -> bool:
    """Whether a run of nothing but digits is a number rather than an amount, a day or a count of seconds."""
    if _ROUND.fullmatch(digits) or _DAY.fullmatch(digits) or _STAMP.fullmatch(digits):
        return False
    return len(digits) >= _BARE and len(digits) <= 13  # noqa: PLR2004 - a country and a number


def _digits(written: str) -> str:
    return "".join(filter(str.isdigit, written))
