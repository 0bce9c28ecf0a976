"""Finding the links of messages that one pattern covers: by the parser that scans, in all that a message shows."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from core.base.ids import ServerId
from core.links import Link
from core.lists.patterns import Pattern
from core.scanning.sweeps import Hit, all_suspects, best, keys_of, suspects
from services.base.apart import Apart
from services.lists.lookup import Around
from services.scanning.sweeps.ports import SweptPost

_AT_ONCE: Final = 20  # messages between two turns of the event loop


@dataclass(frozen=True, slots=True)
class Matched:
    """A message that holds the pattern. `hit` None: each of its links may stand here."""

    swept: SweptPost
    hit: Hit | None


class Surrounding(Protocol):
    """Asks what a server lets stand, and where invites lead; services.lists.lookup.ListLookup fills it."""

    async def around(self, server: ServerId, pattern: Pattern, links: Sequence[Link]) -> Around:
        """Ask about links that the pattern may cover. Raises Unavailable."""
        ...


class SweepMatching:
    """Reads messages for one pattern."""

    def __init__(self, *, lists: Surrounding, apart: Apart) -> None:
        self._lists = lists
        self._apart = apart

    async def matched(
        self, server: ServerId, pattern: Pattern, posts: Sequence[SweptPost]
    ) -> Sequence[Matched]:
        """Give those of the messages that hold the pattern. Raises Unavailable where a text could not be read now."""
        keys, found = keys_of(pattern), list[tuple[SweptPost, Sequence[Link]]]()
        for number, swept in enumerate(posts):
            links, left = suspects(swept.post.texts, keys)
            if left:  # it may be made to hide one
                links = await self._apart.apart(swept.post.whose, all_suspects, swept.post.texts, keys)
            if links:
                found.append((swept, links))
            if number % _AT_ONCE == _AT_ONCE - 1:
                await asyncio.sleep(0)
        if not found:
            return []
        around = await self._lists.around(server, pattern, [link for _, links in found for link in links])
        return [
            Matched(swept, _hit(around, covered))
            for swept, links in found
            if (covered := [link for link in links if around.covers(link)])
        ]


def _hit(around: Around, links: Sequence[Link]) -> Hit | None:
    return best([Hit(link.canonical, link.how, link.guess) for link in links if not around.allows(link)])
