"""Countries and languages, named in a reader's language: Babel's word, from Unicode's CLDR."""

import functools
import re
from typing import Final

from babel import Locale, UnknownLocaleError

_OF_A_COUNTRY: Final = re.compile(r"[A-Z]{2}")
# Codes of CLDR that are no country: the Eurozone, outlying Oceania, the United Nations, test locales, an unknown region.
_NO_COUNTRY: Final = frozenset({"EZ", "QO", "UN", "XA", "XB", "ZZ"})


@functools.cache
def _locale(language: str) -> Locale:
    """What is known of a language by the name of its folder; of an unknown one what is known of English."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def is_country(code: str) -> bool:
    """Whether there is a country or territory of this code of ISO 3166."""
    return (
        bool(_OF_A_COUNTRY.fullmatch(code)) and code not in _NO_COUNTRY and code in _locale("en").territories
    )


def country_name(language: str, code: str) -> str:
    """The name of a country; its code where none is known."""
    return str(_locale(language).territories.get(code, code))


def language_name(language: str, code: str) -> str:
    """The name of the language `code`; the code itself where none is known."""
    return str(_locale(language).languages.get(code, code))
