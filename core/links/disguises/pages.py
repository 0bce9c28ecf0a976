"""Disguises that put something in the place of a slash, or around a page."""

import re
from typing import Final

from core.links.disguises.disguise import Disguise, Guess, slash
from core.links.signs import beside_slash, in_words

_SLASH_WORDS: Final = "slash|barra|سلاش|слэш|слеш|schrägstrich|ukośnik|lomítko"

PAGES: Final = (
    Disguise(
        "bracketed page",
        ("example.net/(page)", "example.net/page"),
        "/",
        re.compile(
            r"(?<=/)[\[({<\"']([\w-]{2,64})[\])}>\"']|[\[({<\"'`]([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})[\])}>\"'`](?=/\w)"
            r"|(?<=\w)[\[({](/[\w/-]{1,80})[\])}]"
        ),
        lambda match: match[1] or match[2] or match[3],
        weak=True,
        sign=beside_slash,
        guess=Guess.ALONE,
    ),
    Disguise(
        "short address",
        ("discord gg/abc", "discord.gg/abc"),
        "/\\",
        re.compile(
            r"(?i)(?<![\w./:])(?:(?:discord[\s.,]{1,3}|[.,]\s?)?(gg)[/\\]"
            r"|(?:t\s{0,2}[.,]\s{0,2}|t\s|telegram(?:\s{1,2}[.,]?\s{0,2}|,\s{0,2}))me\s{0,2}[/\\]\s{0,2})(?=[A-Za-z0-9+])"
        ),
        lambda match: "discord.gg/" if match[1] else "t.me/",
        weak=True,
        sign=beside_slash,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "slash word",
        ("example.net slash page", "example.net/page"),
        "",
        re.compile(
            rf"(?i)(?<=\w)(?:[\s_*~-]{{1,3}}|\s{{0,2}}[\[({{<]\s?)(?:forward[ -]?)?(?:{_SLASH_WORDS})"
            r"(?:[\s_*~-]{1,3}|\s?[\])}>]\s{0,2})(?=[\w+])"
        ),
        slash,
        weak=True,
        sign=in_words,
        guess=Guess.ALONE,
    ),
    Disguise(
        "spaced slash",
        ("example.net / x", "example.net/x"),
        "/",
        re.compile(r"(?<=\w)(?:\s{0,2}/\s{1,2}|\s{1,2}/)(?=[\w-]{1,64}+(?!\.))"),
        slash,
        weak=True,
        sign=beside_slash,
        guess=Guess.ALONE,
    ),
)
