"""Disguises that may be undone in every text, since an address means the same afterwards. Their order matters."""

import html
import re
from functools import lru_cache
from html.entities import html5
from typing import Final

from core.links.disguises.disguise import Disguise, dot, percent
from core.links.lookalikes import FOLD, INVISIBLE
from core.links.signs import BRACKETED_DOTS, DOT_WORDS, ENDINGS, HAS_BRACKETED_DOT, SLASH_WORDS, beside_slash


def _entity(match: re.Match[str]) -> str:
    return _plain(match[0])


@lru_cache(maxsize=4096)
def _plain(entity: str) -> str:
    """The character of ASCII that an entity stands for, or looks like; the entity itself where there is none."""
    plain = INVISIBLE.sub("", _unescaped(entity)).translate(FOLD)
    if not plain:
        return ""
    return plain if len(plain) == 1 and plain.isascii() and plain.isprintable() else entity


def _unescaped(entity: str) -> str:
    """As `html.unescape` does, in half the time where it has a name or is a plain number."""
    known = html5.get(entity[1:])
    if known is not None:
        return known
    number = int(entity[2:].rstrip(";")) if entity[2:].rstrip(";").isdecimal() else 0
    return chr(number) if ord(" ") <= number <= ord("~") else html.unescape(entity)


_DIGITS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# The target of a masked link, whose label that would be.
_MASKS: Final = r"\(<?[a-zA-Z]{2,8}:"


def _scheme(match: re.Match[str]) -> str:
    return f"http{match[1].lower()}://"


