"""`/stats export`: the decisions of one server, to be counted in a report that others may read."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from core.base.authority import Caller, require_moderator
from core.base.errors import UserError
from core.base.ids import ServerId
from core.reports.decisions import Decided
from core.reports.stats import PERIODS, Period
from services.base.ports import Clock, Storage
from services.servers.setup import ServerStore


class DecisionStore(Protocol):
    """Reads `cases` and `detections`."""

    async def of_day(self, server: ServerId, day: date) -> Sequence[Decided]:
        """What was decided in this server on one day of UTC."""
        ...


class DecisionsTx(Protocol):
    """What reading offers to `/stats export`."""

    @property
    def decisions(self) -> DecisionStore:
        """What was decided in a server."""
        ...

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...


class Decisions:
    """The use case of `/stats export`."""

    def __init__(self, *, storage: Storage[DecisionsTx], clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def of(self, caller: Caller, days: int) -> tuple[Period, Sequence[Decided]]:
        """What was decided in the caller's own server over the last `days` days, a number of PERIODS.

        A day is read at a time, so that nobody waits for a statement about all of them. Raises UserError: no moderator, not set
        up, another number.
        """
        settings = await self._storage.glance.servers.get(caller.server)
        require_moderator(caller, settings.moderator_role)
        if not settings.set_up:
            raise UserError("error-not-set-up")
        if days not in PERIODS:
            raise UserError("stats-days-unknown")
        period = Period.ending(self._clock(), days)
        found: list[Decided] = []
        for number in range(days):
            day = period.first + timedelta(days=number)
            found += await self._storage.read.decisions.of_day(caller.server, day)
        return period, found
