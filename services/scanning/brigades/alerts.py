"""When an alert of a brigade mentions the alert role: once, seldom, and never in the place of an emergency's ping."""

from datetime import datetime
from typing import Protocol

from core.base.ids import BrigadeId, ServerId
from core.scanning.brigades import PING_AGAIN
from services.base.ports import Storage
from services.scanning.brigades.ports import AlertTurns, BrigadeStore


class AlertsTx(Protocol):
    """What a transaction offers here."""

    @property
    def brigades(self) -> BrigadeStore:
        """The store of tables `place_posts` and `brigades`."""
        ...


class BrigadeAlerts:
    """Asked before an alert is posted, and told after it was."""

    def __init__(self, *, storage: Storage[AlertsTx], turns: AlertTurns) -> None:
        self._storage = storage
        self._turns = turns

    async def may_ping(self, server: ServerId, now: datetime) -> bool:
        """Whether an alert of the server may mention its role now. It takes no emergency's turn, and none waits for it: an alert
        that may not, never does.
        """
        last = await self._storage.read.brigades.last_ping(server)
        if last is not None and now - last < PING_AGAIN:
            return False
        return await self._turns.may_ping(server, now)

    async def pinged(self, brigade: BrigadeId, now: datetime) -> None:
        """Note that the alert stands there with the mention."""
        async with self._storage.durable() as tx:
            await tx.brigades.pinged(brigade, now)
