"""Addresses carried inside an address: in a parameter, behind a redirector, an archive, a proxy or a translator."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from core.links.address import Address, read_address
from core.links.hosts import is_ip, is_tld
from core.links.words import words

_ENCODED: Final = re.compile(
    r"(?i)(?:https?|ftp)(?:%(?:25){0,3}3A|:)(?:%(?:25){0,3}(?:2F|5C)|[/\\]){1,4}([^\s<>\"&]*)"
)
_PARAMETER: Final = re.compile(r"[?&;]([^=&;?]{0,40})=([A-Za-z0-9_%-]+(?:\.|%2[eE])[^&\s]{2,})")
_SEARCHES: Final = words("q query search s text keyword keywords k term p wd")
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+(?=[:/?#]|\Z)")
_DECODINGS: Final = 3


def decoded(text: str) -> str:
    """`text` with its percent-escapes undone, at most three deep."""
    for _ in range(_DECODINGS):
        plain = unquote(text)
        if plain == text:
            break
        text = plain
    return text


def carried_in(outer: Address, rest: str) -> Iterator[Address]:
    """The addresses in `rest`, the path and query of `outer` as written, that a plain `scheme://` does not show."""
    for match in _ENCODED.finditer(rest):
        if "%" in rest[match.start() : match.start(1)]:
            address = read_address(decoded(match[1]))
            if address is not None:
                yield address
    for name, value in _PARAMETER.findall(rest):
        if name.lower() in _SEARCHES and outer.path != "/url":
            continue
        plain = decoded(value)
        bare = _BARE.match(plain)
        if bare is None:
            continue
        last = bare[0].rpartition(".")[2].lower()
        address = read_address(plain) if is_tld(last) or last.isdigit() else None
        if address is not None and (not is_ip(address.host) or bare[0] == address.host):
            yield address
