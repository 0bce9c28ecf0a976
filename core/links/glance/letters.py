"""What the compiled part knows of the letters beyond ASCII: a number for each, of what the gate takes it for.

Only the letters, marks, digits and pictures of everyday chat have one. A text with any other goes to Python.
"""

import unicodedata
from array import array
from typing import Final

from core.links.lookalikes import FOLD, FOLD_AGAIN, INVISIBLE
from core.links.signs import BRACKETED_DOTS, OTHER_DOTS, SYMBOL_BEFORE

SIZE: Final = 0x1FB00
_KNOWN, _LETTER, _DIGIT, _SYMBOL, _GONE, _BEGINS = (1 << bit for bit in range(24, 30))
# Letters, marks and punctuation, one by one: Latin to Thai, Georgian, Vietnamese, punctuation, kana.
_EACH: Final = (
    (0xA1, 0x250),
    (0x300, 0x530),
    (0x531, 0x700),
    (0x750, 0x780),
    (0x900, 0xE80),
    (0x10A0, 0x1100),
    (0x1E00, 0x2000),
    (0x200C, 0x2010),
    (0x2010, 0x2028),
    (0x2030, 0x205F),
    (0x20A0, 0x20C1),
    (0x3001, 0x3003),
    (0x3041, 0x3100),
    (0xFE0F, 0xFE10),
    (0xFF01, 0xFF61),
)
_ALL_LETTERS: Final = ((0x4E00, 0xA000), (0xAC00, 0xD7A4))
_ALL_SYMBOLS: Final = ((0x2190, 0x2800), (0x2900, 0x2C00), (0x1F000, SIZE))


def words_for_dots() -> list[str]:
    """Words beyond ASCII that the gate looks for wherever they stand; `čka` stands for three with an ASCII beginning."""
    words = f"{OTHER_DOTS}|{BRACKETED_DOTS}".replace("\\b", "").split("|")
    return [*(word for word in words if not word[0].isascii()), "čka"]


def table() -> bytes:
    """Four bytes for each character: its first and second letter as a look-alike, what it is read as the second time, and
    what else it is. 0: the gate in Python must be asked.
    """
    known = array("I", [0]) * SIZE
    for first, last in _ALL_LETTERS:
        known[first:last] = array("I", [_KNOWN | _LETTER]) * (last - first)
    for first, last in _ALL_SYMBOLS:
        known[first:last] = array("I", [_KNOWN | _SYMBOL]) * (last - first)
    for first, last in _EACH:
        known[first:last] = array("I", map(_number_of, range(first, last)))
    for code in FOLD_AGAIN:
        if 0x80 <= code < SIZE and known[code]:
            known[code] = _number_of(code)
    symbols = "".join(f"{chr(code)} zz\n" for first, last in _ALL_SYMBOLS for code in range(first, last))
    for found in SYMBOL_BEFORE.finditer(symbols):  # round ones stand for a dot before any word
        known[ord(found[0][0])] = 0
    for word in words_for_dots():
        for letter in {word[0], word[0].upper()}:
            if known[ord(letter)]:
                known[ord(letter)] |= _BEGINS
    return known.tobytes()


def _number_of(code: int) -> int:
    char = chr(code)
    category = unicodedata.category(char)
    plain, again = FOLD.get(code, char), FOLD_AGAIN.get(code, char)
    if char.isspace() or category in {"Cn", "Co", "Cs", "Zl", "Zp"} or not _stays_beyond(char):
        return 0
    number = _KNOWN
    if INVISIBLE.match(char):
        return number | _GONE
    if plain is None:
        return number | _GONE if again is None else 0
    if char.isdecimal():
        number |= _DIGIT
    elif char.isalnum():
        number |= _LETTER
    elif SYMBOL_BEFORE.search(f"{char}com"):
        number |= _SYMBOL
    if plain != char and not (len(plain) == 1 and plain.isalpha() and char.isalpha() and not plain.isascii()):
        if not (plain.isascii() and len(plain) < 3):
            return 0
        number |= ord(plain[0].lower()) | (ord(plain[1].lower()) << 8 if plain[1:] else 0)
    if again != plain:
        if not (again and again.isascii() and len(again) == 1):
            return 0
        number |= ord(again.lower()) << 16
    return number


def _stays_beyond(char: str) -> bool:
    """Whether no form of the letter in another case is one of ASCII."""
    return len(char.lower()) == 1 and not char.lower().isascii() and ord(char.lower()) < SIZE
