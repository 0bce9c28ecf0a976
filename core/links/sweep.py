"""Finding every address in one reading of a text, with what speaks for and against its being a link."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple

from core.links.address import Address, read_address
from core.links.budget import TRIED, Budget
from core.links.carried import carried_in
from core.links.doubts.likely import LONGER_NAME, PART_OF_A_PATH
from core.links.doubts.plausible import Doubt, doubt_about
from core.links.extents import Extents, unopened
from core.links.hosts import is_ip, is_tld
from core.links.link import app_address
from core.links.lookalikes import FOLD
from core.links.tokens import ANY_HOST, GLUED_BEHIND, HOST, is_next_of_several

# Characters at which a page may end before the address does: nobody writes them into it unescaped, though a browser
# would take them.
_CUT: Final = re.compile(
    r"(?<=[A-Za-z0-9_-])(?:['’]s\b|[^\x00-\x7f\u00c0-\u024f](?<!\d[番号號回目年月日件話章])|[\[\]{}^~(]|[*_]+(?!\w))"
)
_SCHEME: Final = re.compile(
    r"(?:(https?|ftp|wss?|tg|discord|intent):[/\\]*|[a-z0-9]:[/\\]{2,})", re.IGNORECASE
)
_SCHEME_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*\Z")
_APPS: Final = frozenset({"tg", "discord", "intent"})
_LONGEST_SCHEME: Final = 16
_PORT: Final = re.compile(r"\.?:\d{1,9}(?![\w.])")
_AUTHORITY_END: Final = re.compile(r"[/?#\\]")
_LATIN: Final = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]")
# Letters of scripts that nobody mixes with Latin to deceive.
_GLUE: Final = re.compile(r"[\u0590-\u109f\u1100-\u139f\u3000-\ud7ff]")


class Sighting(NamedTuple):
    """An address and where it stood in the reading; `host_end` ends the part that names the host.

    `guess`: what makes it only likely (likely.py).
    """

    address: Address
    start: int
    host_end: int
    end: int
    how: tuple[str, ...]
    doubt: Doubt
    guess: str = ""


def sweep(text: str) -> Iterator[Sighting]:
    """Every address in `text`; those with a scheme first."""
    return chain.from_iterable(sweeps(text, [(0, len(text))], Budget.unlimited()))


def sweeps(text: str, spans: Iterable[tuple[int, int]], budget: Budget) -> Iterator[Iterator[Sighting]]:
    """Every address in each of these spans of `text`, which end where no address goes on; those with a scheme first.

    As far as the budget goes, which takes what is tried and is no address; that of addresses is the caller's to take.
    """
    extents = Extents(text)
    for start, end in spans:
        yield _sweep(text, start, end, extents, budget)


def _sweep(text: str, start: int, end: int, extents: Extents, budget: Budget) -> Iterator[Sighting]:
    taken: list[tuple[int, int]] = []  # by addresses with a scheme: no name in them stands for itself
    for scheme in _SCHEME.finditer(text, start, end):
        if not budget.allows_closer(TRIED):
            return
        yield from _at_scheme(text, scheme, extents, taken)
    yield from _bare(text, start, end, sorted(taken), extents, budget)


def _at_scheme(
    text: str, scheme: re.Match[str], extents: Extents, taken: list[tuple[int, int]]
) -> Iterator[Sighting]:
    name, start, after = (scheme[1] or "").lower(), scheme.start(), scheme.end()
    if not name:
        colon = text.index(":", start)
        longer = _SCHEME_NAME.search(text, max(0, colon - _LONGEST_SCHEME), colon)
        start = longer.start() if longer else start
    end = extents.end(start, after)
    length = extents.known(after, end)
    if length is None:
        length = 0
        for sighting in _after_scheme(text, name, start, after, end):
            length = max(length, sighting.end - after)
            yield from _with_all_in_it(text, sighting)
        extents.remember(after, end, length)
    if length:
        taken.append((start, after + length))


def _after_scheme(text: str, name: str, start: int, after: int, end: int) -> Iterator[Sighting]:
    rest = text[after:end]
    own = name in _APPS and not text[max(0, start - 1) : start].isalnum()
    address = app_address(name, rest) if own else None
    if address is not None:
        yield Sighting(address, start, end, end, ("app link",), Doubt.NONE)
    else:
        yield from _authority(text, rest, start, after, "\\" in text[start:after])


def _authority(text: str, rest: str, start: int, after: int, backslash: bool) -> Iterator[Sighting]:
    end = after + len(rest)
    stop = _AUTHORITY_END.search(rest)
    named = rest[: stop.start()] if stop else rest
    host_end = after + len(named)
    user, _, written_host = named.rpartition("@")
    how = (
        *(("backslash",) if backslash or (stop and stop[0] == "\\") else ()),
        *(("userinfo",) if user else ()),
    )
    address = read_address(rest)
    if address is not None and (is_ip(address.host) or is_tld(address.host.rpartition(".")[2])):
        odd = is_ip(address.host) and not written_host.startswith(address.host)
        yield Sighting(address, start, host_end, end, (*how, "ip notation") if odd else how, Doubt.NONE)
        if written_host.isascii():
            return
    # What no browser opens may still show a reader the name: text glued to it, marks, a port that is none.
    found = False
    for match in HOST.finditer(text, host_end - len(written_host), host_end):
        if is_tld(match[0].rpartition(".")[2].lower()) and not _LATIN.match(text, max(match.start() - 1, 0)):
            whole = match.end() == host_end
            plain = read_address(match[0] + (text[host_end:end] if whole else ""))
            if plain is not None:
                found = True
                yield Sighting(plain, start, match.end(), end if whole else match.end(), how, Doubt.NONE)
    if address is not None and not found and written_host.isascii():
        yield Sighting(address, start, host_end, end, how, Doubt.NONE)


def _with_all_in_it(text: str, sighting: Sighting) -> Iterator[Sighting]:
    """Yields the address and what it carries; then both again as they are if the page ends earlier than for a
    browser.
    """
    yield sighting
    yield from _inside(text, sighting)
    cut = cut_of(text, sighting.host_end, sighting.end)
    address = read_address(sighting.address.host + text[sighting.host_end : cut]) if cut else None
    if address is not None:
        earlier = sighting._replace(address=address, end=cut, doubt=Doubt.PAGED)
        yield earlier
        yield from _inside(text, earlier)


def cut_of(text: str, host_end: int, end: int) -> int:
    """The place where the page `text[host_end:end]` ends if what is glued to it is no part of it;
    0 where nothing is glued.
    """
    cut = _CUT.search(text, host_end, end)
    at = min(cut.start() if cut else end, unopened(text, host_end, end))
    return at if host_end < at < end else 0


def _inside(text: str, outer: Sighting) -> Iterator[Sighting]:
    """The addresses that this one carries in its host, path and parameters."""
    for address, how in carried_in(outer.address, text[outer.host_end : outer.end]):
        guess = how if how == PART_OF_A_PATH else ""
        yield Sighting(address, outer.start, outer.end, outer.end, (*outer.how, how), Doubt.NONE, guess)


def _bare(
    text: str, first: int, last: int, taken: list[tuple[int, int]], extents: Extents, budget: Budget
) -> Iterator[Sighting]:
    at = 0
    past = 0
    for match in (HOST if text.isascii() else ANY_HOST).finditer(text, first, last):
        while at < len(taken) and taken[at][0] <= match.start():
            past = max(past, taken[at][1])
            at += 1
        if match.start() < past and not is_next_of_several(text, match):
            continue
        for start, host_end in _hosts_in(text, match):
            end = _bare_end(text, start, host_end, extents)
            length = extents.known(start, end)
            if length is None:
                if not budget.allows_closer(TRIED):
                    return
                length = 0
                for sighting in _bare_at(text, start, host_end, end):
                    length = end - start
                    yield from _with_all_in_it(text, sighting)
                extents.remember(start, end, length)
            past = max(past, start + length)


def _hosts_in(text: str, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The places in a match of ANY_HOST where hosts may stand:
    its ASCII parts, to which other letters may be glued, and all of it.
    """
    pieces = [match] if match[0].isascii() else [*HOST.finditer(text, match.start(), match.end()), match]
    for piece in pieces:
        host = piece[0].strip("_-")
        start = piece.start() + len(piece[0]) - len(piece[0].lstrip("_-"))
        end = start + len(host)
        if piece is not match and (_LATIN.match(text, max(start - 1, 0)) or _LATIN.match(text, end)):
            continue
        glued = None if piece[0].isascii() else GLUED_BEHIND.match(text, start, end)
        if glued and is_tld(glued[1].rpartition(".")[2].lower()):
            yield start, glued.end(1)
        last = host.rpartition(".")[2]
        if not last.isascii() or last.isdigit() or is_tld(last.lower()):
            yield start, end


