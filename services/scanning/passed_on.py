"""Knowing Rowan's own updates where Discord or somebody passes them on: followers of an announcement channel get them from a webhook,
and members forward them. What they name was screened before it was posted, so nothing is removed for it.
"""

import asyncio
from datetime import timedelta
from typing import Protocol

from core.base.errors import Unavailable
from core.base.ids import MessageId
from core.base.times import moment_of
from services.base.outbox import Kind, OutboxStore
from services.base.patience import Sleep
from services.base.ports import Clock, Storage

# Seconds between looks, while the database does not answer.
_WAITS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0)
# A copy stands in its channel a moment before its row says where; so long it is asked for again.
_FRESH = timedelta(minutes=1)
_SOON = (0.25, 0.75, 2.0)


class PassedOnStores(Protocol):
    """What reads offer."""

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


class PassedOn:
    """Asks where Rowan's own messages stand."""

    def __init__(
        self, *, storage: Storage[PassedOnStores], clock: Clock, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._sleep = sleep

    async def is_update(self, original: MessageId, *, insist: bool) -> bool:
        """Whether this message is a copy of an update that Rowan posted. `insist`: ask again for two minutes.

        Raises Unavailable.
        """
        for wait in _WAITS if insist else ():
            try:
                return await self._ask(original)
            except Unavailable:
                await self._sleep(wait)
        return await self._ask(original)

    async def _ask(self, original: MessageId) -> bool:
        """Whether a row says that a copy stands there. Of a message that was posted just now, no row yet is no answer."""
        for wait in _SOON if self._clock() - moment_of(original) < _FRESH else ():
            if await self._stands(original):
                return True
            await self._sleep(wait)
        return await self._stands(original)

    async def _stands(self, original: MessageId) -> bool:
        return await self._storage.glance.outbox.subject_at(Kind.UPDATE_COPY, original) is not None
