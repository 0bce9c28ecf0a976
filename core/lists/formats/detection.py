"""Which format a list is in, told from its first bytes, and how sure that is."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from core.lists.formats.csv_rows import columns_in, delimiter_of
from core.lists.formats.records import FileRefused, Format
from core.lists.formats.text import encoding_of

HEAD: Final = 65_536
"""Bytes that tell a format."""

_PACKED: Final = (
    b"\x1f\x8b",
    b"PK\x03\x04",
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
    b"\x28\xb5\x2f\xfd",
    b"Rar!",
)
_SAMPLE: Final = 1000  # lines
_SURE: Final = 0.9
_PAGE: Final = re.compile(r"\s*(?:<!doctype\s+html|<html|<head|<\?xml|<body|<rss)", re.IGNORECASE)
_JSON: Final = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*(?:[\"{\[\]]|\Z))")
# Line by line, and the more telling ones first.
_SHAPES: Final = (
    (Format.UNBOUND, re.compile(r"(?:server|local-zone|local-data)\s*:", re.IGNORECASE)),
    (Format.DNSMASQ, re.compile(r"(?:address|server|local)\s*=\s*/", re.IGNORECASE)),
    (
        Format.HOSTS,
        re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){3}|0|[0-9a-f]*::?[0-9a-f:]*(?:%\w+)?)\s+[^\s/]", re.IGNORECASE),
    ),
    (
        Format.RPZ,
        re.compile(
            r"\$(?:TTL|ORIGIN)\b|\S+\s+(?:\d+[smhdw]?\s+)?(?:IN\s+)?(?:\d+[smhdw]?\s+)?(?:CNAME|SOA|NS)\s+\S",
            re.IGNORECASE,
        ),
    ),
    (
        Format.ADBLOCK,
        re.compile(
            r"\|\|?\S|@@\S|\[adblock|\[adguard|\[ublock|\S*#@?[?$%]*#\S|\S+\^(?:\$\S+)?\Z", re.IGNORECASE
        ),
    ),
    (Format.PLAIN, re.compile(r"[^\s/]*[^\s/.]\.[^\s/.]\S*(?:[\s,]+\S+)*\Z")),
)


@dataclass(frozen=True, slots=True)
class Detected:
    """The format of a file. `is_sure`: nearly all of what was looked at is of this shape."""

    form: Format
    is_sure: bool


def detected(head: bytes) -> Detected:
    """Tell the format from the first bytes of a file (HEAD of them). Raises FileRefused for what is no list."""
    if head.startswith(_PACKED):
        raise FileRefused("import-is-packed")
    encoding, mark = encoding_of(head)
    text = head[mark:].decode(encoding, "replace")
    if not text.strip("\0 \t\r\n\ufeff"):
        raise FileRefused("import-is-empty")
    if text.count("\0") > len(text) // 100 or text[:4096].count("\ufffd") > len(text[:4096]) // 5:
        raise FileRefused("import-is-binary")
    if _PAGE.match(text):
        raise FileRefused("import-is-page")
    if _JSON.match(text):
        return Detected(Format.JSON, is_sure=True)
    lines = [bare for line in text.splitlines()[:_SAMPLE] if (bare := line.strip())]
    if _has_columns(lines):
        return Detected(Format.CSV, is_sure=True)
    return _by_votes(lines)


def _has_columns(lines: list[str]) -> bool:
    """Whether a line before the first row names columns of a table."""
    for line in lines:
        if columns_in(line.lstrip("#; "), delimiter_of(line)) is not None:
            return True
        if not line.startswith(("#", ";")):
            return False
    return False


def _by_votes(lines: list[str]) -> Detected:
    votes: Counter[Format] = Counter()
    for line in lines:
        if line.startswith("#") and not line.startswith("##"):
            continue
        if line.startswith(("!", ";")):  # a comment that some formats alone have: a hint, and no more
            continue
        votes[_shape_of(line)] += 1
    if not votes:
        hint = Format.ADBLOCK if any(line.startswith("!") for line in lines) else Format.PLAIN
        return Detected(hint, is_sure=False)
    form, count = votes.most_common(1)[0]
    return Detected(form, is_sure=count >= _SURE * votes.total())


def _shape_of(line: str) -> Format:
    return next((form for form, shape in _SHAPES if shape.match(line)), Format.PLAIN)
