"""Asking what became of messages that wait for a decision: much is deleted or edited while nobody listens.

Discord is asked when a server arrives, gently and in the background, and when a dismissal is taken back.
"""

import asyncio
import logging
from collections.abc import Sequence
from typing import Protocol

from core.base.errors import Unavailable
from core.base.ids import ChannelId, MessageId, ServerId
from core.base.posts import MessagePlace
from services.base.ports import Storage
from services.base.server_looks import PAUSE_SECONDS, ServerLooks
from services.scanning.removal_ports import MessageReader
from services.scanning.standing import StandingMessages

_log = logging.getLogger(__name__)

LOOKED_AT = 200  # cards of a server that wait for a decision, the newest
_ASK_SECONDS = 5.0
_LONGEST_WAIT = 60.0  # seconds that Discord is left alone in the middle of a server


class WaitingPlaces(Protocol):
    """The store of table `detections`, as far as it says where messages are that wait for a decision."""

    async def in_review(self, server: ServerId, most: int) -> Sequence[MessagePlace]:
        """Give the places of the messages that the newest cards are about."""
        ...


class StandingLooksTx(Protocol):
    """What is read to know which messages to ask about."""

    @property
    def standing(self) -> WaitingPlaces:
        """The store of table `detections`."""
        ...


class StandingLooks(ServerLooks):
    """Finds out what became of messages that wait, and has their cards say so. What Discord does not say changes nothing."""

    def __init__(
        self, *, storage: Storage[StandingLooksTx], reader: MessageReader, standing: StandingMessages
    ) -> None:
        super().__init__()
        self._storage = storage
        self._reader = reader
        self._standing = standing

    async def look(self, server: ServerId, channel: ChannelId, message: MessageId) -> float:
        """Ask Discord about one message. Returns the seconds for which it wants to be left alone."""
        try:
            async with asyncio.timeout(_ASK_SECONDS):
                now = await self._reader.now(server, channel, message)
        except Unavailable as error:
            return 0.0 if error.retry_after is None else error.retry_after.total_seconds()
        except TimeoutError:
            return 0.0
        if now.gone:
            await self._standing.deleted(server, [message])
        elif now.hidden is None and not now.blind:
            await self._standing.edited(server, message, now.texts)
        return 0.0

    async def look_at_server(self, server: ServerId) -> None:
        places = await self._storage.read.standing.in_review(server, LOOKED_AT)
        for place in places:
            wait = await self.look(server, place.channel, place.message)
            await asyncio.sleep(min(max(wait, PAUSE_SECONDS), _LONGEST_WAIT))
        if places:
            _log.info("%s messages that wait for a decision were looked at", len(places))
