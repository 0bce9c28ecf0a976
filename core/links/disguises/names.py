"""Disguises that take a name apart: letters that stand alone, broken lines, words in the place of signs."""

import re
from typing import Final

from core.links.disguises.disguise import Disguise, Guess, gone
from core.links.signs import ENDINGS, SURE_ENDINGS, in_words, single_letters


def _apart(match: re.Match[str]) -> str:
    """Join letters that stand apart: all of them, and again without the first or the last,
    which may be a word ("I", "a").
    """
    if match[1] or match[2]:
        return match[0].replace(match[1] or match[2], "")
    whole = "".join(match[0].split())
    first = 1 if len(whole) >= _LONG_RUN and whole[0].lower() in _LETTER_WORDS else 0
    last = -1 if len(whole) >= _LONG_RUN and whole[-1].lower() in _LETTER_WORDS else None
    readings = dict.fromkeys((whole[first:last], whole[:last], whole[first:], whole))
    apart = (_ENDING_AFTER_DOT if whole[-1] == "." else _ENDING_APART).match(match.string, match.end())
    if apart:
        return " ; " + "".join(f"{reading}{''.join(apart[0].split())} ; " for reading in readings)
    glued = _GLUED.match(match.string, match.end())
    joined = f"{glued[0] if glued else ''} ; ".join(readings)
    return f" ; {joined}" if len(readings) > 1 else joined


def _joined(match: re.Match[str]) -> str:
    """Join a broken link, as far as its host needs it to have an ending; what follows is the next line."""
    scheme, *pieces = _BREAKS.split(match[1]), *_BREAKS_KEPT.split(match[2])
    whole = "".join(scheme) + pieces[0]
    at = 1
    while at < len(pieces) and not _ENDED.search(whole):
        whole += pieces[at + 1]
        at += 2
    return whole + "".join(pieces[at:])


def _backwards(match: re.Match[str]) -> str:
    return match[0][::-1]


def _without_prefix(match: re.Match[str]) -> str:
    """The name after each word of one or two letters, and each article, that Arabic writes together with what follows."""
    name, found = match[0], [match[0]]
    for prefixes in (_AND, _IN_OR_THE):
        for one in tuple(found):
            found += [one.removeprefix(prefix) for prefix in prefixes if one.startswith(prefix)]
    # The whole stays behind them, so that each of them is seen to be new.
    return " ; ".join([*(one for one in found[1:] if _ARABIC_NAME.match(one)), name])


_AND: Final = ("و", "ف")
_IN_OR_THE: Final = ("ال", "بال", "كال", "لل", "عال", "ب", "ل", "ك")
_ARABIC_NAME: Final = re.compile(r"[\u0621-\u064a]\w")
_LONG_RUN: Final = 6
# Single letters that are words where people chat.
_LETTER_WORDS: Final = frozenset("aeiouyrnkcwx0123456789وеяваикоу")
_GLUED: Final = re.compile(r"\S{0,100}")
_LAST: Final = rf"(?i:{ENDINGS}\S{{0,100}}|[a-z]{{2,18}}(?:/\S{{0,100}}|(?=\s*(?:\Z|\n))))"  # with words behind it, only what is an ending
# The ending of a host, which stands apart from the letters: `t h i n g . com`.
_ENDING_APART: Final = re.compile(rf"\s{{1,2}}\.\s{{0,2}}{_LAST}")
_ENDING_AFTER_DOT: Final = re.compile(rf"\s{{1,2}}{_LAST}")
_BREAKS: Final = re.compile(r"[\t\r\n]+")
_BREAKS_KEPT: Final = re.compile(r"([\t\r\n]+)")
_ENDED: Final = re.compile(rf"\.{ENDINGS}\Z|[^:/\\][/\\?#]", re.IGNORECASE)

