"""A search for texts of 4,000 characters that hold the bot up: it makes texts, changes the slowest, and tries again.

A text is units over and over, between others that stand once. A unit is a piece of a disguise, an address or a script, or
one of these written in a code; a running number makes each repetition another, so that no memory of what was met helps.
"""

import gc
import random
import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Final
from urllib.parse import quote

from bench.corpus import forget
from bench.disguises import LENGTH, LISTED, with_listed
from core.links import Budget, find_links
from core.links.carriers import LABELS_OF_CARRIERS, PATH_CARRIERS
from core.links.disguises import BRANCHES, STEPS
from core.links.popular import PROTECTED
from core.links.software import RULES
from core.lists.index import Index

_KEPT: Final = 32  # of the slowest, which are changed
_TRIES: Final = 5
_ROUNDS: Final = 4
_FRESH: Final = 0.25  # of the tries
_CHECKED: Final = 0.85  # of the slowest kept: so much one look must cost for the others to be made
_LONGEST_UNIT: Final = 6
_NUMBER: Final = "{n}"  # in a unit, a number that is another each time
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"

_CHARACTERS: Final = (
    *"a0Z .-_/:\\@?&=#%[](){}<>*|~`\"'\n\t,;!+$^\r\x00\x1b",
    *"\u200b\u202e\u202c\u2800\u0301\ufdfa\U000e0061。．аеｅ𝐚🔵ɐзƨا中한ə\ud800\u2003·،؟é½™ﬁⓐ🇦➔•’“—",
)
_ADDRESSES: Final = (
    *(LISTED, f"https://{LISTED}/{_NUMBER}", "a.com", f"h{_NUMBER}.com", f"{_NUMBER}.co.uk", "h1.example.com"),
    *(f"https://a.com/{_NUMBER}", f"a.com/x/y?u={_NUMBER}", ".com", "com", "net", "ten.", "moc.", "me/", ".gg/a", "t.me/a"),
    *(f"discord.gg/{_NUMBER}", "discord.gg/", f"t.me/{_NUMBER}", "discord.com/invite/", f"x{_NUMBER}.t.me", "youtu.be/"),
    *("https://", "http://", "hxxp[:]//", "//", "www.", "tg://resolve?domain=a", "intent://", "discord://-/invite/"),
    *("http://0x7f.1", "http://[::1]", f"http://[2001:db8::{_NUMBER}]", "2001:db8::1", "::", "1.2.3.4", "http://3221226061"),
    *("a--b-com.translate.goog", f"h{_NUMBER}.nip.io", "xn--", "xn--e1aybc.", f"xn--{_NUMBER}-", "xn--80ak6aa92e.com", "пример.рф"),
    *("web.archive.org/web/2024/", "archive.ph/", "?u=https%3A%2F%2Fa.com", "?next=/a", "&url=", "/external/a/https/a.com/"),
    *("/threads/a.1/", "/showthread.php?t=1", "/index.php?topic=1.0", "urldefense.com/v3/__https://a.com__;", "a@b.com "),
    *("[a](https://b.com)", "](", "<:x:123456789012345678>", ":regional_indicator_a:", "<b>", "</b>", "**", "||", "a b c "),
    *("e x a.com", "[.]", "(dot)", " dot ", " point ", " slash ", " . ", ". ", " .", "..", "[at]", "www ", "dot", " точка ", "نقطة"),
    *("%2E", "%2F", "%25", "%252E", "%C3%A4", "&#46;", "&amp;", "\\u002e", "\\.", "=2E", "&period;", "data:text/html;base64,"),
)  # fmt: skip
PIECES: Final = (
    *_CHARACTERS,
    *_ADDRESSES,
    *(disguise.example[0] for disguise in STEPS + BRANCHES),
    *(rule.example[0] for rule in RULES),
    *sorted(f"a.{label}.com" for label in LABELS_OF_CARRIERS),
    *(f"{host}/" for host in sorted(PATH_CARRIERS)[:20]),
    *sorted(PROTECTED.hosts)[:40],
)

