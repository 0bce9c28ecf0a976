"""Telephone numbers that are written out as their country says them: by one sign a digit in Chinese and Korean, by pairs in French."""

import re
from collections.abc import Iterator
from typing import Final

from core.base.redact.late import Late

_HAN: Final = "〇零一幺二三四五六七八九"
_HANGUL: Final = "공영일이삼사오육륙칠팔구"
_TO_NINE: Final = "un|deux|trois|quatre|cinq|six|sept|huit|neuf"
_TO_SIXTEEN: Final = f"{_TO_NINE}|dix|onze|douze|treize|quatorze|quinze|seize"
_TEEN: Final = "dix[- ](?:sept|huit|neuf)"
_TENS: Final = "vingt|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante|quatre[- ]vingts?"
_PAIR: Final = rf"(?:zéro[ -](?:{_TO_NINE}|zéro)|(?:{_TENS})(?:[- ](?:et[- ])?(?:{_TEEN}|{_TO_SIXTEEN}))?|{_TEEN}|{_TO_SIXTEEN})"
_FORMS: Final = (
    Late(rf"(?<![{_HAN}])[一幺][ -]?[三四五六七八九](?:[ -]?[{_HAN}]){{9}}(?![{_HAN}十百千万])"),
    Late(rf"(?<![가-힣])[공영]일[{_HANGUL}](?:[ ,.-]{{0,2}}[{_HANGUL}]){{7,8}}(?![{_HANGUL}십백천만])"),
    Late(rf"(?<!\w)zéro[ -](?:{_TO_NINE})(?:[ ,]{{1,2}}{_PAIR}){{4}}(?!\w)", re.IGNORECASE),
)


def written_out_phones(text: str) -> Iterator[tuple[int, int]]:
    """Where such numbers stand: mobile ones of China and Korea, all of France."""
    if not text.isascii():
        for form in _FORMS:
            for match in form.finditer(text):
                yield match.span()
