"""Addresses written as something else: base64, hexadecimal, and the ways of mail gateways."""

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import unquote

from core.links.hosts import is_tld

BASE64: Final = re.compile(r"(?:aHR0c|odHRw|h0dH(?=[AB]))[A-Za-z0-9+/_-]{6,2000}")
"""Base64 of what holds `http`, in either alphabet, from there on: how that is written depends on what stands before it."""
BASE64_HINTS: Final = ("ahr0c", "odhrw", "h0dh")
"""The same, in lower case."""
_BEGUN: Final = {
    "aHR0": ("", 0),
    "odHR": ("h", 1),
    "h0dH": ("ht", 2),
}  # what was begun before the first whole group
# How groups of four letters begin where what they say is text: by this, hardly a word looks like base64.
_GROUP: Final = "[IL-Za-e][C-HS-Xi-nyz0-3][ABEFIJMNQRUVYZcdghkloptswx014589]"
WHOLE_BASE64: Final = re.compile(
    rf"(?<![\w+/=.%?&#-])(?:{_GROUP}[A-Za-z0-9+/_-]){{3,100}}(?:{_GROUP}=?|[IL-Za-e][AQgw](?:==)?)?(?![\w+/=.%-])"
)
"""A word that may be base64 of an address without its scheme: the whole of it is decoded."""
_MAY_BE_BASE64: Final = re.compile(
    r"(?<![\w+/=.%?&#-])(?=[a-z+/_-]{0,400}[0-9=])(?:[a-eil-z][c-ns-z0-3][a-z014589][a-z0-9+/_-]){3}"
)
"""The beginning of such a word in lower case."""
DATA: Final = re.compile(r"(?i:data:[\w/+.;=-]{0,80};base64,)([A-Za-z0-9+/_-]{8,4000})={0,2}")
"""A page that stands whole in an address."""
_ADDRESS: Final = re.compile(r"https?:[/\\]", re.IGNORECASE)
_NAMED: Final = re.compile(r"(?<=[A-Za-z0-9-])\.([A-Za-z]{2,18})(?![A-Za-z0-9-])")
_ENDS: Final = re.compile(r"[\s\"'<>|\\\x00-\x1f\x7f]")  # of an address in JSON or after other text

HEXADECIMAL: Final = re.compile(r"(?<![0-9a-f])(68747470(?:73)?3a2f2f(?:[0-9a-f]{2}){4,1000})", re.IGNORECASE)
"""Hexadecimal of `http://` or `https://` and more: image proxies write so."""

_TOKEN: Final = re.compile(r"\*(?:\*(.))?")
_RUNS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def may_be_base64(lower: str) -> bool:
    """Whether a word of a lower-cased text may be base64 of a name; quick.

    It is looked for where an equals sign ends it, where it stands alone, and where "base64" is said: not in every message with a
    long word.
    """
    return ("=" in lower or " " not in lower or "base64" in lower) and _MAY_BE_BASE64.search(
        lower
    ) is not None


def may_hold_codes(text: str) -> bool:
    """Whether `codes_in` may find something; quick."""
    return ("0" in text and ("HR0c" in text or "h0dH" in text or "68747470" in text)) or "odHRw" in text


def codes_in(text: str) -> Iterator[tuple[str, str]]:
    """Decode every code in `text` whose content holds `http`; yields each content from there on, and the name of its code."""
    if may_hold_codes(text):
        for match in BASE64.finditer(text):
            yield address_in_base64(match[0]), "base64"
    if "68747470" in text:
        for match in HEXADECIMAL.finditer(text):
            yield bytes.fromhex(match[1]).decode("utf-8", "ignore"), "hexadecimal"


def address_in_base64(code: str) -> str:
    """The address that begins where a match of BASE64 does, as far as it goes."""
    begun, at = _BEGUN[code[:4]]
    plain = (begun + from_base64(code[at:])).replace("\\/", "/")  # as JSON may write it
    address = _ADDRESS.search(plain)  # "http" is also in `http-equiv`
    plain = plain[address.start() :] if address else plain
    return _ENDS.split(plain, maxsplit=1)[0]


def name_in_base64(code: str) -> str:
    """What `code` says, where that is printable text with the name of a host in it; "" otherwise."""
    plain = from_base64(code)
    if not (plain.isascii() and plain.isprintable()):
        return ""
    return plain if any(is_tld(named[1].lower()) for named in _NAMED.finditer(plain)) else ""


def page_in_base64(code: str) -> str:
    """The page that `code` says, on one line."""
    return " ".join(from_base64(code).split())


def from_base64(code: str) -> str:
    """Decode `code`, in either alphabet, padded or not; bytes that are no text are left out."""
    code = code.rstrip("=").replace("+", "-").replace("/", "_")
    if len(code) % 4 == 1:  # one letter alone means nothing
        code = code[:-1]
    return urlsafe_b64decode(code + "=" * (-len(code) % 4)).decode("utf-8", "ignore")


def from_proofpoint(code: str) -> str:
    """The address in the parameter `u` of Proofpoint's second version: `https-3A__example.net_x`."""
    return unquote(code.replace("-", "%").replace("_", "/"))


def from_urldefense(code: str, hidden: str) -> str:
    """The address in a path of Proofpoint's third version: each `*` is the next of the `hidden` characters, `**C` four of them.

    Source: Proofpoint's URL decoder (help.proofpoint.com, "URL Decoder API", the Python script).
    """
    if "*" not in code:
        return code
    letters = iter(from_base64(re.sub(r"[^A-Za-z0-9+/_-]", "", hidden)))

    def shown(match: re.Match[str]) -> str:
        count = _RUNS.find(match[1]) + 2 if match[1] else 1
        return "".join(islice(letters, count))

    return _TOKEN.sub(shown, code)
