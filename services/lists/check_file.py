"""`python bot.py check`: texts in, one JSON line each out, by the functions that the listener calls."""

import json
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from core.base.categories import Category
from core.links import Link, find_links
from core.lists.covering import ListEntry
from core.lists.exceptions import Exceptions, excepted_by
from core.lists.lines import is_passed_over
from core.lists.lines.blockers import is_important
from core.lists.patterns import Pattern, patterns_in
from core.lists.refusals import ExceptionLine, PatternError
from core.servers.policy import Tier
from services.base.text_lines import read_texts
from services.lists.live_index import LiveIndex
from services.lists.lookup import ListLookup, covering_entries
from services.lists.sources import Candidates, FollowedAllow, Inquiry


class Checker(Protocol):
    """The lists by which a file is checked."""

    def might_hold(self, key: str) -> bool:
        """Whether a pattern may be filed under the key; quick."""
        ...

    async def covering(self, links: Sequence[Link]) -> list[tuple[Link, ListEntry]]:
        """Give each link with every entry that covers it; Discord is not asked where invites lead."""
        ...

    def shown(self, pattern: Pattern) -> str:
        """Name the pattern for the answer."""
        ...


@dataclass(frozen=True, slots=True)
class BadRule:
    """What was refused in a line of a rules file."""

    line: int
    error: PatternError


class Rules:
    """Fills Checker and services.lists.sources.ListSource with patterns from a file in any list format.

    `bad`: what was not taken, in the file's order. `passed_over`: how many lines are comments and headers. What the file
    itself excepts is none of its entries.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._by_key: dict[str, list[ListEntry]] = {}
        self._typed: dict[Pattern, str] = {}
        self.bad: list[BadRule] = []
        self.passed_over = 0
        exceptions, important = Exceptions(), set[Pattern]()
        for number, line in enumerate(lines, start=1):
            bare = line.strip()
            for name, found in patterns_in(line):
                if isinstance(found, Pattern):
                    self._take(
                        found, bare if name == f"[{bare}]" else name
                    )  # an IPv6 address as it was written
                    if is_important(bare):
                        important.add(found)
                elif is_passed_over(found):
                    self.passed_over += 1
                else:
                    self.bad.append(BadRule(number, found))
                    if isinstance(found, ExceptionLine):
                        exceptions.add(excepted_by(found))
        if exceptions:
            for pattern in list(self._typed):
                if exceptions.hold(pattern.text, is_important=pattern in important):
                    self._drop(pattern)

    def _take(self, pattern: Pattern, name: str) -> None:
        if pattern in self._typed:
            return
        self._typed[pattern] = name
        entry = ListEntry(pattern, Tier.OWN, Category.OTHER)
        self._by_key.setdefault(pattern.key, []).append(entry)

    def _drop(self, pattern: Pattern) -> None:
        del self._typed[pattern]
        left = [entry for entry in self._by_key.pop(pattern.key) if entry.pattern != pattern]
        if left:
            self._by_key[pattern.key] = left

    async def keys(self) -> AsyncIterator[Sequence[str]]:
        """Give every key of the file."""
        yield list(self._by_key)

    async def entries(self, inquiry: Inquiry) -> Sequence[ListEntry]:
        """Give the file's entries under these keys."""
        return [entry for key in inquiry.keys for entry in self._by_key.get(key, ())]

    async def allows(self, inquiry: Inquiry) -> Sequence[FollowedAllow]:  # noqa: ARG002 - as the protocol has it
        """Give nothing: a file of rules has no exceptions."""
        return ()

    def might_hold(self, key: str) -> bool:
        """Whether a pattern of the file is filed under the key; this is exact."""
        return key in self._by_key

    async def covering(self, links: Sequence[Link]) -> list[tuple[Link, ListEntry]]:
        """Give each link with every rule that covers it; an invite is covered by its code alone."""
        keys = sorted({key for link in links for key in link.keys})
        inquiry = Inquiry(None, keys, Candidates(trusted=False))
        return await covering_entries([self], inquiry, links)

    def shown(self, pattern: Pattern) -> str:
        """Name the pattern as the file has it, so that whoever made it finds it again."""
        return self._typed[pattern]


class EveryList:
    """Fills Checker with every entry that acts in any server."""

    def __init__(self, *, lookup: ListLookup, index: LiveIndex) -> None:
        self._lookup = lookup
        self.might_hold = index.index.might_hold

    async def covering(self, links: Sequence[Link]) -> list[tuple[Link, ListEntry]]:
        return await self._lookup.anywhere(links)

    def shown(self, pattern: Pattern) -> str:
        return pattern.text


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer for one line: the JSON to print; `fault`: the line was no text."""

    json: str
    found: bool
    fault: bool = False


async def check_lines(lines: Iterable[bytes], checker: Checker, *, jsonl: bool) -> AsyncIterator[Checked]:
    """Answer each line, in the order read. A line's `id` is its number, or with `jsonl` the object's own."""
    for identity, text in read_texts(lines, jsonl=jsonl):
        if text is None:
            yield Checked(json.dumps({"id": identity, "matches": []}), found=False, fault=True)
            continue
        matches = await _matches(text, checker)
        yield Checked(json.dumps({"id": identity, "matches": matches}), found=bool(matches))


async def _matches(text: str, checker: Checker) -> list[dict[str, Any]]:
    links = find_links(text, checker.might_hold)
    if not links:
        return []
    place = {id(link): number for number, link in enumerate(links)}
    covering = sorted(
        await checker.covering(links), key=lambda found: (place[id(found[0])], *_order(found[1]))
    )
    # One pattern may stand on the lists of many servers.
    once = dict.fromkeys(
        (checker.shown(entry.pattern), link.canonical, link.how, link.sure) for link, entry in covering
    )
    return [
        {"pattern": pattern, "link": link, "how": list(how), "sure": sure}
        for pattern, link, how, sure in once
    ]


def _order(entry: ListEntry) -> tuple[bool, str]:
    """Sort entries of own lists first, then by key."""
    return entry.tier is not Tier.OWN, entry.pattern.key
