"""Addresses written as something else: base64, hexadecimal, and the ways of mail gateways."""

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import unquote

BASE64: Final = re.compile(r"(?:aHR0c|odHRw|h0dH(?=[AB]))[A-Za-z0-9+/_-]{6,2000}")
"""Base64 of what holds `http`, in either alphabet, from there on: how that is written depends on what stands before it."""
BASE64_HINTS: Final = ("ahr0c", "odhrw", "h0dh")
"""The same, in lower case."""
_BEGUN: Final = {
    "aHR0": ("", 0),
    "odHR": ("h", 1),
    "h0dH": ("ht", 2),
}  # what was begun before the first whole group
_ENDS: Final = re.compile(r"[\s\"'<>|\\\x00-\x1f\x7f]")  # of an address in JSON or after other text

HEXADECIMAL: Final = re.compile(r"(?<![0-9a-f])(68747470(?:73)?3a2f2f(?:[0-9a-f]{2}){4,1000})", re.IGNORECASE)
"""Hexadecimal of `http://` or `https://` and more: image proxies write so."""

_TOKEN: Final = re.compile(r"\*(?:\*(.))?")
_RUNS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


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
    return _ENDS.split(plain, maxsplit=1)[0]


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
