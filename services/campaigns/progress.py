"""How far an update has come: what its author is told of its copies, on its card and by a command."""

import asyncio
from datetime import datetime, timedelta

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import ServerId, UpdateId
from core.base.posts import MessagePlace
from services.base.outbox import Kind
from services.base.patience import Sleep
from services.base.ports import Clock, Storage
from services.campaigns.campaigns import moderated
from services.campaigns.card_places import require_place
from services.campaigns.records import CopyCounts, UpdateRecord
from services.campaigns.versions import UpdatesTx, meant_update

_COUNTED_EVERY, _COUNTED_FOR = timedelta(seconds=30), timedelta(days=1)


class Progress:
    """Counts the copies of updates."""

    def __init__(self, *, storage: Storage[UpdatesTx], clock: Clock, sleep: Sleep = asyncio.sleep) -> None:
        self._storage = storage
        self._clock = clock
        self._sleep = sleep

    async def counts(self, update: UpdateId) -> CopyCounts:
        """Count the copies, for the update's card."""
        return await self._storage.read.deliveries.counts(update)

    async def count_again(self, update: UpdateId, server: ServerId, since: datetime) -> None:
        """Have the card of an update show its copies once more: ever more rarely after what was decided `since`, and not at all
        after a day, when what still waits waits for somebody.
        """
        now = self._clock()
        if now - since > _COUNTED_FOR:
            return
        async with self._storage.relaxed() as tx:
            await tx.outbox.arm_at(
                Kind.UPDATE_DRAFT, update, server, now + max(_COUNTED_EVERY, (now - since) / 4)
            )

    async def of_meant(self, caller: Caller, typed: str) -> tuple[UpdateRecord, CopyCounts]:
        """Count the copies of an update of this server. Raises UserError: not one's own."""
        await moderated(self._storage.glance.servers, caller)
        record = await meant_update(self._storage.read, caller.server, typed)
        return record, await self.counts(record.id)

    async def on_card(self, caller: Caller, update: UpdateId, place: MessagePlace) -> CopyCounts:
        """Count the copies of the update whose card was clicked. Raises UserError: not this card."""
        await moderated(self._storage.glance.servers, caller)
        record = await self._storage.read.updates.get(update)
        if record is None or record.campaign.server != caller.server:
            raise UserError("update-unknown")
        outbox = self._storage.glance.outbox
        await require_place(outbox, Kind.UPDATE_DRAFT, update, place, expected=False, sleep=self._sleep)
        return await self.counts(update)
