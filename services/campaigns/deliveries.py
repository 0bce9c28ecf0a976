"""Deliveries: what one server's copy of an update shows, its approval there, and what keeps it from being posted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import DeliveryId, ServerId, UpdateId
from services.base.outbox import Kind, OutboxStore
from services.base.ports import Clock
from services.base.worker import Bell
from services.campaigns.campaigns import ListView, may_be_clicked, moderated
from services.campaigns.records import DeliveryRecord, UpdateRecord, Written
from services.campaigns.updates import Place, require_place
from services.servers.setup import Servers, ServerStore


@dataclass(frozen=True, slots=True)
class Links:
    """Which addresses of an update may be clicked: those that no list of the two servers holds."""

    source: bool = False
    official: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """What is shown of an update: a version, with what it corrects."""

    update: UpdateRecord
    version: Written
    corrects: Written | None
    links: Links


class DeliveryStore(Protocol):
    """Table `deliveries`."""

    async def get(self, delivery: DeliveryId) -> DeliveryRecord | None:
        """One delivery with its update."""
        ...

    async def here(self, update: UpdateId, server: ServerId) -> DeliveryRecord | None:
        """The delivery of an update to one server."""
        ...

    async def settle(
        self, delivery: DeliveryId, number: int, by: Caller, now: datetime, *, accept: bool
    ) -> None:
        """The server approved or declined the version that waited; of two clicks at once one wins. Raises UserError."""
        ...

    async def set_problem(self, delivery: DeliveryId, problem: str | None, now: datetime) -> bool:
        """Note (or clear) why it cannot be posted; the review channel is told of a change. True if it changed."""
        ...

    async def stuck(self, server: ServerId) -> Sequence[DeliveryId]:
        """Those that cannot be posted at the moment."""
        ...


class UpdateReader(Protocol):
    """Reads updates (services/campaigns/updates.py)."""

    async def get(self, update: UpdateId) -> UpdateRecord | None:
        """One update with its versions."""
        ...


class Deliveries:
    """The use cases of a server that receives updates, its own included."""

    def __init__(
        self,
        store: DeliveryStore,
        updates: UpdateReader,
        server_store: ServerStore,
        servers: Servers,
        lists: ListView,
        outbox_store: OutboxStore,
        outbox_bell: Bell,
        clock: Clock,
    ) -> None:
        self._store = store
        self._updates = updates
        self._server_store = server_store
        self._servers = servers
        self._lists = lists
        self._outbox_store = outbox_store
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def settle(
        self, caller: Caller, update: UpdateId, number: int | None, place: Place, *, accept: bool
    ) -> DeliveryRecord:
        """A moderator here approved or declined another server's update. Raises UserError: not this card, settled
        before, the publisher not trusted any more.
        """
        record = await self._on_card(caller, update, place)
        if accept and not record.update.campaign.trusted:
            raise UserError("delivery-not-trusted")
        waiting = record.delivery.waiting if number is None else number
        if waiting is None:
            raise UserError("delivery-settled-already")
        await self._store.settle(record.id, waiting, caller, self._clock(), accept=accept)
        self._outbox_bell.ring()
        return record

    async def retry(self, caller: Caller, update: UpdateId, place: Place) -> None:
        """A moderator put right what kept copies from being posted. Raises UserError: not this card."""
        await self._on_card(caller, update, place)
        await self._servers.retry_waiting(caller.server)

    async def _on_card(self, caller: Caller, update: UpdateId, place: Place) -> DeliveryRecord:
        await moderated(self._server_store, caller)
        record = await self._store.here(update, caller.server)
        if record is None:
            raise UserError("update-unknown")
        expected = record.delivery.waiting is not None or record.problem is not None
        await require_place(self._outbox_store, Kind.DELIVERY_DRAFT, record.id, place, expected=expected)
        return record

    async def copy_at(self, server: ServerId, update: UpdateId, place: Place) -> UpdateRecord:
        """The update whose copy stands there. Raises UserError: it does not."""
        record = await self._store.here(update, server)
        if record is None:
            raise UserError("error-unknown-button")
        await require_place(self._outbox_store, Kind.UPDATE_COPY, record.id, place)
        return record.update

    async def stuck(self, server: ServerId) -> int:
        """How many copies cannot be posted in this server at the moment."""
        return len(await self._store.stuck(server))

    async def channels_changed(self, server: ServerId) -> None:
        """Permissions or channels changed: what was stuck is tried at once."""
        if await self._store.stuck(server):
            await self._servers.retry_waiting(server)

    async def note_problem(self, delivery: DeliveryId, problem: str | None) -> None:
        """What became of an attempt to post."""
        if await self._store.set_problem(delivery, problem, self._clock()):
            self._outbox_bell.ring()

    async def get(self, delivery: DeliveryId) -> DeliveryRecord | None:
        """One delivery."""
        return await self._store.get(delivery)

    async def update(self, update: UpdateId) -> UpdateRecord | None:
        """One update."""
        return await self._updates.get(update)

    async def copy(self, record: UpdateRecord, number: int, server: ServerId) -> Copy:
        """A version as it is shown in this server."""
        version = record.written(number)
        asked = {server, record.campaign.server}
        links = Links(
            source=await may_be_clicked(self._lists, asked, version.text.source),
            official=await may_be_clicked(self._lists, asked, record.campaign.text.link),
        )
        return Copy(record, version, record.approved_before(number), links)
