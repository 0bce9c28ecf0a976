"""How a language writes lists, dates and numbers, and in which direction: Babel's word, from Unicode's CLDR."""

import functools
from collections.abc import Iterable
from datetime import date
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date

# CLDR's lists end with "and"; a comma alone also serves in the middle of a line. These are the commas that differ.
_COMMAS: Final = {"Arab": "، ", "Hans": "、", "Hant": "、", "Jpan": "、"}
# The marks of direction in CLDR's dates are left out: `core.base.directions` isolates what needs it.
_MARKS: Final = str.maketrans("", "", "\u200e\u200f\u061c")


@functools.cache
def locale_of(language: str) -> Locale:
    """What is known of a language, by the name of its folder; of an unknown one what is known of English."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def reads_from_right(language: str) -> bool:
    """Whether the language is written from right to left."""
    return bool(locale_of(language).text_direction == "rtl")


def script_of(language: str) -> str:
    """The script that the language is written in, as Unicode names it: `Latn`, `Arab`."""
    locale = locale_of(language)
    if locale.script is not None:
        return locale.script
    likely: str = get_global("likely_subtags").get(locale.language, "")  # such as ar_Arab_EG
    return likely.split("_")[1] if likely.count("_") > 1 else "Latn"


def joined(language: str, parts: Iterable[str]) -> str:
    """The parts as one list: `a, b, c`, `أ، ب، ج`."""
    return _COMMAS.get(script_of(language), ", ").join(parts)


def day(language: str, at: date) -> str:
    """A day, with the name of its month: `3 November 2026`."""
    return str(format_date(at, "long", locale=locale_of(language))).translate(_MARKS)
