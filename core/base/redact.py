"""Masks what points to a person in a text: e-mail addresses, phone numbers, IP addresses. Names are never caught:
it is a net, not anonymity. Addresses of the web stay, since they are what a report is about.
"""

import functools
import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby

MASK = "█████"


class Masked(StrEnum):
    """The kinds of what is masked."""

    EMAIL = "email"
    IP = "ip"
    PHONE = "phone"


# Every repetition is bounded, so that no input takes long.
_EMAIL = re.compile(r"[^\s@<>()\[\]]{1,64}@[^\s@<>()\[\]]{1,253}\.[^\W\d_]{2,24}")
_IPV4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]|:?//)")
_IPV6 = re.compile(r"(?<![\w:])(?=[0-9A-Fa-f:]{3,39}(?![\w:]))(?:[0-9A-Fa-f]{0,4}:){3,7}[0-9A-Fa-f]{0,4}")
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|00)?\(?\d(?:[ ().\-/\u00a0]{0,2}\d){6,14}(?![\w]|[.,/-]\d)")
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}")
# Each with the sign that every match of it has: most texts lack it, and to look for a sign is fast.
_WITH_SIGN = (("@", _EMAIL, Masked.EMAIL), (":", _IPV6, Masked.IP), (".", _IPV4, Masked.IP))
_MASKING_SIGNS = re.compile(r"[+() .\-/\u00a0]")
_BARE_DIGITS = 9  # shorter runs of nothing but digits are amounts and counts as often as phone numbers


def redact(text: str) -> str:
    """`text` with personal numbers and addresses masked."""
    return _redacted(text, [])


def masked_in(text: str) -> Sequence[Masked]:
    """The kind of each thing that `redact` masks in `text`."""
    return [kind for kind, _ in found_in(text)]


def found_in(text: str) -> Sequence[tuple[Masked, str]]:
    """Each thing that `redact` masks in `text`, with its kind, as it is written there."""
    found: list[tuple[Masked, str]] = []
    _redacted(text, found)
    return found


def _redacted(text: str, found: list[tuple[Masked, str]]) -> str:
    """`text` masked; what was masked is added to `found`, with its kind."""
    words = re.split(r"(\s+)", text)
    pieces = groupby(words, key=lambda word: "://" in word)
    return "".join("".join(run) if is_link else _masked("".join(run), found) for is_link, run in pieces)


def _masked(text: str, found: list[tuple[Masked, str]]) -> str:
    def mask(kind: Masked, written: str) -> str:
        found.append((kind, written))
        return MASK

    for sign, pattern, kind in _WITH_SIGN:
        if sign in text:
            text = pattern.sub(functools.partial(lambda kind, match: mask(kind, match[0]), kind), text)
    return _PHONE.sub(lambda match: mask(Masked.PHONE, match[0]) if _is_phone(match[0]) else match[0], text)


def _is_phone(written: str) -> bool:
    if _DATE.match(written):
        return False
    return bool(_MASKING_SIGNS.search(written)) or len(written) >= _BARE_DIGITS
