"""Characters that are not seen, and characters that are taken for ASCII. lookalikes.txt names their sources."""

import re
import unicodedata
from importlib.resources import files
from typing import Final

from core.links.letters import marks

_INVISIBLE_RANGES: Final = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
INVISIBLE: Final = re.compile(f"[{_INVISIBLE_RANGES}]+")
BLANK: Final = re.compile("[\u115f\u1160\u2800\u3164\uffa0\ufffc]+")
"""Letters and signs that are seen as a space, or as nothing."""
_LONGEST: Final = 4


def _fold_tables() -> tuple[dict[int, str | None], dict[int, str], dict[int, str]]:
    table: dict[int, str | None] = dict.fromkeys(marks())
    text = files("core.links").joinpath("data", "lookalikes.txt").read_text(encoding="utf-8")
    first, second, third = map(_read, text.split("\n\n"))
    table.update(first)
    table.update(dict.fromkeys(map(ord, "﹟＃"), "#"))
    _keep_capitals(first, table)
    # A look-alike of a letter counts in either case, unless the file says more.
    for code, read in list(table.items()):
        if read is not None:
            for other in {chr(code).lower(), chr(code).upper(), chr(code).casefold()}:
                if len(other) == 1 and not other.isascii():
                    table.setdefault(ord(other), read)
    return table, second, third


def _keep_capitals(read: dict[int, str], table: dict[int, str | None]) -> None:
    """Let what Unicode calls a capital's form (`Ｚ`, `𝐙`) be read as the capital: the code of an invite tells them apart."""
    for first, last in ((0x2100, 0x214F), (0x24B6, 0x24CF), (0xFF21, 0xFF3A), (0x1D400, 0x1D7CB)):
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain.isupper() and read.get(code) == plain.lower():
                table[code] = plain


def _read(lines: str) -> dict[int, str]:
    read: dict[int, str] = {}
    for line in lines.split("\n"):
        target, _, chars = line.partition(" ")
        if chars and target != "#":
            read.update(dict.fromkeys(map(ord, chars), target))
    return read


def _two_ways() -> re.Pattern[str]:
    """A pattern that finds characters whose second reading is worth a look;
    that of an Arabic one is only beside Latin ones.
    """
    every = set(map(chr, _SECOND))
    arabic = "".join(sorted(char for char in every if "\u0600" <= char <= "\u06ff"))
    others = re.escape("".join(sorted(every.difference(arabic))))
    return re.compile(rf"[{others}]|(?<=[A-Za-z0-9])[{arabic}]|[{arabic}](?=[A-Za-z0-9])")


def _own_table() -> dict[int, str | None]:
    table: dict[int, str | None] = {
        code: read for code, read in _FIRST.items() if read in {".", "-", "/", ":"}
    }
    table |= {ord(dash): "-" for dash in "–—"}
    for code in range(0x590, 0x700):
        if unicodedata.category(chr(code)) == "Mn":
            table[code] = None
    for code in (*range(0xFB1D, 0xFE00), *range(0xFE70, 0xFEFD)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) <= _LONGEST:  # a phrase in one character makes a flood of a text
            table[code] = plain
    return table


_FIRST, _SECOND, _THIRD = _fold_tables()
FOLD: Final = _FIRST
"""What each character is taken for; None for a mark. For `str.translate`."""
FOLD_AGAIN: Final = _FIRST | _SECOND
"""What each character is taken for where its second reading counts: `ƨ` is an s, or a 2. For `str.translate`."""
FOLD_BY_SHAPE: Final = _FIRST | _THIRD
"""What each character is taken for where its shape counts: `з` is a z, or a 3. For `str.translate`."""
SHAPED: Final = re.compile(r"(?<=[A-Za-z0-9])[{0}]|[{0}](?=[A-Za-z0-9])".format("".join(map(chr, _THIRD))))
"""Finds what FOLD_BY_SHAPE may read in another way than FOLD, beside ASCII letters or digits."""
TWO_WAYS: Final = _two_ways()
"""Finds what FOLD_AGAIN may read in another way than FOLD."""
OWN: Final = _own_table()
"""What is read differently in a name in letters of its own:
odd dots and dashes, vowel signs, Arabic and Hebrew forms.
"""
HAS_OWN: Final = re.compile(f"[{re.escape(''.join(map(chr, OWN)))}]")
"""Finds a character that OWN reads in another way."""
_UPSIDE_DOWN: Final = "ɐqɔpǝɟƃɥᴉɾʞʃɯuodbɹsʇnʌʍxʎz˙"
TURNED: Final = dict(zip(map(ord, _UPSIDE_DOWN), "abcdefghijklmnopqrstuvwxyz.", strict=True)) | {
    ord("ʅ"): "l"
}
"""What each letter that stands upside down is taken for; such a text is read from its end, or letter by letter."""
STANDS_ON_ITS_HEAD: Final = re.compile("[ɐɔǝɟɥɯɹʇʌʍʎʞ]")
"""Finds a letter of TURNED that is used for nothing else (`o` and `u` have other uses)."""
