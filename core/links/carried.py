"""Addresses carried inside an address: in a parameter, behind a redirector, an archive, a proxy or a translator.

A parameter that is a whole address leads there, whatever it is called, and so does a part of a path that has a scheme.
Without a scheme it takes a host that is known to lead on: `archive.ph/example.net` leads there, `news.example/example.net`
only speaks of it; so does a search. Who these hosts are stands in carriers.py.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import unquote

from core.links.address import Address, read_address
from core.links.carriers import (
    AMP_HOSTS,
    PATH_CARRIERS,
    REDIRECT_PAGES,
    SEARCHES,
    TELEGRAM_WEB,
    TRACKERS,
)
from core.links.doubts.likely import PART_OF_A_PATH
from core.links.encodings import (
    codes_in,
    from_proofpoint,
    from_urldefense,
)
from core.links.labels import NAME, in_host, is_whole_name
from core.links.link import DISCORD_HOSTS, INVITES, app_address
from core.links.lookalikes import FOLD, INVISIBLE

Carried = Iterator[tuple[Address, str]]
Found = Iterator[tuple[str, str]]  # an address as it is written, from its host on, and how it is carried
_DEPTH: Final = 3  # an archive of a translation of a redirect
_LEVELS: Final = 3  # how often one thing is percent-encoded
_SEGMENTS: Final = 12  # of a path, in which a name is looked for
_LONGEST_SEGMENT: Final = 300

_USER: Final = re.compile(r"\A[^\s/?#\\@]{1,64}@")
_REST: Final = re.compile(r"[/?#\\]")
_SCHEME: Final = re.compile(r"(?:(?:h(?:tt|xx)ps?|ftp):|(?=[/\\]{2}))[/\\]{1,4}", re.IGNORECASE)
_APP: Final = re.compile(r"(tg|discord):[/\\]*(.*)", re.IGNORECASE | re.DOTALL)
_ENCODED: Final = re.compile(
    r"(?:h(?:tt|xx)ps?|ftp)(?:%(?:25){0,3}3A|:)(?:%(?:25){0,3}(?:2F|5C)|[/\\]){1,4}[^\s<>\"&;]*",
    re.IGNORECASE,
)
_PARAMETER: Final = re.compile(r"[?&;#]([^=&;?#]{0,40}=)?([^&;?#\s]{4,})")
_SPACE: Final = re.compile(r"(?<=[^/=:])(?:\+|%20|[\s\"<>|,])")
# Parameters that name a place on the same host to go on to.
_SAME_HOST: Final = re.compile(
    r"(?:u|url|to|r|go|goto|next|continue|target|dest\w*|redir\w*|return\w*|forward\w*|back\w*|rurl)=",
    re.IGNORECASE,
)
_BY_SCHEME_SEGMENT: Final = re.compile(rf"/https?:?/+({NAME}.*)", re.IGNORECASE)
_MEDIA: Final = re.compile(r"/external/[^/]+/(?:(%3F[^/]*)/)?https?/([^?]+)", re.IGNORECASE)
_AMP: Final = re.compile(rf"/(?:amp|c|v|i|r|wp|mbv1|doc/-|n)/(?:s/)?({NAME}.*)", re.IGNORECASE)
_TURBO: Final = re.compile(rf"/({NAME})/[sn](/.*)?", re.IGNORECASE)
_CACHE: Final = re.compile(r"[?&]q=cache(?::|%3A)(?:[\w-]{1,40}(?::|%3A)(?!/|%2F))?([^&]+)", re.IGNORECASE)
_PROOFPOINT: Final = re.compile(r"[?&]u=(https?-3A__[^&\s]+)", re.IGNORECASE)
_UNDERSCORED: Final = re.compile(r"/___?(?:https?|ftp):/{1,2}", re.IGNORECASE)
_HIDDEN: Final = re.compile(r"[A-Za-z0-9+/_=-]*")
_WRAPS: Final = re.compile(r"(?:^|\.)(?:avanan|checkpoint)\.")
# When an archive took its copy: all fourteen digits, or what only archives put after fewer.
_COPY: Final = re.compile(
    rf"/(?:\d{{14}}(?:[a-z]{{2}}_)?|\d{{4,13}}(?:[a-z]{{2}}_|\*))/({NAME}.*)", re.IGNORECASE
)
_AFTER_WORD: Final = re.compile(
    rf"/(?:redirect|redir|goto|go|out|outbound|exit|jump|away|leave|proxy|fetch)/({NAME}.*)", re.IGNORECASE
)
_OF_FILES: Final = (
    ".py",
    ".sh",
    ".rs",
    ".md",
    ".zip",
    ".so",
    ".mov",
    ".pl",
    ".cc",
    ".ps",
    ".ai",
    ".ml",
    ".mm",
)
_HOST: Final = re.compile(NAME)
# The name of a program, written from its end: `?id=com.example.app`.
_PACKAGE: Final = re.compile(r"(?:com|org|net|io|edu|gov)(?:\.[A-Za-z]\w{0,60}){2,6}", re.ASCII)
_IPNS: Final = re.compile(rf"/ipns/({NAME}.*)", re.IGNORECASE)
_ROUTE: Final = re.compile(rf"#(?:!/?|/|(?={NAME}/))({NAME}.*)", re.IGNORECASE)
_MOST: Final = 48  # addresses in one; nobody looks for the next
_TELEGRAM: Final = re.compile(r"#(?:/im\?(?:[^#]{0,40}&)?p=|/)?@(\w{3,32})", re.ASCII)


def carried_in(outer: Address, rest: str) -> Carried:
    """The addresses that `outer` carries and how; `rest` is its path, query and fragment as they were written."""
    yield from _carried(outer, rest, _DEPTH, set())


def _carried(outer: Address, rest: str, depth: int, seen: set[str]) -> Carried:
    for look in _LOOKS:
        for written, how in look(outer, rest):
            for text in _plainer(written):
                if text in seen:
                    continue
                if len(seen) >= _MOST:
                    return
                seen.add(text)
                address = read_address(text)
                if address is None:
                    continue
                yield address, how
                inner = _REST.search(text)
                if depth > 1:
                    yield from _carried(address, text[inner.start() :] if inner else "", depth - 1, seen)


def _plainer(text: str) -> Iterator[str]:
    """`text` itself; then as far as its first encoded space; then, where it is not ASCII, with look-alikes replaced."""
    yield text
    space = _SPACE.search(text)
    if space:
        yield text[: space.start()]
    if not text.isascii():
        yield INVISIBLE.sub("", text).translate(FOLD)


def _levels(text: str) -> Iterator[str]:
    """`text` as it is, then with its percent-escapes undone once, twice, three times."""
    yield text
    for _ in range(_LEVELS):
        plain = unquote(text)
        if plain == text:
            return
        yield plain
        text = plain


def _encoded(_: Address, rest: str) -> Found:
    if "%" in rest:
        for written in dict.fromkeys(_ENCODED.findall(rest)):
            for text in _levels(written):
                scheme = _SCHEME.match(text)
                if scheme:
                    yield text[scheme.end() :], "carried"


def _parameters(outer: Address, rest: str) -> Found:
    leads_on = outer.host in PATH_CARRIERS or outer.path.rpartition("/")[2].lower() in REDIRECT_PAGES
    whole = False
    done = set()  # a flood of one parameter is one parameter
    for match in _PARAMETER.finditer(rest):
        name, value = match[1] or "=", match[2]
        if (name, value) in done:
            continue
        done.add((name, value))
        bare = leads_on or (len(name) > 1 and name[:-1].lower() not in SEARCHES)
        same_host = outer.host if _SAME_HOST.fullmatch(name) else ""
        if not any(_target_of(text, same_host, bare=bare) for text in _levels(value)):
            continue
        readings = [value]
        end = match.end()
        if rest[end : end + 1] in _STILL_OPEN and not whole:
            # The carried address has parameters of its own, and nothing tells where these end and those of the outer
            # one go on: all of it is read, and the part before the next `&`.
            whole = True
            ampersand = rest.find("&", end)
            readings += [rest[match.start(2) :], rest[match.start(2) : ampersand if ampersand > 0 else None]]
        for reading in readings:
            for text in _levels(reading):
                target = _target_of(text, same_host, bare=bare)
                if target:
                    yield target, "carried"
                    if outer.host == "disq.us":  # a signature follows a colon
                        yield target.rpartition(":")[0], "carried"


_STILL_OPEN: Final = frozenset("?;#")


def _target_of(value: str, same_host: str, *, bare: bool) -> str:
    """The address that a parameter's value leads to, from its host on; "" where the value is no address."""
    scheme = _SCHEME.match(value)
    if scheme:
        target = value[scheme.end() :]
        return target if ":" in scheme[0] or is_whole_name(_USER.sub("", target)) else ""
    if bare and is_whole_name(value) and not _PACKAGE.fullmatch(value):
        return value
    if same_host and value[0] == "/":
        return same_host + value
    app = _APP.match(value)
    address = app_address(app[1].lower(), app[2]) if app else None
    return address.canonical if address else ""


