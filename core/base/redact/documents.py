"""Numbers that a state gave to a person: of identity cards, passports, tax and social insurance.

A number that has check digits, or a shape that nothing else has, counts wherever it stands; one of plain digits counts
where the words before it say what it is.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from core.base.redact.checks import is_day, iso_7064_11_10, luhn, verhoeff, weighed
from core.base.redact.edges import BEGIN, END
from core.base.redact.late import Late

Test = Callable[[str], bool]


class _Shape(NamedTuple):
    """How the numbers of a country look, and what tells whether one is such a number. It gets letters and digits alone, in
    upper case.
    """

    pattern: Late
    is_one: Test


def _always(_: str) -> bool:
    return True


def _shape(pattern: str, is_one: Test = _always, *, any_case: bool = False) -> _Shape:
    flags = re.IGNORECASE if any_case else re.NOFLAG
    return _Shape(Late(rf"{BEGIN}(?<![.\-/+])(?:{pattern}){END}(?![-.]\d)", flags), is_one)


def _spain(written: str) -> bool:
    number = written[:-1].translate(str.maketrans("XYZ", "012"))
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23] == written[-1]


def _france(written: str) -> bool:
    number = written[:13].replace("2A", "19").replace("2B", "18")
    return number.isdigit() and 97 - int(number) % 97 == int(written[13:])


def _italy(written: str) -> bool:
    odd = "BAKPLCQDREVOSFTGUHMINJWZYX"
    total = 0
    for place, sign in enumerate(written[:15]):
        value = int(sign) if sign.isdigit() else ord(sign) - 65
        total += odd.index(chr(65 + value)) if place % 2 == 0 else value
    return chr(65 + total % 26) == written[15]


def _belgium(digits: str) -> bool:
    number, check = digits[:9], int(digits[9:])
    return check in (97 - int(number) % 97, 97 - int("2" + number) % 97)


def _poland(digits: str) -> bool:
    return weighed(digits, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)) % 10 == 0 and _day_in(
        digits[:6], months=(0, 20, 40, 60, 80)
    )


def _day_in(digits: str, *, months: tuple[int, ...] = (0,)) -> bool:
    """Whether six digits are a day: the year, the month, to which a century may be added, the day."""
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    return any(is_day(2000 + year, month - more, day) for more in months)


def _day_first(digits: str) -> bool:
    return _day_in(digits[4:6] + digits[2:4] + digits[:2])


def _sweden(digits: str) -> bool:
    return luhn(digits[-10:]) and _day_in(digits[-10:-4])


def _finland(written: str) -> bool:
    digits = "".join(filter(str.isdigit, written[:-1]))
    number = digits if written[-1].isalpha() else digits + ""
    return _day_first(written[:6]) and "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(number[:9]) % 31] == written[-1]


def _norway(digits: str) -> bool:
    first = weighed(digits, (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)) % 11 == 0
    return first and weighed(digits, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def _turkey(digits: str) -> bool:
    odd, even = sum(map(int, digits[0:9:2])), sum(map(int, digits[1:8:2]))
    tenth = (odd * 7 - even) % 10
    return digits[0] != "0" and tenth == int(digits[9]) and (odd + even + tenth) % 10 == int(digits[10])


def _brazil(digits: str) -> bool:
    if len(set(digits)) == 1:
        return False
    first = weighed(digits[:9], range(10, 1, -1)) * 10 % 11 % 10
    second = weighed(digits[:10], range(11, 1, -1)) * 10 % 11 % 10
    return digits[9:] == f"{first}{second}"


def _chile(written: str) -> bool:
    total = sum(int(digit) * (2 + place % 6) for place, digit in enumerate(reversed(written[:-1])))
    return "0123456789K0"[11 - total % 11] == written[-1]


def _china(written: str) -> bool:
    total = weighed(written[:17], (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2))
    return "10X98765432"[total % 11] == written[17] and is_day(
        int(written[6:10]), int(written[10:12]), int(written[12:14])
    )


def _korea(digits: str) -> bool:
    return _day_in(digits[:6])


def _iran(digits: str) -> bool:
    rest = weighed(digits[:9], range(10, 1, -1)) % 11
    return len(set(digits)) > 1 and int(digits[9]) == (rest if rest < 2 else 11 - rest)  # noqa: PLR2004 - as the rule says


def _egypt(digits: str) -> bool:
    return _day_in(digits[1:7]) and digits[7:9] in _EGYPT


_EGYPT_WORDS: Final = "01 02 03 04 11 12 13 14 15 16 17 18 19 21 22 23 24 25 26 27 28 29 31 32 33 34 35 88"
_EGYPT: Final = frozenset(_EGYPT_WORDS.split())


def _south_africa(digits: str) -> bool:
    return _day_in(digits[:6]) and digits[10] in "012" and luhn(digits)


def _kuwait(digits: str) -> bool:
    return _day_in(digits[1:7]) and 11 - weighed(digits[:11], (2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)) % 11 == int(
        digits[11]
    )


def _russia(digits: str) -> bool:
    total = weighed(digits[:9], range(9, 0, -1)) % 101
    return int(digits[9:]) == (0 if total == 100 else total)  # noqa: PLR2004 - as the rule says


def _ireland(written: str) -> bool:
    total = weighed(written[:7], range(8, 1, -1))
    if len(written) > 8:  # noqa: PLR2004 - seven digits, the check letter, one more
        total += 9 * (ord(written[8]) - 64 if written[8] != "W" else 0)
    return "WABCDEFGHIJKLMNOPQRSTUV"[total % 23] == written[7]


def _germany(digits: str) -> bool:
    return digits[0] != "0" and len(set(digits[:10])) in (8, 9) and iso_7064_11_10(digits)


def _taiwan(written: str) -> bool:
    letter = "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(written[0]) + 10
    return (letter // 10 + letter % 10 * 9 + weighed(written[1:], (8, 7, 6, 5, 4, 3, 2, 1, 1))) % 10 == 0


def _united_states(digits: str) -> bool:
    return (
        digits[:3] not in ("000", "666") and digits[0] != "9" and digits[3:5] != "00" and digits[5:] != "0000"
    )


def _dated(digits: str) -> bool:
    return _day_in(digits[:6])


_CHINA: Final = _shape(
    r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]", _china
)
_TAIWAN: Final = _shape(r"[A-Z][1289]\d{8}", _taiwan)
_SHAPES: Final = (
    _shape(r"\d{3}[- ]\d{2}[- ]\d{4}", _united_states),
    _shape(r"9\d{2}-[5-9]\d-\d{4}"),  # the number of a taxpayer without one
    _shape(
        r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D]"
    ),  # Britain
    _shape(r"\d{8}[ -]?[A-HJ-NP-TV-Z]", _spain, any_case=True),
    _shape(r"\d{2}\.\d{3}\.\d{3}[ -]?[A-HJ-NP-TV-Z]", _spain, any_case=True),
    _shape(r"[XYZ][ -]?\d{7}[ -]?[A-HJ-NP-TV-Z]", _spain, any_case=True),
    _shape(
        r"[1-478][ .]?\d{2}[ .]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .]?(?:\d{2}|2[AB])[ .]?\d{3}[ .]?\d{3}[ .]?\d{2}",
        _france,
    ),
    _shape(r"[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]", _italy, any_case=True),
    _shape(r"[A-Z]{3} [A-Z]{3} \d{2}[A-EHLMPRST]\d{2} [A-Z]\d{3}[A-Z]", _italy, any_case=True),
    _shape(r"\d{2}\.\d{2}\.\d{2}[- ]\d{3}[.-]\d{2}", _belgium),
    _shape(r"\d{11}", _poland),
    _shape(r"\d{11}", _norway),
    _shape(r"\d{6} \d{5}", _norway),
    _shape(r"[1-9]\d{10}", _turkey),
    _shape(r"\d{2} ?\d{3} ?\d{3} ?\d{3}", _germany),
    _shape(r"(?:19|20)?\d{6}[-+]\d{4}", _sweden),
    _shape(r"(?:19|20)\d{10}", _sweden),
    _shape(r"\d{6}[-+A]\d{3}[0-9A-FHJ-NPR-Y]", _finland),
    _shape(r"[0-3]\d[01]\d{3}[- ]\d{4}", _day_first),  # Denmark
    _shape(r"\d{6}/\d{3,4}", lambda digits: _day_in(digits[:6], months=(0, 20, 50, 70))),  # Czechia, Slovakia
    _shape(r"\d{3}\.\d{3}\.\d{3}-\d{2}", _brazil),
    _shape(r"\d{9}-\d{2}", _brazil),
    _shape(r"\d{11}", _brazil),
    _shape(r"\d{1,2}\.?\d{3}\.?\d{3}-[\dkK]", _chile),
    _shape(
        r"[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d",
        lambda written: _day_in(written[4:10]),
        any_case=True,
    ),  # Mexico
    _shape(r"\d{6}-[1-8]\d{6}", _korea),
    _shape(r"[A-Z]{1,2}\d{6}\([\dA]\)"),  # Hong Kong
    _shape(r"[STFGM]\d{7}[A-Z]"),  # Singapore
    _shape(r"\d{6}-\d{2}-\d{4}", _dated),  # Malaysia
    _shape(r"[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}", verhoeff),  # India
    _shape(r"[A-Z]{3}[ABCFGHLJPT][A-Z]\d{4}[A-Z]"),
    _shape(r"\d{5}-\d{7}-\d"),  # Pakistan
    _shape(r"784[- ]?(?:19|20)\d{2}[- ]?\d{7}[- ]?\d"),  # the Emirates
    _shape(r"[23]\d{13}", _egypt),
    _shape(r"[123]\d{11}", _kuwait),
    _shape(r"\d{6} ?\d{4} ?\d{3}", _south_africa),
    _shape(r"\d{3}-\d{3}-\d{3}[ -]\d{2}", _russia),
    _shape(r"\d{3}-\d{6}-\d", _iran),
    _shape(r"756\.?\d{4}\.?\d{4}\.?\d{2}"),  # Switzerland
    _shape(
        r"[A-Z]{2}\d{6}[A-Z]?<\d|P<[A-Z]{3}[A-Z<]{10,39}", any_case=False
    ),  # a passport's machine-readable line
    _shape(r"\d{7}[A-W][A-IW]?(?=\W|$)", _ireland),
)


_NAMES: Final = (
    r"(?:ssn|social security(?: (?:number|no\.?|#))?|social(?! (?:media|network|club|credit|score|link))|national (?:id(?:entity)?|insurance)(?: (?:card|number|no\.?))?|nino|ni number|"
    r"id(?:entity)?[ -]card(?: (?:number|no\.?))?|identity (?:number|no\.?)|id (?:number|no\.?)|passport(?: (?:number|no\.?|nr\.?|#))?|driver'?s? licen[cs]e(?: (?:number|no\.?))?|"
    r"licen[cs]e (?:number|no\.?)|tax (?:id|number|file number)|tfn|(?-i:TIN|SIN|FIN|PAN|RUN|CC|RG|NIR)|itin|medicare(?: (?:number|no\.?))?|nhs(?: (?:number|no\.?))?|aadhaa?r(?: (?:card|number|no\.?))?|"
    r"pan(?: card)?(?: (?:no\.?|number))?(?=\W{1,4}[a-z]{5}\d{4}[a-z])|cnic|pps(?:n| number| no\.?)|paspor|nric|nik|ktp|emirates id|(?:sa|rsa|south african|saudi|uae|egyptian|thai|indian|kenyan|turkish|israeli|iranian|iraqi|malaysian|singapore|hong kong|taiwan|korean) id(?: (?:card|number|no\.?))?|ic(?: (?:no\.?|number))?(?=\W{1,3}\d{6}-)|rg(?=\W{0,3}\d{1,2}\.?\d{3}\.?\d{3})|civil id|iqama(?: (?:number|no\.?))?|resident id|"
    r"personalausweis\w{0,8}|ausweis\w{0,8}|reisepass\w{0,8}|steuer[ -]?id\w{0,16}|perso(?:-?nr\.?|[ -]?nummer)?|idnr|steuernummer|sozialversicherungs\w{0,8}|sv-?(?:nr\.?|nummer)|krankenversicherungs\w{0,8}|svnr|ahv|rentenversicherungs\w{0,8}|"
    r"num[ée]ro de s[ée]curit[ée] sociale|s[ée]cu(?:rit[ée] sociale)?|n[°o] (?:de )?s[ée]cu|carte d'identit[ée]|passeport|cni|"
    r"dni|nie|nif|pasaporte|c[ée]dula(?: de (?:ciudadan[íi]a|identidad))?|curp|rfc|nss|rut|cuil|cuit|carn[ée]t?|clave de elector|"
    r"codice fiscale|carta d'identit[àa]|passaporto|cpf|cnh|t[íi]tulo de eleitor|bilhete de identidade|cart[ãa]o de cidad[ãa]o|passaporte|niss|"
    r"bsn|burgerservicenummer|paspoort\w{0,8}|rijksregisternummer|pesel|dow[óo]d(?: osobisty)?|paszport\w{0,4}|rodn[ée] [čc][íi]slo|cnp|"
    r"personnummer|personnr|pnr|p-nr|id-?nr|idnr|samordningsnummer|f[øo]dselsnummer|cpr(?:-?n(?:umme)?r)?|henkil[öo]tunnus|hetu|"
    r"паспорт\w{0,2}(?: (?:серия|№))?|серия|инн|снилс|удостоверени\w{1,2}|тс?\s?kimlik(?: no)?|tc(?: kimlik)?(?: no)?|kimlik(?: no| numaras[ıi])?|pasaport(?: no)?|"
    r"(?:ال)?رقم\s?(?:ال)?(?:قومي|هوية|وطني|بطاقة|جواز|اقامة|إقامة|مدني)\w{0,3}|(?:ال)?رقم\w{0,3}\s(?:ال)?(?:قومي|هوية|وطني|مدني)\w{0,3}|هوي\w{1,4}|الهوية|بطاق\w{1,3}|البطاقة|جواز(?:\s?(?:ال)?سفر\w{0,2})?|الاقامة|الإقامة|إقامت\w{0,2}|"
    r"کد\s?ملی|كد\s?ملي|شماره\s?ملی|شناسنامه|گذرنامه|شناختی\s?کارڈ|आधार|पासपोर्ट|身[份分]?证(?:号码?)?|身[份分]證(?:統一編號|字號|號碼?)?|居民证号|护照号?码?|護照號?碼?|マイナンバー|個人番号|旅券番号|パスポート|주민(?:등록)?번호|여권(?:번호)?|บัตรประชาชน|เลขบัตร\w{0,20}|หนังสือเดินทาง|αμκα|αφμ|αδτ|егн|єгн|рнокпп|іпн|ідентифікаційн\w{2,4} код|oib|jmbg|емшг|emšo|isikukood|asmens kodas|personas kods|kennitala|adószám|taj|személyi\w{0,14}|buletin|carte de identitate|adhar|aadhar|bvn|nin|ghana card|huduma|tckn|vkn|philsys|cccd|cmnd|căn cước\w{0,12}|תעודת זהות|ת\.?ז\.?|דרכון|hkid)"
)
_NATIONS: Final = r"(?:argentin|brasil|brazil|chilen|colombian|mexican|peruan|venezolan|ecuatorian|uruguay|españ|portugu|italian|franc|french|deutsch|german|british|uk|us|american|canadian|saud|egypt|indian|turk|polsk|polish|russ|ukrain|росс|украин|украї|مصر|سعودي|سوري|عراقي|اردني|لبناني)\w{0,8}"
_IS: Final = (
    rf"(?:\s{_NATIONS}(?!\w))?"
    r"(?:\s?(?:number|no\.?|nr\.?|n°|sz[aá]m\w{0,3}|numéro|numero|número|numer|číslo|nummer|numarası|номер|رقم|num|id|is|ist|est|es|é|è|est le|של|his|hers?|dele|dela|her|my|mine|leaked|saya|dia|nya|мой|моя|её|его|її|його|hai|ka|của|του|της|is:|nr:|هو|هي|رقم|رقمها|رقمه|است|:|#|=|：|是|は)){0,3}[\s:.=#'\"(*_`-]{0,6}"
)
_NAMED: Final = Late(
    rf"{BEGIN}{_NAMES}(?![^\W\d]){_IS}((?=[A-ZА-ЯІЇЄ0-9 ./-]{{0,6}}\d)(?:[A-ZА-ЯІЇЄ]{{1,5}}|[A-ZА-ЯІЇЄ]{{1,3}}[ -])?\d(?:[ .\-/]?[A-Z0-9]){{4,19}}(?:\s?\([0-9A]\))?){END}",
    re.IGNORECASE,
)
_FEWEST_DIGITS: Final = 5
_LETTERS_AND_DIGITS: Final = Late(r"(?=[A-Z]{0,7}\d[A-Z]{0,7}\d)[A-Z0-9]{8,12}")
_SERIES: Final = Late(
    r"(?<!\w)(?:сери[яию]|сер\.|seria|serie|série|seri)\W{1,3}([A-ZА-ЯІЇЄ]{2}|\d{2}\s?\d{2})[\s,]{1,3}(?:(?:номер|ном\.|№|#|nr\.?|no\.?|numer|número|numéro|numero)\W{0,3})?\d{6,7}(?!\w)",
    re.IGNORECASE,
)
"""A document's number in two parts: `серия 45 09 номер 123456`."""
_DAY: Final = Late(r"(?:19|20)\d\d[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./](?:19|20)\d\d")


