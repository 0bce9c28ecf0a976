"""What an undo owes to the author of a message: the end of their timeout, and the text that is kept."""

from datetime import datetime
from typing import Protocol

from core.base.ids import DetectionId
from core.scanning.detections import Detection, Returned, Timeout
from services.base.outbox import Kind, OutboxStore
from services.base.ports import Clock, Storage


class ReturnStore(Protocol):
    """Table `detections` as far as it says what an undo led to."""

    async def get(self, detection: DetectionId) -> Detection | None:
        """Give the detection as it stands."""
        ...

    async def text_of(self, detection: DetectionId) -> str | None:
        """Give the kept text. None: there is none any more."""
        ...

    async def note_timeout(self, detection: DetectionId, state: Timeout) -> None:
        """Write what became of the timeout."""
        ...

    async def note_returned(self, detection: DetectionId, returned: Returned) -> None:
        """Write what became of the text."""
        ...


class UndoNoticesTx(Protocol):
    """What a transaction offers here."""

    @property
    def moderation(self) -> ReturnStore:
        """Table `detections`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """Table `outbox`."""
        ...


class AuthorReturns:
    """Tells whoever sends the notice what it needs to know, and writes down what was done,
    so that a repeat does the rest.
    """

    def __init__(self, *, storage: Storage[UndoNoticesTx], clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def get(self, detection: DetectionId) -> Detection | None:
        """Give the detection as it stands."""
        return await self._storage.glance.moderation.get(detection)

    async def text_of(self, detection: DetectionId) -> str | None:
        """Give the kept text, for its author."""
        return await self._storage.read.moderation.text_of(detection)

    def timed_out_until(self, found: Detection) -> datetime | None:
        """Give the time at which the timeout that is to be lifted would end; None where it ended by itself."""
        lasts = found.timeout_until is not None and found.timeout_until > self._clock()
        return found.timeout_until if lasts else None

    async def note_timeout(self, found: Detection, state: Timeout) -> None:
        """Note that the timeout was lifted, or may not be; the cards show it."""
        async with self._storage.durable() as tx:
            await tx.moderation.note_timeout(found.id, state)
            await self._show(tx, found)

    async def note_returned(self, found: Detection, returned: Returned) -> None:
        """Note that the text was returned, or cannot be; the cards show it."""
        async with self._storage.durable() as tx:
            await tx.moderation.note_returned(found.id, returned)
            await self._show(tx, found)

    async def _show(self, tx: UndoNoticesTx, found: Detection) -> None:
        now = self._clock()
        await tx.outbox.arm(Kind.DETECTION_CARD, found.id, found.server, now)
        if found.case is not None:
            await tx.outbox.arm(Kind.CASE_CARD, found.case, found.server, now)
