"""Disguises that put something in the place of a dot."""

import re
from typing import Final

from core.links.disguises.disguise import Disguise, Guess, dot, gone
from core.links.hosts import is_tld, tlds_in_letters
from core.links.signs import (
    APART,
    BRACKETED,
    COMMA_APART,
    ENDINGS,
    LAST_ENDING,
    OTHER_COMMAS,
    OTHER_DOTS,
    OTHER_SPOKEN_DOTS,
    QUOTES,
    SPOKEN_DOTS,
    SURE_ENDINGS,
    SYMBOL_BEFORE,
    SYMBOL_DOT,
    WILD,
    comma,
    in_words,
    spaced_dot,
    worded,
)


def _spelled(match: re.Match[str]) -> str:
    return "." + SPELLED_ENDINGS[match[1]]


def _symbol(match: re.Match[str]) -> str:
    return "." if match[1] is None or is_tld(match[1].lower()) else match[0]


# Words for a dot in other languages that often mean something else.
_MORE_DOT_WORDS: Final = (
    "punkt|punto|ponto|nokta|kropka|te[cč]ka|piste|prick|prik|period|full stop|bod|pont|punct|punt|titik|ch[aấ]m|to[cč]ka"
    "|tochka|tačka|nuqta|noqta|nuqtah|κουκκίδα|τελεία|दॉट|डॉट|बिंदु|[*:_|~+-]"
)
# Endings such as `.com` as they are spoken, in letters of other scripts.
SPELLED_ENDINGS: Final = {
    written: ending
    for ending, spelled in {
        "com": "كوم كام کام ком κομ कॉम קום 컴 コム",
        "net": "نت нет נט 넷 ネット नेट",
        "org": "اورج أورج اورغ أورغ اورگ ارگ орг ओआरजी",
        "info": "انفو إنفو инфо",
        "gg": "جي_جي гг гэгэ",
        "xyz": "اكس_واي_زد хуз",
        "ir": "آی_آر ای_آر",
        "ru": "ру",
        "su": "су",
        "ua": "юа",
        "by": "бай",
        "me": "ми",
        "io": "ио",
        "cc": "сс",
        "top": "топ",
    }.items()
    for written in (word.replace("_", " ") for word in spelled.split())
}
FOREIGN_ENDINGS: Final = sorted(name for name in tlds_in_letters() if not name.isascii())

DOT_WORD: Final = Disguise(
    "dot word",
    ("example dot net", "example.net"),
    "",
    re.compile(
        rf"(?i)(?<=[\w\])}}`\"'])(?:[\s_*~.|`:/<>{QUOTES}=+#!^;$%-]{{1,5}}(?:d[o0]t|d o t|{OTHER_DOTS})[\s_*~.|`:/<>{QUOTES}=+#!^;$%-]{{1,5}}(?=\w)"
        rf"|(?:{OTHER_DOTS})(?={ENDINGS}))"
    ),
    dot,
    sign=worded,
    guess=Guess.BARE,
)

