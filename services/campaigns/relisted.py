"""Writing the copies of updates anew when a place that they name comes on a list or off one, or when it is reported or that is decided.

The copies of an approved update say which of its places may be clicked. The keys of these places are kept with the update: those
under which lists file them, in clear and hashed, and those by which a case about them is found. A leased job reads the changes
of lists and of cases that came since its last look, finds the updates that name a place with such a key, and makes their
copies due, a portion in each transaction. Each copy asks lists and cases itself when it is written. Where changes
of lists were forgotten before they were read, every update is gone through. Updates that were approved before there were such keys get them first.
"""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Protocol, TypeVar

from core.base.ids import DeliveryId, ServerId, UpdateId
from core.campaigns.places import key_of_report, keys_named
from services.base.outbox import Kind, OutboxStore
from services.base.ports import Storage
from services.campaigns.records import UpdateRecord
from services.lists.live_index import ListChangeStore

RELISTED_LOOK_EVERY: Final = timedelta(seconds=5)
_REVISIONS: Final = 5_000  # looked at in one step
_PORTION: Final = 100  # copies, updates or cases in one transaction: some milliseconds
_NAMED_AT_ONCE: Final = 20  # updates of which the places are looked for in one transaction

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Redraw:
    """An update whose copies are to be written anew. `after`: those in servers up to this id are done."""

    update: UpdateId
    after: ServerId


class CaseChange(Protocol):
    """A case of a server that was opened or closed, or got a link."""

    @property
    def server(self) -> ServerId:
        """Its server."""
        ...

    @property
    def links(self) -> Sequence[str]:
        """What it names, in canonical form."""
        ...


Change = TypeVar("Change", bound=CaseChange)


class ReportedChanges(Protocol[Change]):
    """Knows when open cases began or ended to be about a place; services.reports.reported_places.ReportedPlaces fills it."""

    async def changed(self, most: int) -> Sequence[Change]:
        """Give the oldest changes that nobody looked at yet."""
        ...

    async def looked_at(self, changes: Sequence[Change]) -> None:
        """Forget changes whose copies are due."""
        ...


class PlaceStore(Protocol):
    """The store of tables `update_places`, `places_looked` and `update_redraws`."""

    async def names(self, update: UpdateId, keys: Collection[str]) -> bool:
        """Note under which keys the places are filed that an update names. False: all were noted before."""
        ...

    async def looked(self) -> int | None:
        """Give the revision of the lists up to which was looked; None before the first look."""
        ...

    async def naming(self, after: int, upto: int) -> Sequence[UpdateId]:
        """Give the updates that name a place which a change of these revisions is about."""
        ...

    async def naming_any(self, keys: Collection[str]) -> Sequence[tuple[UpdateId, ServerId]]:
        """Give the updates that name a place with one of these keys, each with its own server."""
        ...

    async def unnamed(self, most: int) -> Sequence[UpdateId]:
        """Give the next updates whose places may not be noted yet, in their order."""
        ...

    async def named_to(self, update: UpdateId) -> None:
        """Note that the places of all updates up to this one are noted."""
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

    async def copy_in(self, update: UpdateId, server: ServerId) -> DeliveryId | None:
        """Give the delivery of an update to one server, where it shows a version."""
        ...

    async def came_to(self, update: UpdateId, after: ServerId) -> None:
        """Note up to which server it was gone through."""
        ...

    async def end(self, update: UpdateId) -> None:
        """Note that all copies of an update are due."""
        ...


class RecordStore(Protocol):
    """The store of updates, as far as the job reads them."""

    async def get(self, update: UpdateId) -> UpdateRecord | None:
        """Give an update with its versions; None where there is none."""
        ...


class PlacesTx(Protocol):
    """What a transaction offers to those who note places, and to the job."""

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


class RelistedTx(PlacesTx, Protocol):
    """What a transaction offers to the job."""

    @property
    def updates(self) -> RecordStore:
        """The store of tables `campaign_updates` and `update_versions`."""
        ...


class Relisted:
    """The job; one process does it at a time."""

    def __init__(self, *, storage: Storage[RelistedTx], reported: ReportedChanges[Any]) -> None:
        self._storage = storage
        self._reported = reported

    async def look(self, now: datetime) -> int:
        """Look at what changed, and make due all that is owed; returns in how many steps. Raises Unavailable."""
        steps = 0
        while (
            await self._look_at_some()
            or await self._name_some()
            or await self._look_at_cases(now)
            or await self._redraw_some(now)
        ):
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

    async def _name_some(self) -> bool:
        """Note the places of updates that were approved before they were noted, and owe their copies. False: of all they are."""
        found = await self._storage.read.places.unnamed(_NAMED_AT_ONCE)
        if not found:
            return False
        async with self._storage.bulk() as tx:
            for update in found:
                record = await tx.updates.get(update)
                if record is None or record.standing is None:
                    continue
                if await tx.places.names(update, keys_of(record, record.standing)):
                    await tx.places.owe([update])
            await tx.places.named_to(found[-1])
        return True

    async def _look_at_cases(self, now: datetime) -> bool:
        """Make due the copies that name what was just reported, or decided. False: nothing was."""
        changes = await self._reported.changed(_PORTION)
        if not changes:
            return False
        async with self._storage.bulk() as tx:
            for change in changes:
                await _owe_reported(tx, change, now)
        await self._reported.looked_at(changes)
        return True

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


async def _owe_reported(tx: PlacesTx, change: CaseChange, now: datetime) -> None:
    """Owe the copy in the case's server; where that published the update, every copy."""
    keys = {key_of_report(link) for link in change.links}
    for update, publisher in await tx.places.naming_any(keys) if keys else ():
        if publisher == change.server:
            await tx.places.owe([update])
            continue
        delivery = await tx.places.copy_in(update, change.server)
        if delivery is not None:
            await tx.outbox.arm(Kind.UPDATE_COPY, delivery, change.server, now)


def keys_of(record: UpdateRecord, number: int) -> set[str]:
    """The keys under which lists may hold, and cases may be about, what a version of an update names."""
    return keys_named(record.version(number).text, record.campaign.text, record.campaign.publisher)
