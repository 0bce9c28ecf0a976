"""Deciding which patterns cover a link; nothing else in Rowan does. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from core.base.categories import Category
from core.links import Link
from core.lists.holds import HoldReason
from core.lists.invites import Leads, same_server_keys
from core.lists.patterns import Pattern
from core.servers.policy import Tier

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A pattern on some list, as whoever asks sees it. `source`: what the list is called; empty for the own list. `held`: why
    it removes nothing for whoever asks (core/lists/holds.py).

    `counts_only`: whatever the policy says, it is only counted for now (a subscription in its first day).
    """

    pattern: Pattern
    tier: Tier
    category: Category
    source: str = ""
    note: str = ""
    counts_only: bool = False
    held: HoldReason | None = None


class Filed(Generic[Thing]):
    """Patterns, each with the thing that it belongs to (an entry, an exception), filed by their keys."""

    def __init__(self, things: Iterable[tuple[Pattern, Thing]]) -> None:
        self._by_key: dict[str, list[tuple[Pattern, Thing]]] = defaultdict(list)
        for pattern, thing in things:
            self._by_key[pattern.key].append((pattern, thing))

    def covering(self, link: Link, leads: Leads) -> list[Thing]:
        """The things whose pattern covers the link, in the order of the link's keys.

        A pattern covers a link that it names, and an invite to the server that the pattern's own invite leads to.
        """
        if not self._by_key:
            return []
        found = [
            thing for key in link.keys for pattern, thing in self._by_key.get(key, ()) if pattern.covers(link)
        ]
        for key in same_server_keys(link.canonical, leads) if leads else ():
            found += [thing for _, thing in self._by_key.get(key, ())]
        return found
