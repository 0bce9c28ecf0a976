"""`python bot.py check`: texts in, one JSON line each out, by the functions that the listener calls."""

import json
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from core.links import find_links
from core.links.link import invite_code
from core.lists.invites import Leads, same_server_keys
from core.lists.patterns import Pattern, PatternError, parse_pattern

_BYTE_ORDER_MARK = "\ufeff"  # what some editors put at the head of a file


class PatternSource(Protocol):
    """The patterns that a check is made with."""

    def might_hold(self, key: str) -> bool:
        """Whether a pattern may be filed under the key; quick."""
        ...

    async def patterns(self, keys: Sequence[str]) -> list[Pattern]:
        """The patterns filed under these keys."""
        ...

    async def leads(self, codes: Sequence[str]) -> Leads:
        """What is behind these invites, as far as that is known; Discord is not asked."""
        ...

    def shown(self, pattern: Pattern) -> str:
        """How the pattern is named in the answer."""
        ...


@dataclass(frozen=True, slots=True)
class BadRule:
    """A line of a rules file that is no pattern."""

    line: int
    error: PatternError


class Rules:
    """Patterns from a file, one a line; empty lines and lines that begin with `#` are passed over."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._by_key: dict[str, list[Pattern]] = {}
        self._typed: dict[Pattern, str] = {}
        self.bad: list[BadRule] = []
        for number, line in enumerate(lines, start=1):
            text = line.strip().removeprefix(_BYTE_ORDER_MARK)
            if not text or text.startswith("#"):
                continue
            try:
                pattern = parse_pattern(text)
            except PatternError as error:
                self.bad.append(BadRule(number, error))
            else:
                if self._typed.setdefault(pattern, text) is text:
                    self._by_key.setdefault(pattern.key, []).append(pattern)

    def might_hold(self, key: str) -> bool:
        """Exact, here."""
        return key in self._by_key

    async def patterns(self, keys: Sequence[str]) -> list[Pattern]:
        """The patterns filed under these keys."""
        return [pattern for key in keys for pattern in self._by_key.get(key, ())]

    async def leads(self, _codes: Sequence[str]) -> Leads:
        """A file knows codes alone."""
        return {}

    def shown(self, pattern: Pattern) -> str:
        """As the file has it, so that whoever made it finds it again."""
        return self._typed[pattern]


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one line: the JSON to print; `fault`: the line was no text."""

    json: str
    found: bool
    fault: bool = False


async def check_lines(
    lines: Iterable[bytes], source: PatternSource, *, jsonl: bool
) -> AsyncIterator[Checked]:
    """Each line's answer in the order read. A line's `id` is its number, or with `jsonl` the object's own."""
    for number, raw in enumerate(lines, start=1):
        line = raw.decode("utf-8", errors="replace").rstrip("\r\n").removeprefix(_BYTE_ORDER_MARK)
        identity, text = _read(line) if jsonl else (number, line)
        if text is None:
            yield Checked(json.dumps({"id": identity, "matches": []}), found=False, fault=True)
            continue
        matches = await _matches(text, source)
        yield Checked(json.dumps({"id": identity, "matches": matches}), found=bool(matches))


def _read(line: str) -> tuple[Any, str | None]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None, None
    if not isinstance(found, dict):
        return None, None
    text = found.get("text")
    return found.get("id"), text if isinstance(text, str) else None


async def _matches(text: str, source: PatternSource) -> list[dict[str, Any]]:
    links = find_links(text, source.might_hold)
    if not links:
        return []
    codes = {code for link in links if (code := invite_code(link.canonical)) is not None}
    leads = await source.leads(sorted(codes)) if codes else {}
    others = [same_server_keys(link.canonical, leads) for link in links]
    keys = {key for link in links for key in link.keys}.union(*others)
    patterns = await source.patterns(sorted(keys))
    found = {
        (source.shown(pattern), link.canonical, link.how): None
        for link, there in zip(links, others, strict=True)
        for pattern in patterns
        if (pattern.key in link.keys and pattern.covers(link)) or pattern.key in there
    }
    return [{"pattern": pattern, "link": link, "how": list(how)} for pattern, link, how in found]
