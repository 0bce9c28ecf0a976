"""One reading of a text → every address in it, with what speaks for and against its being a link."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from core.links.address import Address, read_address
from core.links.carried import carried_in
from core.links.hosts import is_ip, is_tld
from core.links.link import app_address
from core.links.lookalikes import FOLD
from core.links.plausible import Doubt, doubt_about

WEB_SCHEMES: Final = ("https", "http", "ftp", "wss", "ws")
_COLON: Final = re.compile(r":[/\\]*")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*\Z")
_SCHEME_LENGTH: Final = 16
_EXTENT: Final = re.compile(r"[^\s<>\"`|]*")
_HOST: Final = re.compile(r"(?<![A-Za-z0-9_.-])[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+")
_ANY_HOST: Final = re.compile(r"(?<![\w.-])[\w-]+(?:\.[\w-]+)+")
_REST: Final = re.compile(r"\.?(?::\d{1,5}(?![\w.]))?(?:\.?[/?#\\][^\s<>\"`|]*)?")
_AUTHORITY: Final = re.compile(r"[^/?#\\]*")
_LEADING_HOST: Final = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+")
_LATIN: Final = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]")
_GLUE: Final = re.compile(
    r"[\u0590-\u109f\u1100-\u139f\u3000-\ud7ff]"
)  # scripts that nobody mixes with Latin to deceive
_KEEPS_END: Final = frozenset("/=&%+-_~$@#")


class Sighting(NamedTuple):
    """An address and where it stood in the reading; `host_end` ends the part that names the host."""

    address: Address
    start: int
    host_end: int
    end: int
    how: tuple[str, ...]
    doubt: Doubt


def sweep(text: str) -> Iterator[Sighting]:
    """Every address in `text`, those with a scheme first."""
    taken: list[tuple[int, int]] = []
    for colon in _COLON.finditer(text):
        for sighting in _at_scheme(text, colon):
            taken.append((sighting.start, sighting.end))
            yield sighting
            yield from _inside(text, sighting)
    yield from _bare(text, sorted(taken))


def _at_scheme(text: str, colon: re.Match[str]) -> Iterator[Sighting]:
    before = _SCHEME.search(text, max(0, colon.start() - _SCHEME_LENGTH), colon.start())
    if before is None:
        return
    name = before[0].lower()
    slashes = len(colon[0]) - 1
    web = next((scheme for scheme in WEB_SCHEMES if name.endswith(scheme)), None)
    if web is None and slashes < 2:  # noqa: PLR2004 - the two slashes of scheme://
        return
    start = before.end() - len(web) if web else before.start()
    end = _trimmed(text, start, colon.end(), _extent(text, start, colon.end()))
    rest = text[colon.end() : end]
    if name in {"tg", "discord"}:
        address = app_address(name, rest)
        if address is not None:
            yield Sighting(address, start, end, end, ("app link",), Doubt.NONE)
        return
    yield from _authority(text, rest, start, colon, end)


def _authority(text: str, rest: str, start: int, colon: re.Match[str], end: int) -> Iterator[Sighting]:
    authority = _AUTHORITY.match(rest)
    named = authority[0] if authority else ""
    host_end = colon.end() + len(named)
    how: list[str] = []
    if "\\" in colon[0] or rest[len(named) : len(named) + 1] == "\\":
        how.append("backslash")
    if "@" in named:
        how.append("userinfo")
    address = read_address(rest)
    written_host = named.rpartition("@")[2]
    if address is not None and (is_ip(address.host) or is_tld(address.host.rpartition(".")[2])):
        if is_ip(address.host) and not written_host.startswith(address.host):
            how.append("ip notation")
        yield Sighting(address, start, host_end, end, tuple(how), Doubt.NONE)
        if written_host.isascii():
            return
    # What no browser opens may still show a reader the name: text glued to it, marks, a port that is none.
    offset = colon.end() + len(named) - len(written_host)
    found = False
    for match in _HOST.finditer(text, offset, host_end):
        if is_tld(match[0].rpartition(".")[2].lower()) and not _LATIN.match(text, match.start() - 1):
            tail = rest[match.end() - colon.end() :] if match.end() == host_end else ""
            plain = read_address(match[0] + tail)
            if plain is not None:
                found = True
                yield Sighting(
                    plain, start, match.end(), end if tail else match.end(), tuple(how), Doubt.NONE
                )
    if address is not None and not found and written_host.isascii():
        yield Sighting(address, start, host_end, end, tuple(how), Doubt.NONE)


def _extent(text: str, start: int, after: int) -> int:
    """Where an address that begins at `start` may end at most."""
    match = _EXTENT.match(text, after)
    end = match.end() if match else after
    label_end = text.find("](", after, end)
    if label_end >= 0:
        end = label_end
    if start and text[start - 1] == "=":  # carried as a parameter: the next parameter is not its own
        ampersand = text.find("&", after, end)
        end = ampersand if ampersand >= 0 else end
    return end


def _trimmed(text: str, start: int, after: int, end: int) -> int:
    """`end` without the punctuation that belongs to the sentence, the Markdown or the code around the address."""
    opened = text.count("(", after, end) - text.count(")", after, end)
    mark = text[start - 1] if start else ""
    while end > after:
        last = text[end - 1]
        if last == ")" and opened < 0:
            opened += 1
        elif last.isalnum() or (last == ")" and opened >= 0) or (last in _KEEPS_END and last != mark):
            break
        end -= 1
    return end


def _inside(text: str, outer: Sighting) -> Iterator[Sighting]:
    """What the address carries in its path and parameters."""
    if outer.end > outer.host_end:
        for address in carried_in(outer.address, text[outer.host_end : outer.end]):
            yield Sighting(address, outer.start, outer.end, outer.end, (*outer.how, "carried"), Doubt.NONE)


def _bare(text: str, taken: list[tuple[int, int]]) -> Iterator[Sighting]:
    at = 0
    past = 0
    for match in (_HOST if text.isascii() else _ANY_HOST).finditer(text):
        start = match.start()
        while at < len(taken) and taken[at][0] <= start:
            past = max(past, taken[at][1])
            at += 1
        if start < past:
            continue
        for sighting in _bare_at(text, match):
            past = max(past, sighting.end)
            yield sighting
            yield from _inside(text, sighting)


def _read_as_ascii(text: str, start: int, end: int) -> bool:
    """Whether a letter beside `text[start:end]` looks like an ASCII one: then this is a part of a disguised name."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return any(
        not _GLUE.match(char) and char.isalpha() and (FOLD.get(ord(char)) or "").isalnum() for char in around
    )


def _bare_at(text: str, match: re.Match[str]) -> Iterator[Sighting]:
    pieces = [match] if match[0].isascii() else [*_HOST.finditer(text, match.start(), match.end()), match]
    for piece in pieces:
        host = piece[0].strip("_-")
        start = piece.start() + len(piece[0]) - len(piece[0].lstrip("_-"))
        host_end = start + len(host)
        glued = piece is not match and (_LATIN.match(text, start - 1) or _LATIN.match(text, host_end))
        if glued or "." not in host:
            continue
        rest = _REST.match(text, host_end) if host_end == piece.end() else None
        end = _trimmed(
            text, start, host_end, _extent(text, start, rest.end()) if rest and rest[0] else host_end
        )
        if rest:
            end = min(end, rest.end())
        address = read_address(text[start:end])
        if address is None:
            continue
        doubt = doubt_about(text, address, start, host_end, end)
        if doubt is Doubt.NONE and piece is not match and _read_as_ascii(text, start, host_end):
            doubt = Doubt.WEAK
        if doubt is not Doubt.NO_LINK:
            yield Sighting(address, start, host_end, end, (), doubt)