DOTS: Final = (
    Disguise(
        "spaced dot",
        ("example . net", "example.net"),
        ".",
        re.compile(r"(?<=\w)\s{1,8}\.\s{1,8}(?=\w)"),
        dot,
        sign=spaced_dot,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "quoted dot",
        ('example"."net', "example.net"),
        "",
        re.compile(
            rf"(?<=\w)[{QUOTES}]{{1,2}}\.[{QUOTES}]{{0,2}}(?=\w)|(?<=\w)\.[{QUOTES}]{{1,2}}(?=\w)"
            rf"|(?<=\w)\s[{QUOTES}]\.[{QUOTES}]\s(?=\w)"
        ),
        dot,
        weak=True,
        after_dot=(
            rf"[\w{QUOTES}](?<=[\w{QUOTES}\s][{QUOTES}]\..)",
            rf"[{QUOTES}](?<=\w\..)[{QUOTES}]?\w",
        ),
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "marked dot",
        ("**example** . **net", "**example.net"),
        "*_~|`",
        re.compile(
            rf"(?<=\w)(?:[*_~|`]{{1,3}}\s{{0,3}}\.\s{{0,3}}[*_~|`]{{0,3}}|\s{{0,3}}\.(?!{WILD})\s{{0,3}}[*_~|`]{{1,3}})(?=\w)"
        ),
        dot,
        weak=True,
        sign=re.compile(r"\.\s{0,3}[*_~|`]{1,3}\w|[*_~|`]\s{1,3}\.\s{0,3}\w").search,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "dot apart",
        ("example _ . _ net", "example.net"),
        ".",
        re.compile(
            rf"(?<=\w)\s{{0,3}}[{APART}]{{1,3}}\s{{0,3}}\.\s{{0,3}}[{APART}]{{1,3}}\s{{0,3}}(?={ENDINGS})"
        ),
        dot,
        weak=True,
        after_dot=(rf"[\s{APART}](?<=[\s{APART}]\..)[\s{APART}]{{0,6}}{ENDINGS}",),
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "bracketed ending",
        ("example (.net)", "example.net"),
        "[({<",
        re.compile(r"(?<=\w)\s{1,2}[\[({<](\.[A-Za-z]{2,18}(?:\.[A-Za-z]{2,3})?)[\])}>]"),
        lambda match: match[1],
        weak=True,
        after_dot=(r"\w(?<=\s[\[({<]\.\w)",),
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "half-spaced dot",
        ("example. net", "example.net"),
        ".",
        re.compile(
            rf"(?<=\w)(?:(?:\s{{1,3}}\.|\.\s{{1,3}})(?!(?:lol|win|top)\b)(?={ENDINGS})"
            r"|\s{1,3}\.(?=[A-Za-z]{2,18}/[\w-]))"
        ),
        dot,
        weak=True,
        after_dot=(
            rf"\s\s{{0,2}}(?!(?:lol|win|top)\b){ENDINGS}",
            rf"(?<=\s\.)(?:{ENDINGS}|[a-z]{{2,18}}/[\w-])",
        ),
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "doubled dot",
        ("example..net", "example.net"),
        ".",
        re.compile(rf"(?i)(?<=\w)\.{{2,4}}(?={ENDINGS})"),
        dot,
        weak=True,
        after_dot=(rf"\.(?<=\w\.\.)\.{{0,2}}{ENDINGS}",),
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "odd dot",
        ("example (period) net", "example.net"),
        "[({<",
        re.compile(
            rf"(?i)(?<=\w)[^\S\n]{{0,2}}[\[({{<]{{1,2}}\s?(?:{_MORE_DOT_WORDS})\s?[\])}}>]{{1,2}}[^\S\n]{{0,2}}(?={ENDINGS})"
        ),
        dot,
        weak=True,
        sign=BRACKETED.search,
    ),
    Disguise(
        "something for the dot",
        ("example(whatever)net", "example.net"),
        "[({<",
        re.compile(rf"(?i)(?<=\w)[\[({{<]{{1,2}}[^\[\](){{}}<>\n]{{1,16}}[\])}}>]{{1,2}}(?={ENDINGS})"),
        dot,
        weak=True,
        sign=BRACKETED.search,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "spoken dot",
        ("example punto com", "example.com"),
        "",
        re.compile(
            rf"(?i)(?<=\w)\s{{1,3}}(?:(?:{OTHER_SPOKEN_DOTS})\s{{1,3}}(?={SURE_ENDINGS})"
            rf"|(?:{SPOKEN_DOTS}|{_MORE_DOT_WORDS})\s{{1,3}}(?={ENDINGS})"
            rf"|(?:{OTHER_SPOKEN_DOTS}|{SPOKEN_DOTS})\s{{1,3}}(?={LAST_ENDING})"
            # A country's ending behind another: `example punto com punto ar`.
            rf"|(?:(?<=\s(?:com|net|org)\s)|(?<=\sco\s))(?:{OTHER_SPOKEN_DOTS}|{SPOKEN_DOTS})\s(?=[a-z]{{2}}(?!\w)))"
        ),
        dot,
        weak=True,
        sign=in_words,
        guess=Guess.BARE,
    ),
    Disguise(
        "spelled ending",
        ("example دوت كوم", "example.com"),
        "",
        re.compile(
            rf"\s{{0,3}}(?:\.|[\[({{<]?\s?(?:{OTHER_DOTS})\s?[\])}}>]?)\s{{0,3}}({'|'.join(SPELLED_ENDINGS)})(?!\w)"
        ),
        _spelled,
        weak=True,
        foreign=True,
        sign=re.compile(
            rf"(?:\.|(?:{OTHER_DOTS})\s?[\])}}>]?)\s{{0,3}}(?:{'|'.join(SPELLED_ENDINGS)})(?!\w)"
        ).search,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "spaced dot of another script",
        ("مثال .شبكة", "مثال.شبكة"),
        "",
        re.compile(rf"(?<=\w)(?:\s{{1,3}}\.\s{{0,3}}|\.\s{{1,3}})(?=(?:{'|'.join(FOREIGN_ENDINGS)})(?!\w))"),
        dot,
        weak=True,
        foreign=True,
        sign=re.compile(r"\.").search,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "symbol for a dot",
        ("example🔵net", "example.net"),
        "",
        SYMBOL_DOT,
        _symbol,
        weak=True,
        sign=SYMBOL_BEFORE.search,
        foreign=True,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "added ending",
        ("example + .net", "example.net"),
        "+",
        re.compile(rf"(?<=\w)\s{{1,2}}\+\s{{0,2}}(?=\.{ENDINGS})"),
        gone,
        weak=True,
        after_dot=(rf"(?:(?<=\+\.)|(?<=\+\s\.)){ENDINGS}",),
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "slashed dot",
        ("example/.net", "example.net"),
        "/\\",
        re.compile(r"(?<=\w)(?:[/\\]{1,2}\.[/\\]{0,2}|\.[/\\]{1,2}\.?)(?=\w)"),
        dot,
        weak=True,
        after_dot=(
            r"[/\\](?<=\w\..)[/\\]?\.?\w",
            rf"(?<=[/\\]\.)[/\\]{{0,2}}{ENDINGS}",
        ),
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "comma",
        ("example,net", "example.net"),
        ",;",
        re.compile(rf"(?<=\w)[,;]{{1,2}}(?={ENDINGS})"),
        dot,
        weak=True,
        sign=comma,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "comma of another script",
        ("example ، net", "example.net"),
        "",
        re.compile(rf"(?<=\w)(?:\s{{1,3}}[{OTHER_COMMAS}]\s{{0,3}}|[{OTHER_COMMAS}…])(?={ENDINGS})"),
        dot,
        weak=True,
        foreign=True,
        sign=COMMA_APART.search,
        guess=Guess.ALWAYS,
    ),
    Disguise(
        "glued dot",
        ("exampleDOTnet", "example.net"),
        "",
        re.compile(rf"(?i)(?<=[a-z0-9])dot(?={ENDINGS})"),
        dot,
        weak=True,
        sign=worded,
        guess=Guess.BARE,
    ),
)
