"""Zone files with response policies (RPZ): what a line alone does not tell.

A name in such a file stands below the zone's own, which is left out where it is written in full. Source:
draft-vixie-dnsop-dns-rpz; RFC 1035, section 5.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from core.lists.formats.records import Record
from core.lists.formats.text import Line

_ORIGIN: Final = re.compile(r"\$ORIGIN\s+(\S+)", re.IGNORECASE)
_START: Final = re.compile(r"(\S+)\s+(?:\d+[smhdw]?\s+)?(?:IN\s+)?(?:\d+[smhdw]?\s+)?SOA\s", re.IGNORECASE)
_HEAD: Final = "$TTL"  # read as a line that is there for name servers


def zone_records(lines: Iterable[Line]) -> Iterator[Record]:
    """Every line as a record, its name without the zone's."""
    origin, is_open = "", False
    for number, text, fault in lines:
        bare = text.partition(";")[0].strip()
        if is_open:  # numbers of the zone, over several lines
            is_open = ")" not in bare
            yield Record(number, _HEAD)
            continue
        named = _ORIGIN.match(bare) or _START.match(bare)
        if named:
            origin = _zone(named[1]) or origin
            is_open = "(" in bare and ")" not in bare
            yield Record(number, _HEAD)
            continue
        yield Record(number, _below(bare, origin) if bare else text, fault=fault)


def _zone(name: str) -> str:
    """The zone's name with a dot before it; "" for the root, and for a name that is written as a piece."""
    return "." + name.lower() if name.endswith(".") and name != "." else ""


def _below(text: str, origin: str) -> str:
    name, *rest = text.split(None, 1)
    if origin and name.lower().endswith(origin):
        name = name[: -len(origin)]
    return " ".join([name, *rest])
