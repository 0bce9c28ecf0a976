"""Bank accounts and payment cards, by their check digits."""

import re
from collections.abc import Iterator
from typing import Final

from core.base.redact.checks import iban as is_iban
from core.base.redact.checks import luhn
from core.base.redact.edges import BEGIN, END
from core.base.redact.late import Late

# The registry of ISO 13616, release 99: the length of each country's.
_LENGTHS: Final = dict(
    re.findall(
        r"([A-Z]{2})(\d\d)",
        "AO25 BF28 BJ28 CF27 CG27 CI28 CM27 CV25 DZ26 GA27 GQ27 GW25 IR26 KM27 MA28 MG27 ML28 MZ25 NE28 SN28 TD27 TG28 "
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 "
        "GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 "
        "ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 "
        "ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30",
    )
)
_IBAN_START: Final = Late(
    r"(?<![A-Za-z0-9])([A-Z]{2})(?:\d\d|(?<=(?-i:[A-Z]{2}))[ \-.]\d ?\d)[ \-.]?(?=[A-Z0-9])", re.IGNORECASE
)
_POLISH: Final = Late(rf"{BEGIN}(?<![.\-/+])\d{{2}}(?:[ -]?\d{{4}}){{6}}{END}(?![.\-/]\d)")
_SEPARATORS: Final = Late(r"[ \-._]")
_CARD: Final = Late(
    rf"{BEGIN}(?<![+.\-/#])(?:\d{{4}}[ ._-]{{1,2}}\d{{4}}[ ._-]{{1,2}}\d{{4}}[ ._-]{{1,2}}\d{{1,4}}(?:[ ._-]\d{{1,3}})?|"
    rf"3\d{{3}}[ ._-]{{1,2}}\d{{6}}[ ._-]{{1,2}}\d{{4,5}}|\d{{13,16}}){END}(?![.\-/]\d)"
)
_CARD_WORD: Final = (
    r"(?:cards?|visa|maestro|mastercard|union ?pay|debit|credit|karten?(?:nummer)?|kreditkarte|carte|tarjeta|cart[ãa]o|carta|карт\w{1,2}|kart[ıi]?|karta|kort|"
    r"بطاق\w{1,3}|البطاقة|کارت\w{0,2}|银行卡|信用卡|卡号|カード|카드)[^\w\n]{0,4}(?:(?:number|no|nr|num|numara|is|ist|est|es|è|é|号|號|是|番号|번호|رقم)\W{0,3}){0,2}"
)
_LONG_CARD: Final = Late(rf"{_CARD_WORD}(\d{{17,19}}){END}", re.IGNORECASE)
"""A card's number as long as one of Discord's ids, behind a word that says what it is."""
_ODD_CARD: Final = Late(rf"{_CARD_WORD}(\d(?:[ ._-]{{0,2}}\d){{12,18}}){END}(?![.\-/]\d)", re.IGNORECASE)
"""Digits in groups of any length, behind such a word."""
_BRANDS: Final = Late(r"4|5[0-8]|6|3[04-9]|2[2-7]|9792|1[89]|220[0-4]|81|82")


_OLD_VISA: Final = Late("4")
_FEWEST, _MOST = 13, 19  # digits of a card


def ibans(text: str) -> Iterator[tuple[int, int]]:
    """Where international bank account numbers stand whose check digits are right."""
    for start in _IBAN_START.finditer(text):
        length = _LENGTHS.get(start[1].upper())
        if length is None:
            continue
        end = _end_of(text, start.start(), int(length))
        if end is None:
            continue
        written = _SEPARATORS.sub("", text[start.start() : end]).upper()
        if written.isalnum() and is_iban(written):
            yield start.start(), end
    for match in _POLISH.finditer(text):
        if is_iban("PL" + _SEPARATORS.sub("", match[0])):
            yield match.span()


def _end_of(text: str, start: int, signs: int) -> int | None:
    """Where so many letters and digits end that stand from `start` on, a separator between some of them."""
    at, separated = start, False
    while signs:
        if at >= len(text):
            return None
        char = text[at]
        if char.isascii() and char.isalnum():
            signs -= 1
            separated = False
        elif char in " -." and not separated:
            separated = True
        else:
            return None
        at += 1
    return None if at < len(text) and text[at].isascii() and text[at].isalnum() else at


def long_cards(text: str) -> Iterator[tuple[int, int]]:
    """Where a card's number of 17 to 19 digits stands behind a word for a card."""
    for match in _LONG_CARD.finditer(text):
        if luhn(match[1]):
            yield match.span(1)


def cards(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers of payment cards stand, by their first digits and their check digit."""
    for pattern in (_CARD, _ODD_CARD):
        for match in pattern.finditer(text):
            last = match.lastindex or 0
            digits = _SEPARATORS.sub("", match[last])
            brand = _OLD_VISA if len(digits) == _FEWEST else _BRANDS
            if (
                _FEWEST <= len(digits) <= _MOST
                and brand.match(digits)
                and luhn(digits)
                and len(set(digits)) > 1
            ):
                yield match.span(last)