NAMES: Final = (
    Disguise(
        "spaced letters",
        ("t h i n g.example", "thing.example"),
        "",
        re.compile(
            r"(?<![^\W_])[^\W_](?:[^\S\n]{1,2}(?:[^\W_]\.[^\W_]|[^\W_]|[./:-])){2,}(?![^\W_])"
            r"|(?<![A-Za-z0-9])[A-Za-z0-9](?:([,+_*-])[A-Za-z0-9](?:\1[A-Za-z0-9.])+|([.*_-]{1,2})[A-Za-z0-9](?:\2[A-Za-z0-9])+)"
            r"(?![A-Za-z0-9])"
        ),
        _apart,
        weak=True,
        sign=single_letters,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "dash word",
        ("example dash two.net", "example-two.net"),
        "",
        re.compile(r"(?i)(?<=\w)[\s_*~]{0,3}[\[({<\s]\s?(?:dash|hyphen)\s?[\])}>\s][\s_*~]{0,3}(?=\w)"),
        lambda _: "-",
        weak=True,
        sign=in_words,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "line break",
        ("https://exa\nmple.net", "https://example.net"),
        "\n\t\r",
        re.compile(r"(?<=[\w:/-])(?:[\t\r]+|[\t\r]{0,2}\n[\t\r]{0,2})(?:> ?)?(?=[\w.:/-])"),
        gone,
        weak=True,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "broken link",
        ("ht\ntps://exa\nmple.net\nnext", "https://example.net\nnext"),
        "\n\t\r",
        re.compile(
            r"(?i)((?<![a-z0-9])h[\t\r\n]{0,2}t[\t\r\n]{0,2}t[\t\r\n]{0,2}p[\t\r\n]{0,2}s?[\t\r\n]{0,2}:)"
            r"((?:[\w./\\@:%-]{0,70}[\t\r\n]{1,3}){1,4}[\w./\\@:%-]{1,70})"
        ),
        _joined,
        weak=True,
        sign=re.compile(r":(?:(?<=[tps\s]:)[/\\\s])").search,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "split behind a scheme",
        ("https://ex ample.net", "https://example.net"),
        ":",
        re.compile(r"(?<=://)([^\W_]{2,24}) (?=[^\W_][\w-]{1,40}(?:\.[\w-]{2,63}){1,4})"),
        lambda match: match[1],
        weak=True,
        sign=in_words,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "letters on lines",
        ("e\nx\na\nm\nple.net", "example.net"),
        "\n",
        re.compile(r"(?<!\S)\S(?:\n{1,2}\S){2,63}(?:\n{1,2}\S{2,63})?(?!\S)"),
        lambda match: match[0].replace("\n", ""),
        weak=True,
        sign=re.compile(r"\n\S\n{1,2}\S\n").search,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "missing dot",
        ("https://example net", "https://example.net"),
        "",
        re.compile(
            rf"(?<=://)([\w-]{{2,63}})\s(?={SURE_ENDINGS})|(?<=www)[. ]([\w-]{{2,63}})\s(?={SURE_ENDINGS})"
        ),
        lambda match: f"{match[1]}." if match[1] else f".{match[2]}.",
        weak=True,
        sign=in_words,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "backwards",
        ("ten.elpmaxe", "example.net"),
        ".",
        re.compile(
            r"(?<![\w.-])(?:ten|moc|gro|ofni|zyx|zib|cc|ur|ts|ppa|ved)(?:\.[\w-]{1,63}){1,4}(?![\w.-])",
            re.IGNORECASE,
        ),
        _backwards,
        weak=True,
        after_dot=(
            r"\w(?<=(?:ten|moc|gro)\.\w)",
            r"\w(?<=(?:ofni)\.\w)",
        ),
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "glued prefix",
        ("ومثال.example", "مثال.example ; ومثال.example"),
        ".",
        re.compile(r"(?<![\w.@/-])[وفبلكاع][\u0621-\u064a][\w-]{0,60}\.\w\S{1,40}"),
        _without_prefix,
        guess=Guess.ALWAYS,
        sign=re.compile(r"[وفبلكاع][\u0621-\u064a][\w-]{0,60}\.\w").search,
        foreign=True,
    ),
    Disguise(
        "sign for a letter",
        ("example$.net", "examples.net"),
        "$!",
        re.compile(r"(?<=[A-Za-z0-9])[$!](?=[A-Za-z0-9.])"),
        lambda match: "s" if match[0] == "$" else "i",
        weak=True,
        sign=re.compile(r"[$!](?:[a-z0-9][a-z0-9-]{0,40})?\.[a-z]").search,
        guess=Guess.ALWAYS,
    ),
)

SPLIT: Final = Disguise(
    "split name",
    ("ex ample.net", "example.net"),
    "",
    re.compile(r"(?<![\w.@/:-])([^\W_]{2,24}) (?=[^\W_][\w-]{1,40}(?:\.[\w-]{2,63}){1,4})"),
    lambda match: match[1],
    weak=True,
    cosmetic=True,
    guess=Guess.ALWAYS,
)
