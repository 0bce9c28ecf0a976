"""`/stats`: what happened in one server over some days."""

from typing import Protocol

from core.base.authority import Caller, require_moderator
from core.base.errors import UserError
from core.base.ids import ServerId
from core.reports.stats import PERIODS, Activity, Figures, Period, figures
from services.base.ports import Clock, Storage
from services.servers.setup import ServerStore


class StatsStore(Protocol):
    """Reads `reports`, `cases` and `detections`."""

    async def activity(self, server: ServerId, period: Period) -> Activity:
        """What happened in this server since the period began."""
        ...


class StatsTx(Protocol):
    """What reading offers to `/stats`."""

    @property
    def stats(self) -> StatsStore:
        """What happened in a server."""
        ...

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...


class ServerStats:
    """The use case of `/stats`."""

    def __init__(self, *, storage: Storage[StatsTx], clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def look(self, caller: Caller, days: int) -> Figures:
        """The caller's own server over the last `days` days, a number of PERIODS.

        Raises UserError: no moderator, not set up, another number.
        """
        settings = await self._storage.glance.servers.get(caller.server)
        require_moderator(caller, settings.moderator_role)
        if not settings.set_up:
            raise UserError("error-not-set-up")
        if days not in PERIODS:
            raise UserError("stats-days-unknown")
        period = Period.ending(self._clock(), days)
        return figures(await self._storage.read.stats.activity(caller.server, period), period)
