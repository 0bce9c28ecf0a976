"""Writing the copies of updates anew when a place that they name comes on a list, or off one.

The copies of an approved update say which of its places may be clicked. The keys of these places are kept with the update. A
leased job reads the changes of lists that came since its last look, finds the updates that name a place with such a key, and
makes their copies due, a portion in each transaction. Each copy asks the lists itself when it is written. Where changes were
forgotten before they were read, every update is gone through.
"""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from core.base.ids import DeliveryId, ServerId, UpdateId
from core.campaigns.screen import places_in
from core.campaigns.texts import CampaignText, UpdateText, written_in
from services.base.outbox import Kind, OutboxStore
from services.base.ports import Storage
from services.campaigns.screening import places_of
from services.lists.live_index import ListChangeStore

RELISTED_LOOK_EVERY: Final = timedelta(seconds=5)
_REVISIONS: Final = 5_000  # looked at in one step
_PORTION: Final = 100  # copies, or updates, in one transaction: some milliseconds

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Redraw:
    """An update whose copies are to be written anew. `after`: those in servers up to this id are done."""

    update: UpdateId
    after: ServerId


class PlaceStore(Protocol):
    """The store of tables `update_places`, `places_looked` and `update_redraws`."""

    async def names(self, update: UpdateId, keys: Collection[str]) -> None:
        """Note under which keys of lists the places are filed that an update names."""
        ...

    async def looked(self) -> int | None:
        """Give the revision of the lists up to which was looked; None before the first look."""
        ...

    async def naming(self, after: int, upto: int) -> Sequence[UpdateId]:
        """Give the updates that name a place which a change of these revisions is about."""
        ...

    async def every(self, after: UpdateId, most: int) -> Sequence[UpdateId]:
        """Give the next updates that name any place, in their order."""
        ...

    async def look(self, revision: int) -> None:
        """Note up to which revision was looked."""
        ...

    async def owe(self, updates: Sequence[UpdateId]) -> None:
        """Note that all copies of these updates are to be written anew."""
        ...

    async def next(self) -> Redraw | None:
        """Give the first update that is owed; None where none is."""
        ...

    async def standing(
        self, update: UpdateId, after: ServerId, most: int
    ) -> Sequence[tuple[DeliveryId, ServerId]]:
        """Give the next deliveries of an update that show a version, in the order of their servers."""
        ...

    async def came_to(self, update: UpdateId, after: ServerId) -> None:
        """Note up to which server it was gone through."""
        ...

    async def end(self, update: UpdateId) -> None:
        """Note that all copies of an update are due."""
        ...


class PlacesTx(Protocol):
    """What a transaction offers to the job."""

    @property
    def places(self) -> PlaceStore:
        """The store of tables `update_places`, `places_looked` and `update_redraws`."""
        ...

    @property
    def list_changes(self) -> ListChangeStore:
        """The store of table `list_changes`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


class Relisted:
    """The job; one process does it at a time."""

    def __init__(self, *, storage: Storage[PlacesTx]) -> None:
        self._storage = storage

    async def look(self, now: datetime) -> int:
        """Look at what changed on lists, and make due all that is owed; returns in how many steps. Raises Unavailable."""
        steps = 0
        while await self._look_at_some() or await self._redraw_some(now):
            steps += 1
        return steps

    async def _look_at_some(self) -> bool:
        """Look at some changes of lists. False: at all there are."""
        reading, changes = self._storage.read.places, self._storage.read.list_changes
        looked, newest = await reading.looked(), await changes.revision()
        if looked is None:
            async with self._storage.bulk() as tx:
                await tx.places.look(newest)
            return False
        if looked >= newest:
            return False
        if await changes.oldest() > looked + 1:
            await self._owe_all(newest)
            return True
        upto = min(newest, looked + _REVISIONS)
        named = await reading.naming(looked, upto)
        async with self._storage.bulk() as tx:
            await tx.places.owe(named)
            await tx.places.look(upto)
        return True

    async def _owe_all(self, newest: int) -> None:
        _log.info("changes of lists were forgotten unread; every update's copies are written anew")
        after, reading = UpdateId(0), self._storage.read.places
        while updates := await reading.every(after, _PORTION):
            after = updates[-1]
            async with self._storage.bulk() as tx:
                await tx.places.owe(updates)
        async with self._storage.bulk() as tx:
            await tx.places.look(newest)

    async def _redraw_some(self, now: datetime) -> bool:
        """Make the next copies due. False: none are owed."""
        if await self._storage.read.places.next() is None:
            return False
        async with self._storage.bulk() as tx:
            owed = await tx.places.next()
            if owed is not None:
                await _redraw(tx, owed, now)
        return True


async def _redraw(tx: PlacesTx, owed: Redraw, now: datetime) -> None:
    copies = await tx.places.standing(owed.update, owed.after, _PORTION)
    for delivery, server in copies:
        await tx.outbox.arm(Kind.UPDATE_COPY, delivery, server, now)
    if len(copies) < _PORTION:
        await tx.places.end(owed.update)
    else:
        _, last = copies[-1]
        await tx.places.came_to(owed.update, last)


def keys_named(text: UpdateText, campaign: CampaignText) -> set[str]:
    """The keys under which lists may hold what an update names, in its words and its addresses."""
    words = (*written_in(text).values(), campaign.title)
    links = [link for each in words for link in places_in(each)]
    links += [link for address in (text.source, campaign.link) for link in places_of(address)]
    return {key for link in links for key in link.keys}
