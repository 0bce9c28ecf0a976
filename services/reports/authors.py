"""What moderators are told of whoever wrote a reported message: what happened here before."""

from datetime import datetime
from typing import Protocol

from core.base.ids import ServerId, UserId
from core.reports.authors import PAST, AuthorPast
from services.base.ports import Clock, Storage


class AuthorStore(Protocol):
    """The store of tables `detections` and `cases` by the author of a message."""

    async def past(self, server: ServerId, author: UserId, since: datetime) -> AuthorPast:
        """What became of this member's messages here since then."""
        ...


class AuthorsTx(Protocol):
    """What reading offers here."""

    @property
    def authors(self) -> AuthorStore:
        """What became of messages, by author."""
        ...


class AuthorPasts:
    """The use case of the line about an author; whoever may see the card may read it."""

    def __init__(self, *, storage: Storage[AuthorsTx], clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def of(self, server: ServerId, author: UserId) -> AuthorPast:
        """What became of this member's messages here within PAST."""
        return await self._storage.read.authors.past(server, author, self._clock() - PAST)
