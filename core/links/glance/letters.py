"""What the compiled part knows of the letters beyond ASCII: a number for each, of what the gate takes it for.

Only the letters, marks, digits and pictures of everyday chat have one. A text with any other goes to Python.
"""

import unicodedata
from array import array
from typing import Final

from core.links.lookalikes import FOLD, FOLD_AGAIN, INVISIBLE
from core.links.signs import BRACKETED_DOTS, COMMA_APART, OTHER_DOTS, SPOKEN_DOTS, SYMBOL_BEFORE

SIZE: Final = 0x1FB00
_TWO_LETTERS: Final = 2
_NONE: Final = frozenset({"Cn", "Co", "Cs", "Zl", "Zp"})  # categories of what is no letter and no sign
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
    words = f"{OTHER_DOTS}|{BRACKETED_DOTS}|{SPOKEN_DOTS}".replace("\\b", "").split("|")
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
        if code < SIZE and known[code]:
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
    plain, again = FOLD.get(code, char), FOLD_AGAIN.get(code, char)
    if char.isspace() or unicodedata.category(char) in _NONE or not _stays_beyond(char):
        return 0
    if INVISIBLE.match(char) or plain is again is None:
        return _KNOWN | _GONE
    if plain is None or again is None:
        return 0
    looks = _looks_like(char, plain, _TWO_LETTERS)
    looks_again = _looks_like(plain, again, 1)
    if looks is None or looks_again is None:
        return 0
    return _KNOWN | _kind_of(char) | looks | looks_again << 16


def _kind_of(char: str) -> int:
    if char.isdecimal():
        return _DIGIT
    if char.isalnum():
        return _LETTER
    before = f"{char}com"
    return _SYMBOL if SYMBOL_BEFORE.search(before) or COMMA_APART.search(before) else 0


def _looks_like(char: str, plain: str, most: int) -> int | None:
    """The letters of ASCII that `char` is read as, at most so many; 0 where it stays what it is, None where the table has
    no room for what it becomes.
    """
    if plain == char or (len(plain) == 1 and plain.isalpha() and char.isalpha() and not plain.isascii()):
        return 0
    if not plain or not plain.isascii() or len(plain) > most:
        return None
    return int.from_bytes(plain.lower().encode(), "little")


def _stays_beyond(char: str) -> bool:
    """Whether no form of the letter in another case is one of ASCII."""
    return len(char.lower()) == 1 and not char.lower().isascii() and ord(char.lower()) < SIZE
