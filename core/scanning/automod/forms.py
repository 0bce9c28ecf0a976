"""What keywords stand for a pattern: each is an address so closed in that nothing else can meet it.

A keyword begins with `//`, which no e-mail address has, or is a whole word of the page; it ends where the host ends: at a slash,
a bracket, a sign or the word's end. So neither a longer host (`notlisted.example`, `listed.example.com`) nor an everyday word
is met. The bare name of a host (`listed.example`) is no keyword: Discord does not say which signs end a word, and the name
stands in e-mail addresses. Rowan itself finds it. AutoMod does not tell letters by their case: of a page it also meets what
differs by that alone, so that pages with capital letters, which may be somebody else's, have no keyword.

Keywords come in turns. The first of every entry go before the second of any: what most people post, then what stands around an
address in a sentence, then disguises.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from core.links import canonical, find_links
from core.links.hosts import is_ip
from core.lists.patterns import Pattern, PatternKind

KEYWORD_LENGTH: Final = 60
TURNS: Final = 3
# The endings under which a family is looked for besides those under which it was found lately. Sources: the most used top-level
# domains (W3Techs, November 2026), and those under which forums of this kind came back after they had lost one.
ENDINGS: Final = (
    *("com", "net", "org", "st", "top", "cc", "is", "ru", "io", "xyz"),
    *("info", "me", "co", "tv", "to", "pl", "hk", "su", "se", "cz"),
    *("us", "de", "nl", "eu", "app", "dev", "site", "online", "club", "live"),
)
_CLOSED: Final = ("/*", "")
_IN_A_SENTENCE: Final = (")*", ">*", "?*", "#*", ".", ",")
_DOTS: Final = ("[.]", "(.)", "[dot]", "(dot)")


class Left(StrEnum):
    """Why an entry has no keyword in Discord's AutoMod."""

    INVITE = "invite"  # AutoMod does not tell codes apart by the case of their letters, and knows no server behind them
    PARAMETERS = "parameters"  # they stand in any order
    CASE = "case"  # a page whose path has capital letters: another page may differ by them alone
    LETTERS = "letters"  # what is written in an address with percent signs, which AutoMod does not decode
    LONG = "long"  # over 60 characters
    EXCEPTION = "exception"  # something that may stand in this server lies inside of it
    TIMEOUT = "timeout"  # its author is to be timed out, which a rule of keywords for deletion would not do
    FULL = "full"  # no room is left


@dataclass(frozen=True, slots=True)
class Form:
    """One keyword. `turn`: 0 comes first; `place`: the address that it stands for."""

    keyword: str
    turn: int
    place: str


def why_not(pattern: Pattern) -> Left | None:
    """Why no keyword can stand for this pattern; None: some may."""
    text = pattern.text.removeprefix("=")
    match pattern.kind:
        case PatternKind.INVITE:
            return Left.INVITE
        case PatternKind.QUERY:
            return Left.PARAMETERS
        case PatternKind.PATH if text != text.lower():
            return Left.CASE
    if "%" in text or not text.isascii():
        return Left.LETTERS
    return None if forms_of(pattern) else Left.LONG


def forms_of(pattern: Pattern, found: Sequence[str] = ()) -> list[Form]:
    """The keywords of a pattern for which `why_not` says nothing. `found`: hosts at which it was found lately."""
    forms: dict[str, Form] = {}
    hosts = [host.lower() for host in found if _plain(host) and _lies_in(pattern, host)]
    for form in _forms(pattern, hosts):
        if len(form.keyword) <= KEYWORD_LENGTH and form.keyword not in forms and _is_sure(pattern, form):
            forms[form.keyword] = form
    return sorted(forms.values(), key=lambda form: form.turn)


def _lies_in(pattern: Pattern, host: str) -> bool:
    """Whether the pattern itself covers the host. What was found may have stood behind a short link, whose host is everybody's."""
    link = canonical(f"https://{host}")
    return link is not None and pattern.covers(link)


def _is_sure(pattern: Pattern, form: Form) -> bool:
    """Whether Rowan itself is sure of what the keyword stands for: `library.so/` without a scheme may be a file's name."""
    if form.keyword.startswith("*") or form.turn > 0:
        return True
    return _finds(pattern, form.keyword.strip("*"))


@lru_cache(maxsize=1 << 14)  # a server's list is compiled again and again
def _finds(pattern: Pattern, text: str) -> bool:
    seen = find_links(text, {pattern.key}.__contains__)
    return any(not link.guess and pattern.covers(link) for link in seen)


def _forms(pattern: Pattern, found: Sequence[str]) -> Iterator[Form]:
    text = pattern.text.removeprefix("=")
    match pattern.kind:
        case PatternKind.FAMILY:
            name = text.removesuffix(".*")
            for host in found:
                yield from _of_place(host, turns=3)
            for ending in ENDINGS:
                yield from _of_place(f"{name}.{ending}", turns=1, first=0 if ending in ENDINGS[:6] else 1)
        case PatternKind.PATH:
            yield from _of_place(text, turns=3)
            if not is_ip(text.partition("/")[0]):  # `version 203.0.113.9/x` is no address
                for keyword in (text, f"www.{text}"):
                    yield Form(keyword, 0, text)
        case PatternKind.EXACT_HOST:
            yield from _of_place(text, turns=3)
        case _:
            yield from _of_place(text, turns=3)
            for host in found:
                if host.endswith(f".{text}"):
                    yield from _of_place(host, turns=2)


def _of_place(place: str, *, turns: int, first: int = 0) -> Iterator[Form]:
    """The keywords of one address; of as many turns, beginning with `first`."""
    host = place.partition("/")[0]
    both = (place,) if is_ip(host) or host.startswith("www.") else (place, f"www.{place}")
    for each in both:
        yield from (Form(f"*//{each}{end}", first, place) for end in _CLOSED)
        if not is_ip(host):
            yield Form(f"{each}/*", first, place)
    if len(both) > 1 and "/" not in place:
        yield Form(f"www.{place}", first, place)
    if turns > 1:
        yield from (Form(f"*//{each}{end}", first + 1, place) for each in both for end in _IN_A_SENTENCE)
    if turns > 2 and not is_ip(host):  # noqa: PLR2004  # the third turn is that of disguises
        for hidden in _hidden(place):
            yield from (Form(f"*//{hidden}{end}", first + 2, place) for end in _CLOSED)
            yield from (Form(f"{hidden}{end}", first + 2, place) for end in _CLOSED)


def _hidden(place: str) -> Iterator[str]:
    """The address with its last dot, or each of its dots, written as people do who do not want it found."""
    host, slash, path = place.partition("/")
    for dot in _DOTS:
        name, _, ending = host.rpartition(".")
        for hidden in dict.fromkeys((f"{name}{dot}{ending}", host.replace(".", dot))):
            yield f"{hidden}{slash}{path}"


def _plain(host: str) -> bool:
    return host.isascii() and "%" not in host and "/" not in host and "." in host