def _codes(_: Address, rest: str) -> Found:
    for plain, how in codes_in(rest):
        yield from _with_scheme(plain, how)


def _with_scheme(plain: str, how: str) -> Found:
    for text in _levels(plain.partition("\n")[0]):
        scheme = _SCHEME.match(text)
        if scheme:
            yield text[scheme.end() :], how


def _in_path(outer: Address, rest: str) -> Found:
    host = outer.host
    if host.endswith(("discordapp.net", "discord.com")) and rest.startswith("/external/"):
        media = _MEDIA.match(rest)
        if media:
            yield unquote(media[2]) + unquote(media[1] or ""), "media proxy"
    elif host.endswith(AMP_HOSTS) or (host.startswith(("google.", "bing.")) and rest.startswith("/amp/")):
        yield from _matched(_AMP, rest, "amp")
    elif host.endswith("turbopages.org"):
        turbo = _TURBO.match(rest)
        if turbo:
            yield turbo[1] + (turbo[2] or ""), "amp"
    elif host in PATH_CARRIERS:
        yield from _archived(rest)
    for pattern, how in (
        (_BY_SCHEME_SEGMENT, "carried"),
        (_AFTER_WORD, "carried"),
        (_COPY, "archive"),
        (_IPNS, "proxy"),
    ):
        yield from _matched(pattern, rest, how)


