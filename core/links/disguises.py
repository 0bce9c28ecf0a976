"""The disguises: how an address is hidden in a text, and how each is taken off. docs/adding-a-disguise.md shows how to add one.

`STEPS` are safe to undo everywhere and are undone one after the other. A `BRANCHES` entry may spoil a text that is not
disguised, so it gives a second reading beside the first, looked at only where it changed something; a `weak` one
counts only when what it uncovers is on a list.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

import ada_url

from core.links.encodings import BASE64, from_base64
from core.links.hosts import tlds_in_letters
from core.links.lookalikes import FOLD, INVISIBLE
from core.links.signs import (
    BRACKETED,
    ENDINGS,
    OTHER_DOTS,
    SURE_ENDINGS,
    SYMBOL_BEFORE,
    SYMBOL_DOT,
    SYMBOL_INSIDE,
    at_dot,
    beside_slash,
    comma,
    formatted,
    in_words,
    single_letters,
    underscored,
    worded,
)

Undo = Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Disguise:
    """One way to hide an address.

    `found` matches one use, in linear time; `undo` gives what it hid. `example` is a pair for the tests.

    The rest is for speed: of the characters `marks` and of the substrings `hints` of the lower-cased text one must be
    there, where there are any, and `sign` must say yes to it, else the disguise is not tried. A `cosmetic` one hides no
    host from the glance, which need not undo it. A `foreign` one is never tried in ASCII alone.
    """

    name: str
    example: tuple[str, str]
    marks: str
    found: re.Pattern[str]
    undo: Undo
    weak: bool = False
    hints: tuple[str, ...] = ()
    sign: Callable[[str], object] | None = None
    cosmetic: bool = False
    foreign: bool = False

    @property
    def ask(self) -> Callable[[str], object]:
        """Says of a lower-cased text, in which one of the marks stands, whether it may hold this disguise."""
        if self.hints:
            return self._hinted
        return self.sign or bool

    def _hinted(self, lower: str) -> bool:
        for hint in self.hints:
            if hint in lower:
                return self.sign is None or bool(self.sign(lower))
        return False


def _gone(_: re.Match[str]) -> str:
    return ""


def _dot(_: re.Match[str]) -> str:
    return "."


def _slash(_: re.Match[str]) -> str:
    return "/"


def _entity(match: re.Match[str]) -> str:
    plain = INVISIBLE.sub("", html.unescape(match[0])).translate(FOLD)
    if not plain:
        return ""
    return plain if len(plain) == 1 and plain.isascii() and plain.isprintable() else match[0]


def _letters(match: re.Match[str]) -> str:
    """What was encoded: letters as they are, the dots and slashes of other scripts as ASCII's."""
    plain = INVISIBLE.sub("", unquote(match[0]))
    return "".join(char if char.isalpha() else FOLD.get(ord(char), char) or "" for char in plain)


