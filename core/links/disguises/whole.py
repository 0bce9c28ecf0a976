"""Disguises of a whole text, which are undone before anything else is looked at."""

import re
from collections.abc import Mapping
from typing import Final

import ada_url

from core.links.disguises.disguise import Disguise, Guess, Undo, gone
from core.links.lookalikes import (
    BLANK,
    FOLD,
    FOLD_AGAIN,
    FOLD_BY_SHAPE,
    HAS_OWN,
    INVISIBLE,
    OWN,
    STANDS_ON_ITS_HEAD,
    TURNED,
)

_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_UPSIDE_DOWN: Final = re.compile(rf"(?<!\S)\S{{0,100}}?{STANDS_ON_ITS_HEAD.pattern}\S*")


def _through(table: Mapping[int, str | None]) -> Undo:
    """Make an undoing that puts other letters in place of those in the table."""
    return lambda match: match[0].translate(table)


def _reversed(match: re.Match[str]) -> str:
    return match[1][::-1]


def _punycode(match: re.Match[str]) -> str:
    try:
        return ada_url.idna_to_unicode(match[0].lower())
    except ValueError:
        return match[0]


REVERSED: Final = Disguise(
    "reversed",
    ("\u202eten.elpmaxe\u202c", "example.net"),
    "\u202e",
    re.compile("\u202e([^\u202c\n]*)\u202c?"),
    _reversed,
)
HIDDEN: Final = Disguise("invisible", ("exa\u200bmple.net", "example.net"), "", INVISIBLE, gone)
BLANKS: Final = Disguise(
    "blank letter",
    ("see\u2800example.net", "see example.net"),
    "",
    BLANK,
    lambda _: " ",
)
SPACES: Final = Disguise(
    "wide space",
    ("e\u2003x", "e x"),
    "",
    re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"),
    lambda _: " ",
)
COLOURED: Final = Disguise(
    "colours",
    ("exam\x1b[31mple\x1b[0m.net", "example.net"),
    "",
    re.compile(r"\x1b\[[0-9;]{0,12}m"),
    gone,
)
FOLDED: Final = Disguise(
    "look-alike",
    ("ехаmрlе.net", "example.net"),
    "",
    _NOT_ASCII,
    _through(FOLD),
)
PUNYCODE: Final = Disguise(
    "punycode",
    ("xn--exampe-0kg.net", "example.net"),
    "-",
    re.compile(r"(?<![A-Za-z0-9-])xn--[A-Za-z0-9-]{1,59}", re.IGNORECASE),
    _punycode,
)
FOLDED_AGAIN: Final = Disguise(
    "look-alike, read again",
    ("ƨee.net", "2ee.net"),
    "",
    _NOT_ASCII,
    _through(FOLD_AGAIN),
    guess=Guess.ALWAYS,
)
FOLDED_BY_SHAPE: Final = Disguise(
    "look-alike by its shape",
    ("bзe.net", "b3e.net"),
    "",
    _NOT_ASCII,
    _through(FOLD_BY_SHAPE),
)
OWN_LETTERS: Final = Disguise(
    "form of a letter",
    ("пример·рф", "пример.рф"),
    "",
    re.compile(f"{HAS_OWN.pattern}+"),
    _through(OWN),
)
TURNED_IN_PLACE: Final = Disguise(
    "upside-down letters",
    ("ǝxɐɯdʅǝ.uǝʇ", "example.net"),
    "",
    _UPSIDE_DOWN,
    _through(TURNED),
    guess=Guess.ALWAYS,
)
TURNED_OVER: Final = Disguise(
    "upside down",
    ("ʇǝu.ǝldɯɐxǝ", "example.net"),
    "",
    _UPSIDE_DOWN,
    lambda match: match[0][::-1].translate(TURNED),
)
