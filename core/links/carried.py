"""Addresses carried inside an address: in a parameter, behind a redirector, an archive, a proxy or a translator.

A plain `https://` inside another address is found by the sweep itself. Here stands what takes decoding, and who may
carry a name without a scheme: `archive.ph/example.net` leads there, `news.example/example.net` only speaks of it.
"""

import re
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import unquote

from core.links.address import Address, read_address
from core.links.disguises import unquoted
from core.links.hosts import is_ip, is_tld
from core.links.words import words

Found = Iterator[tuple[Address, str]]
_DEPTH: Final = 3  # an archive of a translation of a redirect

_ENCODED: Final = re.compile(
    r"(?:https?|ftp)(?:%(?:25){0,3}3A|:)(?:%(?:25){0,3}(?:2F|5C)|[/\\]){1,4}([^\s<>\"&]*)", re.IGNORECASE
)
_PARAMETER: Final = re.compile(
    r"[?&;#]([^=&;?#]{0,40}=)?(?:(?:[/\\\\]|%(?:25){0,2}(?:2F|5C)){2,4})?([A-Za-z0-9_-][A-Za-z0-9_%.-]*(?:\.|%2E)[^&\s]{2,})",
    re.IGNORECASE,
)
_SEARCHES: Final = words(
    "q query search s text keyword keywords k term p wd title name msg message body subject"
)
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+(?=[:/?#]|\Z)")
_BASE64: Final = re.compile(r"(?<![A-Za-z0-9+_-])(?:a1)?(aHR0c[A-Za-z0-9+/_-]{6,1000})")
_BY_SCHEME_SEGMENT: Final = re.compile(r"/https?/+([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+.*)", re.IGNORECASE)
_AMP: Final = re.compile(
    r"/(?:amp|c|v|i|r|wp|mbv1)/(?:s/)?([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+.*)", re.IGNORECASE
)
_CACHE: Final = re.compile(r"[?&]q=cache(?::|%3A)(?:[\w-]{1,40}(?::|%3A))?([^&+\s]+)", re.IGNORECASE)
_PROOFPOINT: Final = re.compile(r"[?&]u=(https?-3A__[^&\s]+)", re.IGNORECASE)

# Who takes a name without a scheme as the place to go.
PATH_CARRIERS: Final = words(
    """archive.ph archive.today archive.is archive.md archive.fo archive.li archive.vn web.archive.org ghostarchive.org
    12ft.io 1ft.io r.jina.ai s.jina.ai txtify.it outline.com freedium.cfd scribe.rip removepaywall.com removepaywalls.com
    i0.wp.com i1.wp.com i2.wp.com i3.wp.com megalodon.jp freezepage.com perma.cc archive.org cachedview.com
    webcache.googleusercontent.com cc.bingj.com smry.ai textise.net printfriendly.com href.li anonym.to anonym.es
    nullrefer.com dereferer.me hidemyass.com proxysite.com croxyproxy.com unpaywall.org accessify.com cdn.statically.io"""
)
_REDIRECT_PATHS: Final = words(
    "/url /redirect /l /away /away.php /link /linkfilter /goto /go /out /leave /exit /r"
)
_LABEL_CARRIERS: Final = (".translate.goog", ".cdn.ampproject.org")
_ONION_GATES: Final = (
    ".org",
    ".io",
    ".ly",
    ".ws",
    ".to",
    ".pet",
    ".cab",
    ".link",
    ".city",
    ".direct",
    ".dog",
    ".moe",
    ".foundation",
)
_AMP_HOSTS: Final = ("cdn.ampproject.org", "bing-amp.com", "amp.cloudflare.com")


def carried_in(outer: Address, rest: str, depth: int = _DEPTH) -> Found:
    """The addresses that `outer` carries and how; `rest` is its path, query and fragment as they were written."""
    for look in _LOOKS:
        for address, how in look(outer, rest):
            yield address, how
            if depth > 1:
                yield from carried_in(address, address.canonical[len(address.host) :], depth - 1)


def _in_host(outer: Address, _: str) -> Found:
    host = outer.host
    for ending in _LABEL_CARRIERS:
        if host.endswith(ending):
            label = host.removesuffix(ending).rpartition(".")[2]
            name = label.replace("--", "\0").replace("-", ".").replace("\0", "-")
            address = read_address(
                name + (outer.canonical[len(host) :] if ending == ".translate.goog" else "")
            )
            if address is not None:
                yield address, "translator" if ending == ".translate.goog" else "amp"
    name, onion, gate = host.partition(".tor2web" if ".tor2web." in host else ".onion")
    if onion and gate in _ONION_GATES:
        address = read_address(f"{name}.onion{outer.canonical[len(host) :]}")
        if address is not None:
            yield address, "onion gate"


def _encoded(_: Address, rest: str) -> Found:
    if "%" not in rest:
        return
    for match in _ENCODED.finditer(rest):
        if "%" in rest[match.start() : match.start(1)]:
            address = read_address(unquoted(match[1]))
            if address is not None:
                yield address, "carried"


def _parameters(outer: Address, rest: str) -> Found:
    if "." not in rest and "%" not in rest:
        return
    goes_on = outer.path in _REDIRECT_PATHS or outer.host in PATH_CARRIERS
    for match in _PARAMETER.finditer(rest):
        name = (match[1] or "=")[:-1].lower()
        if (name in _SEARCHES or not match[1]) and not goes_on:
            continue
        plain = unquoted(match[2])
        address = _whole_name(plain)
        if address is not None:
            yield address, "carried"


def _whole_name(text: str) -> Address | None:
    """The address in `text` if its host is written out and a real one: a parameter is full of other dots."""
    bare = _BARE.match(text)
    if bare is None:
        return None
    last = bare[0].rpartition(".")[2].lower()
    if not is_tld(last) and not last.isdigit():
        return None
    address = read_address(text)
    if address is None or (is_ip(address.host) and bare[0] != address.host):
        return None
    return address


def _base64(_: Address, rest: str) -> Found:
    if "aHR0c" not in rest:
        return
    for match in _BASE64.finditer(rest):
        code = match[1].replace("+", "-").replace("/", "_")
        plain = urlsafe_b64decode(code[: len(code) // 4 * 4] + _last_of(code)).decode("utf-8", "ignore")
        found = re.match(r"https?:[/\\]+(\S+)", plain)
        address = read_address(found[1]) if found else None
        if address is not None:
            yield address, "base64"


def _last_of(code: str) -> str:
    """The last, unfinished group of four, padded; nothing where one letter alone is left, which means nothing."""
    rest = code[len(code) // 4 * 4 :]
    return rest + "=" * (4 - len(rest)) if len(rest) > 1 else ""


def _in_path(outer: Address, rest: str) -> Found:
    host = outer.host
    if host.endswith(("discordapp.net", "discord.com")) and rest.startswith("/external/"):
        yield from _matched(_BY_SCHEME_SEGMENT, unquoted(rest), "media proxy")
    elif host.endswith(_AMP_HOSTS) or (host.startswith(("google.", "bing.")) and rest.startswith("/amp/")):
        yield from _matched(_AMP, rest, "amp")
    elif host in PATH_CARRIERS:
        yield from _matched(_CACHE, unquoted(rest), "cache")
        for start in [at.end() for at in re.finditer("/", rest[:200])]:
            address = _whole_name(unquoted(rest[start:]))
            if address is not None:
                yield address, "archive"
                return
    elif _BY_SCHEME_SEGMENT.search(rest):
        yield from _matched(_BY_SCHEME_SEGMENT, rest, "carried")


def _proofpoint(outer: Address, rest: str) -> Found:
    if outer.host.endswith("urldefense.proofpoint.com"):
        for match in _PROOFPOINT.finditer(rest):
            plain = unquote(match[1].replace("-", "%").replace("_", "/"))
            address = read_address(plain.partition("//")[2])
            if address is not None:
                yield address, "carried"


def _matched(pattern: re.Pattern[str], rest: str, how: str) -> Found:
    match = pattern.search(rest)
    address = _whole_name(match[1].removeprefix("https://").removeprefix("http://")) if match else None
    if address is not None:
        yield address, how


_LOOKS: Final[tuple[Callable[[Address, str], Found], ...]] = (
    _in_host,
    _encoded,
    _parameters,
    _base64,
    _in_path,
    _proofpoint,
)
