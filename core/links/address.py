"""One address, as a browser would take it: parsed by ada (the WHATWG URL Standard), brought to canonical form and keys."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import ada_url

from core.links.hosts import family_names, is_host_name, is_icann_suffix, is_ip
from core.links.words import words

MAX_ADDRESS: Final = 4096
KEY_SEGMENTS: Final = 6  # a longer path is filed under its first segments
KEY_PATH: Final = 160  # characters of a path that go into a key
KEY_PARAMETER: Final = 120  # characters of a parameter that go into a key

# An index that says yes to this key also holds `host + PAGES` for each host with pages: one question instead of ten.
PAGES: Final = "/"
# An index that says yes to this key also holds `folder_of(key)` for each key of a page: one question instead of a parsed address.
FOLDERS: Final = "//"

# Parameters that say where a click came from, and never what is shown.
TRACKING: Final = words(
    "fbclid gclid dclid msclkid yclid twclid ttclid wbraid gbraid gclsrc igshid igsh mc_cid mc_eid _ga _gl _hsenc _hsmi"
    " mkt_tok vero_id vero_conv oly_anon_id oly_enc_id s_cid ref_src ref_url spm srsltid li_fat_id rdt_cid epik"
)
# Parameters that say where a click came from on these hosts alone; elsewhere they may say what is shown.
HOST_TRACKING: Final = {
    "youtube.com": frozenset({"si", "feature", "pp", "ab_channel"}),
    "youtu.be": frozenset({"si", "feature"}),
    "open.spotify.com": frozenset({"si"}),
    "twitter.com": frozenset({"s", "t"}),
    "x.com": frozenset({"s", "t"}),
}
# Addresses that ada would leave as they are: most of those in a chat, read here in a fifth of the time (a test holds
# both ways together).
_SIMPLE: Final = re.compile(
    r"((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,63})\.?"
    r"((?:/[A-Za-z0-9!$&'()*+,;=:@_~-][A-Za-z0-9!$&'()*+,;=:@._~-]*)*/?)"
    r"(?:\?([A-Za-z0-9!$&()*+,;=:@/?._~-]*))?(?:#.*)?",
    re.DOTALL,
)
# Escapes of letters and digits, and of what means itself in a path (`/@name` is `/%40name`) or in a query.
_ESCAPED_IN_PATH: Final = re.compile(
    r"%(2[146-9A-Ea-e]|3[\dABDabd]|4[0-9A-Fa-f]|5[0-9ABDFabdf]|6[1-9A-Fa-f]|7[0-9AaEe])"
)
_ESCAPED_IN_QUERY: Final = re.compile(
    r"%(2[1489ACDEFacdef]|3[\dABFabf]|4[0-9A-Fa-f]|5[0-9ABDFabdf]|6[1-9A-Fa-f]|7[0-9AaEe])"
)
# The same as earlier versions had them, whose forms stand in databases.
_ONCE_ESCAPED_IN_PATH: Final = re.compile(
    r"%(2[146-9A-Ea-e]|3[\dABDabd]|4[0-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe])"
)
_ONCE_ESCAPED_IN_QUERY: Final = re.compile(r"%(2[DdEe]|3\d|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe])")
_SMALL_ESCAPE: Final = re.compile(r"%(?=[0-9A-F]?[a-f])[0-9A-Fa-f]{2}")
_EQUALS: Final = re.compile(r"%3[Dd]")
_NO_JOINERS: Final = {0x200C: None, 0x200D: None}
_MAPPED: Final = re.compile(r"\[(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})\]")
_DEFAULT_PORTS: Final = frozenset({"", "80", "443"})
_ATTRIBUTES: Final = ("hostname", "port", "pathname", "search")


@dataclass(frozen=True, slots=True)
class Address:
    """Where an address leads. `host` has no `www.` and no trailing dot; `path` and `parameters` are as ada escapes them."""

    host: str
    port: str
    path: str  # "" for the root, else from its first slash, without those at its end
    parameters: tuple[str, ...]
    older: "Address | None" = field(default=None, compare=False, repr=False)
    """The same as earlier versions read it, where that differs: patterns may be filed so."""

    @property
    def segments(self) -> tuple[str, ...]:
        """The parts of the path; servers take doubled slashes for one."""
        return tuple(filter(None, self.path.split("/")))

    @property
    def canonical(self) -> str:
        """`host[:port][/path][?parameters]`, the parameters sorted."""
        port = f":{self.port}" if self.port else ""
        query = "?" + "&".join(self.parameters) if self.parameters else ""
        return f"{self.host}{port}{self.path}{query}"


def read_address(text: str) -> Address | None:
    """The address in `text`, which holds one and nothing else: without a scheme, `host[:port][/path][?query][#fragment]`.

    None where a browser would not open it, or where its host is neither an address nor a name with a dot.
    Source: https://url.spec.whatwg.org/, RFC 3986 section 6.2.2.2 (escaped letters mean the letters).
    """
    if len(text) > MAX_ADDRESS:
        text = text[:MAX_ADDRESS]
    simple = _SIMPLE.fullmatch(text)
    if simple and "xn--" not in simple[1].lower():
        host = bare_host(simple[1].lower())
        return (
            Address(host, "", simple[2].rstrip("/"), parameters_of(host, simple[3] or ""))
            if is_host_name(host)
            else None
        )
    return _by_ada(text)


@lru_cache(maxsize=256)
def _by_ada(text: str) -> Address | None:
    """The address in `text` as ada reads it. It is remembered: every reading of a text asks for the same few again."""
    if not text.isascii() and ("\u200c" in text or "\u200d" in text):
        text = text.translate(_NO_JOINERS)
    try:
        parts = ada_url.parse_url("https://" + text, attributes=_ATTRIBUTES)
    except ValueError:
        return None
    host = bare_host(_without_joiners(parts["hostname"]))
    mapped = _MAPPED.fullmatch(host)
    if mapped:  # ::ffff:a.b.c.d, and the like, is the IPv4 address a.b.c.d
        number = int(mapped[1], 16) << 16 | int(mapped[2], 16)
        host = ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))
    if not is_host_name(host):
        return None
    port = parts["port"]
    port = "" if port in _DEFAULT_PORTS else port
    written, query = parts["pathname"], parts["search"][1:]
    if "%" not in written and "%" not in query:
        return Address(host, port, _resolved(written), parameters_of(host, query))
    older = Address(
        host,
        port,
        _resolved(_unescape(written, _ONCE_ESCAPED_IN_PATH)),
        parameters_of(host, _unescape(query, _ONCE_ESCAPED_IN_QUERY)),
    )
    address = Address(
        host,
        port,
        _resolved(_in_capitals(_unescape(written, _ESCAPED_IN_PATH))),
        parameters_of(host, _plain_query(query)),
        older,
    )
    return older if address == older else address


def _without_joiners(host: str) -> str:
    """`host` without the joiners that some scripts need and that nobody sees: with them and without, it is one name."""
    if "xn--" not in host:
        return host
    letters = ada_url.idna_to_unicode(host)
    return host if letters.translate(_NO_JOINERS) == letters else _in_ascii(letters, host)


def _in_ascii(letters: str, otherwise: str) -> str:
    try:
        return ada_url.idna_to_ascii(letters.translate(_NO_JOINERS)).decode("ascii") or otherwise
    except ValueError:
        return otherwise


def bare_host(host: str) -> str:
    """`host` without the dots at its end and without `www.`, unless nothing but a public suffix would be left."""
    host = host.rstrip(".")
    while host.startswith("www.") and not is_icann_suffix(host[4:]):
        host = host[4:]
    return host


def _unescape(text: str, escaped: re.Pattern[str]) -> str:
    """`text` with its escapes of this form undone, at most three deep;
    `text` itself where it is escaped deeper than that.
    """
    if "%" not in text:
        return text
    plain = text
    for _ in range(3):
        once = escaped.sub(lambda found: chr(int(found[1], 16)), plain)
        if once == plain:
            return plain
        plain = once
    return plain if not escaped.search(plain) else text


def _plain_query(query: str) -> str:
    """`query` in its plainest form: an escape stays where the sign means something else, and a space is a plus."""
    plain = _in_capitals(_unescape(query, _ESCAPED_IN_QUERY)).replace("%20", "+")
    if "%3D" not in plain:
        return plain
    pairs = (parameter.partition("=") for parameter in plain.split("&"))
    return "&".join(f"{name}{equals}{_EQUALS.sub('=', value)}" for name, equals, value in pairs)


def _in_capitals(text: str) -> str:
    """`text` with its escapes in capitals: `%c3` is `%C3`."""
    return _SMALL_ESCAPE.sub(lambda found: found[0].upper(), text) if "%" in text else text


def _resolved(path: str) -> str:
    """`path` without slashes at its end, and with those `.` and `..` resolved that escapes had hidden from ada."""
    if "/." in path:
        segments: list[str] = []
        for segment in path.split("/")[1:]:
            if segment == "..":
                del segments[-1:]
            elif segment != ".":
                segments.append(segment)
        path = "/" + "/".join(segments)
    return path.rstrip("/")


def parameters_of(host: str, query: str) -> tuple[str, ...]:
    """The parameters of `query` that say what is shown on `host`, each once, sorted."""
    if not query:
        return ()
    dropped = HOST_TRACKING.get(host, frozenset())
    kept = []
    for parameter in query.split("&"):
        name = parameter.partition("=")[0].lower()
        if parameter and name not in TRACKING and name not in dropped and not name.startswith("utm_"):
            kept.append(parameter)
    return tuple(sorted(set(kept)))


def host_keys(host: str) -> tuple[str, ...]:
    """The keys of every pattern that could cover all of `host`:
    the host itself and those above it, `=host`, its families.
    """
    if is_ip(host):
        return (host, "=" + host)
    keys = [host]
    rest = host
    while rest.count(".") > 1:
        rest = rest.partition(".")[2]
        keys.append(rest)
    keys.append("=" + host)
    keys.extend(f"{name}.*" for name in family_names(host))
    return tuple(keys)


def path_key(host: str, segments: tuple[str, ...]) -> str:
    """The key of a pattern for the path `segments` of `host`."""
    return f"{host}/{'/'.join(segments[:KEY_SEGMENTS])[:KEY_PATH]}"


def query_key(host: str, segments: tuple[str, ...], parameter: str) -> str:
    """The key of a pattern for a page with `parameter`."""
    return f"{host}/{'/'.join(segments)[:KEY_PATH]}?{parameter[:KEY_PARAMETER]}"


def folder_of(key: str) -> str:
    """The host of a page's key with the first segment of its path and a slash: `host/first/`, or `host//` of a front page."""
    host, _, path = key.partition("/")
    return f"{host}/{path.partition('?')[0].partition('/')[0]}/"


def page_keys(address: Address) -> list[str]:
    """The keys of every pattern that could cover the page of `address` without covering all of its host."""
    host, segments = address.host, address.segments
    keys = []
    start = len(host) + 1
    key = host
    for segment in segments[:KEY_SEGMENTS]:
        key = f"{key}/{segment}"
        keys.append(key[: start + KEY_PATH])
    if address.parameters:
        keys.extend(query_key(host, segments, parameter) for parameter in address.parameters)
    return keys


def address_keys(address: Address) -> tuple[str, ...]:
    """Every key under which a pattern that covers `address` may be filed."""
    return (*host_keys(address.host), *page_keys(address))
