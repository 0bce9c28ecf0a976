"""Whether the alert of a brigade may mention the alert role, beside the emergencies of its server."""

from datetime import datetime
from typing import Protocol

from core.base.ids import ServerId
from core.reports.pings import may_remind
from services.base.ports import Storage
from services.reports.alerts.pings import PingStore


class BrigadeTurnsStores(Protocol):
    """What reads offer here."""

    @property
    def pings(self) -> PingStore:
        """The store of table `alerts`."""
        ...


class BrigadeTurns:
    """Fills services.scanning.brigades.ports.AlertTurns by the rules of pings. It takes no turn: no emergency waits for a brigade."""

    def __init__(self, *, storage: Storage[BrigadeTurnsStores]) -> None:
        self._storage = storage

    async def may_ping(self, server: ServerId, now: datetime) -> bool:
        pings = self._storage.read.pings
        waits = await pings.first_ping_waits(server)
        return may_remind(await pings.last_in(server), now, first_ping_waits=waits)
