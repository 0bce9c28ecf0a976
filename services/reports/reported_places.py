"""Which places open cases are about: Rowan's own network must not touch them (rule 7)."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.base.ids import ServerId
from core.links import Link
from core.lists.held_places import (
    belongs_to_many,
    itself_and_above,
    owned_part,
    report_reaches,
    reported_key,
)
from services.base.ports import Storage

_AT_ONCE = 200  # links in one statement


@dataclass(frozen=True, slots=True)
class ReportedChange:
    """A case of this server that was opened or closed, or got a link. `links`: all that it names, in canonical form."""

    number: int
    server: ServerId
    links: Sequence[str]


class ReportedPlaceStore(Protocol):
    """Tables `cases` and `case_links`, in every server."""

    async def reported(self, parts: Sequence[str], after: ServerId) -> tuple[ServerId | None, list[str]]:
        """Find links of open cases that hold one of these texts, in a portion of the servers above `after`: the last of these
        servers, None where there are no more, and the links in canonical form.
        """
        ...

    async def reported_here(self, server: ServerId, links: Sequence[str]) -> Sequence[str]:
        """Find those of these links, canonical and at least one, that an open case of this server is about."""
        ...

    async def of_open_cases(self, after: ServerId) -> tuple[ServerId | None, list[str]]:
        """Give the links of open cases, canonical, in a portion of the servers above `after`: the last of these servers, None where
        there are no more.
        """
        ...

    async def changed(self, most: int) -> Sequence[ReportedChange]:
        """Give the oldest changes that nobody looked at yet."""
        ...

    async def looked_at(self, changes: Sequence[int]) -> None:
        """Forget these changes."""
        ...


class ReportedPlaceStores(Protocol):
    """What reads and transactions offer to the look-up."""

    @property
    def reported_places(self) -> ReportedPlaceStore:
        """Tables `cases`, `case_links` and `reported_changes`."""
        ...


class ReportedPlaces:
    """Fills services.base.fetching.HeldPlaces with what open cases of any server are about,
    services.campaigns.screening.ReportedView with what those of one server are about, and
    services.campaigns.relisted.ReportedChanges with when that changed; services.scanning.brigades.ports.ReportedHere, and
    services.lists.live_index.KeySource with their keys.
    """

    def __init__(self, *, storage: Storage[ReportedPlaceStores]) -> None:
        self._storage = storage

    async def hold(self, links: Sequence[Link]) -> bool:
        reported = self._storage.read.reported_places
        parts = sorted({owned_part(link) for link in links})
        after = ServerId(0) if parts else None
        while after is not None:
            after, found = await reported.reported(parts, after)
            if any(report_reaches(each, link) for each in found for link in links):
                return True
        return False

    async def reported_here(self, server: ServerId, links: Sequence[Link]) -> set[str]:
        """The canonical addresses of those links that are, or lie below, a page which an open case of this server is about."""
        above = {link.canonical: itself_and_above(link.canonical) for link in links}
        asked = sorted({each for several in above.values() for each in several})
        found: set[str] = set()
        for start in range(0, len(asked), _AT_ONCE):
            places = self._storage.read.reported_places
            found |= set(await places.reported_here(server, asked[start : start + _AT_ONCE]))
        return {link for link, several in above.items() if not found.isdisjoint(several)}

    async def places_here(self, server: ServerId, links: Sequence[str]) -> Sequence[str]:
        """The pages that an open case of this server is about and that one of these links, canonical, is or lies below."""
        asked = sorted({page for link in links for page in itself_and_above(link)})
        places = self._storage.glance.reported_places
        found = await places.reported_here(server, asked[:_AT_ONCE]) if asked else []
        return [page for page in found if "/" in page or not belongs_to_many(page.partition("?")[0])]

    async def keys(self) -> AsyncIterator[Sequence[str]]:
        """Yield a key of each link that an open case of some server is about, in parts."""
        after: ServerId | None = ServerId(0)
        while after is not None:
            after, links = await self._storage.read.reported_places.of_open_cases(after)
            yield [key for link in links if (key := reported_key(link)) is not None]

    async def changed(self, most: int) -> Sequence[ReportedChange]:
        """Give the oldest changes of cases that nobody looked at yet."""
        return await self._storage.read.reported_places.changed(most)

    async def looked_at(self, changes: Sequence[ReportedChange]) -> None:
        """Forget changes whose copies are due."""
        async with self._storage.bulk() as tx:
            await tx.reported_places.looked_at([each.number for each in changes])
