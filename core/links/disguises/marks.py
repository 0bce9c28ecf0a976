"""Disguises that put marks, brackets, pictures or markup inside of an address."""

import re
from typing import Final

from core.links.disguises.disguise import Disguise, Guess, gone
from core.links.signs import REMOVE, SYMBOL_INSIDE, WILD, formatted, inside_brackets, underscored


def _emoji(match: re.Match[str]) -> str:
    return "." if match[1].lower() in {"dot", "period", "point"} else ""


def _emoji_letter(match: re.Match[str]) -> str:
    return match[1].lower() if len(match[1]) == 1 else _emoji(match)


def _tag(match: re.Match[str]) -> str:
    """Replace an HTML tag with nothing; with a space where the tag breaks the line."""
    return " " if _BREAKING.match(match[0]) else ""


_BREAKING: Final = re.compile(r"</?(?:br|p|div|li|ul|ol|hr|h\d|tr|td)\b", re.IGNORECASE)

PICTURES: Final = (
    Disguise(
        "picture",
        ("exam<:x:123456789012345678>ple.net", "example.net"),
        "<",
        re.compile(r"<a?:(\w{1,32}):\d{15,21}>"),
        _emoji,
        weak=True,
        hints=("<:", "<a:"),
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "picture of a letter",
        ("e<:x:123456789012345678>ample.net", "example.net"),
        "<",
        re.compile(r"<a?:(\w{1,32}):\d{15,21}>"),
        _emoji_letter,
        weak=True,
        hints=("<:", "<a:"),
        guess=Guess.ALWAYS,
    ),
)

MARKS: Final = (
    Disguise(
        "masked link",
        ("[exam](https://other.example)ple.net", "example.net"),
        "[",
        re.compile(
            r"\[([^\[\]\n]{0,100})\]\(<?[a-zA-Z]{2,8}:[^\s()]{1,300}(?:\s{1,3}[\"'][^\"'\n]{0,80}[\"'])?\)"
        ),
        lambda match: match[1],
        weak=True,
        hints=("](",),
    ),
    Disguise(
        "formatted letters",
        ("**e** **x** **a**", "e x a"),
        "*_~|`",
        re.compile(r"(?<!\w)([*_~|`]{1,3})([^\W_]|\.)\1(?!\w)"),
        lambda match: match[2],
        weak=True,
        sign=re.compile(r"[*_~|`](?:[^\W_]|\.)[*_~|`]{1,3} {1,2}[*_~|`]").search,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "formatting",
        ("exa**mple**.net", "example.net"),
        "*~|`",
        re.compile(rf"(?<=[A-Za-z0-9./?=&#-])(?!(?<=\.){WILD})[*_~|`]+(?=[A-Za-z0-9./?=&#-])"),
        gone,
        sign=formatted,
    ),
    Disguise(
        "underlined",
        ("exa__mple__.net", "example.net"),
        "_",
        re.compile(
            r"(?<=[A-Za-z0-9])__([A-Za-z0-9.-]{1,63})__(?!_)|(?<!\w)__([A-Za-z0-9.-]{1,63})__(?=[A-Za-z0-9])"
        ),
        lambda match: match[1] or match[2],
        hints=("__",),
        sign=underscored,
        cosmetic=True,
    ),
    Disguise(
        "underscores",
        ("exa_mple_.net", "example.net"),
        "_",
        re.compile(r"(?<=[A-Za-z0-9.-])_+(?=[A-Za-z0-9.-])"),
        gone,
        sign=underscored,
        cosmetic=True,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "joined strings",
        ('"exam"+"ple"+\'.net\'', "\"example.net'"),
        "+",
        re.compile(r"[\"'`]\s?\+\s?[\"'`]"),
        gone,
        weak=True,
        sign=re.compile(r"\+(?<=[\"'`\s]\+)\s?[\"'`]").search,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "markup",
        ("exam<b>ple</b>.net", "example.net"),
        "<[",
        re.compile(
            r"</?[a-zA-Z][^<>\n]{0,60}>|<!--[^<>\n]{0,60}-->"
            r"|\[/?(?:b|i|u|s|url|img|color|size|font|quote|code|spoiler)(?:=[^\[\]\n]{0,60})?\]",
            re.IGNORECASE,
        ),
        _tag,
        weak=True,
        sign=re.compile(
            r"[<\[](?<=[\w.].)(?:/?[a-z][^<>\[\]\n]{0,60}|!--[^<>\n]{0,60}--)[>\]][\w.<\[]"
        ).search,
    ),
    Disguise(
        "bracketed letters",
        ("exam(p)le.net", "example.net"),
        "[({<",
        re.compile(r"(?<=[\w\])}>])[\[({<](\w{1,20}|\.)[\])}>]|[\[({<](\w{1,20})[\])}>](?=[\w\[({<])"),
        lambda match: match[1] or match[2],
        weak=True,
        sign=inside_brackets,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "empty brackets",
        ("exam[]ple.net", "example.net"),
        "[({<",
        re.compile(rf"(?i)(?<=[\w.])(?:[\[({{<](?:(?:{REMOVE})[^\[\](){{}}<>\n]{{0,20}})?[\])}}>])(?=[\w.])"),
        gone,
        weak=True,
        sign=re.compile(rf"[\[({{<](?:(?:{REMOVE})[^\[\](){{}}<>\n]{{0,20}})?[\])}}>][\w.]").search,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "bracketed label",
        ("(example).[net]", "example.net"),
        "[({<",
        re.compile(
            r"(?<!\w)[\[({<]([\w-]{1,63})[\])}>](?=\.\w|\.[\[({<]\w)|(?<=\.)[\[({<](\w{2,18})[\])}>](?!\w)"
        ),
        lambda match: match[1] or match[2],
        weak=True,
        after_dot=(
            r"[\w\[({<](?<=[\])}>]\..)",
            r"[\[({<]\w",
        ),
        guess=Guess.ALONE,
    ),
    Disguise(
        "symbol inside",
        ("exa🔥mple.net", "example.net"),
        "",
        SYMBOL_INSIDE,
        gone,
        weak=True,
        sign=SYMBOL_INSIDE.search,
        foreign=True,
        guess=Guess.ALWAYS,
    ),
)
