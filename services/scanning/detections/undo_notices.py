"""What an undo owes to the author of a message, or of several that share a card: the end of their timeout, and the texts
that are kept.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.base.ids import DetectionId
from core.scanning.detections import Detection, Returned, Timeout
from services.base.outbox import Kind, OutboxStore
from services.base.ports import Clock, Storage
from services.scanning.groups import GroupStore
from services.scanning.removals import TIMEOUT_LASTS


class ReturnStore(Protocol):
    """The store of table `detections` as far as it says what an undo led to."""

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


class AppealedStore(Protocol):
    """The store of table `appeals` as far as it says why something was undone."""

    async def overturned(self, detection: DetectionId) -> bool:
        """Whether the removal was taken back because its author objected."""
        ...


class UndoNoticesTx(Protocol):
    """What a transaction offers here."""

    @property
    def appeals(self) -> AppealedStore:
        """The store of table `appeals`."""
        ...

    @property
    def moderation(self) -> ReturnStore:
        """The store of table `detections`."""
        ...

    @property
    def groups(self) -> GroupStore:
        """The store of table `detections`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
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

    async def undone_with(self, found: Detection) -> Sequence[Detection]:
        """What goes back to the author of this one together, itself included; oldest first."""
        return await self._storage.read.groups.undone_with(found)

    async def texts_of(self, undone: Sequence[Detection]) -> dict[DetectionId, str]:
        """Give the kept texts, for their author; what is not kept any more is left out."""
        store = self._storage.read.moderation
        texts = {found.id: await store.text_of(found.id) for found in undone}
        return {detection: text for detection, text in texts.items() if text is not None}

    async def was_appealed(self, found: Detection) -> bool:
        """Whether the removal was taken back because its author objected."""
        return await self._storage.read.appeals.overturned(found.id)

    async def timed_out(self, undone: Sequence[Detection]) -> Sequence[Detection]:
        """What was undone of their author and still times them out, also where another removal kept the timeout then."""
        others = await self._storage.read.groups.undone_timeouts(undone[0], self._clock())
        known = {found.id for found in undone}
        return [*undone, *(found for found in others if found.id not in known)]

    async def timeout_is_shared(self, found: Detection) -> bool:
        """Whether the author's timeout stays, since another removal that stands asks for one."""
        now = self._clock()
        return await self._storage.read.groups.timeout_is_shared(found, now, now - TIMEOUT_LASTS)

    def timed_out_until(self, undone: Sequence[Detection]) -> datetime | None:
        """Give the time at which the timeout that is to be lifted would end; None where it ended by itself.

        Of several removals each lengthened it.
        """
        ends = [found.timeout_until for found in undone if found.timeout is Timeout.SET]
        return max((end for end in ends if end is not None and end > self._clock()), default=None)

    async def note_timeout(self, undone: Sequence[Detection], state: Timeout) -> None:
        """Note that the timeout was lifted, or may not be; the cards show it."""
        async with self._storage.durable() as tx:
            for found in undone:
                if found.timeout is Timeout.SET:
                    await tx.moderation.note_timeout(found.id, state)
            await self._show(tx, undone)

    async def note_returned(self, undone: Sequence[Detection], returned: Returned) -> None:
        """Note that the texts were returned, or cannot be; the cards show it."""
        async with self._storage.durable() as tx:
            for found in undone:
                await tx.moderation.note_returned(found.id, returned)
            await self._show(tx, undone)

    async def _show(self, tx: UndoNoticesTx, undone: Sequence[Detection]) -> None:
        now = self._clock()
        cards = {found.lead or found.id: found.server for found in undone}  # some share one
        for card, server in cards.items():
            await tx.outbox.arm(Kind.DETECTION_CARD, card, server, now)
        for found in undone:
            if found.case is not None:
                await tx.outbox.arm(Kind.CASE_CARD, found.case, found.server, now)
