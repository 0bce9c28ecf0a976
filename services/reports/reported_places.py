"""Which places open cases are about: Rowan's own network must not touch them (rule 7)."""

from collections.abc import Sequence
from typing import Protocol

from core.base.ids import ServerId
from core.links import Link
from core.lists.held_places import owned_part, report_reaches
from services.base.ports import Storage


class ReportedPlaceStore(Protocol):
    """Tables `cases` and `case_links`, in every server."""

    async def reported(self, parts: Sequence[str], after: ServerId) -> tuple[ServerId | None, list[str]]:
        """Find links of open cases that hold one of these texts, in a portion of the servers above `after`: the last of these
        servers, None where there are no more, and the links in canonical form.
        """
        ...


class ReportedPlaceStores(Protocol):
    """What reads offer to the look-up."""

    @property
    def reported_places(self) -> ReportedPlaceStore:
        """Tables `cases` and `case_links`."""
        ...


class ReportedPlaces:
    """Fills services.base.fetching.HeldPlaces with what open cases are about."""

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