def named_ids(text: str) -> Iterator[tuple[int, int]]:
    """Where a number stands that is said to be of a person's document; and those that are known by a birthday and a check digit
    although they look like one of Discord's ids or a hash.
    """
    for match in _NAMED.finditer(text):
        written = _up_to_a_word(match[1])
        enough = sum(map(str.isdigit, written)) >= _FEWEST_DIGITS or _LETTERS_AND_DIGITS.fullmatch(written)
        if enough and not _DAY.fullmatch(written):
            yield match.start(1), match.start(1) + len(written)
    for match in _SERIES.finditer(text):
        yield match.start(1), match.end()
    yield from _of_shape(text, _CHINA)
    yield from _of_shape(text, _TAIWAN)


def national_ids(text: str) -> Iterator[tuple[int, int]]:
    """Where a number stands that looks like one of a person's document, and has its check digits."""
    for shape in _SHAPES:
        yield from _of_shape(text, shape)


_YEARS: Final = Late(r"(?:1[6-9]|20)\d\d(?:\D{1,3}(?:1[6-9]|20)\d\d)+")


def _of_shape(text: str, shape: _Shape) -> Iterator[tuple[int, int]]:
    for match in shape.pattern.finditer(text):
        if _YEARS.fullmatch(match[0]):
            continue
        if shape.is_one(re.sub(r"[\s./()+\-]", "", match[0]).upper()):
            yield match.span()


def _up_to_a_word(written: str) -> str:
    """What stands before the first word without a digit: `AB123456 and` is no longer than its number."""
    parts = re.split(r"(?<= )", written)
    kept: list[str] = []
    for part in parts:
        if kept and not any(map(str.isdigit, part)) and len(part.strip()) > 1:
            break
        kept.append(part)
    return "".join(kept).rstrip(" .-/")
