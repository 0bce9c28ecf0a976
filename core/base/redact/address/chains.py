"""Addresses that are told by several words for places in a row, each with its number or name: `بلوك 7، شارع 3، منزل 15`,
`Mz. F Lote 12`, `thôn Đông, xã An Khánh`.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from core.base.redact.address.street_tail import W
from core.base.redact.late import Late

_GAP: Final = r"\s?[,\-/]?\s?"


class _Language(NamedTuple):
    """`sign`: what stands in the text, in lower case, where such a row may be. `part`: a word for a place in group 1, and its
    number or name in group 2. `homes`: words of which one with a number is in each row;
    `houses`: words that do beside a part that has a name.
    """

    sign: Late
    part: Late
    homes: frozenset[str]
    houses: frozenset[str]


def _language(
    sign: str, words: str, homes: str, value: str, number_first: str = "(?!)", houses: str = ""
) -> _Language:
    part = rf"(?<!\w)(?:(?:{words})(?:\.\s?|[\s:]{{1,2}})(?:{value})(?!\w)|{number_first})"
    return _Language(
        Late(sign), Late(part, re.IGNORECASE), frozenset(homes.split()), frozenset(houses.split())
    )


_NUMBER: Final = r"(?:no\.?\s?|nr\.?\s?|n°\s?|#\s?|رقم\s|نمبر\s|नंबर\s|नं\.?\s|số\s)?[a-zа-я]{0,2}-?\d{1,5}(?:\s?[a-zа-яأ-ج](?!\w))?(?:[/-]\w{1,3})?"
_ARABIC_PLACES: Final = (
    "(?:و|ب|ف|ل)?(?:ال)?(?:حي|شارع|ش|زنقة|زنقه|نهج|درب|حارة|طريق|محلة|محله|زقاق|مجمع|عمارة|عماره|بناية|بنايه|بناء|مبنى|مبني|فيلا|برج|ابراج|أبراج|بيت|منزل|دار|شقة|شقه|دور|طابق|بلوك|قطعة|قطعه|مدخل|رقم|جادة|ممر|سكة|"
    "وحدة|باب|خیابان|خيابان|خ|کوچه|كوچه|بلوار|پلاک|پ|واحد|طبقه|ط|زنگ|شهرک|محله|فاز|مکان|گلی|اسٹریٹ|سٹریٹ|فلیٹ|بلاک|سیکٹر|فیز|فلور|محلہ|کوٹھی)"
)
_ARABIC_WORD: Final = rf"(?!(?:{_ARABIC_PLACES})(?!\w))[^\W\d_]{{1,20}}"
_LANGUAGES: Final = (
    _language(
        "[ء-ی]",
        _ARABIC_PLACES,
        "عمارة عماره بناية بنايه بناء مبنى مبني فيلا بيت منزل دار شقة شقه بلوك قطعة قطعه برج زقاق محلة مجمع رقم پلاک پ واحد مکان گلی فلیٹ کوٹھی",
        rf"\d{{1,4}}\s(?:مسكن|قطعة|شرقی|غربی)|{_NUMBER}|(?:ال)(?:اول|أول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر|ارضي|أرضي|اخير|أخير)|[أ-ج]|(?:نمبر\s\d{{1,4}})|{_ARABIC_WORD}(?:\s{_ARABIC_WORD}){{0,3}}",
    ),
    _language(
        "tổ|thôn|xã|phường|quận|ngõ|hẻm|ngách|đường|kiệt|ấp|số ",
        "tổ|thôn|xóm|xã|phường|p|quận|q|huyện|ngõ|hẻm|ngách|kiệt|đường|phố|số|số nhà|ấp|khu phố|tòa|tầng|phòng|căn hộ|chung cư|tp|thành phố|lô",
        "tổ số ngõ hẻm ngách kiệt phòng đường xã thôn ấp",
        rf"\d{{1,4}}\w?(?:/\w{{1,4}}){{0,3}}(?:\s(?!(?:ngõ|hẻm|ngách|đường|kiệt|phường|quận|xã|thôn)(?!\w)){W}){{0,3}}|(?:{W})(?:\s(?!(?:ngõ|hẻm|ngách|đường|phường|quận|xã|thôn)(?!\w)){W}){{0,2}}",
        r"\d{1,4}\w?(?:/\d{1,4}\w?){0,3}(?=\s(?:hẻm|ngõ|ngách|kiệt|đường))",
    ),
    _language(
        "mah|sok|sk|cad|cd|blok|daire|kat|bulv",
        r"(?!)",
        "no daire blok d",
        "(?!)",
        rf"(?:(?!(?:bir|iki|bu|o|her|ve)\s)(?:{W}|\d{{1,4}}\.?)\s){{1,3}}?(?:mah(?:allesi|alle)?|mh|cad(?:desi)?|cd|sok(?:ak|ağı)?|sk|bulv(?:arı)?|blok|apt|sitesi)(?!\w)\.?|(?:no|kat|k|daire|d|numara|kapı)(?:[.:\s]{{1,2}})\d{{1,4}}(?:/\w{{1,3}})?(?!\w)",
    ),
    _language(
        "lote|quadra|manzana|mz|bloco|bloque|sqn|sqs|casa|setor|conj|qd",
        r"rua|cond|condomínio|residencial|lote|lt|quadra|qd|qda|manzana|mz|mza|bloco|bl|bloque|casa|setor|conjunto|conj|apto|apt|ap|depto|sqn|sqs|cls|cln|qnl|qnm|qi|ql|módulo|chácara|urb|sector|etapa|villa",
        "lote lt casa apto apt ap depto bloco bl bloque mz mza manzana quadra qd",
        rf"{_NUMBER}|[a-z](?!\w)|{W}(?:\s{W}){{0,1}}(?=\s?(?:,|$))|(?:sul|norte|leste|oeste|bueno|marista)",
    ),
    _language(
        "дом|кв|корп|мкр|подъезд|под'їзд|буд",
        r"мкр|микрорайон|м-н|квартал|кв-л|жк|дом|д|буд|будинок|корпус|корп|квартира|кв|подъезд|під'їзд|этаж|поверх|секция|снт|участок|уч",
        "квартира кв участок",
        rf"{_NUMBER}|{W}(?:\s{W}){{0,1}}(?=\s?,)",
        houses="дом д буд будинок",
    ),
    _language(
        "blok|perum|komplek|gang|gg",
        r"perum(?:ahan)?|komplek|kompleks|komp|gang|gg|blok|no|nomor|rt|rw|kav(?:ling)?|dusun|kp|kampung",
        "no nomor blok",
        rf"{_NUMBER}|[a-z]\d{{0,3}}(?:/\d{{1,3}})?|\d{{1,3}}\s?/\s?(?:rw\.?\s?)?\d{{1,3}}|{W}(?:\s(?!(?:blok|no|rt|rw)(?!\w)){W}){{0,2}}",
    ),
    _language(
        "cross|main|sector|sec|chawl|nagar|phase|h[.]? ?no|flat|house|plot|room|street|road|block",
        r"house|h\.?\s?no|flat|plot|plot no|room no|door no|d\.?\s?no|shop|street|st|road|block|sector|sec|phase|lane|ward|gali|pocket|quarter|qtr",
        "house h.no flat plot room door d.no quarter qtr",
        r"(?:no\.?|number|#)?\s?[a-z]{0,2}[-/]?\d{1,5}[a-z]?(?:[-/]\w{1,4}){0,2}|[a-z](?![\w'])",
        r"#\s?\d{1,4}[a-z]?(?=,\s)|\d{1,2}(?:st|nd|rd|th)\sfloor(?!\w)|[a-z]?-?\d{1,4}(?:/\d{1,4})?(?=,\s(?:\d{1,2}(?:st|nd|rd|th)\s(?:cross|main)|sector\s\d))|\d{1,2}(?:st|nd|rd|th)\s(?:cross|main|block|stage)(?!\w)",
    ),
    _language(
        "imm|app?t|résid|lotiss|bât|villa|derb|hay ",
        r"rue|avenue|av|boulevard|bd|place|pl|quartier|qr|résidence|residence|rés|lotissement|lot|hay|derb|cité|imm|immeuble|appt|app|apt|appartement|n°|numéro|villa|bloc|bât|bâtiment|étage|escalier|porte",
        "imm immeuble appt app apt appartement n° villa bât bâtiment",
        rf"{_NUMBER}|[a-z](?!\w)|{W}(?:[ '\-]{W}){{0,3}}(?=\s?,)",
    ),
    _language(
        "[ऀ-ॿ]",
        r"मकान|घर|फ्लैट|प्लॉट|गली|ब्लॉक|सेक्टर|वार्ड|मंजिल|कमरा",
        "मकान घर फ्लैट प्लॉट",
        r"(?:नंबर|नं\.?|संख्या|न\.)?\s?[a-z]?-?\d{1,5}\w?",
    ),
)
_BETWEEN: Final = Late(rf"{_GAP}(?:[^\W\d_]{{2,20}}(?:\s[^\W\d_]{{2,20}})?\s?,\s?)?")
_HAS_NUMBER: Final = Late(r"\d")
_FEWEST: Final = 2


def chains(text: str) -> Iterator[tuple[int, int]]:
    """Where several words for places stand in a row, one of them a home's, one with a number."""
    lower = text.lower()
    for language in _LANGUAGES:
        if language.sign.search(lower):
            yield from _rows(text, language)


def _rows(text: str, language: _Language) -> Iterator[tuple[int, int]]:
    row: list[re.Match[str]] = []
    for match in language.part.finditer(text):
        if row and _BETWEEN.fullmatch(text, row[-1].end(), match.start()) is None:
            yield from _whole(row, language)
            row = []
        row.append(match)
    yield from _whole(row, language)


def _whole(row: list[re.Match[str]], language: _Language) -> Iterator[tuple[int, int]]:
    words, numbers = language.homes, sum(_HAS_NUMBER.search(part[0]) is not None for part in row)
    if numbers < len(row):
        words |= language.houses
    if numbers and len(row) >= _FEWEST and any(_is_home(part, words) for part in row):
        yield row[0].start(), row[-1].end()


def _is_home(part: re.Match[str], homes: AbstractSet[str]) -> bool:
    written = part[0].lower()
    words = [word.strip(".,:") for word in re.split(r"[\s.:,]", written)]
    return any(word in homes or word.removeprefix("ال") in homes for word in words) or written[0].isdigit()
