"""Appeals about removals that moderators take back by themselves: nothing is left to decide, and the author hears it once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.base.ids import AppealId, DetectionId
from core.scanning.detections import Detection
from services.base.outbox import Kind, OutboxStore


class EndingAppeals(Protocol):
    """The store of table `appeals`, as undoing needs it."""

    async def ended_with(self, detection: DetectionId) -> Sequence[AppealId]:
        """Open appeals about this removal, or one that shares its card, of which nothing is left that was not taken back."""
        ...

    async def end(self, appeal: AppealId, now: datetime) -> None:
        """Note that the removal was taken back before anybody decided about the appeal."""
        ...


class EndingTx(Protocol):
    """What a transaction offers to whoever takes a removal back."""

    @property
    def appeals(self) -> EndingAppeals:
        """The store of table `appeals`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


async def end_appeals(tx: EndingTx, undone: Detection, now: datetime) -> None:
    """The removal was taken back, with whatever shares its card: appeals of which nothing is left are over."""
    for appeal in await tx.appeals.ended_with(undone.id):
        await tx.appeals.end(appeal, now)
        await tx.outbox.arm(Kind.APPEAL_CARD, appeal, undone.server, now)
        await tx.outbox.arm(Kind.APPEAL_ANSWER, appeal, undone.server, now)