def _percent(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _base64(match: re.Match[str]) -> str:
    plain = unquoted(from_base64(match[1]))
    return plain if plain.isprintable() else match[0]


def _scheme(match: re.Match[str]) -> str:
    return f"http{match[1].lower()}://"


def _punycode(match: re.Match[str]) -> str:
    try:
        return ada_url.idna_to_unicode(match[0].lower())
    except ValueError:
        return match[0]


def unquoted(text: str) -> str:
    """`text` with its percent-escapes undone, at most three deep."""
    for _ in range(3):
        plain = unquote(text)
        if plain == text:
            break
        text = plain
    return text


def _apart(match: re.Match[str]) -> str:
    """Letters that stood apart, together: all of them, and without the first and the last, which may be words: "I", "a"."""
    if match[1] or match[2]:
        return match[0].replace(match[1] or match[2], "")
    whole = "".join(match[0].split())
    first = 1 if len(whole) >= _LONG_RUN and whole[0].lower() in _LETTER_WORDS else 0
    last = -1 if len(whole) >= _LONG_RUN and whole[-1].lower() in _LETTER_WORDS else None
    glued = _GLUED.match(match.string, match.end())
    readings = dict.fromkeys((whole[first:last], whole[:last], whole[first:], whole))
    joined = f"{glued[0] if glued else ''} ; ".join(readings)
    return f" ; {joined}" if len(readings) > 1 else joined


def _emoji(match: re.Match[str]) -> str:
    return "." if match[1].lower() in {"dot", "period", "point"} else ""


def _emoji_letter(match: re.Match[str]) -> str:
    return match[1].lower() if len(match[1]) == 1 else _emoji(match)


def _tag(match: re.Match[str]) -> str:
    """Nothing, but a space for what breaks a line."""
    return " " if _BREAKING.match(match[0]) else ""


def _spelled(match: re.Match[str]) -> str:
    return "." + SPELLED_ENDINGS[match[1]]


def _backwards(match: re.Match[str]) -> str:
    return match[0][::-1]


def _reversed(match: re.Match[str]) -> str:
    return match[1][::-1]


def _joined(match: re.Match[str]) -> str:
    """A broken link in one piece, as far as it takes for its host to have an ending; what follows is the next line."""
    scheme, *pieces = _BREAKS.split(match[1]), *_BREAKS_KEPT.split(match[2])
    whole = "".join(scheme) + pieces[0]
    at = 1
    while at < len(pieces) and not _ENDED.search(whole):
        whole += pieces[at + 1]
        at += 2
    return whole + "".join(pieces[at:])


_BREAKING: Final = re.compile(r"</?(?:br|p|div|li|ul|ol|hr|h\d|tr|td)\b", re.IGNORECASE)
_LONG_RUN: Final = 6
_LETTER_WORDS: Final = frozenset("aeiouyrnkcwxوеяваикоу")  # a letter that is a word where people chat
_GLUED: Final = re.compile(r"\S{0,100}")
_BREAKS: Final = re.compile(r"[\t\r\n]+")
_BREAKS_KEPT: Final = re.compile(r"([\t\r\n]+)")
_ENDED: Final = re.compile(rf"\.{ENDINGS}\Z|[^:/\\][/\\?#]", re.IGNORECASE)
# Words for a dot in other languages; as other things than dots they are common.
_MORE_DOT_WORDS: Final = (
    "punkt|punto|ponto|nokta|kropka|te[cč]ka|piste|prick|prik|period|full stop|bod|pont|punct|punt|titik|ch[aấ]m|to[cč]ka"
    "|tochka|tačka|nuqta|noqta|nuqtah|κουκκίδα|τελεία|दॉट|डॉट|बिंदु|[*:_|~+-]"
)
_DOT_WORDS: Final = rf"\.?(?:d[o0]t|dawt)\.?|d\.o\.t|d o t|point|{OTHER_DOTS}"

_SLASH_WORDS: Final = "slash|سلاش|слэш|слеш"
# Who hides a dot like this means a link, whatever the words around it say.
MEANT: Final = frozenset(
    {
        "dot",
        "bracket",
        "spaced letters",
        "odd dot",
        "bracketed label",
        "entity",
        "escape code",
        "percent",
        "emoji letters",
    }
)
# How the endings are written in Arabic letters, as they are spoken.
SPELLED_ENDINGS: Final = {
    "كوم": "com",
    "نت": "net",
    "اورج": "org",
    "أورج": "org",
    "اورغ": "org",
    "أورغ": "org",
    "انفو": "info",
    "إنفو": "info",
    "جي جي": "gg",
    "اكس واي زد": "xyz",
    "нет": "net",
    "ком": "com",
    "орг": "org",
}
FOREIGN_ENDINGS: Final = sorted(name for name in tlds_in_letters() if not name.isascii())

# Applied in order before anything else: they are seen in every text that holds one.
REVERSED: Final = Disguise(
    "reversed",
    ("\u202eten.elpmaxe\u202c", "example.net"),
    "\u202e",
    re.compile("\u202e([^\u202c\n]*)\u202c?"),
    _reversed,
)
HIDDEN: Final = Disguise("invisible", ("exa\u200bmple.net", "example.net"), "", INVISIBLE, _gone)
SPACES: Final = Disguise(
    "wide space",
    ("e\u2003x", "e x"),
    "",
    re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"),
    lambda _: " ",
)
COLOURED: Final = Disguise(
    "colours",
    ("exam\x1b[31mple\x1b[0m.net", "example.net"),
    "",
    re.compile(r"\x1b\[[0-9;]{0,12}m"),
    _gone,
)
FOLDED: Final = Disguise(
    "look-alike",
    ("ехаmрlе.net", "example.net"),
    "",
    re.compile(r"[^\x00-\x7f]+"),
    lambda match: match[0].translate(FOLD),
)
PUNYCODE: Final = Disguise(
    "punycode",
    ("xn--exampe-0kg.net", "example.net"),
    "-",
    re.compile(r"(?<![A-Za-z0-9-])xn--[A-Za-z0-9-]{1,59}", re.IGNORECASE),
    _punycode,
)

ENCODED: Final = r"(?:https?|ftp)(?:%(?:25){0,3}3A|:)(?:%(?:25){0,3}(?:2F|5C)|[/\\]){1,4}[^\s<>\"&]*"

STEPS: Final = (
    Disguise(
        "emoji letters",
        (":regional_indicator_e:xample.net", "example.net"),
        "_",
        re.compile(r":regional_indicator_([a-z]):"),
        lambda match: match[1],
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
        re.compile(r"\\(?:(?:u00|x)([2-7][0-9a-fA-F])|u(?:200[b-fB-F]|2060|[fF][eE][fF][fF]|00[aA][dD]))"),
        lambda match: _percent(match) if match[1] else "",
    ),
    Disguise(
        "percent",
        ("ex%61mple%252Enet", "example.net"),
        "%",
        re.compile(r"%(?:25){0,2}(2[DdEe]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe])"),
        _percent,
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
        _dot,
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
        "dot",
        ("example[.]net", "example.net"),
        "[({<",
        re.compile(
            rf"(?i)(?<=[\w\])}}*_~|`])[^\S\n]{{0,3}}[\[({{<]{{1,200}}\s{{0,2}}(?:[.,]|{_DOT_WORDS})\s{{0,2}}[\])}}>]{{1,200}}"
            r"[^\S\n]{0,3}(?=[\w\[({*_~|`])"
        ),
        _dot,
        sign=re.compile(rf"[\[({{<]\s{{0,2}}(?:[.,]|{_DOT_WORDS})\s{{0,2}}[\])}}>]").search,
    ),
    Disguise(
        "bracketed slash",
        ("example.net[/]x", "example.net/x"),
        "[({",
        re.compile(r"(?<=[\w\])}]) {0,2}[\[({]([/=?])[\])}] {0,2}(?=\w)"),
        lambda match: match[1],
        sign=re.compile(r"[\[({][/=?][\])}]").search,
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
        re.compile(r"(?<=\w)(?:[\[({]\.|\.[\])}])(?=\w)"),
        _dot,
        sign=at_dot(r"\w(?<=[\[({]\.\w)", r"[\])}]\w"),
    ),
)

DOT_WORD: Final = Disguise(
    "dot word",
    ("example dot net", "example.net"),
    "",
    re.compile(
        rf"(?i)(?<=[\w\])}}`\"'])(?:[\s_*~.|\"'`:/<>-]{{1,5}}(?:d[o0]t|d o t|{OTHER_DOTS})[\s_*~.|\"'`:/<>-]{{1,5}}(?=\w)"
        rf"|(?:{OTHER_DOTS})(?={ENDINGS}))"
    ),
    _dot,
    sign=worded,
)

BRANCHES: Final = (
    Disguise(
        "picture",
        ("exam<:x:123456789012345678>ple.net", "example.net"),
        "<",
        re.compile(r"<a?:(\w{1,32}):\d{15,21}>"),
        _emoji,
        weak=True,
        hints=("<:", "<a:"),
    ),
    Disguise(
        "picture of a letter",
        ("e<:x:123456789012345678>ample.net", "example.net"),
        "<",
        re.compile(r"<a?:(\w{1,32}):\d{15,21}>"),
        _emoji_letter,
        weak=True,
        hints=("<:", "<a:"),
    ),
    DOT_WORD,
    Disguise(
        "base64",
        ("aHR0cHM6Ly9leGFtcGxlLm5ldA==", "https://example.net"),
        "0",
        re.compile(rf"{BASE64.pattern}={{0,2}}"),
        _base64,
        hints=("ahr0c",),
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
        _gone,
    ),
    Disguise(
        "backslash",
        (r"https:\\example.net\x", "https://example.net/x"),
        "\\",
        re.compile(r"\\"),
        _slash,
    ),
    Disguise(
        "encoded letters",
        ("ex%C3%A4mple.net", "exämple.net"),
        "%",
        re.compile(r"(?:%[c-f][0-9a-f](?:%[89ab][0-9a-f]){1,3})+", re.IGNORECASE),
        _letters,
        sign=re.compile(r"%[c-f][0-9a-f]%[89ab]").search,
    ),
    Disguise(
        "masked link",
        ("[exam](https://other.example)ple.net", "example.net"),
        "[",
        re.compile(r"\[([^\[\]\n]{0,100})\]\(<?[a-zA-Z]{2,8}:[^\s()]{1,300}\)"),
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
        sign=re.compile(r"[*_~|`][^\W_][*_~|`]{1,3} {1,2}[*_~|`]").search,
    ),
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
    ),
    Disguise(
        "spaced dot",
        ("example . net", "example.net"),
        ".",
        re.compile(r"(?<=\w)\s{1,8}\.\s{1,8}(?=\w)"),
        _dot,
        sign=at_dot(r"\s(?<=[\w\s]\s\.\s)\s{0,7}\w[\w.-]"),
    ),
    Disguise(
        "formatting",
        ("exa**mple**.net", "example.net"),
        "*~|`",
        re.compile(r"(?<=[A-Za-z0-9./?=&#-])[*_~|`]+(?=[A-Za-z0-9./?=&#-])"),
        _gone,
        sign=formatted,
    ),
    Disguise(
        "underscores",
        ("exa__mple__.net", "example.net"),
        "_",
        re.compile(r"(?<=[A-Za-z0-9.-])_+(?=[A-Za-z0-9.-])"),
        _gone,
        sign=underscored,
        cosmetic=True,
    ),
    Disguise(
        "dash word",
        ("example dash two.net", "example-two.net"),
        "",
        re.compile(r"(?i)(?<=\w)[\s_*~]{0,3}[\[({<\s]\s?(?:dash|hyphen)\s?[\])}>\s][\s_*~]{0,3}(?=\w)"),
        lambda _: "-",
        weak=True,
        sign=in_words,
    ),
    Disguise(
        "joined strings",
        ('"exam"+"ple"+\'.net\'', "\"example.net'"),
        "+",
        re.compile(r"[\"'`]\s?\+\s?[\"'`]"),
        _gone,
        weak=True,
        sign=re.compile(r"\+(?<=[\"'`\s]\+)\s?[\"'`]").search,
    ),
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
    ),
    Disguise(
        "short address",
        ("discord gg/abc", "discord.gg/abc"),
        "/\\",
        re.compile(
            r"(?i)(?<![\w./:])(?:(?:discord[\s.,]{1,3}|[.,]\s?)?(gg)[/\\]|(t)\s{0,2}[.,]\s{0,2}me\s{0,2}[/\\]\s{0,2})(?=[A-Za-z0-9+])"
        ),
        lambda match: "discord.gg/" if match[1] else "t.me/",
        weak=True,
        sign=beside_slash,
    ),
    Disguise(
        "slash word",
        ("example.net slash page", "example.net/page"),
        "",
        re.compile(
            rf"(?i)(?<=\w)(?:[\s_*~-]{{1,3}}|\s{{0,2}}[\[({{<]\s?)(?:forward[ -]?)?(?:{_SLASH_WORDS})"
            r"(?:[\s_*~-]{1,3}|\s?[\])}>]\s{0,2})(?=[\w+])"
        ),
        _slash,
        weak=True,
        sign=in_words,
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
        sign=re.compile(r"[<\[](?<=[\w.].)(?:/?[a-z][^<>\[\]\n]{0,60}|!--[^<>\n]{0,60}--)[>\]][\w.<\[]").search,
    ),
    Disguise(
        "bracketed letters",
        ("exam(p)le.net", "example.net"),
        "[({<",
        re.compile(r"(?<=[\w\])}>])[\[({<](\w{1,20}|\.)[\])}>]|[\[({<](\w{1,20})[\])}>](?=[\w\[({<])"),
        lambda match: match[1] or match[2],
        weak=True,
        sign=re.compile(r"[\])}>](?:\w|[\[({<]\w)").search,
    ),
    Disguise(
        "empty brackets",
        ("exam[]ple.net", "example.net"),
        "[({<",
        re.compile(r"(?<=\w)(?:\[\]|\(\)|\{\}|<>)(?=\w)"),
        _gone,
        weak=True,
        hints=("[]", "()", "{}", "<>"),
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
        sign=at_dot(r"[\w\[({<](?<=[\])}>]\..)", r"[\[({<]\w"),
    ),
    Disguise(
        "quoted dot",
        ('example"."net', "example.net"),
        "\"'",
        re.compile(r"(?<=\w)[\"']{1,2}\.[\"']{0,2}(?=\w)|(?<=\w)\.[\"']{1,2}(?=\w)"),
        _dot,
        weak=True,
        sign=at_dot(r"[\w\"'](?<=[\w\"'][\"']\..)", r"[\"'](?<=\w\..)[\"']?\w"),
    ),
    Disguise(
        "line break",
        ("https://exa\nmple.net", "https://example.net"),
        "\n\t\r",
        re.compile(r"(?<=[\w:/-])[\t\r\n]+(?:> ?)?(?=[\w.:/-])"),
        _gone,
        weak=True,
    ),
    Disguise(
        "half-spaced dot",
        ("example. net", "example.net"),
        ".",
        re.compile(rf"(?<=\w)(?:\s{{1,3}}\.|\.\s{{1,3}})(?={ENDINGS})"),
        _dot,
        weak=True,
        sign=at_dot(rf"\s\s{{0,2}}{ENDINGS}", rf"(?<=\s\.){ENDINGS}"),
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
    ),
    Disguise(
        "doubled dot",
        ("example..net", "example.net"),
        ".",
        re.compile(rf"(?i)(?<=\w)\.\.(?={ENDINGS})"),
        _dot,
        weak=True,
        sign=at_dot(rf"\.(?<=\w\.\.){ENDINGS}"),
    ),
    Disguise(
        "odd dot",
        ("example (punto) net", "example.net"),
        "[({<",
        re.compile(
            rf"(?i)(?<=\w)(?:[^\S\n]{{0,2}}[\[({{<]{{1,2}}\s?(?:{_MORE_DOT_WORDS})\s?[\])}}>]{{1,2}}[^\S\n]{{0,2}}"
            rf"|[\[({{<]{{1,2}}[^\[\](){{}}<>\n]{{1,16}}[\])}}>]{{1,2}})(?={ENDINGS})"
        ),
        _dot,
        weak=True,
        sign=BRACKETED.search,
    ),
    Disguise(
        "spoken dot",
        ("example punto com", "example.com"),
        "",
        re.compile(
            rf"(?i)(?<=\w)\s{{1,3}}(?:point|punto|ponto|punkt|{_MORE_DOT_WORDS})\s{{1,3}}(?={SURE_ENDINGS})"
        ),
        _dot,
        weak=True,
        sign=in_words,
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
        sign=re.compile("|".join(SPELLED_ENDINGS)).search,
    ),
    Disguise(
        "spaced dot of another script",
        ("مثال .شبكة", "مثال.شبكة"),
        "",
        re.compile(rf"(?<=\w)(?:\s{{1,3}}\.\s{{0,3}}|\.\s{{1,3}})(?=(?:{'|'.join(FOREIGN_ENDINGS)})(?!\w))"),
        _dot,
        weak=True,
        foreign=True,
        sign=re.compile(r"\.").search,
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
        sign=at_dot(r"\w(?<=(?:ten|moc|gro)\.\w)", r"\w(?<=(?:ofni)\.\w)"),
    ),
    Disguise(
        "sign for a letter",
        ("example$.net", "examples.net"),
        "$!",
        re.compile(r"(?<=[A-Za-z0-9])[$!](?=[A-Za-z0-9.])"),
        lambda match: "s" if match[0] == "$" else "i",
        weak=True,
        sign=re.compile(r"[$!](?:[a-z0-9][a-z0-9-]{0,40})?\.[a-z]").search,
    ),
    Disguise(
        "split name",
        ("ex ample.net", "example.net"),
        "",
        re.compile(r"(?<![\w.@/:-])([^\W_]{2,24}) (?=[^\W_][\w-]{1,40}(?:\.[\w-]{2,63}){1,4})"),
        lambda match: match[1],
        weak=True,
        cosmetic=True,
    ),
    Disguise(
        "symbol for a dot",
        ("example🔵net", "example.net"),
        "",
        SYMBOL_DOT,
        _dot,
        weak=True,
        sign=SYMBOL_BEFORE.search,
        foreign=True,
    ),
    Disguise(
        "symbol inside",
        ("exa🔥mple.net", "example.net"),
        "",
        SYMBOL_INSIDE,
        _gone,
        weak=True,
        sign=SYMBOL_INSIDE.search,
        foreign=True,
    ),
    Disguise(
        "quoted-printable",
        ("https=3A=2F=2Fexample=2Enet", "https://example.net"),
        "=",
        re.compile(r"=(?:([2-7][0-9A-Fa-f])|\r?\n)"),
        lambda match: _percent(match) if match[1] else "",
        weak=True,
        sign=re.compile(r"=(?:2e|3a|\r?\n)").search,
    ),
    Disguise(
        "backslashes between",
        (r"exa\mple\.net", "example.net"),
        "\\",
        re.compile(r"(?<=[A-Za-z0-9])\\(?=[A-Za-z0-9.])"),
        _gone,
        weak=True,
    ),
    Disguise(
        "spaced slash",
        ("example.net / x", "example.net/x"),
        "/",
        re.compile(r"(?<=\w)(?:\s{0,2}/\s{1,2}|\s{1,2}/)(?=[\w-]{1,64}+(?!\.))"),
        _slash,
        weak=True,
        sign=beside_slash,
    ),
    Disguise(
        "slashed dot",
        ("example/.net", "example.net"),
        "/\\",
        re.compile(r"(?<=\w)(?:[/\\]{1,2}\.[/\\]{0,2}|\.[/\\]{1,2}\.?)(?=\w)"),
        _dot,
        weak=True,
        sign=at_dot(r"[\w/\\](?<=[\w/\\][/\\]\..)", r"[/\\](?<=\w\..)[/\\]?\.?\w"),
    ),
    Disguise(
        "comma",
        ("example,net", "example.net"),
        ",;",
        re.compile(rf"(?<=\w)[,;]{{1,2}}(?={ENDINGS})"),
        _dot,
        weak=True,
        sign=comma,
    ),
    Disguise(
        "glued dot",
        ("exampleDOTnet", "example.net"),
        "",
        re.compile(rf"(?<=[a-z0-9])DOT(?=(?i:{ENDINGS}))"),
        _dot,
        weak=True,
        sign=worded,
    ),
)
