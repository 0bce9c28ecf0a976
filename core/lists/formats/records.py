"""The words that every format shares: the formats themselves, a record of a file, and the refusal of a whole file."""

from enum import StrEnum
from typing import Final, NamedTuple

LONGEST: Final = 65_536
"""Bytes of one line or characters of one element: what is longer is refused, however long it goes on."""

NOTE_LENGTH: Final = 500
"""Characters of an entry's note."""

PATTERN_NAMES: Final = ("pattern", "domain", "host", "hostname", "fqdn", "url", "address", "site_url")
CATEGORY_NAMES: Final = ("category",)
NOTE_NAMES: Final = ("note", "comment", "description")
SITE_NAMES: Final = ("site",)


class Format(StrEnum):
    """What a list may be written in."""

    PLAIN = "plain"
    HOSTS = "hosts"
    CSV = "csv"
    JSON = "json"
    ADBLOCK = "adblock"
    RPZ = "rpz"
    DNSMASQ = "dnsmasq"
    UNBOUND = "unbound"


class FileRefused(ValueError):
    """The file as a whole is no list that can be read. `reason` is a message key, `line` where it showed (0: nowhere)."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


class Record(NamedTuple):
    """One record of a file, before anybody asks what it means.

    `text`: a line, or the place that a row or an element names. `is_exception`: it stands where the file lists what must
    not be blocked. `fault`: the message key of why nothing of it is read.
    """

    number: int
    text: str
    category: str = ""
    note: str = ""
    site: str = ""
    is_exception: bool = False
    fault: str = ""
