"""Knowing whether reported messages are still there: what Discord tells by itself, and what it is asked at the moments
that matter, since much is deleted while nobody listens.
"""

import asyncio
import logging
from collections.abc import Sequence
from typing import Protocol

from core.base.ids import ChannelId, MessageId, ServerId
from core.base.posts import MessagePlace
from core.reports.outcomes import Presence
from services.base.ports import Storage
from services.base.server_looks import PAUSE_SECONDS, ServerLooks
from services.reports.cases.review import Review
from services.reports.records import Case

_log = logging.getLogger(__name__)

LOOKED_AT = 100  # open cases of a server, the newest; the others are asked about when they are decided


class MessageSource(Protocol):
    """Asks Discord about messages at the moment of the call."""

    async def presence(self, server: ServerId, place: MessagePlace) -> Presence:
        """Whether the message is there. Raises nothing where Discord does not say."""
        ...


class ReportedPlaces(Protocol):
    """The store of table `cases`, as far as it says where messages are that open cases are about."""

    async def open_in(self, server: ServerId, channel: ChannelId) -> Sequence[MessageId]:
        """Give the messages in one channel or thread that are not known to be gone."""
        ...

    async def open_places(self, server: ServerId, most: int) -> Sequence[MessagePlace]:
        """Give the places of messages that are not known to be gone and that nobody ordered to be removed; of the
        newest cases.
        """
        ...


class ReportedTx(Protocol):
    """What is read to know where reported messages are."""

    @property
    def cases(self) -> ReportedPlaces:
        """The store of table `cases`."""
        ...


class ReportedMessages(ServerLooks):
    """Finds out what became of reported messages, and has their cases and cards say so."""

    def __init__(self, *, storage: Storage[ReportedTx], review: Review, source: MessageSource) -> None:
        super().__init__()
        self._storage = storage
        self._review = review
        self._source = source

    async def look(self, server: ServerId, place: MessagePlace) -> Presence:
        """Ask Discord whether the message is there; where it is gone, its cases say so from here on."""
        found = await self._source.presence(server, place)
        if found is Presence.GONE:
            await self._review.messages_gone(server, [place.message])
        return found

    async def look_at(self, case: Case) -> None:
        """Ask Discord about the message of a case that says that it stands; where it is gone, its cases say so from
        here on.
        """
        if case.place is not None and case.message_stands:
            await self.look(case.server, case.place)

    async def channel_gone(self, server: ServerId, channel: ChannelId) -> None:
        """Note that a channel or thread was deleted. Called at every such event in every server."""
        messages = await self._storage.read.cases.open_in(server, channel)
        await self._review.messages_gone(server, messages)

    async def look_at_server(self, server: ServerId) -> None:
        places = await self._storage.read.cases.open_places(server, LOOKED_AT)
        gone = 0
        for place in places:
            gone += await self.look(server, place) is Presence.GONE
            await asyncio.sleep(PAUSE_SECONDS)
        if gone:
            _log.info("%s reported messages were gone of the %s that were looked at", gone, len(places))
