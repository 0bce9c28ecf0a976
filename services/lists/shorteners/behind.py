"""What lists say about links, and about the places to which the short ones among them lead.

What a short link leads to is judged at each look against the lists as they are then; only where it leads is remembered. A
place behind a short link is matched under the short link's own address, since that is what stands in the message, and the
match names the place (`leads_to`) and how it stands there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.base.ids import ServerId
from core.links import Link
from core.lists.shorteners.answers import ShortLink, ShortState, links_behind
from core.lists.verdicts import Match
from services.lists.lookup import ListLookup, Said
from services.lists.shorteners.short_links import ShortLinks


class BehindLookup:
    """Fills services.lists.lookup.MatchSource on a ListLookup. Without a short link it asks nothing more than that.

    `of_any_age`: answers of shorteners that count no more are used too, for what was decided by them once.
    """

    def __init__(self, *, lookup: ListLookup, short_links: ShortLinks, of_any_age: bool = False) -> None:
        self._lookup = lookup
        self._short_links = short_links
        self._of_any_age = of_any_age

    async def matches(self, server: ServerId, links: Sequence[Link]) -> list[Match]:
        """Find every entry that covers one of the links or a place behind one. Raises Unavailable."""
        return (await self.said(server, links)).matches

    async def said(self, server: ServerId, links: Sequence[Link]) -> Said:
        """Find every entry that covers one of the links or a place behind one. Raises Unavailable."""
        short = self._short_links.among(links)
        if not short:
            return await self._lookup.said(server, links)
        known = await self._short_links.known(list(short), of_any_age=self._of_any_age)
        behind = {
            canonical: links_behind(link, known[canonical].way)
            for canonical, link in short.items()
            if known[canonical].way
        }
        said = await self._lookup.said(server, links)
        matches, unknown = list(said.matches), list(said.unknown)
        for canonical, places in behind.items():
            there = await self._lookup.said(server, places)
            matches += await self._as_behind(server, short[canonical], there.matches)
            unknown += there.unknown
        return Said(matches, list(dict.fromkeys(unknown)), *_not_known(known))

    async def allowed(self, server: ServerId, link: Link) -> bool:
        """Whether an exception of the server's own covers the link itself. Raises Unavailable."""
        return await self._lookup.allowed(server, link)

    async def _as_behind(self, server: ServerId, outer: Link, matches: Sequence[Match]) -> list[Match]:
        if not matches:
            return []
        # An exception for the short link itself lets what is behind it through; one for all of the shortener does not.
        patterns = await self._lookup.allowing(server, outer)
        through = any("/" in pattern.text for pattern in patterns)
        return [
            replace(match, link=outer.canonical, leads_to=match.link, allowed=match.allowed or through)
            for match in matches
        ]


def _not_known(known: Mapping[str, ShortLink]) -> tuple[Sequence[str], Sequence[str]]:
    """The links that a shortener is yet to be asked about, and all of which nobody knows where they lead."""
    to_ask = [link for link, each in known.items() if each.state is ShortState.ASKED]
    return to_ask, [link for link, each in known.items() if each.is_dark]
