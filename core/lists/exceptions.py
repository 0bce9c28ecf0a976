"""What a list says that it does not mean to block, held against the entries of the same list.

An exception covers what lies below it, where its format means it so (`@@||one.example^`, an array `exceptions`): entries
there become none. Of name servers and zones the closer name counts, so that theirs covers the very place alone. What an
exception leaves of a wider entry cannot be said by a pattern: the wider entry stays, and whoever brings the list in is told.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from core.links import canonical
from core.links.hosts import family_names, is_ip
from core.lists.patterns import Pattern, patterns_in
from core.lists.refusals import ExceptionLine

MOST_EXCEPTIONS: Final = 250_000
"""Places of one list: they are held in memory."""

_FAMILY: Final = re.compile(r"[\w-]+\.\*")


class Excepted(NamedTuple):
    """What one line excepts: `places`, as the texts of patterns. The rest as in `ExceptionLine`."""

    places: tuple[str, ...]
    below: bool = False
    of_exceptions: bool = False
    is_important: bool = False


def excepted_by(line: ExceptionLine) -> Excepted:
    """What a line excepts."""
    return Excepted(_places(line.names), line.below, line.of_exceptions, line.is_important)


def excepted_names(names: Sequence[str]) -> Excepted:
    """What stands where a file lists places that must not be blocked."""
    return Excepted(_places(names), below=True)


def _places(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(place for name in names for place in _place(name))


def _place(name: str) -> Iterator[str]:
    """The place as the text of a pattern, also where no entry of it may stand on a list (`google.com`)."""
    for _, found in patterns_in(name):
        if isinstance(found, Pattern):
            yield found.text.removeprefix("=")
        elif _FAMILY.fullmatch(name):
            yield name.lower()
        elif (link := canonical(name.removeprefix("=").removeprefix("*."))) is not None:
            yield link.canonical.rstrip("/")


class Exceptions:
    """All that a list excepts. Read the whole list first, then ask for each entry."""

    def __init__(self) -> None:
        self._below: dict[str, bool] = {}  # place: whether it outweighs what the list calls important
        self._alone: dict[str, bool] = {}
        self._cancelled: set[str] = set()
        self._has_families = False

    def add(self, excepted: Excepted) -> None:
        """Take in what one line excepts."""
        if excepted.of_exceptions:
            self._cancelled.update(excepted.places)
            return
        held = self._below if excepted.below else self._alone
        for place in excepted.places:
            held[place] = held.get(place, False) or excepted.is_important
            self._has_families = self._has_families or place.endswith(".*")

    def __len__(self) -> int:
        return len(self._below) + len(self._alone) + len(self._cancelled)

    def hold(self, text: str, *, is_important: bool = False) -> bool:
        """Whether the entry with this text is excepted. `is_important`: its list says that few exceptions hold against it."""
        place = text.removeprefix("=")
        if self._is_held(self._alone, place, is_important=is_important):
            return True
        return bool(self._below) and any(
            self._is_held(self._below, above, is_important=is_important) for above in self._above(place)
        )

    def _is_held(self, held: dict[str, bool], place: str, *, is_important: bool) -> bool:
        outweighs = held.get(place)
        return outweighs is not None and place not in self._cancelled and (outweighs or not is_important)

    def _above(self, place: str) -> Iterator[str]:
        """The place itself, and all in which it lies."""
        yield place
        page, query, _ = place.partition("?")
        if query:
            yield page
        while "/" in page:
            page = page.rpartition("/")[0]
            yield page
        host = page
        if is_ip(host):
            return
        if self._has_families:
            yield from (f"{name}.*" for name in family_names(host))
        while "." in host:
            host = host.partition(".")[2]
            yield host
