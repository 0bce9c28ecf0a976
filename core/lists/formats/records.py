"""The words that every format shares: the formats themselves, a record of a file, and the refusal of a whole file."""

from datetime import UTC, datetime
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
ENDS_NAMES: Final = ("ends", "ends_at")


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
    not be blocked. `fault`: the message key of why nothing of it is read. `ends`: from when on the entry acts no more, as it
    stands in the file.
    """

    number: int
    text: str
    category: str = ""
    note: str = ""
    site: str = ""
    is_exception: bool = False
    fault: str = ""
    ends: str = ""

    @property
    def has_words(self) -> bool:
        """Whether the file says more of the place than that it is listed."""
        return bool(self.category or self.note or self.site or self.ends)


def moment_of(text: str) -> datetime | None:
    """A moment as files have it: a day (its beginning), or a time; without a zone it is UTC. None: nothing is said.

    Raises ValueError for what is neither.
    """
    written = text.strip()
    if not written:
        return None
    moment = datetime.fromisoformat(written)
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(written) from error


def moment_text(moment: datetime | None) -> str:
    """A moment as files have it; what `moment_of` reads."""
    return "" if moment is None else f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
