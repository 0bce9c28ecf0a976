"""Text as people and files deliver it: without what no database can hold, and without what deceives whoever reads it."""

import re
from typing import Final

# What steers a terminal or a table, and what turns the direction of the letters around it. Joiners and the marks of a
# direction stay, which Arabic and Persian are written with.
_DECEIVES: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LINE_ENDS: Final = re.compile("\r\n|[\r\u2028\u2029]")


def well_formed(text: str) -> str:
    """`text` with each lone surrogate replaced; whatever people or Discord deliver goes through this at the boundary."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def readable(text: str) -> str:
    """`text` well-formed and without control signs and signs that turn the direction; line breaks stay, a tab is a space."""
    if text.isascii() and text.isprintable():
        return text
    return _DECEIVES.sub("", _LINE_ENDS.sub("\n", well_formed(text)).replace("\t", " "))
