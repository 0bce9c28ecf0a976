"""Asking which places that a text names are held, by a list or by an open case, in the servers that it concerns.

core/campaigns/screen.py says what becomes of the text then.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from core.base.ids import ServerId
from core.campaigns.screen import NOTHING_HELD, Held, WhyHeld, places_in, places_of
from core.links import Link
from core.lists.verdicts import winning_matches
from services.campaigns.addresses import ListView


class ReportedView(Protocol):
    """Knows what open cases are about; services.reports.reported_places.ReportedPlaces fills it."""

    async def reported_here(self, server: ServerId, links: Sequence[Link]) -> set[str]:
        """The canonical addresses of those links that an open case of this server is about."""
        ...


class Screening:
    """Asks the lists and the open cases of servers."""

    def __init__(self, *, lists: ListView, reported: ReportedView) -> None:
        self._lists = lists
        self._reported = reported

    async def held(
        self, servers: Collection[ServerId], texts: Iterable[str], addresses: Iterable[str] = ()
    ) -> Held:
        """Find the places in these texts and addresses that any of the servers holds, each with the nearest reason.

        Raises Unavailable.
        """
        links = {link.canonical: link for text in texts for link in places_in(text)}
        for address in addresses:
            links |= {link.canonical: link for link in places_of(address)}
        if not links:
            return NOTHING_HELD
        held: dict[str, WhyHeld] = {}
        for server in sorted(servers):
            for match in winning_matches(await self._lists.matches(server, list(links.values()))):
                held.setdefault(match.link, WhyHeld(str(match.tier)))
            for place in await self._reported.reported_here(server, list(links.values())):
                held.setdefault(place, WhyHeld.REPORTED)
        return held


def is_clean(address: str, held: Held) -> bool:
    """Whether there is an address, and neither it nor one that it carries is held."""
    return bool(address) and not any(link.canonical in held for link in places_of(address))
