"""Places on the earth: latitude and longitude, plus codes, three words."""

import re
from collections.abc import Iterator
from typing import Final

from core.base.redact.late import Late

_NORTH: Final = r"(?:[NS](?![a-z])|(?:north|south|nord|sud|süd|norte|sur|sul)(?![a-z])|с\.?\s?ш\.?|ю\.?\s?ш\.?|شمال\w{0,2}|جنوب\w{0,2}|北緯|北纬|南緯|南纬|북위|남위|צפון|kuzey|güney|północ|южн\w{0,4}|северн\w{0,4}|пн\.?\s?ш\.?|пд\.?\s?ш\.?|LU|LS|B(?![a-z]))"
_EAST: Final = r"(?:[EWO](?![a-z])|(?:east|west|ost|est|ouest|este|oeste)(?![a-z])|в\.?\s?д\.?|з\.?\s?д\.?|شرق\w{0,2}|غرب\w{0,2}|東経|東經|东经|西経|西經|西经|동경|서경|מזרח|doğu|batı|сх\.?\s?д\.?|зх\.?\s?д\.?|BT|BB|Đ|D(?![a-z]))"
_APART: Final = r"\s{0,3}[,;/|]?\s{0,3}"
_DECIMAL: Final = Late(
    rf"(?<![\w.,\-/+])([+-]?\d{{1,2}}\.\d{{4,15}})\s?°?\s?{_NORTH}?{_APART}([+-]?\d{{1,3}}\.\d{{4,15}})(?!\d)\s?°?(?:\s?{_EAST})?",
    re.IGNORECASE,
)
_WITH_SIDES: Final = Late(
    rf"(?<![\w.,/])(?:{_NORTH}\s?)?[+-]?\d{{1,2}}(?:[.,]\d{{1,15}})?\s?°?\s?{_NORTH}{_APART}[+-]?\d{{1,3}}(?:[.,]\d{{1,15}})?\s?°?\s?{_EAST}"
    rf"|(?<!\w)[NS]\s?\d{{1,2}}[.,]\d{{2,15}}\s?°?{_APART}[EWO]\s?\d{{1,3}}[.,]\d{{2,15}}\s?°?(?!\w)"
    rf"|(?<![\w.,/])\d{{1,2}}[.,]\d{{2,15}}\s?°{_APART}\d{{1,3}}[.,]\d{{2,15}}\s?°",
    re.IGNORECASE,
)
_DEGREE: Final = r"(?:°|deg(?:rees)?\.?|град(?:усов)?\.?|度|도|درجة)"
_DEGREE_SIGN: Final = Late(_DEGREE, re.IGNORECASE)
_MINUTES: Final = r"\d{1,2}(?:[.,]\d{1,8})?\s?(?:'|min(?:utes)?\.?|m(?=\s?\d)|分|분|دقيقة)(?:\s?\d{1,2}(?:[.,]\d{1,8})?\s?(?:\"|''|sec(?:onds)?\.?|秒|초|ثانية))?"
_DEGREES: Final = Late(
    rf"(?:{_NORTH}\s?)?(?<!\d)\d{{1,2}}\s?{_DEGREE}\s?{_MINUTES}\s?{_NORTH}?{_APART}(?:{_EAST}\s?)?\d{{1,3}}\s?{_DEGREE}\s?{_MINUTES}(?:\s?{_EAST})?",
    re.IGNORECASE,
)
_WITH_COMMAS: Final = Late(
    r"(?<![\w.,/+-])([+-]?\d{1,2},\d{4,15})\s?°?(?:\s?[;/|]\s?|,?\s)([+-]?\d{1,3},\d{4,15})(?![\w.,])"
)
_SIDES_AND_MINUTES: Final = Late(
    rf"(?<!\w)[NS]\s?\d{{1,2}}[°\s]\s?\d{{1,2}}[.,]\d{{1,8}}{_APART}[EWO]\s?\d{{1,3}}[°\s]\s?\d{{1,2}}[.,]\d{{1,8}}(?!\w)",
    re.IGNORECASE,
)
_LAT: Final = r"(?:lat(?:itude)?|breite(?:ngrad)?|latitud|latitudine|широта|enlem|(?:خط|دائرة)\s?(?:ال)?عرض|عرض(?:\s?جغرافیایی)?|קו\s?רוחב|szerokość|breedtegraad|breddgrad|breddegrad|leveysaste|zeměpisná šířka|šířka|szélesség|latitudinea|lintang|vĩ độ|แลตติจูด|ละติจูด|अक्षांश|عرض البلد|北緯|北纬|緯度|纬度|위도|북위)"
_LON: Final = r"(?:lo?ng?(?:itude)?|länge(?:ngrad)?|longitud|longitudine|долгота|boylam|خط\s?(?:ال)?طول|طول(?:\s?جغرافیایی)?|קו\s?אורך|długość|lengtegraad|längdgrad|lengdegrad|længdegrad|pituusaste|délka|hosszúság|longitudinea|bujur|kinh độ|ลองจิจูด|देशांतर|東経|東經|东经|経度|經度|经度|경도|동경)"
_IS: Final = r"(?:[\s:=\"'(]{0,4}(?:is|ist|est|es|è|は|是|هو)?[\s:=\"'(]{0,2})"
_NAMED: Final = Late(
    rf"{_LAT}\.?{_IS}[+-]?\d{{1,2}}[.,]\d{{1,15}}\s?[°度도]?\s?{_NORTH}?[\s,;/|\"'&)]{{0,4}}(?:and|und|et|y|e|и|ve|و)?\s?{_LON}\.?{_IS}[+-]?\d{{1,3}}[.,]\d{{1,15}}(?:\s?[°度도])?",
    re.IGNORECASE,
)
_GEO: Final = Late(r"(?<!\w)geo:[+-]?\d{1,2}(?:\.\d{1,15})?,[+-]?\d{1,3}(?:\.\d{1,15})?", re.IGNORECASE)
_SPOKEN: Final = Late(
    r"(?:coord(?:inate)?s?|gps|koordinaten|coordonnées|coordenadas|coordinate|координаты|koordinat\w{0,5}|إحداثيات\w{0,3}|الإحداثيات|احداثيات|موقع\w{0,3}|مختصات)"
    r"[^\w+-]{1,4}(?:(?:are|is|at|sind|هي|:)[^\w+-]{1,3})?([+-]?\d{1,2}[.,]\d{2,15})\s?°?[,;/|\s]{1,4}([+-]?\d{1,3}[.,]\d{2,15})(?!\d)",
    re.IGNORECASE,
)
_PLUS_CODE: Final = Late(
    r"(?<![\w+])(?:[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,3}(?!\w)|"
    r"[23456789CFGHJMPQRVWX]{4}\+[23456789CFGHJMPQRVWX]{2,3}(?!\w),?\s[^\W\d_]\w{2,30})"
)
_THREE_WORDS: Final = Late(r"(?<![\w/:])///[^\W\d_]{2,25}\.[^\W\d_]{2,25}\.[^\W\d_]{2,25}(?![\w.])")
_UTM: Final = Late(
    r"(?<!\w)(?:UTM\s)?\d{1,2}\s?[C-HJ-NP-X]\s\d{6}(?:\.\d+)?\s?(?:m?E)?[,\s]{1,2}\d{7}(?:\.\d{1,3})?\s?(?:m?N)?(?!\w)"
)
_MGRS: Final = Late(r"(?<!\w)\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?(?:\d{4}\s?\d{4}|\d{5}\s?\d{5})(?!\w)")


