"""Disguises that write an address in an encoding; a text may hold such codes for other reasons too."""

import re
from ipaddress import IPv6Address
from typing import Final
from urllib.parse import unquote

from core.links.disguises.disguise import Disguise, Guess, dot, gone, percent, slash, unquoted
from core.links.encodings import (
    BASE64,
    BASE64_HINTS,
    DATA,
    WHOLE_BASE64,
    address_in_base64,
    may_be_base64,
    name_in_base64,
    page_in_base64,
)
from core.links.lookalikes import FOLD, INVISIBLE
from core.links.signs import full_ipv6


def _letters(match: re.Match[str]) -> str:
    """The characters that were encoded: letters as they are, the dots and slashes of other scripts as ASCII's."""
    plain = INVISIBLE.sub("", unquote(match[0]))
    return "".join(char if char.isalpha() else FOLD.get(ord(char), char) or "" for char in plain)


def _ipv6(match: re.Match[str]) -> str:
    try:
        return f"https://[{IPv6Address(match[1] or match[2])}]"
    except ValueError:
        return match[0]


def _base64(match: re.Match[str]) -> str:
    plain = unquoted(address_in_base64(match[0]))
    return plain if plain.isprintable() and _SCHEME.match(plain) else match[0]


_SCHEME: Final = re.compile(r"https?:[/\\]", re.IGNORECASE)
ENCODED: Final = r"(?:https?|ftp)(?:%(?:25){0,3}3A|:)(?:%(?:25){0,3}(?:2F|5C)|[/\\]){1,4}[^\s<>\"&]*"

ENCODINGS: Final = (
    Disguise(
        "encoded slash",
        ("example.net%2Fpage", "example.net/page"),
        "%",
        re.compile(
            r"(?<![\w./:@%=&?-])(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,18}%(?:25){0,2}2[Ff][^\s<>\"|`]{1,200}"
        ),
        lambda match: unquoted(match[0]),
        weak=True,
        hints=("%2f", "%252f", "%25252f"),
    ),
    Disguise(
        "base64",
        ("aHR0cHM6Ly9leGFtcGxlLm5ldA==", "https://example.net"),
        "0238",  # of these one is in the code of a scheme and what stands behind it
        re.compile(rf"{BASE64.pattern}={{0,2}}"),
        _base64,
        hints=BASE64_HINTS,
    ),
    Disguise(
        "base64 of a name",
        ("ZXhhbXBsZS5uZXQveA==", "example.net/x"),
        "",
        WHOLE_BASE64,
        lambda match: name_in_base64(match[0]) or match[0],
        weak=True,
        sign=may_be_base64,
    ),
    Disguise(
        "page in an address",
        ("data:text/html;base64,PGEgaHJlZj0vL2V4YW1wbGUubmV0Pg", " <a href=//example.net>"),
        ",",
        DATA,
        lambda match: " " + page_in_base64(match[1]),
        weak=True,
        hints=(";base64,",),
    ),
    Disguise(
        "encoded",
        ("https%3A%2F%2Fexample.net%2Fx", "https://example.net/x"),
        "%",
        re.compile(rf"(?=[a-z]{{3,5}}%){ENCODED}", re.IGNORECASE),
        lambda match: unquoted(match[0]),
        hints=("http%", "https%", "ftp%"),
    ),
    Disguise(
        "escape",
        (r"example\.net", "example.net"),
        "\\",
        re.compile(r"\\(?=[!-/:-@\[-`{-~])"),
        gone,
    ),
    Disguise(
        "escape of another language",
        (r"example\056net", "example.net"),
        "\\",
        re.compile(r"(?<=\w)\\(?:056|0{0,4}2[eE]\s?)(?=\w)"),
        dot,
        weak=True,
        sign=re.compile(r"\\(?:056|0{0,4}2e)").search,
    ),
    Disguise(
        "backslash",
        (r"https:\\example.net\x", "https://example.net/x"),
        "\\",
        re.compile(r"\\"),
        slash,
    ),
    Disguise(
        "encoded letters",
        ("ex%C3%A4mple.net", "exämple.net"),
        "%",
        re.compile(r"(?:%[c-f][0-9a-f](?:%[89ab][0-9a-f]){1,3})+", re.IGNORECASE),
        _letters,
        sign=re.compile(r"%[c-f][0-9a-f]%[89ab]").search,
    ),
)

LATE_ENCODINGS: Final = (
    Disguise(
        "bare address",
        ("2001:db8::1", "https://[2001:db8::1]"),
        ":",
        re.compile(
            r"(?:(?<![\w:/])//|(?<![\w:/\\]))\[([0-9A-Fa-f:]{5,39})\]"
            r"|(?<![\w:.\[])([0-9A-Fa-f]{1,4}(?::{1,2}[0-9A-Fa-f]{1,4}){2,7})(?![\w:.\]])"
        ),
        _ipv6,
        weak=True,
        sign=lambda lower: "::" in lower or full_ipv6(lower),
    ),
    Disguise(
        "quoted-printable",
        ("https=3A=2F=2Fexample=2Enet", "https://example.net"),
        "=",
        re.compile(r"=(?:([2-7][0-9A-Fa-f])|\r?\n)"),
        lambda match: percent(match) if match[1] else "",
        weak=True,
        sign=re.compile(r"=(?:2e|3a|\r?\n)").search,
    ),
    Disguise(
        "backslashes between",
        (r"exa\mple\.net", "example.net"),
        "\\",
        re.compile(r"(?<=[A-Za-z0-9])\\(?=[A-Za-z0-9.])"),
        gone,
        weak=True,
        guess=Guess.ALWAYS,
    ),
)
