"""What the author of an appeal is told once it is decided, or over: once, with the text where one goes back."""

from typing import Protocol

from core.base.ids import AppealId
from core.scanning.appeals import Appeal, AppealState
from core.scanning.detections import Returned
from services.base.outbox import Kind, OutboxStore
from services.base.ports import Storage
from services.scanning.appeals.ports import AppealStore, AuthorNoticeStore
from services.scanning.groups import GroupStore


class AnswersTx(Protocol):
    """What reading offers here."""

    @property
    def appeals(self) -> AppealStore:
        """The store of table `appeals`."""
        ...

    @property
    def author_notices(self) -> AuthorNoticeStore:
        """The store of table `author_notices`."""
        ...

    @property
    def groups(self) -> GroupStore:
        """The store of table `detections`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


class AppealAnswers:
    """Says what is to be told."""

    def __init__(self, *, storage: Storage[AnswersTx]) -> None:
        self._storage = storage

    async def decided(self, appeal: AppealId) -> Appeal | None:
        """Give an appeal about which its author is to hear. None: it is open, or they are not known any more."""
        found = await self._storage.read.appeals.get(appeal)
        return None if found is None or found.author is None or found.state is AppealState.OPEN else found

    async def letter_is_owed(self, appeal: Appeal) -> bool:
        """Whether a text goes back to its author still: that message says it all."""
        read = self._storage.read
        for removal in await read.author_notices.removals(appeal.notice):
            first = (await read.groups.undone_with(removal))[0]
            if await read.outbox.is_owed(Kind.UNDO_NOTICE, first.id):
                return True
        return False

    async def letter_was_sent(self, appeal: Appeal) -> bool:
        """Whether a text went back to its author."""
        removals = await self._storage.read.author_notices.removals(appeal.notice)
        return any(removal.returned is Returned.SENT for removal in removals)