STEPS: Final = (
    Disguise(
        "emoji letters",
        (":regional_indicator_e:xample.net", "example.net"),
        "_",
        re.compile(r":(?:regional_indicator_([a-z])|(zero|one|two|three|four|five|six|seven|eight|nine)):"),
        lambda match: match[1] or str(_DIGITS.index(match[2])),
        sign=lambda lower: ":regional_indicator_" in lower,
    ),
    Disguise(
        "entity",
        ("example&#46;net", "example.net"),
        "&",
        re.compile(r"&(?:#\d{1,6};?|#[xX][0-9a-fA-F]{1,5};|[a-z]{2,8};)"),
        _entity,
        sign=re.compile(r"&(?:#\d|#x[0-9a-f]{1,5};|[a-z]{2,8};)").search,
    ),
    Disguise(
        "escape code",
        (r"example\u002enet", "example.net"),
        "\\",
        re.compile(
            r"\\(?:(?:u00|x)([2-7][0-9a-fA-F])|u\{0{0,4}([2-7][0-9a-fA-F])\}|u(?:200[b-fB-F]|2060|[fF][eE][fF][fF]|00[aA][dD]))"
        ),
        lambda match: chr(int(match[1] or match[2], 16)) if match[1] or match[2] else "",
    ),
    Disguise(
        "percent",
        ("ex%61mple%252Enet", "example.net"),
        "%",
        re.compile(r"%(?:25){0,2}(2[DdEe]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe])"),
        percent,
        sign=re.compile(r"%(?:25){0,2}(?:2[de]|3[0-9]|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9ae])").search,
    ),
    Disguise(
        "encoded dot",
        ("example%5B.%5Dnet", "example.net"),
        "%",
        re.compile(
            r"(?i)(?<=\w)%(?:25){0,2}(?:5B|28|7B)(?:%(?:25){0,2}20){0,2}(?:[.,]|dot)(?:%(?:25){0,2}20){0,2}"
            r"%(?:25){0,2}(?:5D|29|7D)(?=\w)"
        ),
        dot,
        sign=re.compile(r"%(?:25){0,2}(?:5b|28|7b|20)(?:[.,]|dot)%").search,
    ),
    Disguise(
        "scheme",
        ("hxxps[:]//example.net", "https://example.net"),
        ":/\\",
        re.compile(
            r"(?i)(?<![a-z0-9])(?:hxxp|h[*_.+?-]{1,2}p|hxtp|htxp|htp|hp(?=s?:)|hppt|hhtp|htttp|meow|http)"
            r"(s?)\s?[\[({]?:?[\])}]?\s?[\[({]?[/\\]{1,3}[\])}]?"
        ),
        _scheme,
        sign=re.compile(
            r"xxp|[*_.+?-]ps?\W|x[t]p|txp|htp|hps?:|hppt|hhtp|tttp|meow|[\[({]:|:[\])}]|[\[({]/|ps? :|ps?//|: //"
        ).search,
        cosmetic=True,
    ),
    Disguise(
        "underscored scheme",
        ("https__example.net", "https://example.net"),
        "_",
        re.compile(r"(?i)(?<![a-z0-9])h(?:tt|xx)p(s?):?_(?:_{1,2}|[/\\]{2})(?=\w)"),
        _scheme,
        sign=re.compile(r"ps?:?_[_/\\]").search,
    ),
    Disguise(
        "dot",
        ("example[.]net", "example.net"),
        "[({<",
        re.compile(
            rf"(?i)(?<=[\w\])}}*_~|`])[^\S\n]{{0,3}}[\[({{<]{{1,200}}\s{{0,2}}(?:[.,]|{DOT_WORDS})\s{{0,2}}[\])}}>]{{1,200}}(?!{_MASKS})"
            r"[^\S\n]{0,3}(?=[\w\[({*_~|`])"
        ),
        dot,
        sign=re.compile(rf"[\[({{<]\s{{0,2}}(?:[.,]|{DOT_WORDS})\s{{0,2}}[\])}}>]").search,
    ),
    Disguise(
        "dot word in brackets",
        ("example (punto) es", "example.es"),
        "[({<",
        re.compile(
            rf"(?i)(?<=\w)[^\S\n]{{0,3}}[\[({{<]\s{{0,2}}(?:{BRACKETED_DOTS})\s{{0,2}}[\])}}>][^\S\n]{{0,3}}(?=\w)"
        ),
        dot,
        sign=HAS_BRACKETED_DOT.search,
    ),
    Disguise(
        "odd brackets",
        ("example[.[net", "example.net"),
        "[({<])}>",
        re.compile(
            rf"(?<=\w)[^\S\n]{{0,3}}(?:[\[({{<]\.[\[({{<]|[\])}}>]\.[\])}}>])[^\S\n]{{0,3}}(?={ENDINGS})"
        ),
        dot,
        after_dot=(
            r"[\[({<](?<=[\[({<]\..)",
            r"[\])}>](?<=[\])}>]\..)",
        ),
    ),
    Disguise(
        "odd brackets at a word",
        ("example[dot[net", "example.net"),
        "[({<])}>",
        re.compile(
            r"(?i)(?<=\w)[^\S\n]{0,3}(?:[\[\](){}<>]{1,9}\s?d[o0]t(?:\s?[\[\](){}<>]{1,9}|[\s.])|\sd[o0]t\s?[\])}>]{1,9})"
            rf"[^\S\n]{{0,3}}(?={ENDINGS})"
        ),
        dot,
        hints=("dot", "d0t"),
    ),
    Disguise(
        "bracketed slash",
        ("example.net[/]x", "example.net/x"),
        "[({",
        re.compile(
            rf"(?i)(?<=[\w\])}}]) {{0,2}}[\[({{](?:([/=?]|::?)|\s?(?:forward[ -]?)?(?:{SLASH_WORDS})\s?)[\])}}] {{0,2}}(?=[\w+])"
        ),
        lambda match: match[1] or "/",
        sign=re.compile(rf"[\[({{](?:[/=?]|::?|\s?(?:forward[ -]?)?(?:{SLASH_WORDS})\s?)[\])}}]").search,
    ),
    Disguise(
        "short invite",
        (".gg/abc", "discord.gg/abc"),
        "/",
        re.compile(r"(?<![\w.\])}])\.gg/(?=[A-Za-z0-9])", re.IGNORECASE),
        lambda _: "discord.gg/",
        sign=beside_slash,
    ),
    Disguise(
        "bracket",
        ("example[.net", "example.net"),
        "[({])}",
        re.compile(
            rf"(?<=\w)(?:[\[({{](\.[A-Za-z]{{2,18}})[\])}}](?!{_MASKS})|[\[({{]\.(?![^\[\]()\s]{{0,40}}\]{_MASKS})(?=\w)|\.[\])}}](?=\w))"
        ),
        lambda match: match[1] or ".",
        after_dot=(
            r"\w(?<=[\[({]\.\w)",
            r"[\])}]\w",
        ),
    ),
)
