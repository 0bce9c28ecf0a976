"""The names in a line: hosts, pages, addresses in numbers, and the signs that say no more than one of these."""

import re
from ipaddress import ip_address, ip_network
from typing import Final

from core.links.words import words
from core.lists.refusals import PatternError

LOCAL: Final = words(
    "localhost localhost.localdomain local broadcasthost ip6-localhost ip6-loopback ip6-localnet ip6-mcastprefix"
    " ip6-allnodes ip6-allrouters ip6-allhosts localhost4 localhost6 localhost6.localdomain6 localhost4.localdomain4"
)
"""Names that every hosts file has for the machine itself."""

SINKS: Final = words("0.0.0.0 127.0.0.1 :: ::1 0 # ::0")
"""Answers that lead nowhere."""

NAME: Final = re.compile(
    r"(?:https?://)?(?:[\w*+-]+\.|\.)*[\w*-]+\.(?:[^\W\d_]{2,63}|xn--[\w-]+|\*)\.?(?::\d+)?(?:/[^\s,]*)?"
)
"""A host or a page, written plainly."""

_REGEX: Final = re.compile(
    r"(?:regexp?|re):\S.*|/.+/|\^.*|\(\^.*|.*(?:\\[dwsb.].*\$|\\[dws]|\.[*+]\\\.|\[\^?\w-\w[^\]]*\]|\(\?).*",
    re.IGNORECASE | re.DOTALL,
)
_WEB: Final = re.compile(r"(?i)(?:\*|https?(?:\*)?|wss?)://(.*)", re.DOTALL)
_FAMILY_END: Final = re.compile(r"\.\*/?\Z")
# A comma in a page's path is a part of it: `one.example/a,b` names one page, `one.example,two.example/a` two places.
_BETWEEN: Final = re.compile(r",*\s[\s,]*|(?<![^\s,])((?:https?://)?[^\s,/]+),+")
# A fragment behind what separates a name from the next is no part of a name: `one.example/a,#`.
_AT_END: Final = re.compile(r",[,/]*(?:#.*)?\Z", re.DOTALL)
_BETWEEN_DOMAINS: Final = re.compile(r"[\s,|]+")
_LIST_ITEM: Final = re.compile(r"[-*\u2022]\s+(\S+)")
_LIKE_AN_ADDRESS: Final = re.compile(r"[\[\]]*[0-9A-Fa-f:.]+(?:[%\]].*)?", re.DOTALL)

PLAIN: Final = re.compile(r"=?(?:\*\.)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,63}")
"""A host with nothing around it: most lines of most lists."""


def one(text: str) -> str:
    """One name, without the signs around it. Raises PatternError for what is more than a name."""
    if PLAIN.fullmatch(text):
        return text
    text = _AT_END.sub("", text.strip()).strip("\"'").strip()
    if text.lower() in LOCAL:
        raise PatternError("pattern-line-local")
    if _REGEX.fullmatch(text):
        raise PatternError("pattern-line-regex")
    if is_address(text):
        return written(text)
    if any(char.isspace() for char in text) or "](" in text:  # disguised, or shown as a message shows it
        return text
    web = _WEB.fullmatch(text) if "*" in text else None
    name = web[1] if web else text
    mark = next((mark for mark in ("+.", "*.", ".") if name.startswith(mark)), "")
    name = name[len(mark) :]
    while name.endswith(("/*", "/**")):
        name = name.rpartition("/")[0]
    if "*" in _FAMILY_END.sub("", name):
        raise PatternError("pattern-line-wildcard")
    return text if text == f"*.{name}" else name


def several(text: str) -> tuple[str, ...] | None:
    """`one.example two.example`: hosts and pages, and nothing else."""
    item = _LIST_ITEM.fullmatch(text)
    parts = [item[1]] if item else [part for part in _BETWEEN.split(text) if part]
    parts = [part.strip("\"'") for part in parts]
    if (len(parts) == 1 and parts[0] == text) or not all(map(NAME.fullmatch, parts)):
        return None
    return tuple(one(part) for part in parts)


def negated(text: str) -> tuple[str, ...] | None:
    """`~one.example`, `~one.example|~two.example`: domains of a rule in which it shall not hold. None: the line is no such.

    Raises PatternError for a mixture of these with others: a piece of some rule.
    """
    if not text.startswith("~") or text.startswith("~~"):
        return None
    parts = [part for part in _BETWEEN_DOMAINS.split(text) if part]
    if not all(part.startswith("~") and NAME.fullmatch(part[1:]) for part in parts):
        raise PatternError("pattern-line-unknown")
    return tuple(part[1:] for part in parts)


def network(text: str) -> tuple[str, ...] | None:
    """`203.0.113.9/32`: a network of one address is that address; a greater one is no host."""
    address, mark, size = text.partition("/" if "/" in text else "-")
    if not mark or not is_address(address):
        return None
    if is_address(size) and not size.isdigit():
        raise PatternError("pattern-line-network")
    if mark == "-" or not size.isdigit():
        return None
    try:
        whole = ip_network(text, strict=False)
    except ValueError:
        raise PatternError("pattern-line-network") from None
    if whole.num_addresses > 1:
        raise PatternError("pattern-line-network")
    return (written(address),)


def is_address(text: str) -> bool:
    """Whether `text` is an address in numbers, as machines write it."""
    if not _LIKE_AN_ADDRESS.fullmatch(text):  # most names: the exception below would cost more than the name
        return False
    try:
        ip_address(text.strip("[]"))
    except ValueError:
        return False
    return True


def written(name: str) -> str:
    """A name or an address; IPv6 in brackets."""
    return f"[{name}]" if ":" in name and not name.startswith("[") and is_address(name) else name
