"""What a number of four parts may be besides an address: a version, a section, a sum."""

import re
from typing import Final

from core.links.doubts.likely import NUMBER

# Words of versions and numbers of things, in the languages that people chat in; a few words may stand between them and the number.
_BEFORE: Final = re.compile(
    r"(?i)(?:==|§\s?|(?<!\w)(?:v|ver|vers[a-zóãï]{2,5}|version(?:s|en)?|wersj[aię]|verzi[aeoóu]|versjon|sürüm[a-zü]{0,5}|верси[яиюе]|версі[яїю]"
    r"|الإصدار|إصدار|نسخه|संस्करण|build|kernel|firmware|drivers?|bios|release|rev|revision|patch|updated?|upgraded?|downgraded?|changelog|section|chapter"
    r"|paragraph|article|clause|figure|table|step|exercise|oid|mib|treiber|pilote|sterownik[a-z]{0,3}|abschnitt|kapitel|capítulo|rozdział|прошивк[аи]"
    r"|сборк[аи]|драйвер[а-я]{0,2}|обновлени[ея]|版本|バージョン|버전|rp|idr|eur|usd|€|\$|£|₫|₽)\W{0,5}(?:[^\W\d]{1,12}\W{1,3}){0,3})\Z"
)
_BEHIND: Final = re.compile(
    r"(?i)[\s(-]{1,2}(?:is the (?:newest|latest|new|current)|update|version|release|patch|build|beta|alpha|rc\d?|hotfix|changelog|firmware|driver|notes)(?!\w)"
)
_NEAR: Final = 60
_LONG: Final = 3  # digits of a part


def guess_about_number(text: str, start: int, host_end: int) -> str:
    """What makes the IPv4 address `text[start:host_end]`, which stands bare, only likely: it may be a version, or a sum.

    Versions have small parts. Two of three digits, or none below ten and one of three digits, are an address's.
    """
    parts = text[start:host_end].split(".")
    if any(len(part) > 1 and part.startswith("0") for part in parts):
        return NUMBER
    long = sum(len(part) == _LONG for part in parts)
    if not (long > 1 or (long and all(len(part) > 1 for part in parts))):
        return NUMBER
    named = _BEFORE.search(text, max(0, start - _NEAR), start) or _BEHIND.match(text, host_end)
    return NUMBER if named else ""
