"""What keywords stand for a pattern: each is an address so closed in that nothing else can meet it.

A keyword begins with `//`, which no e-mail address has and no path of another site; it ends where the host ends: at a slash,
a bracket, a sign or the word's end. So neither a longer host (`notlisted.example`, `listed.example.com`) nor an everyday word
is met. Without a scheme a host (`listed.example`, `listed.example/x`) is no keyword, unless its dots stand in brackets: it may
be part of an e-mail address or of another site's path. Rowan itself finds it.

AutoMod does not tell letters by their case, and a browser takes `page/../other` for another page. So a page has keywords only
where its letters' case means nothing to Rowan either, and none that goes on behind the page (decision 0223).

Keywords come in turns. The first of every entry go before the second of any: what most people post, then what stands around an
address in a sentence, then disguises.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.links import canonical
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
_CLOSED_PAGE: Final = ("/", "")
_IN_A_SENTENCE: Final = (")*", ">*", "?*", "#*", ".", ",")
_DOTS: Final = ("[.]", "(.)", "[dot]", "(dot)")


class Left(StrEnum):
    """Why an entry has no keyword in Discord's AutoMod."""

    INVITE = "invite"  # AutoMod does not tell codes apart by the case of their letters, and knows no server behind them
    PARAMETERS = "parameters"  # they stand in any order
    CASE = "case"  # a page with letters in its path: another page may differ by their case alone
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
        case PatternKind.PATH if not _caseless(pattern):
            return Left.CASE
    if "%" in text or not text.isascii():
        return Left.LETTERS
    return None if forms_of(pattern) else Left.LONG


def _caseless(pattern: Pattern) -> bool:
    """Whether the page is the same to Rowan however its letters are written."""
    found = [canonical(f"https://{text}") for text in (pattern.text.upper(), pattern.text.lower())]
    return all(link is not None and pattern.covers(link) for link in found)


def forms_of(pattern: Pattern, found: Sequence[str] = ()) -> list[Form]:
    """The keywords of a pattern for which `why_not` says nothing. `found`: hosts at which it was found lately."""
    forms: dict[str, Form] = {}
    hosts = [host.lower() for host in found if _plain(host) and _lies_in(pattern, host)]
    for form in _forms(pattern, hosts):
        if len(form.keyword) <= KEYWORD_LENGTH and form.keyword not in forms:
            forms[form.keyword] = form
    return sorted(forms.values(), key=lambda form: form.turn)


def _lies_in(pattern: Pattern, host: str) -> bool:
    """Whether the pattern itself covers the host. What was found may have stood behind a short link, whose host is everybody's."""
    link = canonical(f"https://{host}")
    return link is not None and pattern.covers(link)


def _forms(pattern: Pattern, found: Sequence[str]) -> Iterator[Form]:
    text = pattern.text.removeprefix("=")
    match pattern.kind:
        case PatternKind.FAMILY:
            name = text.removesuffix(".*")
            for host in found:
                yield from _of_place(host, turns=3)
            for ending in ENDINGS:
                yield from _of_place(f"{name}.{ending}", turns=1, first=0 if ending in ENDINGS[:6] else 1)
        case PatternKind.PATH | PatternKind.EXACT_HOST:
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
    closed = _CLOSED if place == host else _CLOSED_PAGE
    for each in both:
        yield from (Form(f"*//{each}{end}", first, place) for end in closed)
    if turns > 1:
        yield from (Form(f"*//{each}{end}", first + 1, place) for each in both for end in _IN_A_SENTENCE)
    if turns > 2 and not is_ip(host):  # noqa: PLR2004  # the third turn is that of disguises
        for hidden in _hidden(place):
            yield from (Form(f"*//{hidden}{end}", first + 2, place) for end in closed)
            yield from (Form(f"{hidden}{end}", first + 2, place) for end in closed)


def _hidden(place: str) -> Iterator[str]:
    """The address with its last dot, or each of its dots, written as people do who do not want it found."""
    host, slash, path = place.partition("/")
    for dot in _DOTS:
        name, _, ending = host.rpartition(".")
        for hidden in dict.fromkeys((f"{name}{dot}{ending}", host.replace(".", dot))):
            yield f"{hidden}{slash}{path}"


def _plain(host: str) -> bool:
    return host.isascii() and "%" not in host and "/" not in host and "." in host