def _archived(rest: str) -> Found:
    cache = _CACHE.search(rest)
    if cache:
        for text in _levels(cache[1]):
            scheme = _SCHEME.match(text)
            target = text[scheme.end() :] if scheme else text
            if is_whole_name(_SPACE.split(target, maxsplit=1)[0]):
                yield _SPACE.split(target, maxsplit=1)[0], "cache"
    start = 0
    for _ in range(_SEGMENTS):
        start = rest.find("/", start) + 1
        if not start:
            return
        segment = unquote(rest[start : start + _LONGEST_SEGMENT])
        if is_whole_name(segment):
            for text in _levels(rest[start:]):
                yield text, "archive"
            return


def _tracked(outer: Address, rest: str) -> Found:
    """The host that a tracker's path names without a scheme: `click.mail.example/2s/example.net/AbCd`.

    What follows it are the tracker's codes. Where no tracker is, `code.example/x/example.net` only speaks of it.
    """
    if "." not in rest or "//" in rest or not TRACKERS.search(outer.host):
        return
    for segment in rest.partition("?")[0].split("/", _SEGMENTS)[1:_SEGMENTS]:
        if _HOST.fullmatch(segment) and is_whole_name(segment) and not segment.lower().endswith(_OF_FILES):
            yield segment, PART_OF_A_PATH


def _mail_gates(outer: Address, rest: str) -> Found:
    """Addresses as the gates of mail (Proofpoint's and those like it) write them."""
    if outer.host.endswith("urldefense.proofpoint.com"):
        for match in _PROOFPOINT.finditer(rest):
            yield from _with_scheme(from_proofpoint(match[1]), "carried")
    start = _UNDERSCORED.search(rest)
    if start:
        whole = rest[start.end() :]
        wrapped, _, hidden = whole.rpartition("__;")
        if wrapped:
            found = _HIDDEN.match(hidden)
            yield from_urldefense(wrapped, found[0] if found else ""), "carried"
        if "___." in whole and _WRAPS.search(outer.host):  # what it wraps may be wrapped by the other
            yield whole.rpartition("___.")[0], "carried"


def _telegram(outer: Address, rest: str) -> Found:
    if outer.host in TELEGRAM_WEB:
        shown = _TELEGRAM.search(rest)
        if shown:
            yield f"t.me/{shown[1]}", "app link"


def _invites(outer: Address, rest: str) -> Found:
    """An invite whose page stands behind a number sign: `discord.gg/#/CODE`."""
    if outer.host != INVITES and outer.host not in DISCORD_HOSTS:
        return
    page = rest.partition("#")[2].lstrip("/!")
    if page and not (outer.host == INVITES and outer.path):
        yield f"{outer.host}{outer.path}/{page}", "app link"


def _fragment(_: Address, rest: str) -> Found:
    """The address that a page shows which finds it behind its number sign: `#!/example.net/x`."""
    if "#" in rest:
        yield from _matched(_ROUTE, rest, "carried")


def _matched(pattern: re.Pattern[str], rest: str, how: str) -> Found:
    match = pattern.search(rest)
    if match and is_whole_name(match[1]):
        for text in _levels(match[1]):
            yield text, how


_LOOKS: Final[tuple[Callable[[Address, str], Found], ...]] = (
    in_host,
    _encoded,
    _parameters,
    _codes,
    _in_path,
    _mail_gates,
    _tracked,
    _telegram,
    _invites,
    _fragment,
)
