"""Entries as a list in one of the formats.

Each entry is read back from what was written, and left out where it would not come back as it is: a page in a hosts file,
a name under every ending in a zone. How many were left out is counted for whoever asked.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from core.base.categories import Category
from core.base.well_formed import readable
from core.links.hosts import is_ip
from core.lists.formats.csv_rows import row
from core.lists.formats.records import Format, moment_text
from core.lists.patterns import Pattern, PatternKind, patterns_in

_COMMENT: Final = {
    Format.PLAIN: "# ",
    Format.HOSTS: "# ",
    Format.ADBLOCK: "! ",
    Format.RPZ: "; ",
    Format.DNSMASQ: "# ",
    Format.UNBOUND: "# ",
}
_HEAD: Final = {
    Format.CSV: row(["pattern", "category", "note", "site", "ends"]),
    Format.JSON: '{"rowan": 1, "entries": [\n',
    Format.ADBLOCK: "[Adblock Plus 2.0]\n",
    Format.RPZ: "$TTL 60\n@ IN SOA localhost. root.localhost. 1 3600 600 86400 60\n@ IN NS localhost.\n",
    Format.UNBOUND: "server:\n",
}
_SUFFIX: Final = {
    Format.CSV: "csv",
    Format.JSON: "json",
    Format.RPZ: "zone",
    Format.UNBOUND: "conf",
    Format.DNSMASQ: "conf",
}
_OF_RESOLVERS: Final = {
    Format.HOSTS: "0.0.0.0 {}\n",
    Format.RPZ: "{0} CNAME .\n*.{0} CNAME .\n",
    Format.DNSMASQ: "address=/{}/\n",
    Format.UNBOUND: '    local-zone: "{}" always_nxdomain\n',
}


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry to write. `site`: the name of the site that it belongs to; `ends_at`: from then on it acts no more."""

    pattern: Pattern
    category: Category
    note: str
    site: str = ""
    ends_at: datetime | None = None


class Writer:
    """Writes one list. `written`, `left_out`: how many entries are in it, and how many the format has no words for.

    `endless`: how many are in it without their end, since the format has no place for it: whoever reads them back has them
    for ever.
    """

    def __init__(self, form: Format) -> None:
        self._format = form
        self.written = 0
        self.left_out = 0
        self.endless = 0

    @property
    def suffix(self) -> str:
        """The ending of a file's name."""
        return _SUFFIX.get(self._format, "txt")

    @property
    def keeps_words(self) -> bool:
        """Whether the format has a place for an entry's category, note, site and end."""
        return self._format in (Format.CSV, Format.JSON)

    def pieces(self, entries: Iterable[Listed], title: str = "") -> Iterator[str]:
        """The whole list, in pieces. `title`: a line for people, where the format has comments."""
        yield self.head(title)
        for entry in entries:
            yield self.entry(entry)
        yield self.tail()

    def head(self, title: str = "") -> str:
        """What comes before the entries."""
        head, mark = _HEAD.get(self._format, ""), _COMMENT.get(self._format)
        line = f"{mark}{' '.join(title.split())}\n" if mark and title else ""
        return f"{head}{line}" if self._format is Format.ADBLOCK else f"{line}{head}"

    def entry(self, listed: Listed) -> str:
        """One entry; "" where the format cannot say it."""
        text = self._text(listed)
        if not text:
            self.left_out += 1
            return ""
        separator = ",\n" if self._format is Format.JSON and self.written else ""
        self.written += 1
        self.endless += listed.ends_at is not None and not self.keeps_words
        return separator + text

    def tail(self) -> str:
        """What comes after the entries."""
        return "\n]}\n" if self._format is Format.JSON else ""

    def _text(self, listed: Listed) -> str:
        pattern = listed.pattern
        match self._format:
            case Format.CSV:
                written, read = row([pattern.text, *_words(listed).values()]), [pattern.text]
            case Format.JSON:
                words = {name: word for name, word in _words(listed).items() if word}
                written, read = json.dumps({"pattern": pattern.text} | words), [pattern.text]
            case Format.PLAIN:
                written, read = pattern.text + "\n", [pattern.text]
            case Format.ADBLOCK:
                if pattern.kind is PatternKind.EXACT_HOST:  # a blocker always takes in what lies below a host
                    return ""
                written = f"||{pattern.text}^\n"
                read = [written]
            case _:
                written = self._for_resolvers(pattern)
                read = written.splitlines()
        return written if read and all(_is_read_back(line, pattern) for line in read) else ""

    def _for_resolvers(self, pattern: Pattern) -> str:
        """A resolver knows the names of hosts alone, a zone of policies addresses in numbers, too."""
        if pattern.kind is not PatternKind.HOST:  # `=host` would come back with its subdomains
            return ""
        if not is_ip(pattern.text):
            return _OF_RESOLVERS[self._format].format(pattern.text)
        if self._format is not Format.RPZ or pattern.text.startswith("["):
            return ""
        return f"32.{'.'.join(reversed(pattern.text.split('.')))}.rpz-ip CNAME .\n"


def _words(listed: Listed) -> dict[str, str]:
    """What is said of the entry, by the names of the columns."""
    return {
        "category": str(listed.category),
        "note": readable(listed.note),
        "site": listed.site,
        "ends": moment_text(listed.ends_at),
    }


def _is_read_back(line: str, pattern: Pattern) -> bool:
    return [found for _, found in patterns_in(line)] == [pattern]
