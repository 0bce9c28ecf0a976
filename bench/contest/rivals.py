"""The contenders of the link benchmark: Rowan's engine, and how other bots find listed links, re-created in their
shape.

Each is built from keys that are plain hosts, and says of a text whether something listed stands in it.
"""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from typing import ClassVar, Protocol
from urllib.parse import unquote, urlsplit

from publicsuffixlist import PublicSuffixList

from core.links import find_suspects, glance
from core.lists.index import Index

PART = 20_000  # keys that the store hands to the index at a time


class Contender(Protocol):
    """One way to find listed links. `most`: the largest list on which a message takes less than a second."""

    name: ClassVar[str]
    most: ClassVar[int]

    def __init__(self, keys: Iterable[str]) -> None: ...

    def check(self, text: str) -> bool:
        """Whether something listed stands in the text."""
        ...

    def add(self, keys: list[str]) -> None:
        """Add keys to the list."""
        ...


class Rowan(Contender):
    """The engine, with the index filled as services/lists/live_index.py fills it."""

    name = "Rowan"
    most = sys.maxsize

    def __init__(self, keys: Iterable[str]) -> None:
        self.index = Index()
        for part in parts(keys, PART):
            self.index.add(part)

    def check(self, text: str) -> bool:
        return bool(find_suspects((text,), self.index.might_hold)[0])  # as the bot looks at once

    def add(self, keys: list[str]) -> None:
        self.index.add(keys)


class RowanInPython(Rowan):
    """The engine without its compiled part, as it runs where there is no compiler."""

    name = "Rowan, Python alone"

    def check(self, text: str) -> bool:
        parts_of_it = glance.surely_nothing, glance.holds_nothing, glance.holds_plainly
        glance.surely_nothing = glance.holds_nothing = glance.holds_plainly = _never
        try:
            return super().check(text)
        finally:
            glance.surely_nothing, glance.holds_nothing, glance.holds_plainly = parts_of_it


def _never(_text: str, _might_hold: Callable[[str], bool]) -> bool:
    return False


def parts(keys: Iterable[str], size: int) -> Iterator[list[str]]:
    """Cut `keys` into lists of `size`."""
    waiting = iter(keys)
    while part := list(islice(waiting, size)):
        yield part


@cache
def _unseen() -> re.Pattern[str]:
    """The characters that show nothing by themselves."""
    return re.compile(
        "["
        + "".join(
            re.escape(char)
            for char in map(chr, range(sys.maxunicode))
            if unicodedata.category(char) in {"Mn", "Me", "Cf", "Cc"} and not char.isspace()
        )
        + "]"
    )


class EachFilter(Contender):
    """Every filter in turn, its domain parsed each time, against the URLs of the cleaned text.

    The shape of python-discord/bot (exts/filtering/_filters/domain.py); publicsuffixlist stands in for tldextract.
    """

    name = "each filter in turn, suffix parse each"
    most = 100_000

    _URL = re.compile(r"https?://(\S+)(?=\)|\b)", re.IGNORECASE)

    def __init__(self, keys: Iterable[str]) -> None:
        self._unseen = _unseen()
        self._filters = list(keys)
        self._suffixes = PublicSuffixList()

    def check(self, text: str) -> bool:
        text = self._unseen.sub("", text)
        urls = {unquote(match[1]).lower().rstrip("/") for match in self._URL.finditer(text)}
        found = False
        for content in self._filters:  # All filters are asked, as each may have an action of its own.
            domain = self._suffixes.privatesuffix(content)
            for url in urls:
                host = re.split("[/?#]", url, maxsplit=1)[0].rpartition("@")[2].partition(":")[0]
                if content in url and self._suffixes.privatesuffix(host.strip(".")) == domain:
                    found = True
        return found

    def add(self, keys: list[str]) -> None:
        self._filters += keys


_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")


class RegexInList(Contender):
    """A host regex, then `in` a list that came from an API: the anti-phishing cogs for Red (BeeHive-Cogs and its kin)."""

    name = "regex, then `in list`"
    most = sys.maxsize

    def __init__(self, keys: Iterable[str]) -> None:
        self._hosts = list(keys)

    def check(self, text: str) -> bool:
        return any(host in self._hosts for host in _HOST.findall(text.lower()))

    def add(self, keys: list[str]) -> None:
        self._hosts += keys


class RegexInSet(Contender):
    """The same with a set of hosts, compared whole, as most bots do that ask a phishing API once and keep the answer."""

    name = "regex, then set of exact hosts"
    most = sys.maxsize

    def __init__(self, keys: Iterable[str]) -> None:
        self._hosts = set(keys)

    def check(self, text: str) -> bool:
        return any(host in self._hosts for host in _HOST.findall(text.lower()))

    def add(self, keys: list[str]) -> None:
        self._hosts.update(keys)


class AnySubstring(Contender):
    """Every domain in turn, looked for as a substring: osp54/Electron-bot, TheSonicMaster/modmail-plugins, small bots."""

    name = "include-domains loop"
    most = sys.maxsize

    def __init__(self, keys: Iterable[str]) -> None:
        self._domains = list(keys)

    def check(self, text: str) -> bool:
        text = text.lower()
        return any(domain in text for domain in self._domains)

    def add(self, keys: list[str]) -> None:
        self._domains += keys


class SuffixWalk(Contender):
    """URLs by their scheme, parsed with urllib, and the host's endings looked up in a set: the best of the usual ways."""

    name = "scheme regex, parse, suffix walk over a set"
    most = sys.maxsize

    _URL = re.compile(r"https?://[^\s<>]+")

    def __init__(self, keys: Iterable[str]) -> None:
        self._hosts = set(keys)

    def check(self, text: str) -> bool:
        return any(self._listed(url) for url in self._URL.findall(text.lower()))

    def _listed(self, url: str) -> bool:
        try:
            host = urlsplit(url).hostname or ""
        except ValueError:
            return False
        while host:
            if host in self._hosts:
                return True
            host = host.partition(".")[2]
        return False

    def add(self, keys: list[str]) -> None:
        self._hosts.update(keys)


CONTENDERS: tuple[type[Contender], ...] = (
    Rowan,
    RowanInPython,
    EachFilter,
    RegexInList,
    RegexInSet,
    AnySubstring,
    SuffixWalk,
)
BY_NAME = {contender.name: contender for contender in CONTENDERS}
