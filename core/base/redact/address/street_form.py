"""A way to write an address, and what the ways have in common."""

import re
from functools import cache
from typing import Final, NamedTuple

from core.base.redact.address.street_tail import W
from core.base.redact.edges import END
from core.base.redact.late import Late

NAME: Final = (
    r"(?:(?:[NSEW]|NE|NW|SE|SW|North|South|East|West|Old|New|Upper|Lower|Great|Saint|St\.?|Mount|Mt\.?|Fort|Ft\.?)\.?\s)?"
    rf"(?:(?:{W}|\d{{1,3}}(?:st|nd|rd|th))\s){{1,4}}?"
)
N: Final = r"\d{1,5}(?:[ ]?[a-zA-Z](?![\w']))?(?:[-/]\d{1,4}[a-zA-Z]?){0,3}(?:/[a-zA-Z](?!\w))?"
NO: Final = r"(?:n(?:[°o.]|r\.?|ro\.?|úm(?:ero)?\.?|umero|um\.?)\s?:?\s?|#\s?|nummer\s)?"
NO_YEAR: Final = r"(?!(?:19|20)\d\d(?!\d))"


class Form(NamedTuple):
    """A way to write an address. `sign`: what must stand in the text, in lower case."""

    sign: Late
    pattern: Late


@cache
def _sign(written: str) -> Late:
    """The same sign is looked for once for all its forms."""
    return Late(written)


def form(sign: str, pattern: str, *, glued: bool = False) -> Form:
    """`glued`: it may stand behind another letter, as in scripts that write no spaces, or write prepositions together."""
    begin, end = ("", END) if glued else (r"(?<![\w@#$€£/.-])", r"(?!\w|\.\d)")
    return Form(_sign(sign), Late(f"{begin}(?:{pattern}){end}", re.IGNORECASE))
