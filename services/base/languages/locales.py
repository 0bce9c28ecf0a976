"""How a language writes lists, dates and numbers, and in which direction: Babel's word, from Unicode's CLDR."""

import functools
from datetime import UTC, date, datetime
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

# CLDR's lists end with "and", which a list in a line of a card has no room for. These are the commas that differ.
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


@functools.cache
def reads_from_right(language: str) -> bool:
    """Whether the language is written from right to left."""
    return bool(locale_of(language).text_direction == "rtl")


@functools.cache
def script_of(language: str) -> str:
    """The script that the language is written in, as Unicode names it: `Latn`, `Arab`."""
    locale = locale_of(language)
    if locale.script is not None:
        return locale.script
    likely: str = get_global("likely_subtags").get(locale.language, "")  # such as ar_Arab_EG
    return likely.split("_")[1] if likely.count("_") > 1 else "Latn"


def comma(language: str) -> str:
    """What stands between the parts of a list."""
    return _COMMAS.get(script_of(language), ", ")


def day(language: str, at: date) -> str:
    """A day, with its year: `3 November 2026`."""
    return _told(format_date(at, "long", locale=_of_dates(language)))


def day_of_year(language: str, at: date) -> str:
    """A day without its year, in as few letters as can be: `3 Nov`."""
    return _told(format_skeleton("MMMd", at, locale=_of_dates(language)))


def month(language: str, at: date) -> str:
    """A month with its year: `November 2026`."""
    return _told(format_skeleton("yMMMM", at, locale=_of_dates(language)))


def moment(language: str, at: datetime) -> str:
    """A time in UTC: `3 November 2026, 18:00 UTC`."""
    there = at.astimezone(UTC)
    return f"{day(language, there)}{comma(language)}{there:%H:%M} UTC"


def number(language: str, value: float, places: int = 0) -> str:
    """A number with so many places behind its decimal sign: `1,234.5`."""
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return _told(format_decimal(value, pattern, locale=locale_of(language)))


def _of_dates(language: str) -> Locale:
    # English sentences are in British English, which names the day first.
    return Locale("en", "GB") if language == "en" else locale_of(language)


def _told(written: object) -> str:
    return str(written).translate(_MARKS)
