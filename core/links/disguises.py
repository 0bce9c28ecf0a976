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

from core.links.lookalikes import FOLD, INVISIBLE

Undo = Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Disguise:
    """One way to hide an address.

    `hints` are substrings (of the lower-cased text) of which one must be there, else the disguise is not tried; none
    means always. `found` matches one use, in linear time; `undo` gives what it hid. `example` is a pair for the tests.
    """

    name: str
    example: tuple[str, str]
    hints: tuple[str, ...]
    found: re.Pattern[str]
    undo: Undo
    weak: bool = False

    def hinted(self, lower: str) -> bool:
        """Whether the lower-cased text may hold this disguise."""
        return not self.hints or any(hint in lower for hint in self.hints)


def _gone(_: re.Match[str]) -> str:
    return ""


def _dot(_: re.Match[str]) -> str:
    return "."


def _entity(match: re.Match[str]) -> str:
    plain = html.unescape(match[0])
    return plain if len(plain) == 1 and plain.isascii() and plain.isprintable() else match[0]


def _percent(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _scheme(match: re.Match[str]) -> str:
    return f"http{match[1].lower()}://"


def _joined(match: re.Match[str]) -> str:
    return _MARKS.sub("", match[0])


def _reversed(match: re.Match[str]) -> str:
    return match[1][::-1]


_MARKS: Final = re.compile(r"[*_~|`\"']+")
_DOT_WORDS: Final = r"dot|d0t|punkt|punto|ponto|point|نقطة|نقطه|دوت|точка|点|點|ドット"

REVERSED: Final = Disguise(
    "reversed",
    ("\u202eten.elpmaxe\u202c", "example.net"),
    ("\u202e",),
    re.compile("\u202e([^\u202c\n]*)"),
    _reversed,
)
HIDDEN: Final = Disguise("invisible", ("exa\u200bmple.net", "example.net"), (), INVISIBLE, _gone)
FOLDED: Final = Disguise(
    "look-alike",
    ("ехаmрlе.net", "example.net"),
    (),
    re.compile(r"[^\x00-\x7f]+"),
    lambda match: match[0].translate(FOLD),
)

STEPS: Final = (
    Disguise(
        "entity",
        ("example&#46;net", "example.net"),
        ("&",),
        re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-z]{2,8});"),
        _entity,
    ),
    Disguise(
        "percent",
        ("ex%61mple%252Enet", "example.net"),
        ("%",),
        re.compile(r"%(?:25){0,2}(2[DdEe]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe])"),
        _percent,
    ),
    Disguise(
        "scheme",
        ("hxxps[:]//example.net", "https://example.net"),
        ("h", "meow"),
        re.compile(
            r"(?i)(?<![a-z0-9])(?:hxxp|h[*_.+?-]{1,2}p|hxtp|htxp|htp|hppt|hhtp|htttp|meow|(?=http[s]?\s?[\[(])http)"
            r"(s?)\s?[\[({]?:?[\])}]?\s?[\[({]?[/\\]{1,3}[\])}]?"
        ),
        _scheme,
    ),
    Disguise(
        "dot",
        ("example[.]net", "example.net"),
        ("[", "(", "{", "<"),
        re.compile(
            rf"(?i)(?<=[\w\])}}])\s{{0,2}}[\[({{<]{{1,2}}\s{{0,2}}(?:[.,]|{_DOT_WORDS})\s{{0,2}}[\])}}>]{{1,2}}\s{{0,2}}(?=[\w\[({{])"
        ),
        _dot,
    ),
    Disguise(
        "bracket",
        ("example[.net", "example.net"),
        ("[.", "(.", "{.", ".]", ".)", ".}"),
        re.compile(r"(?<=\w)(?:[\[({]\.|\.[\])}])(?=\w)"),
        _dot,
    ),
)

BRANCHES: Final = (
    Disguise(
        "escape",
        (r"example\.net", "example.net"),
        ("\\",),
        re.compile(r"\\(?=[!-/:-@\[-`{-~])"),
        _gone,
    ),
    Disguise(
        "backslash",
        (r"https:\\example.net\x", "https://example.net/x"),
        ("\\",),
        re.compile(r"\\"),
        lambda _: "/",
    ),
    Disguise(
        "dot word",
        ("example dot net", "example.net"),
        ("dot", "d0t", "نقط", "دوت", "точка", "点", "點", "ドット"),
        re.compile(
            r"(?i)(?<=\w)[\s_*~.-]{1,3}(?:dot|d0t|نقطة|نقطه|دوت|точка|点|點|ドット)[\s_*~.-]{1,3}(?=\w)"
        ),
        _dot,
    ),
    Disguise(
        "spaced dot",
        ("example . net", "example.net"),
        (" .", "\t.", "\n."),
        re.compile(r"(?<=\w)\s{1,3}\.\s{1,3}(?=\w)"),
        _dot,
    ),
    Disguise(
        "formatting",
        ("exa**mple**.net", "example.net"),
        ("*", "_", "~", "|", "`", '"', "'"),
        re.compile(r"(?<![^\s(\[<])[^\s(\[<]{0,12}?(?:[a-z]{2,6}:[/\\]{1,3})?[^\s/?#\\(\[<]*", re.IGNORECASE),
        _joined,
    ),
    Disguise(
        "line break",
        ("https://exa\nmple.net", "https://example.net"),
        ("\n", "\t", "\r"),
        re.compile(r"(?<=[\w.:/-])[\t\r\n]+(?=[\w.:/-])"),
        _gone,
        weak=True,
    ),
    Disguise(
        "half-spaced dot",
        ("example. net", "example.net"),
        (". ", " ."),
        re.compile(r"(?<=\w)(?:\s{1,3}\.|\.\s{1,3})(?=(?:com|net|org|info|gg|st|cc|xyz|top|ru|onion)\b)"),
        _dot,
        weak=True,
    ),
    Disguise(
        "slashed dot",
        ("example/.net", "example.net"),
        ("/.", "./", "\\.", ".\\"),
        re.compile(r"(?<=\w)(?:[/\\]{1,2}\.[/\\]{0,2}|\.[/\\]{1,2})(?=\w)"),
        _dot,
        weak=True,
    ),
    Disguise(
        "comma",
        ("example,net", "example.net"),
        (",",),
        re.compile(r"(?<=\w),(?=(?:com|net|org|info|gg|st|cc|xyz|top|ru|onion)\b)"),
        _dot,
        weak=True,
    ),
    Disguise(
        "glued dot",
        ("exampleDOTnet", "example.net"),
        ("dot",),
        re.compile(r"(?<=[a-z0-9])DOT(?=[a-z])"),
        _dot,
        weak=True,
    ),
)
