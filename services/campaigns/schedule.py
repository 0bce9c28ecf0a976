"""Updates that were approved for a time: they go out when it has come, or at the first look after it.

The time stands with the version, so a restart forgets none. Whoever looks first, in any process, makes it stand.
"""

import logging
from datetime import datetime, tzinfo

from core.base.authority import Caller
from core.base.errors import Unavailable, UserError
from core.base.ids import ServerId, UpdateId
from core.campaigns import versions
from core.campaigns.schedules import planned
from services.base.health.figures import SILENT, Meter
from services.base.outbox import Kind
from services.base.ports import Clock, Storage
from services.base.worker import POLL_SECONDS, Bell
from services.campaigns.campaigns import moderated
from services.campaigns.figures import UPDATES
from services.campaigns.versions import UpdatesTx, save_change, state_of
from services.servers.zones import zone_of

_AT_ONCE = 20

_log = logging.getLogger(__name__)


class Times:
    """Reads times as moderators of a server type them."""

    def __init__(self, *, storage: Storage[UpdatesTx], clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def zone(self, server: ServerId) -> tzinfo:
        """Give the time zone in which times that moderators of this server type are read."""
        return zone_of((await self._storage.glance.servers.get(server)).timezone)

    async def planned(self, caller: Caller, typed: str | None) -> datetime | None:
        """Read when an update is to go out; None where nothing was typed. Raises UserError."""
        settings = await moderated(self._storage.glance.servers, caller)
        typed = (typed or "").strip()
        return planned(typed, zone_of(settings.timezone), self._clock()) if typed else None


class Schedule:
    """The worker that publishes what is due. `rounds_bell`: rung after each, so that it is brought to followers at once."""

    def __init__(
        self,
        *,
        storage: Storage[UpdatesTx],
        outbox_bell: Bell,
        rounds_bell: Bell,
        clock: Clock,
        meter: Meter = SILENT,
    ) -> None:
        self._storage = storage
        self._outbox_bell = outbox_bell
        self._rounds_bell = rounds_bell
        self._clock = clock
        self._looked = Bell()
        self._meter = meter

    async def run(self) -> None:
        """Publish what is due until cancelled."""
        while True:
            try:
                await self.step()
            except Unavailable as error:
                _log.warning("scheduled updates: %s", error.key)
            await self._looked.heard(POLL_SECONDS)

    async def step(self) -> int:
        """Publish what is due now; returns how many updates that were."""
        now, released = self._clock(), 0
        for update, number in await self._storage.glance.updates.due(now, _AT_ONCE):
            try:
                released += await self._release(update, number, now)
            except UserError:
                _log.info("update %s was decided by somebody else at its time", update)
            except Unavailable:
                raise
            except Exception:  # noqa: BLE001  # one update that cannot go out must not hold up the others
                _log.exception("update %s could not go out at its time", update)
        if released:
            self._outbox_bell.ring()
            self._rounds_bell.ring()
        return released

    async def _release(self, update: UpdateId, number: int, now: datetime) -> bool:
        async with self._storage.durable() as tx:
            record = await tx.updates.get(update)
            before = await state_of(tx, update)
            after = versions.release(before, number)
            await save_change(tx, None, update, versions.difference(before, after), now)
            if after.standing == number:
                await tx.rounds.begin(update, now, first=before.standing is None)
            if record is not None:
                server, action = record.campaign.server, "update-release"
                await tx.outbox.arm(Kind.UPDATE_DRAFT, update, server, now)
                await tx.audit.note(server, None, action, f"update/{update}", now, after=f"version {number}")
        if after.standing == number:
            self._meter.count(UPDATES)
        return True
