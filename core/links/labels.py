"""Hosts that tell by their name alone which other host they carry: `bad--place-net.translate.goog`, `10-0-0-1.nip.io`."""

import re
from collections.abc import Iterator
from typing import Final

from core.links.address import Address, read_address
from core.links.carriers import IP_DNS, LABELS, ONION, OTHER_NAMES
from core.links.hosts import is_ip, is_tld

NAME: Final = r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+"
"""A host as it is written in a path or a parameter."""

_DOTTED: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_DASHED: Final = re.compile(r"(?<![\da-z])\d{1,3}(?:-\d{1,3}){3,}(?!\d|-\d)")
_IPV4_HEX: Final = re.compile(r"[0-9a-f]{8}")
_IPV6: Final = re.compile(r"(?:[0-9a-f]{0,4}-){2,7}[0-9a-f]{0,4}")
_BARE: Final = re.compile(rf"{NAME}(?=\.?(?:[:/?#]|\Z))")


def carried_by_name(host: str) -> Iterator[str]:
    """The hosts that `host` carries as its name alone tells."""
    outer = read_address(host)
    for written, _ in in_host(outer, "") if outer else ():
        address = read_address(written)
        if address is not None:
            yield address.host


def is_whole_name(text: str) -> bool:
    """Whether `text` is a whole host name with a real ending; parameters and paths are full of other dots."""
    bare = _BARE.match(text)
    if bare is None:
        return False
    last = bare[0].rpartition(".")[2].lower()
    if last.isdigit():
        address = read_address(bare[0])
        return address is not None and is_ip(address.host) and bare[0] == address.host
    return is_tld(last)


def in_host(outer: Address, rest: str) -> Iterator[tuple[str, str]]:
    """The addresses that the name of `outer` spells, and how;
    `rest`, its path and more, goes with them where it is theirs.
    """
    host = outer.host
    label = LABELS.search(host)
    if label:
        name = label[1].replace("--", "\0").replace("-", ".").replace("\0", "-")
        if is_whole_name(name):
            served = label[2] or label[3] or ".ipns." in host
            yield (
                name + (rest if served else ""),
                "translator" if label[2] else "amp" if "amp" in host else "proxy",
            )
    gate = ONION.match(host)
    if gate:
        yield f"{gate[1] or gate[2] or gate[3]}.onion{rest}", "onion gate"
    other = OTHER_NAMES.fullmatch(host)
    if other:
        yield other[1] + rest, "gateway"
    numbers = IP_DNS.search(host)
    if numbers:
        number = _number_in(host[: numbers.start()], backwards=bool(numbers[1]))
        if number:
            yield number + rest, "ip notation"


def _number_in(name: str, *, backwards: bool) -> str:
    """The address in numbers that the labels of `name` spell; "" for none."""
    labels = name.split(".")
    parts = labels[-4:]
    if not _DOTTED.fullmatch(".".join(parts)):
        runs = _DASHED.findall(name)
        parts = runs[-1].split("-")[-4:] if runs else []
    if parts:
        return ".".join(reversed(parts) if backwards else parts)
    last = labels[-1]
    code = last.rpartition("-")[2]
    if _IPV4_HEX.fullmatch(code):
        return ".".join(str(byte) for byte in bytes.fromhex(code))
    return f"[{last.replace('-', ':')}]" if _IPV6.fullmatch(last) else ""