def three_words(text: str) -> Iterator[tuple[int, int]]:
    """Where a place is named by three words behind three slashes (what3words.com)."""
    if "///" in text:
        for match in _THREE_WORDS.finditer(text):
            yield match.span()


def coordinates(text: str) -> Iterator[tuple[int, int]]:
    """Where a place on the earth is written."""
    if _DEGREE_SIGN.search(text):
        for match in _DEGREES.finditer(text):
            yield match.span()
    for pattern in (_SIDES_AND_MINUTES, _NAMED, _GEO, _WITH_SIDES, _PLUS_CODE, _UTM, _MGRS):
        for match in pattern.finditer(text):
            yield match.span()
    for pattern in (_DECIMAL, _WITH_COMMAS, _SPOKEN):
        for match in pattern.finditer(text):
            if _is_place(_number(match[1]), _number(match[2])) and not match[1].startswith(_CONSTANTS):
                yield (match.start(1), match.end())


_CONSTANTS: Final = ("3.1415", "2.7182", "1.4142", "1.7320", "1.6180", "0.5772", "6.2831", "0.6931")
"""How numbers begin that everybody knows."""


def _is_place(latitude: float, longitude: float) -> bool:
    """Whether two numbers are degrees. Nobody lives where both are below one: they are a vector's parts, or shares."""
    return abs(latitude) <= 90 and abs(longitude) <= 180 and max(abs(latitude), abs(longitude)) >= 1  # noqa: PLR2004 - degrees


def _number(written: str) -> float:
    return float(written.replace(",", "."))
