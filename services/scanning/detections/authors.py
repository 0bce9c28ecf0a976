"""What moderators are told of whoever wrote a message: what happened here before."""

from datetime import datetime
from typing import Protocol

from core.base.ids import DetectionId, ServerId, UserId
from core.scanning.authors import PAST, AuthorPast
from services.base.ports import Clock, Storage


class AuthorPastStore(Protocol):
    """The store of tables `detections` and `cases` by the author of a message."""

    async def past(
        self, server: ServerId, author: UserId, since: datetime, but: DetectionId | None
    ) -> AuthorPast:
        """What became of this member's messages here since then, without those that the card of `but` shows."""
        ...


class AuthorPastsTx(Protocol):
    """What reading offers here."""

    @property
    def authors(self) -> AuthorPastStore:
        """What became of messages, by author."""
        ...


class AuthorPasts:
    """The use case of the line about an author; whoever may see the card may read it."""

    def __init__(self, *, storage: Storage[AuthorPastsTx], clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def of(self, server: ServerId, author: UserId, *, but: DetectionId | None = None) -> AuthorPast:
        """What became of this member's messages here within PAST. `but`: the detection whose card says of its own messages
        what became of them.
        """
        return await self._storage.read.authors.past(server, author, self._clock() - PAST, but)
