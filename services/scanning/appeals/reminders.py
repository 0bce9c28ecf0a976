"""Appeals that nobody decides: after two days the review channel is told of them, once, without a mention."""

from datetime import datetime, timedelta
from typing import Protocol

from core.base.authority import Caller
from core.base.ids import AppealId, ServerId
from core.base.posts import MessagePlace
from core.scanning.appeals import REMIND_AFTER, Appeal
from services.base.outbox import Kind, OutboxStore
from services.base.ports import Storage
from services.scanning.appeals.ports import AppealStore, Waiting

LOOK_EVERY = timedelta(minutes=5)
_NAMED = 5  # in `/queue`


class AppealRemindersTx(Protocol):
    """What a transaction offers here."""

    @property
    def appeals(self) -> AppealStore:
        """The store of table `appeals`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


class AppealReminders:
    """The work of the job, what its message shows, and what waits in a server."""

    def __init__(self, *, storage: Storage[AppealRemindersTx]) -> None:
        self._storage = storage

    async def remind(self, now: datetime) -> int:
        """Owe each server one message about its appeals that wait for REMIND_AFTER and of which it was not reminded; returns
        how many messages.
        """
        before = now - REMIND_AFTER
        servers = await self._storage.read.appeals.due_for_reminder(before)
        if not servers:  # the usual answer costs no write
            return 0
        async with self._storage.bulk() as tx:
            owed = 0
            for server in servers:
                oldest = await tx.appeals.remind(server, before, now)
                if oldest is not None:
                    await tx.outbox.arm(Kind.APPEAL_REMINDER, oldest, server, now)
                    owed += 1
        return owed

    async def reminder(self, oldest: AppealId) -> Waiting | None:
        """What the message tells of whose oldest appeal this is."""
        return await self._storage.read.appeals.reminded_of(oldest)

    async def waiting(self, caller: Caller) -> tuple[int, list[tuple[Appeal, MessagePlace | None]]]:
        """How many appeals wait in the caller's server, and the oldest with their cards."""
        read = self._storage.read
        count = await read.appeals.count_waiting(ServerId(caller.server))
        if not count:
            return 0, []
        oldest = await read.appeals.waiting(caller.server, _NAMED)
        return count, [(each, await read.outbox.place_of(Kind.APPEAL_CARD, each.id)) for each in oldest]

    async def place_of(self, appeal: AppealId) -> MessagePlace | None:
        """Where the card of an appeal stands."""
        return await self._storage.read.outbox.place_of(Kind.APPEAL_CARD, appeal)
