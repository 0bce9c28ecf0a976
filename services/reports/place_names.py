"""Countries and languages, named in a reader's language: Babel's word, from Unicode's CLDR."""

import re
from typing import Final

from services.base.languages.locales import locale_of

_OF_A_COUNTRY: Final = re.compile(r"[A-Z]{2}")
# Codes of CLDR that are no country: the Eurozone, outlying Oceania, the United Nations, test locales, an unknown region.
_NO_COUNTRY: Final = frozenset({"EZ", "QO", "UN", "XA", "XB", "ZZ"})


def is_country(code: str) -> bool:
    """Whether there is a country or territory of this code of ISO 3166."""
    return (
        bool(_OF_A_COUNTRY.fullmatch(code))
        and code not in _NO_COUNTRY
        and code in locale_of("en").territories
    )


def country_name(language: str, code: str) -> str:
    """The name of a country; its code where none is known."""
    return str(locale_of(language).territories.get(code, code))


def language_name(language: str, code: str) -> str:
    """The name of the language `code`; the code itself where none is known."""
    return str(locale_of(language).languages.get(code, code))
