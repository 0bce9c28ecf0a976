"""Turning what a person typed into a safe pattern, or into the reason why it is none.

The same parser reads commands, forms and imports. A pattern is filed under one key; a link carries every key under
which a pattern that covers it may be filed (core/links/address.py), and `covers` is the exact check after a hit.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from core.links import Link, canonical
from core.links.address import Address, path_key, query_key, read_address
from core.links.hosts import (
    family_names,
    is_above_private_suffix,
    is_host_name,
    is_icann_suffix,
    is_ip,
    is_private_suffix,
    is_tld,
    registrable,
)
from core.links.link import one_form
from core.links.popular import COMMON_WORDS, SHARED, popular_names
from core.links.software.documents import front_page_in, stands_for_its_folder
from core.lists.lines import names_in
from core.lists.lines.names import is_address
from core.lists.own_networks import is_of_own_network
from core.lists.plain_hosts import is_plain_host
from core.lists.protected import is_protected_host, means_everything, refuse_folder_of_everybody
from core.lists.refusals import PatternError

MAX_TYPED: Final = 2048
_SHORTEST_FAMILY: Final = 3
# A list's line that begins so is of some format that is not known, or a piece of an address.
_STRANGE_START: Final = re.compile(r"""[^\w\[<("'`*~|]|\[["{]|\w+=""")
_AROUND: Final = " \t\r\n<>()[]{}\"'`*_~|.,!"
_FAMILY: Final = re.compile(r"(?:\*\.)?([^.*\s/?#@:]+)\.\*/?")


class PatternKind(StrEnum):
    """What a pattern covers."""

    HOST = "host"
    EXACT_HOST = "exact_host"
    PATH = "path"
    QUERY = "query"
    FAMILY = "family"
    INVITE = "invite"


class Scope(StrEnum):
    """How much around a link a moderator puts on a list."""

    PAGE = "page"
    HOST = "host"
    DOMAIN = "domain"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Pattern:
    """What an entry of a list holds: `text` as shown and stored, `key` as filed.

    A link is covered if `key` is among its keys and `covers` says so.
    """

    kind: PatternKind
    text: str
    key: str

    @property
    def fixed_part(self) -> str:
        """The text that every canonical link has which the pattern covers: its host, or its name without the ending."""
        return re.split(r"[/?]", self.text.removeprefix("="), maxsplit=1)[0].removesuffix("*")

    def covers(self, link: Link) -> bool:
        """Whether `link` lies in what this pattern names, checked in full."""
        match self.kind:
            case PatternKind.HOST:
                return link.host == self.text or (
                    link.host.endswith("." + self.text) and not is_ip(link.host)
                )
            case PatternKind.EXACT_HOST:
                return link.host == self.text[1:]
            case PatternKind.FAMILY:
                return self.text[:-2] in family_names(link.host)
            case _:
                return self._covers_page(link)

    def _covers_page(self, link: Link) -> bool:
        if self.key == self.text and self.key in link.keys:  # nothing of the pattern is missing in its key
            return True
        host, segments, parameters = _parts_of(self.text)
        link_host, link_segments, link_parameters = _parts(link.canonical)
        if host != link_host:
            return False
        if parameters:
            return segments == link_segments and parameters <= link_parameters
        if link_segments == segments[:-1] and stands_for_its_folder(host, segments):
            return True
        return link_segments[: len(segments)] == segments and bool(segments or not link_segments)


@lru_cache(maxsize=1024)
def _parts_of(text: str) -> tuple[str, tuple[str, ...], frozenset[str]]:
    """The parts of a pattern's text in the one form of its page; the text may be older than what is known of the site."""
    address = read_address(text)
    return _parts(one_form(address).canonical if address else text)


def _parts(canonical_text: str) -> tuple[str, tuple[str, ...], frozenset[str]]:
    """The host, path segments and parameters of a canonical address; its port does not matter."""
    place, _, query = canonical_text.partition("?")
    host, _, path = place.partition("/")
    host = host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
    return host, tuple(part for part in path.split("/") if part), frozenset(filter(None, query.split("&")))


def parse_pattern(typed: str) -> Pattern:
    """The pattern that `typed` means, by the table of docs/commands.md; defanged and disguised forms are read as `/report` reads them.

    What is a line of a list (`0.0.0.0 host`, `||host^`) is the one name in it. Raises PatternError with the reason where
    it is no pattern, or would take in what nobody means to list.
    """
    names = _names_in(typed)
    if not names:
        raise PatternError("pattern-empty")
    if len(names) > 1:
        raise PatternError("pattern-line-several", first=names[0][:100], count=str(len(names)))
    return _named(names[0], typed)


def may_be_listed(pattern: Pattern) -> bool:
    """Whether a pattern that came as a hash would have been taken in clear: not of a protected place, say."""
    try:
        parse_pattern(pattern.text)
    except PatternError:
        return False
    return True


def patterns_in(line: str) -> Iterator[tuple[str, Pattern | PatternError]]:
    """Every name in a line of a list with its pattern, or with the reason why it may not stand on a list.

    A line is read more strictly than what a moderator typed: words around a name are no part of any format.
    """
    try:
        names = _names_in(line)
    except PatternError as error:
        yield line, error
        return
    for name in names:
        if is_plain_host(name):
            yield name, Pattern(PatternKind.HOST, name, name)
            continue
        try:
            yield name, _read_again(_named(name, name, strict=True))
        except PatternError as error:
            yield name, error


def _read_again(pattern: Pattern) -> Pattern:
    """The pattern of a line, refused where its own text would be read as another: `one.example/a,two.example`."""
    if pattern.kind in (PatternKind.PATH, PatternKind.QUERY) and names_in(pattern.text) != (pattern.text,):
        raise PatternError("pattern-line-unknown")
    return pattern


def _names_in(line: str) -> tuple[str, ...]:
    if len(line) > MAX_TYPED:
        raise PatternError("pattern-too-long", limit=str(MAX_TYPED))
    try:
        return names_in(line)
    except PatternError as error:
        if error.reason == "pattern-line-wildcard" and means_everything(line):
            raise PatternError("pattern-line-everything") from None
        raise


def _named(name: str, typed: str, *, strict: bool = False) -> Pattern:
    family = _FAMILY.fullmatch(name)
    if family:
        return _family(family[1], typed)
    exact = name.startswith("=")
    text = name[1:].strip() if exact else name.removeprefix("*.")
    if strict:
        _refuse_what_stands_around(text)
    return _pattern_of(_address(text, typed), typed, exact=exact)


def _refuse_what_stands_around(text: str) -> None:
    """Refuse a name of a line beside which words stand, or signs that no format has around a name."""
    if _STRANGE_START.match(text) or (text.startswith("~") and not text.startswith("~~")):
        raise PatternError("pattern-line-unknown")
    link = canonical(text) if len(text.split()) > 1 else None
    if link is not None and (text[: link.start] + text[link.end :]).strip(_AROUND):
        raise PatternError("pattern-line-unknown")


def pattern_for(link: Link, scope: Scope) -> Pattern:
    """The pattern that lists `link` at `scope`: this page, its host, its registrable domain, its name under any suffix.

    Raises PatternError where that may not be listed.
    """
    match scope:
        case Scope.PAGE:
            address = _address(link.canonical, link.canonical)
            is_root = not address.path and not address.parameters
            return _pattern_of(address, link.canonical, exact=is_root)
        case Scope.HOST:
            return _host_pattern(link.host, exact=False)
        case Scope.DOMAIN:
            return _host_pattern(registrable(link.host) or link.host, exact=False)
        case Scope.FAMILY:
            domain = registrable(link.host)
            if domain is None:
                raise PatternError("pattern-not-a-host", typed=link.host)
            return _family(domain.partition(".")[0], link.host)


def filed_today(pattern: Pattern) -> str:
    """The key under which a pattern is filed today; an earlier version may have filed it under another one."""
    address = read_address(pattern.text) if pattern.kind in (PatternKind.PATH, PatternKind.QUERY) else None
    if address is None:
        return pattern.key
    try:
        today = _pattern_of(one_form(address), pattern.text, exact=False)
    except PatternError:  # it stands on a list, and would be refused today
        return pattern.key
    return today.key if today.kind in (PatternKind.PATH, PatternKind.QUERY) else pattern.key


def is_same_place(one: Pattern, other: Pattern) -> bool:
    """Whether both name the same page, the one in a form of an earlier version."""
    pages = (PatternKind.PATH, PatternKind.QUERY)
    return one.kind in pages and other.kind in pages and _parts_of(one.text) == _parts_of(other.text)


def _address(text: str, typed: str) -> Address:
    plain = read_address(text) if "@" not in text else None
    if plain is not None and one_form(plain).canonical == text:  # most of an import
        return plain
    link = canonical(text)
    address = read_address(link.canonical) if link else None
    if address is None:
        if suffix := _lone_suffix(text):
            raise PatternError("pattern-public-suffix", host=suffix)
        raise PatternError("pattern-not-a-host", typed=typed[:100])
    return one_form(address)


def _lone_suffix(text: str) -> str:
    """`text` as a suffix of one label (`com`), else ""."""
    label = text.strip("./").lower()
    return label if is_tld(label) else ""


def _pattern_of(address: Address, typed: str, *, exact: bool) -> Pattern:
    host = address.host
    if not is_host_name(host) or not (is_ip(host) or is_tld(host.rpartition(".")[2])):
        raise PatternError("pattern-not-a-host", typed=typed[:100])
    segments = address.segments
    if is_of_own_network(host) and not _is_network(host, segments):
        raise PatternError("pattern-own-network", host=host)
    front = front_page_in(typed) if not segments and not address.parameters else ""
    if front:
        _host_pattern(host, exact=True)
        return Pattern(PatternKind.PATH, f"{host}/{front}", "=" + host)
    if address.parameters:
        text = f"{'/'.join((host, *segments))}?{'&'.join(address.parameters)}"
        # The longest parameter says most about the page: `?v=…` rather than `?hl=en`.
        telling = max(address.parameters, key=lambda parameter: (len(parameter), parameter))
        return Pattern(PatternKind.QUERY, text, query_key(host, segments, telling))
    if segments:
        if _is_network(host, segments):  # as which the page would be read when it is read again
            raise PatternError("pattern-line-network")
        refuse_folder_of_everybody(host, segments)
        kind = PatternKind.INVITE if host == "discord.gg" else PatternKind.PATH
        text = "/".join((host, *segments))
        filed = segments[:-1] if stands_for_its_folder(host, segments) else segments
        return Pattern(kind, text, path_key(host, filed))
    return _host_pattern(host, exact=exact)


def _is_network(host: str, segments: tuple[str, ...]) -> bool:
    """Whether a page is written like a network: `203.0.113.9/24`."""
    return is_ip(host) and len(segments) == 1 and (segments[0].isdigit() or is_address(segments[0]))


def _host_pattern(host: str, *, exact: bool) -> Pattern:
    if not is_ip(host) and is_icann_suffix(host):
        raise PatternError("pattern-public-suffix", host=host)
    shared = host in SHARED or (not is_ip(host) and is_private_suffix(host))
    if shared and not exact:
        raise PatternError("pattern-shared-host", host=host)
    if not exact and is_above_private_suffix(host):
        raise PatternError("pattern-wide-host", host=host)
    if not shared and is_protected_host(host):
        raise PatternError("pattern-protected", host=host)
    if exact:
        return Pattern(PatternKind.EXACT_HOST, "=" + host, "=" + host)
    return Pattern(PatternKind.HOST, host, host)


def _family(name: str, typed: str) -> Pattern:
    address = read_address(f"{name}.com")
    label = address.host.removesuffix(".com") if address else ""
    if not label or "." in label or label.strip("-_") != label or not label.isascii():
        raise PatternError("pattern-not-a-host", typed=typed[:100])
    if len(label) < _SHORTEST_FAMILY or label.isdigit():
        raise PatternError("pattern-family-short", name=label)
    if label in COMMON_WORDS or label in popular_names():
        raise PatternError("pattern-family-common", name=label)
    return Pattern(PatternKind.FAMILY, f"{label}.*", f"{label}.*")
