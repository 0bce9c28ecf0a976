"""The gate: most chat has no dot that anything follows, and leaves after a few substring tests."""

import re
from typing import Final

from core.links.encodings import may_be_base64
from core.links.lookalikes import FOLD, FOLD_AGAIN, INVISIBLE, TWO_WAYS
from core.links.signs import (
    APART,
    COLONS,
    COMMA_APART,
    ENDINGS,
    HAS_OTHER_DOT,
    MAY_BE_BRACKETED,
    SYMBOL_BEFORE,
    full_ipv6,
    spoken,
)

# A dot between two things, or with a space beside it and an ending after it. Each way begins with one character of a
# set, which costs nothing where it is not there.
_DOT: Final = re.compile(
    r"\.(?:[^\s.\d](?<![\s.]\..)"
    r"|\d(?<![\s.]\..)(?!\d*(?:[\s,!?)'\":;]|\.?$|\.\s))"
    r"|[\w\])}](?<=\s\..)"
    r"|[\])}]"
    rf"|\s(?:(?<=\s\.\s)\s{{0,7}}[\w{APART}]|\s?[\])}}]|\s{{0,2}}(?:{ENDINGS}|me\s?/))"
    rf"|\.(?<=\w\.\.)\.{{0,2}}{ENDINGS})"
)
_COMMA: Final = re.compile(rf",(?:(?=[a-z]){ENDINGS}|\s{{0,2}}(?:[\])}}]|me\s?/))")
_SEMICOLON: Final = re.compile(r";(?:" + ENDINGS + r"|\s{0,2}[\])}])")
_ENTITY: Final = re.compile(r"&(?:#|period|dot)")
_CODE: Final = re.compile(r"\\(?:(?:u00|x)2e|u\{0{0,4}2e|056|0{0,4}2e)")


def passes(text: str, lower: str) -> bool:
    """Whether there may be an address in a text; `lower` is the text in lower case.

    There is one with a dot, or a number, an app link, a dot in words or escapes. To look for one character costs a tenth of
    looking for two, or of a search; so one character is asked for first.
    """
    return (
        ("." in lower and _DOT.search(lower) is not None)
        or "dot" in lower
        or "%" in lower
        or (
            "/" in lower
            and (
                "//" in lower
                or "gg/" in lower
                or "gg /" in lower
                or "m me" in lower
                or "t me/" in lower
                or "rd:/" in lower
            )
        )
        or (
            ":" in lower
            and (
                "http" in lower
                or "tg:" in lower
                or "base64" in lower
                or "::" in lower
                or (lower.count(":") >= COLONS and full_ipv6(lower))
            )
        )
        or ("," in lower and _COMMA.search(lower) is not None)
        or (
            (")" in lower or "]" in lower or "}" in lower or ">" in lower)
            and ("point" in lower or MAY_BE_BRACKETED.search(lower) is not None)
        )
        or ("0" in lower and ("d0t" in lower or "hr0c" in lower or "h0dh" in lower or "odhrw" in lower))
        or (" " not in lower and may_be_base64(lower))
        or "www " in lower
        or (";" in lower and _SEMICOLON.search(lower) is not None)
        or ("=" in lower and ("=2e" in lower or "odhrw" in lower or may_be_base64(lower)))
        or ("\\" in lower and ("gg\\" in lower or _CODE.search(lower) is not None))
        or spoken(lower)
        or ("&" in lower and _ENTITY.search(lower) is not None)
        or (not text.isascii() and _passes_folded(text, lower))
    )


def _passes_folded(text: str, lower: str) -> bool:
    """Whether there may be an address in a text once its letters beyond ASCII are read as ASCII."""
    shown = INVISIBLE.sub("", text)
    plain = shown.translate(FOLD).lower()
    return bool(
        HAS_OTHER_DOT.search(lower)
        or COMMA_APART.search(lower)
        or SYMBOL_BEFORE.search(plain)
        or passes("", plain)
        or (TWO_WAYS.search(text) and _DOT.search(shown.translate(FOLD_AGAIN).lower()))
    )