def _bare_at(text: str, start: int, host_end: int, end: int) -> Iterator[Sighting]:
    address = address_at(text, start, host_end, end)
    if address is None:
        return
    doubt, guess = doubt_about(text, address, start, host_end, end)
    if doubt is Doubt.NONE and _read_as_ascii(text, start, host_end):
        doubt, guess = Doubt.WEAK, guess or LONGER_NAME
    if doubt is not Doubt.NO_LINK:
        yield Sighting(address, start, host_end, end, (), doubt, guess)


def address_at(text: str, start: int, host_end: int, end: int) -> Address | None:
    """The address in `text[start:end]`, whose host ends at `host_end`; a port that is too high is none, and is left out."""
    address = read_address(text[start:end])
    port = _PORT.match(text, host_end, end) if address is None else None
    return read_address(text[start:host_end] + text[port.end() : end]) if port else address


def _bare_end(text: str, start: int, host_end: int, extents: Extents) -> int:
    port = _PORT.match(text, host_end)
    after = port.end() if port else host_end + (text[host_end : host_end + 1] == ".")
    return (
        extents.end(start, after)
        if text[after : after + 1] in _PATH_STARTS
        else (port.end() if port else host_end)
    )


_PATH_STARTS: Final = frozenset("/?#\\")


def _read_as_ascii(text: str, start: int, end: int) -> bool:
    """Whether a letter beside `text[start:end]` looks like an ASCII one, so that this is a part of a disguised name."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return any(
        not _GLUE.match(char) and char.isalpha() and (FOLD.get(ord(char)) or "").isalnum() for char in around
    )
