"""Bringing the links of open cases to today's one form, so that cases about one page are shown together.

An earlier version may have kept another form of a page (core/links/software/). Closed cases keep what they were closed
with.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.ids import CaseId
from core.links import canonical
from services.base.ports import Storage

LOOK_EVERY = timedelta(minutes=10)
_AT_ONCE = 20_000  # ids that one read goes over
_CHANGED_AT_ONCE = 100  # rows of one transaction


@dataclass(frozen=True, slots=True)
class KeptLink:
    """A link of a case as it is kept."""

    case: CaseId
    position: int
    canonical: str


class LinkFormStore(Protocol):
    """Table `case_links`, as the job sees it."""

    async def last(self) -> CaseId:
        """Give the highest id of a case; 0 before the first."""
        ...

    async def of_open_cases(self, after: CaseId, upto: CaseId) -> list[KeptLink]:
        """Give the links of open cases with an id above the one and up to the other."""
        ...

    async def keep(self, link: KeptLink) -> None:
        """Write the form of a link."""
        ...


class LinkFormsTx(Protocol):
    """What a transaction offers to the job."""

    @property
    def link_forms(self) -> LinkFormStore:
        """Table `case_links`."""
        ...


class LinkForms:
    """The job. It goes through the open cases once in the life of a process, in which forms do not change."""

    def __init__(self, *, storage: Storage[LinkFormsTx]) -> None:
        self._storage = storage
        self._done = False

    async def renew(self, _now: datetime) -> int:
        """Bring to today's form what has another; returns how many links that were."""
        if self._done:
            return 0
        reading, changed = self._storage.read.link_forms, 0
        for after in range(0, await reading.last(), _AT_ONCE):
            kept = await reading.of_open_cases(CaseId(after), CaseId(after + _AT_ONCE))
            other = [today for link in kept if (today := _today(link)) != link]
            for start in range(0, len(other), _CHANGED_AT_ONCE):
                await self._keep(other[start : start + _CHANGED_AT_ONCE])
            changed += len(other)
        self._done = True
        return changed

    async def _keep(self, links: Sequence[KeptLink]) -> None:
        async with self._storage.bulk() as tx:
            for link in links:
                await tx.link_forms.keep(link)


def _today(link: KeptLink) -> KeptLink:
    read = canonical(link.canonical)
    return link if read is None else KeptLink(link.case, link.position, read.canonical)
