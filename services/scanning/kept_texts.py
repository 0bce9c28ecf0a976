"""Forgetting the texts of removed messages: each is kept for seven days, so that an undo can return it."""

from datetime import datetime
from typing import Protocol

from services.base.ports import Storage


class TextStore(Protocol):
    """The texts in table `detections`."""

    async def any_text_over(self, now: datetime) -> bool:
        """Whether a text is kept whose time is over."""
        ...

    async def forget_texts(self, now: datetime) -> int:
        """Erase the texts whose time is over; returns how many."""
        ...


class KeptTextsTx(Protocol):
    """What a transaction offers to forgetting."""

    @property
    def detections(self) -> TextStore:
        """Table `detections`."""
        ...


class KeptTexts:
    """Fills services.base.retention.RetentionStore."""

    def __init__(self, *, storage: Storage[KeptTextsTx]) -> None:
        self._storage = storage

    async def purge(self, now: datetime) -> int:
        """Erase the texts whose time is over, in the write-ahead log too; returns how many."""
        if not await self._storage.read.detections.any_text_over(now):
            return 0
        async with self._storage.bulk() as tx:
            forgotten = await tx.detections.forget_texts(now)
        await self._storage.forget_deleted()
        return forgotten
