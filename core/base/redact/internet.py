"""Addresses of the internet protocol, of people's own lines: not a machine's own, nor the number of a version."""

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Final

from core.base.redact.edges import BEGIN, END
from core.base.redact.late import Late

_OCTET: Final = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_DOT_WORD: Final = "dot|point|punkt|punto|ponto|kropka|точка|nokta|نقطة|نقطه"
_DOT: Final = rf"(?:\.|\s?[\[({{<]\s?(?:\.|{_DOT_WORD})\s?[\])}}>]\s?|\s{{1,2}}(?:\.|{_DOT_WORD})\s{{1,2}})"
_V4: Final = Late(rf"{BEGIN}(?<![.\-])(?:{_OCTET}{_DOT}){{3}}{_OCTET}{END}(?![\-]|\.\d|:?//)", re.IGNORECASE)
_WITH_COMMAS: Final = Late(rf"{BEGIN}(?<![.,\-])(?:{_OCTET}\s?,\s?){{3}}{_OCTET}{END}(?!\s?[,.\-]\s?\d)")
_IP_WORD: Final = Late(
    r"(?<![^\W_])(?:ips?|ipv4|айпи\w{0,2}|آي\s?بي|اي\s?بي|آی\s?پی)(?![^\W_])", re.IGNORECASE
)
_DIGITS: Final = Late(r"\d{1,3}")
_V6: Final = Late(
    r"(?:(?<![\w:.])|(?<=[g-zG-Z]:))(?=[0-9A-Fa-f:.]{3,45}(?![\w:]))(?:[0-9A-Fa-f]{0,4}:){2,7}(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f]{1,4})?(?![\w:])"
)
_VERSION: Final = Late(
    r"(?<![^\W\d_])(?:v|versions?|ver\.?|build|release|firmware|assembly|update|patch|chrome|firefox|edge|windows|driver|nvidia|protocol|section|chapter|§|"
    r"versie|wersja|versione|نسخة|نسخه|إصدار|الإصدار|версия|версии|sürüm|versión|versão)[ :/=]{0,3}\Z",
    re.IGNORECASE,
)
_SAID: Final = Late(
    r"(?<!\w)(?:ips?|address|addr|ping|host|server|dns|айпи|عنوان|آي بي|اي بي)(?!\w)", re.IGNORECASE
)
_LOOK_BACK: Final = 16
_SMALL, _FIRST_SMALL = 30, 10
_GROUP: Final = Late(r"(?=[0-9A-Fa-f]*\d)[0-9A-Fa-f]{3,4}")


def internet_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where IPv4 and IPv6 addresses stand that may be somebody's."""
    if ":" in text:
        for match in _V6.finditer(text):
            try:
                six = IPv6Address(match[0])
            except AddressValueError:
                continue
            if not (six.is_loopback or six.is_unspecified) and _GROUP.search(match[0]):
                yield match.start(), _end_of(text, match.end())
    for match in _V4.finditer(text):
        address = IPv4Address(".".join(_DIGITS.findall(match[0])))
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        is_version = _VERSION.search(before) or (_looks_like_a_version(address) and not _SAID.search(before))
        if _is_somebodys(address) and not is_version:
            yield match.start(), _end_of(text, match.end())

    if "," in text and _IP_WORD.search(text):
        for match in _WITH_COMMAS.finditer(text):
            around = text[max(0, match.start() - _LOOK_BACK) : match.end() + _LOOK_BACK]
            address = IPv4Address(".".join(_DIGITS.findall(match[0])))
            if _IP_WORD.search(around) and _is_somebodys(address) and not _looks_like_a_version(address):
                yield match.span()


_BEHIND: Final = Late(r"(?:%[a-z]{1,8}\d{0,3})?(?::\d{1,5})?(?:/\d{1,3})?(?![\w.:/])", re.IGNORECASE)


def _end_of(text: str, end: int) -> int:
    """Where an address ends with its zone, its port and its network's size."""
    behind = _BEHIND.match(text, end)
    return behind.end() if behind else end


def _is_somebodys(address: IPv4Address) -> bool:
    return not (address.is_loopback or address.is_unspecified or address.is_multicast) and address.packed[
        0
    ] not in (0, 255)


def _looks_like_a_version(address: IPv4Address) -> bool:
    return address.packed[0] < _FIRST_SMALL and max(address.packed) <= _SMALL