_WIDE: Final = {code: code + 0xFEE0 for code in range(33, 127)}
_BOLD: Final = {ord("a") + at: 0x1D41A + at for at in range(26)}
_CODES: Final[tuple[Callable[[str], str], ...]] = (
    lambda text: b64encode(_bytes(text)).decode(),
    lambda text: _bytes(text).hex(),
    lambda text: quote(_bytes(text), safe=""),
    lambda text: quote(quote(_bytes(text), safe=""), safe=""),
    lambda text: "".join(f"%{byte:02x}" for byte in _bytes(text)),
    lambda text: "".join(f"&#{ord(char)};" for char in text),
    lambda text: text.translate(_WIDE),
    lambda text: text.translate(_BOLD),
    lambda text: text.replace(".", "[.]").replace("http", "hxxp"),
    lambda text: text.replace(".", "(dot)"),
    " ".join,
    "\u200b".join,
    lambda text: text[::-1],
    lambda text: text.upper(),
    lambda text: f"({text})",
    lambda text: f"https://{text}",
    lambda text: f"archive.ph/{text}",
)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Tried:
    """A text by how it is made, and what it cost."""

    units: tuple[str, ...]
    listed: bool
    before: tuple[str, ...] = ()
    milliseconds: float = 0.0

    @property
    def text(self) -> str:
        """A text as long as may be."""
        text = "".join(self.before)
        unit, number = "".join(self.units), 0
        while len(text) < LENGTH:
            text += unit.replace(_NUMBER, _in_digits(number))
            number += 1
        text = text[:LENGTH]
        return with_listed(text) if self.listed else text

    @property
    def shown(self) -> str:
        """How it is made, in words and escapes."""
        unit, before = (
            "".join(units).encode("unicode_escape").decode().replace("|", "\\|").replace("`", "'")
            for units in (self.units, self.before)
        )
        return (
            f"`{unit}` over and over"
            + (f" behind `{before}`" if before else "")
            + ", and a listed link" * self.listed
        )


def _in_digits(number: int) -> str:
    digits = _DIGITS[number % len(_DIGITS)]
    while number := number // len(_DIGITS):
        digits = _DIGITS[number % len(_DIGITS)] + digits
    return digits


def an_index() -> Index:
    """An index that holds a host, and pages of others that texts name."""
    index = Index(10_000)
    index.add(
        [
            LISTED,
            "a.com/x/y",
            "h1.example.com/b",
            "b.co.uk/x?y=z",
            "archive.ph/x",
            "discord.gg/x",
            "youtube.com/watch?v=x",
        ]
    )
    return index


def cost(text: str, index: Index, budget: Budget) -> float:
    """Milliseconds of processor time of one look."""
    forget()
    begun = time.thread_time()
    find_links(text, index.might_hold, budget)
    return (time.thread_time() - begun) * 1e3


def best_of(text: str, index: Index, tries: int = _TRIES) -> float:
    """What one look costs, other work on the machine left out."""
    return min(cost(text, index, Budget()) for _ in range(tries))


def search(seconds: float, seed: int) -> list[Tried]:
    """Try texts for so long; the slowest that were found, the slowest first."""
    chance = random.Random(seed)
    index = an_index()
    kept: list[Tried] = []
    until, slowness = time.monotonic() + seconds, attrgetter("milliseconds")
    gc.collect()
    gc.freeze()
    while time.monotonic() < until:
        tried = _fresh(chance) if not kept or chance.random() < _FRESH else _changed(chance, kept)
        if not "".join(tried.units):
            continue
        text = tried.text
        first = cost(text, index, Budget())
        if len(kept) == _KEPT and first < kept[-1].milliseconds * _CHECKED:
            continue
        tried = replace(tried, milliseconds=min(first, best_of(text, index)))
        others = [each for each in kept if set(each.units) != set(tried.units)]
        same = [each for each in kept if set(each.units) == set(tried.units)]
        kept = sorted([*others, max([tried, *same], key=slowness)], key=slowness, reverse=True)[:_KEPT]
    # Of thousands of tries those are kept at which the machine was busiest, too: each is measured once more, at other moments.
    for _ in range(_ROUNDS):
        kept = [
            replace(each, milliseconds=min(each.milliseconds, best_of(each.text, index))) for each in kept
        ]
    return sorted(kept, key=slowness, reverse=True)


def _piece(chance: random.Random) -> str:
    piece: str = chance.choice(chance.choice((PIECES, PIECES, _CHARACTERS, _ADDRESSES)))
    while chance.random() < 0.2:
        piece = chance.choice(_CODES)(piece)[: LENGTH // 4]
    return piece


def _fresh(chance: random.Random) -> Tried:
    units = tuple(_piece(chance) for _ in range(chance.randint(1, _LONGEST_UNIT)))
    before = tuple(_piece(chance) for _ in range(chance.choice((0, 0, 1, 2))))
    return Tried(units, chance.random() < 0.5, before)


def _changed(chance: random.Random, kept: list[Tried]) -> Tried:
    old = chance.choice(kept)
    units = list(old.units)
    at = chance.randrange(len(units))
    match chance.randrange(8):
        case 0 | 1:
            units[at] = _piece(chance)
        case 2 | 3:
            units.insert(at, _piece(chance))
        case 4 if len(units) > 1:
            del units[at]
        case 5:
            units[at] = chance.choice(_CODES)(units[at])[: LENGTH // 2]
        case 6:
            other = list(chance.choice(kept).units)
            units = units[:at] + other[chance.randrange(len(other)) :]
        case 7:
            return replace(old, listed=not old.listed, before=(_piece(chance),) * chance.randint(0, 1))
        case _:
            units = units * chance.randint(1, 3) + [_piece(chance)]
    return replace(old, units=tuple(units[: 4 * _LONGEST_UNIT]))
